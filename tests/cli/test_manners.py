"""How the program behaves in a terminal, in a cron job and when it is stopped: tried as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

import sheets_sync
from sheets_sync.store import open_store
from sheets_sync.sync.process import lease
from sheets_sync.sync.stopping import Stopped, exposed, shielded, stoppable
from tests.support.another_hand import type_into
from tests.support.postgres import fresh_database
from tests.support.processes import environment, run
from tests.support.product import Product
from tests.support.stores import contents, everything
from tests.support.terminal import CTRL_C, OnTerminal
from tests.support.weekly import Json, cell_of, insert

ROLE = "product_designer"
VI = {"LC_ALL": "vi_VN.UTF-8"}
EN = {"LC_ALL": "en_US.UTF-8"}


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path, env=EN)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def two(product: Product, tmp_path: Path) -> Json:
    """Two bound documents: a.xlsx as it was read, b.xlsx with a value that nobody has read yet. The plan of b."""
    insert(product, ROLE, "a.xlsx")
    plan = insert(product, ROLE, "b.xlsx")
    product.ok("sync")
    report(tmp_path / "b.xlsx", plan, 4)
    return plan


def report(file: Path, plan: Json, value: object) -> None:
    """Type a value into the first measure's cell."""
    type_into(file, {cell_of(plan["measures"][0]): value})


@contextmanager
def hung(store: Path) -> Iterator[None]:
    """Nobody else can write to the store: `sync` gets past a.xlsx, which is unchanged, and hangs over b.xlsx."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def names(paths: list[str]) -> list[str]:
    return [Path(path).name for path in paths]


def goes_on(product: Product) -> None:
    """The next run reads what the stopped one has not, and no lease is left."""
    outcomes = {Path(each["document"]).name: each["check_ins"] for each in product.ok("sync")["runs"]}
    assert outcomes == {"a.xlsx": 0, "b.xlsx": 1}
    assert {lease["owner"] for lease in everything(product.folder / "store.db")["lease"]} == {None}


# Quiet


def test_a_quiet_sync_says_nothing_where_all_is_well(product: Product, two: Json) -> None:
    ended = run(product.folder / "store.db", "sync", "--quiet", env=EN)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_quiet_sync_tells_what_needs_a_person_and_nothing_else(product: Product, two: Json, tmp_path: Path) -> None:
    report(tmp_path / "b.xlsx", two, "about 4")
    ended = run(product.folder / "store.db", "sync", "--quiet", "--dry-run", env=EN)
    assert ended.code == 1
    assert "b.xlsx" in ended.out
    assert "text-not-number" in ended.out
    assert "a.xlsx" not in ended.out
    assert ended.err == ""


def test_a_quiet_command_still_tells_its_error(store: Path) -> None:
    ended = run(store, "sync", "none.xlsx", "--quiet", env=EN)
    assert (ended.code, ended.out) == (2, "")
    assert "There is no file" in ended.err


@pytest.mark.parametrize("words", [["templates", "list"], ["status"], ["db", "upgrade"]], ids=" ".join)
def test_any_command_can_be_quiet(store: Path, words: list[str]) -> None:
    assert "SHEETS_SYNC_NOW" in run(store, *words, env=EN).err
    assert run(store, *words, "--quiet", env=EN).err == ""


# A line for each run


def test_lines_tell_each_run_with_its_figures(product: Product, two: Json, tmp_path: Path) -> None:
    report(tmp_path / "b.xlsx", two, "about 4")
    ended = run(product.folder / "store.db", "sync", "--json-lines", env=EN)
    first, second = (json.loads(line) for line in ended.out.splitlines())
    assert ended.code == 1
    assert first.pop("seconds") >= 0
    assert first == {
        "time": "2026-02-10T09:00:00+07:00",
        "document": str(tmp_path / "a.xlsx"),
        "tab": "OKR 2026-Q1",
        "outcome": "unchanged",
        "calls": 0,
        "check_ins": 0,
        "revisions": 0,
        "findings": {"error": 0, "warning": 0, "info": 0},
    }
    assert (second["outcome"], second["findings"]["warning"]) == ("findings", 1)


def test_an_error_is_a_line_too(store: Path) -> None:
    ended = run(store, "sync", "none.xlsx", "--json-lines", env=EN)
    assert (ended.code, json.loads(ended.out)["error"]["code"]) == (2, "file-missing")


def test_one_answer_and_lines_exclude_each_other(store: Path) -> None:
    ended = run(store, "sync", "--json-lines", "--json", env=EN)
    assert (ended.code, ended.json["error"]["code"]) == (2, "json-or-lines")


# Time is up


def test_when_time_is_up_what_was_done_and_what_was_not_is_told(product: Product, two: Json, store: Path) -> None:
    before = contents(store)
    with hung(store):
        ended = run(store, "sync", "--timeout", "4", "--json", env=EN)
    assert ended.code == 3
    assert names([each["document"] for each in ended.json["runs"]]) == ["a.xlsx"]
    assert ended.json["error"]["code"] == "timeout"
    assert names(ended.json["not_reached"]) == ["b.xlsx"]
    assert contents(store) == before
    goes_on(product)


def test_on_the_screen_the_documents_not_reached_are_named(product: Product, two: Json, store: Path) -> None:
    with hung(store):
        ended = run(store, "sync", "--timeout", "4", env=VI)
    assert ended.code == 3
    assert "a.xlsx" in ended.out
    assert "Đã hết thời gian" in ended.err
    assert f"chưa đọc: {product.folder / 'b.xlsx'}" in ended.err


def test_a_sync_that_is_in_time_is_as_ever(product: Product, two: Json, store: Path) -> None:
    ended = run(store, "sync", "--timeout", "60", "--json", env=EN)
    assert (ended.code, set(ended.json)) == (0, {"dry_run", "runs"})


def test_a_cycle_is_not_closed_when_time_is_up(product: Product, two: Json, store: Path) -> None:
    with hung(store):
        ended = run(store, "cycle", "close", "2026-Q1", "--timeout", "4", "--json", env=EN)
    assert (ended.code, ended.json["error"]["code"]) == (3, "timeout")
    goes_on(product)


def test_a_database_server_that_never_answers_is_left(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://okr@127.0.0.1:{silent.getsockname()[1]}/okr?connect_timeout=100"
        ended = run(store, "sync", "--timeout", "4", "--json", env={"SHEETS_SYNC_DATABASE_URL": url})
    assert (ended.code, ended.json["error"]["code"]) == (3, "timeout")


def test_a_pass_that_waits_for_postgresql_is_left_whole(store: Path, postgres_server: str) -> None:
    with fresh_database(postgres_server) as url:
        product = Product(store.parent, env=EN | {"SHEETS_SYNC_DATABASE_URL": url})
        plan = insert(product, ROLE, "b.xlsx")
        report(store.parent / "b.xlsx", plan, 4)
        with psycopg.connect(url.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE check_in IN ACCESS EXCLUSIVE MODE")
            ended = run(store, "sync", "b.xlsx", "--timeout", "4", "--json", env=product.env)
            (held,) = other.execute("SELECT count(*) FROM lease WHERE owner IS NOT NULL").fetchone() or (None,)
        (again,) = product.ok("sync", "b.xlsx")["runs"]
    assert (ended.code, ended.json["runs"], names(ended.json["not_reached"])) == (3, [], ["b.xlsx"])
    assert held == 0
    assert (again["outcome"], again["check_ins"]) == ("ok", 1)


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_that_is_none_is_refused(product: Product, seconds: str) -> None:
    answer = product("sync", "--timeout", seconds, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "usage")
    assert answer.json["error"]["message"].startswith("The value of --timeout cannot be used")


# Stopped by somebody


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_sync_ends_cleanly_and_the_next_goes_on(
    product: Product, two: Json, store: Path, number: signal.Signals
) -> None:
    before = contents(store)
    with hung(store), running(store, "sync", "--json-lines") as process:
        assert process.stdout
        first = json.loads(process.stdout.readline())  # told at once, not at the end
        process.send_signal(number)
        rest, err = process.communicate(timeout=60)
    assert Path(first["document"]).name == "a.xlsx"
    last = json.loads(rest)
    assert (last["error"]["code"], names(last["not_reached"])) == ("interrupted", ["b.xlsx"])
    assert (process.returncode, "Traceback" in err) == (2, False)
    assert contents(store) == before
    goes_on(product)


@contextmanager
def running(store: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    argv = [sys.executable, "-m", "sheets_sync", *args]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        argv, cwd=store.parent, env=environment(store, EN), stdout=pipe, stderr=pipe, text=True
    ) as process:
        yield process


def test_ctrl_c_in_a_terminal(product: Product, two: Json, store: Path) -> None:
    with hung(store):
        terminal = OnTerminal(["-m", "sheets_sync", "sync"], store.parent, environment(store, EN))
        terminal.wait_for("b.xlsx")
        terminal.type(CTRL_C)
        code = terminal.end()
    assert code == 2
    assert "Stopped as you asked" in terminal.shown
    assert "Traceback" not in terminal.shown
    goes_on(product)


def test_a_signal_within_a_pass_frees_its_lease(product: Product, two: Json, store: Path) -> None:
    with open_store(f"sqlite:///{store}") as opened, stoppable():
        binding = opened.bindings_at("xlsx", str(store.parent / "b.xlsx"))[0].id
        with pytest.raises(Stopped), lease(opened, binding):
            os.kill(os.getpid(), signal.SIGTERM)
    assert {row["owner"] for row in everything(store)["lease"]} == {None}


def test_what_belongs_together_is_finished_before_a_stop() -> None:
    done = []
    with stoppable():
        with suppress(Stopped), shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("all of it")
        with suppress(Stopped), shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            with exposed():
                done.append("nothing of this")
        with suppress(Stopped), shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("nor of this, for somebody insists")
    assert done == ["all of it"]


# Terminals


def test_a_terminal_sees_a_bar_with_the_document_in_hand(product: Product, two: Json, store: Path) -> None:
    terminal = OnTerminal(["-m", "sheets_sync", "sync"], store.parent, environment(store, EN))
    assert terminal.end() == 0
    bar, _, result = terminal.shown.rpartition("100%")
    assert "Syncing" in bar
    assert bar.index("a.xlsx") < bar.index("b.xlsx")
    assert "new values: 1" in result


def test_nothing_but_a_terminal_sees_a_bar(product: Product, two: Json, store: Path) -> None:
    assert "Syncing" not in run(store, "sync", "--full", env=EN).err
    terminal = OnTerminal(["-m", "sheets_sync", "sync", "--full", "--quiet"], store.parent, environment(store, EN))
    assert (terminal.end(), terminal.shown) == (0, "")


# Completion


def test_the_version_says_which_program_this_is(store: Path) -> None:
    first, second = run(store, "--version").out.splitlines()
    assert first == f"sheets-sync, version {sheets_sync.__version__}"
    assert second.startswith(f"Python {sys.version.split()[0]}, ")
    assert Path(second.partition(", ")[2]) == Path(sheets_sync.__file__).parent


def completions(store: Path, *words: str, env: dict[str, str] | None = None) -> list[str]:
    typed = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    return run(store, env={"_SHEETS_SYNC_COMPLETE": "bash_complete", **typed, **(env or {})}).out.splitlines()


def test_commands_options_and_files_are_completed(store: Path) -> None:
    assert completions(store, "sheets-sync", "hist") == ["plain,history"]
    assert completions(store, "sheets-sync", "sync", "--jso") == ["plain,--json-lines", "plain,--json"]
    assert completions(store, "sheets-sync", "sync", "ok") == ["file,ok"]


def test_roles_are_completed_from_the_folders_of_templates(store: Path) -> None:
    own = store.parent / "own"
    own.mkdir()
    (own / "sales_lead.yaml").write_text("not read")
    offered = completions(store, "sheets-sync", "insert", "sales_", env={"SHEETS_SYNC_TEMPLATES": str(own)})
    assert offered == ["plain,sales_director", "plain,sales_lead"]


def test_a_shell_completes_with_the_script(store: Path) -> None:
    program = (
        "source <(sheets-sync completion bash) && COMP_WORDS=(sheets-sync templates show ce) && COMP_CWORD=3 && "
        '_sheets_sync_completion sheets-sync && echo "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shell = subprocess.run(
        ["bash", "-c", program],
        env=environment(store) | {"PATH": path},
        cwd=store.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shell.stdout == "ceo\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(product: Product, shell: str) -> None:
    script = product("completion", shell)
    assert (script.code, f"_SHEETS_SYNC_COMPLETE={shell}_complete" in script.out) == (0, True)


# What was not typed right


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["snc"], "Không có lệnh “snc”.", "Did you mean: sheets-sync sync"),
        (["list"], "Không có lệnh “list”.", "Did you mean: sheets-sync templates list"),
        (["templates", "lst"], "Không có lệnh “lst”.", "Did you mean: sheets-sync templates list"),
        (["xyzzy"], "Không có lệnh “xyzzy”.", "See: sheets-sync --help"),
        (["sync", "--ful"], "Không có tuỳ chọn --ful.", "Did you mean: sheets-sync sync --full"),
        (["insert"], "Thiếu ROLE.", "Such as: sheets-sync insert"),
        (["insert", "ceo"], "Thiếu --into.", "Such as: sheets-sync insert"),
        (["insert", "ceo", "--into"], "Tuỳ chọn --into cần một giá trị đi kèm.", "See: sheets-sync"),
        (["insert", "ceo", "--into", "x.xlsx", "--lang", "fr"], "chọn một trong vi, en", "sheets-sync insert --help"),
        (["sync", "--timeout", "x"], "--timeout không dùng được: cần một con số", "See: sheets-sync sync --help"),
        (["sync", "--full=1"], "Tuỳ chọn --full không nhận giá trị.", "--help"),
        (["history", "a", "b"], "Thừa: b", "See: sheets-sync history --help"),
        (["insert", "Product Desiner", "--into", "x.xlsx"], "Không có mẫu", "first: product_designer, "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistyped_command_line_names_the_next_one(product: Product, words: list[str], vi: str, en: str) -> None:
    english = product(*words)
    product.env = VI
    vietnamese = product(*words)
    assert (english.code, vietnamese.code, english.out, vietnamese.out) == (2, 2, "", "")
    assert vi in vietnamese.err
    assert en in english.err


def test_a_group_alone_shows_its_help(product: Product) -> None:
    answer = product("templates")
    assert answer.code == 2
    assert answer.err.count("Usage:") == 1
    assert "show" in answer.err


def test_help_speaks_the_language_of_the_screen(product: Product) -> None:
    english = product("sync", "--help").out
    product.env = VI
    vietnamese = product("sync", "--help").out
    assert "Usage: sheets-sync sync" in english
    assert "Cách dùng: sheets-sync sync" in vietnamese
    assert "Cho xem sẽ thay đổi gì" in vietnamese
    for text in (english, vietnamese):
        assert "sheets-sync sync okr.xlsx" in text


def test_a_full_disk_at_the_other_end_is_said(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "sheets_sync", "templates", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
            check=False,
        )
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert "cannot be written" in answer.stderr
