"""Several processes and threads at one store."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select
from sqlalchemy.exc import IntegrityError

from sheets_sync.store import Store, StoreError, open_store
from sheets_sync.store import tables as t
from tests.store.passing import LAST
from tests.store.samples import T0, TTL, a_plan, a_run, always, apply, bind, changes, dump, reported

ROOT = Path(__file__).resolve().parents[2]


def _process(url: str, mode: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.passing", url, "ba", mode]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_report_the_same_cell_never_double_a_check_in(shared_url: str) -> None:
    with open_store(shared_url) as store:
        bound = bind(store)
        running = [_process(shared_url, "count") for _ in range(3)]
        told = [process.communicate()[1] for process in running]
        assert [process.returncode for process in running] == [0, 0, 0], told
        history = store.history(bound.workspace, "m1a") or []
        assert [each.value for each in history] == list(range(1, LAST + 1))
        rows = dump(store)["check_in"]
        assert [row[3] for row in rows] == [0, *(row[0] for row in rows[:-1])]


def test_a_killed_process_gives_its_lease_up_and_can_write_no_more(shared_url: str) -> None:
    with open_store(shared_url) as store:
        bound = bind(store)
        process = _process(shared_url, "hold")
        assert process.stdout is not None
        owner, old_fence = process.stdout.readline().split()
        assert store.acquire("ba", "host:1:1", datetime.now(UTC), TTL, _is_running) is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert owner == f"host:{process.pid}:0"
        fence = store.acquire("ba", "host:1:1", datetime.now(UTC), TTL, _is_running)
        assert fence == int(old_fence) + 1
        with pytest.raises(StoreError, match="lease-lost"):
            store.record(a_run(), bound, changes("a", reported("a", "5")), fence=int(old_fence), signature="s")
        store.record(a_run(), bound, changes("a", reported("a", "5")), fence=fence, signature="s")


def _is_running(owner: str) -> bool:
    try:
        os.kill(int(owner.split(":")[1]), 0)
    except ProcessLookupError:
        return False
    return True


def test_of_many_threads_one_gets_the_lease(store: Store) -> None:
    bind(store)
    with ThreadPoolExecutor(8) as threads:
        fences = list(threads.map(lambda n: store.acquire("ba", f"host:{n}:1", T0, TTL, always), range(8)))
    assert len([fence for fence in fences if fence is not None]) == 1


def test_of_many_threads_that_record_with_one_fence_each_writes_whole(store: Store) -> None:
    bound = bind(store)
    fence = store.acquire("ba", "host:1:1", T0, TTL, always)
    assert fence is not None

    def write(number: int) -> None:
        store.record(a_run(), bound, changes("a", reported("a", str(number))), fence=fence, signature=None)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(16)))
    rows = dump(store)["check_in"]
    assert [row[3] for row in rows] == [0, *(row[0] for row in rows[:-1])]
    assert len(rows) == 16


def test_an_answer_shows_one_state_of_the_store_whatever_is_written_meanwhile(shared_url: str) -> None:
    with open_store(shared_url) as store:
        bound = bind(store)
        written: list[str] = []

        def write_between(_c: Connection, _cursor: object, statement: str, *_: object) -> None:
            if "definition" in statement and not written:
                written.append(statement)
                apply(store, bound, changes("a", reported("a", "5"), plan=a_plan(owner="An")))

        event.listen(store.engine, "before_cursor_execute", write_between)
        (before,) = store.plans(bound.workspace)
        (after,) = store.plans(bound.workspace)
        assert len(written) == 1
        assert (before.plan.owner, list(before.values)) == ("Nguyễn Thị Đào", [])
        assert (after.plan.owner, list(after.values)) == ("An", ["m1a"])


def test_nothing_can_follow_the_same_check_in_twice(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1")))
    with store.engine.connect() as connection:
        row = dict(connection.execute(select(t.check_in)).mappings().one())
    del row["seq"]
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(insert(t.check_in), row)


def test_many_threads_may_use_a_new_workspace_and_document_at_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: store.workspace("mới"), range(8)))
        documents = set(threads.map(lambda n: bind(store, f"x{n}", address="/okr/x.xlsx").document, range(8)))
    assert len(found) == 1
    assert len(documents) == 1


def test_of_two_workspaces_that_bind_one_document_at_once_one_gets_it(store: Store) -> None:
    names = ["ours", "theirs"] * 4

    def try_to(number: int) -> str | None:
        try:
            workspace = store.workspace(names[number]).id
            plan = a_plan(f"y{number}")
            place = {"binding": f"by{number}", "document": f"dy{number}", "address": "/okr/y.xlsx", "tab": "OKR"}
            store.add_plan(workspace, plan, **place, kind="xlsx", at=T0)
        except StoreError as error:
            return error.code
        return None

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(try_to, range(8)))
    assert sorted(map(str, outcomes)) == ["None"] * 4 + ["document-of-another-workspace"] * 4
    assert len({each.workspace for each in store.bindings_at("xlsx", "/okr/y.xlsx")}) == 1


def test_a_document_stays_held_when_one_block_leaves_while_another_comes(store: Store) -> None:
    bind(store, "z0", address="/okr/z.xlsx")
    with ThreadPoolExecutor(2) as threads:
        for number in range(1, 21):
            leaves = threads.submit(store.end, f"bz{number - 1}", T0)
            comes = threads.submit(bind, store, f"z{number}", address="/okr/z.xlsx")
            leaves.result()
            comes.result()
            with pytest.raises(StoreError, match="document-of-another-workspace"):
                bind(store, f"other{number}", workspace="another", address="/okr/z.xlsx")
