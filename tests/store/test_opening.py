"""Opening a store: what is made, and how it is told that it cannot be."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from sheets_sync.store import StoreError, open_store
from tests.store.samples import T0, a_plan, apply, bind, changes, reported

ROOT = Path(__file__).resolve().parents[2]


def _refused(url: str, *, create: bool = True) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(url, create=create)
    error = caught.value
    assert error.__suppress_context__ or error.__context__ is None, "no traceback of SQLAlchemy is shown"
    return error


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://x/y", "sqlite+aiosqlite:///x", "http://x", "postgresql://h:port/x"]
)
def test_what_is_no_url_of_ours_is_refused(url: str) -> None:
    assert _refused(url).code == "store-url"


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "không có" / "100% mới" / "okr.db"
    with open_store(f"sqlite:///{file}") as store:
        bind(store)
        assert store.name == str(file)
    with open_store(f"sqlite:///{file}", create=False) as store:
        assert len(store.bindings()) == 1


def test_a_store_is_not_made_where_it_should_be_there(empty_url: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert _refused(empty_url, create=False).code == "store-missing"
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_is_opened_as_it_must_be(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'okr.db'}") as store, store.engine.connect() as connection:
        pragmas = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert found == ["wal", 1, 10_000, 1]


def test_a_file_that_is_no_store_is_damaged_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "okr.db"
    file.write_bytes(b"no database at all " * 1000)
    before = file.read_bytes()
    error = _refused(f"sqlite:///{file}")
    assert (error.code, error.args_["store"]) == ("store-damaged", str(file))
    assert file.read_bytes() == before


def test_a_file_with_a_spoilt_page_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "okr.db"
    with open_store(f"sqlite:///{file}") as store:
        bind(store)
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="store-damaged"), open_store(f"sqlite:///{file}") as store:
        store.bindings()


def test_a_store_without_one_of_its_tables_is_damaged(url: str) -> None:
    with open_store(url) as store:
        with store.engine.begin() as connection:
            connection.execute(text("DROP TABLE lease"))
        with pytest.raises(StoreError, match="store-damaged"):
            bind(store)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("plan", "definition", '{"id": 1}'),
        ("check_in", "at", "soon"),
        ("check_in", "value", "many"),
        ("check_in", "confidence", "hope"),
    ],
)
def test_a_row_that_makes_no_sense_is_damage(tmp_path: Path, table: str, column: str, value: str) -> None:
    with open_store(f"sqlite:///{tmp_path / 'okr.db'}") as store:
        bound = bind(store)
        apply(store, bound, changes("a", reported("a", "5")))
        with store.engine.begin() as connection:
            connection.execute(text(f"UPDATE {table} SET {column} = :value"), {"value": value})
        with pytest.raises(StoreError, match="store-damaged"):
            store.plans(bound.workspace)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _refused(f"sqlite:///{tmp_path / 'file' / 'okr.db'}").code == "store-unreachable"
    assert _refused(f"sqlite:///{tmp_path}").code == "store-unreachable"


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    error = _refused("postgresql://someone:secret@127.0.0.1:1/okr?application_name=x")
    assert error.code == "store-unreachable"
    assert "secret" not in repr(error)
    assert error.args_["store"] == "postgresql+psycopg://someone:***@127.0.0.1:1/okr"


def test_a_database_that_is_not_there_is_told(postgres_server: str) -> None:
    assert _refused(f"{postgres_server}/none").code == "store-unreachable"


def test_a_store_that_others_hold_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets_sync.store.database._PRAGMAS", ("busy_timeout = 50", "foreign_keys = ON"))
    with open_store(f"sqlite:///{tmp_path / 'okr.db'}") as store:
        bound = bind(store)
        other = sqlite3.connect(tmp_path / "okr.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="store-busy"):
            store.activate("ba")
        assert store.plan(bound.workspace, "pa") == a_plan(), "readers do not wait for writers"
        other.close()
        store.activate("ba")


def test_errors_name_the_store(url: str) -> None:
    with open_store(url) as store:
        with pytest.raises(StoreError) as caught:
            store.end("bnone", T0)
        assert caught.value.args_ == {"binding": "bnone", "store": store.name}


OPENING = """
import sys, alembic.command
from sheets_sync.store import Store, open_store
print("ready", flush=True)
input()
open_store(sys.argv[1]).workspace("local")
"""


def test_several_processes_may_open_a_new_store_at_once(empty_shared_url: str) -> None:
    pipe, command = subprocess.PIPE, [sys.executable, "-c", OPENING, empty_shared_url]
    running = [subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(6)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 6, told
    with open_store(empty_shared_url) as store:
        assert [each.name for each in store.workspaces()] == ["local"]


def test_threads_may_make_several_stores_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda n: open_store(f"sqlite:///{tmp_path / str(n % 4)}.db"), range(8)))
    for store in stores:
        assert store.bindings() == []
        store.close()


def test_the_store_is_not_loaded_by_its_package_alone() -> None:
    program = "import sys, sheets_sync.store; print('sqlalchemy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
