"""What a pass writes: all of it, nothing twice, and nothing when nothing is new."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPICursor

from sheets_sync.messages.codes import Code
from sheets_sync.okr.cycle import Period
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Changes, CheckIn, Revision, Value
from sheets_sync.okr.model import Confidence, Direction, KeyResult, Kind, Measure
from sheets_sync.store import Store, StoreError
from tests.store.conftest import Count
from tests.store.samples import (
    HOUR,
    T0,
    TTL,
    a_plan,
    a_run,
    always,
    apply,
    bind,
    changes,
    dump,
    read_as,
    reported,
)

FINDING = Finding(code=Code.TEXT_NOT_NUMBER, subject="m2a", column="current", tab="OKR", cell="H8", found="n/a")


def everything() -> Changes:
    """A pass with one of each."""
    revision = Revision(subject="pa", field="owner", old="Nguyễn Thị Đào", new="Trần Bình", at=T0)
    return changes("a", reported("a", "5"), plan=a_plan(owner="Trần Bình"), revisions=(revision,), findings=(FINDING,))


def test_a_pass_is_there_afterwards(store: Store) -> None:
    bound = bind(store)
    run = apply(store, bound, everything(), signature="10:200")
    assert (run.check_ins, run.revisions, run.opened, run.closed) == (1, 1, 1, 0)
    bound = store.bindings()[0]
    assert bound.signature == "10:200"
    state = store.state(bound)
    assert state.plan == a_plan(owner="Trần Bình")
    assert state.readings == {"m1a": read_as(reported("a", "5"))}
    assert state.values == {"m1a": replace(reported("a", "5"), document="/okr/a.xlsx", run=run.id)}
    assert [each.finding for each in store.open_findings(bound.workspace)] == [FINDING]


def test_a_pass_that_finds_nothing_new_adds_its_run_and_nothing_else(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, everything())
    before = dump(store)
    again = everything()
    run = apply(store, bound, replace(again, check_ins=(), revisions=()), at=T0 + HOUR)
    assert (run.check_ins, run.revisions, run.opened, run.closed) == (0, 0, 0, 0)
    after = dump(store)
    added = after["sync_run"][len(before["sync_run"]) :]
    assert len(added) == 1
    assert {**after, "sync_run": before["sync_run"]} == before


def test_an_unchanged_document_adds_its_run_and_nothing_else(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, everything())
    before = dump(store)
    apply(store, bound, None, at=T0 + HOUR)
    after = dump(store)
    assert len(after.pop("sync_run")) == len(before.pop("sync_run")) + 1
    assert after == before


def test_of_a_touched_document_only_the_signature_changes(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a"), signature="1")
    before = dump(store)
    apply(store, bound, changes("a"), signature="2")
    after = dump(store)
    assert store.bindings()[0].signature == "2"
    assert {name for name in before if before[name] != after[name]} == {"binding", "sync_run"}


def test_a_document_that_could_not_be_read_is_read_again(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a"), signature="1")
    apply(store, bound, None, signature=None)
    assert store.bindings()[0].signature is None


def test_blocks_of_one_document_have_signatures_of_their_own(store: Store) -> None:
    first = bind(store, "a", address="/okr/x.xlsx")
    bind(store, "b", address="/okr/x.xlsx", tab="OKR (2)")
    apply(store, first, changes("a"), signature="1")
    assert [each.signature for each in store.bindings()] == ["1", None]


def test_an_idle_cycle_is_one_row(store: Store) -> None:
    bind(store)
    before = dump(store)
    store.record_cycle(None, T0, T0 + HOUR)
    store.record_cycle(store.workspace("local").id, T0, T0 + HOUR, calls=2)
    after = dump(store)
    assert [row[2] for row in after.pop("sync_run")] == [None, None]
    assert {**before, "sync_run": None} == {**after, "sync_run": None}


def test_check_ins_of_a_measure_form_one_chain(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1"), reported("a", "2"), reported("a", "9", measure="m2")))
    apply(store, bound, changes("a", reported("a", "3")))
    rows = [row for row in dump(store)["check_in"] if row[2] == "m1a"]
    assert [row[3] for row in rows] == [0, rows[0][0], rows[1][0]]
    assert [each.value for each in store.history(bound.workspace, "m1a") or []] == [1, 2, 3]


def test_revisions_keep_the_types_of_what_changed(store: Store) -> None:
    bound = bind(store)
    _, _, measure = next(a_plan().measures())
    new: dict[str, Value] = {
        "kind": Kind.PERCENT,
        "direction": Direction.AT_MOST,
        "target": Decimal("0.5"),
        "due": None,
        "per": Period(1, "week"),
        "strict": True,
    }
    revisions = tuple(
        Revision(subject=measure.id, field=name, old=getattr(measure, name), new=new[name], at=T0 + HOUR)
        for name in new
    )
    changed = a_plan().with_measures({measure.id: replace(measure, **new)})  # type: ignore[arg-type]
    apply(store, bound, changes("a", plan=changed, revisions=revisions), at=T0 + HOUR)
    assert store.plan(bound.workspace, "pa") == changed
    assert [record.plan for record in store.plans(bound.workspace, at=T0)] == [a_plan()]
    again = store.plans(bound.workspace, at=T0)[0].plan
    assert next(again.measures())[2].kind is Kind.COUNT


def test_a_row_that_people_added_becomes_a_measure_of_the_plan(store: Store) -> None:
    bound = bind(store)
    plan = a_plan()
    extra = KeyResult(id="k2a", measures=(Measure(id="m3a", name="mới", kind=Kind.COUNT, target=Decimal(1)),))
    objective = replace(plan.objectives[0], key_results=(*plan.objectives[0].key_results, extra))
    grown = replace(plan, objectives=(objective,))
    apply(store, bound, changes("a", reported("a", "4", measure="m3"), plan=grown))
    assert store.state(bound).values["m3a"].value == 4


def test_a_correction_strikes_the_last_value(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1")))
    apply(store, bound, changes("a", reported("a", "99", T0 + HOUR)), at=T0 + HOUR)
    by_hand = CheckIn(
        measure="m1a", at=T0 + 2 * HOUR, day=date(2026, 1, 5), value=Decimal(9), confidence=Confidence.LOW
    )
    store.correct(bound.workspace, by_hand, reason="gõ nhầm")
    history = store.history(bound.workspace, "m1a") or []
    assert [(str(each.value), each.struck) for each in history] == [("1", False), ("99", True), ("9", False)]
    assert (history[2].document, history[2].run) == (None, None)
    assert store.state(bound).values["m1a"] == by_hand
    store.correct(bound.workspace, replace(by_hand, value=None), reason="rút lại")
    assert store.state(bound).values["m1a"].value is None
    assert store.state(bound).readings["m1a"].value == 99, "the cell still says so"


def test_a_measure_that_nobody_has_is_not_corrected(store: Store) -> None:
    bound = bind(store)
    with pytest.raises(StoreError, match="measure-unknown"):
        store.correct(bound.workspace, reported("zz", "1"))


def test_a_renamed_tab_is_followed(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a"), tab="OKR quý 1")
    assert store.bindings()[0].tab == "OKR quý 1"


def test_a_moved_file_takes_all_its_blocks_along(store: Store) -> None:
    first = bind(store, "a", address="/okr/x.xlsx")
    second = bind(store, "b", address="/okr/x.xlsx")
    apply(store, first, changes("a", reported("a", "1")), address="/new/x.xlsx")
    apply(store, second, changes("b"), address="/new/x.xlsx")
    assert [(each.address, each.document) for each in store.bindings()] == [("/new/x.xlsx", "da")] * 2
    assert [each.document for each in store.history(first.workspace, "m1a") or []] == ["/new/x.xlsx"]


def test_a_file_moved_over_a_known_one_is_bound_to_that(store: Store) -> None:
    moved = bind(store, "a", address="/okr/x.xlsx")
    bind(store, "b", address="/okr/y.xlsx")
    store.end("bb", T0)
    apply(store, moved, changes("a", reported("a", "1")), address="/okr/y.xlsx")
    assert [(each.address, each.document) for each in store.bindings()] == [("/okr/y.xlsx", "db")]
    assert [each.document for each in store.history(moved.workspace, "m1a") or []] == ["/okr/y.xlsx"]
    assert bind(store, "c", workspace="another", address="/okr/x.xlsx").document == "dc", "nobody holds it any more"


def test_a_plan_that_is_not_the_bindings_is_refused(store: Store) -> None:
    bound = bind(store, "a")
    bind(store, "b")
    before = dump(store)
    with pytest.raises(ValueError, match="not the one"):
        apply(store, bound, changes("b", reported("b", "1")))
    assert dump(store) == before


def test_a_pass_that_breaks_off_at_any_statement_leaves_nothing(store: Store) -> None:
    bound = bind(store)
    fence = store.acquire(bound.id, "host:1:1", T0, TTL, always)
    assert fence is not None
    before = dump(store, without=())

    def write() -> None:
        store.record(a_run(), bound, everything(), fence=fence, signature="s", tab="T", address="/new/a.xlsx")

    broken = 0
    while breaks_at(store, broken + 1, write):
        broken += 1
        assert dump(store, without=()) == before
    assert broken > 10
    assert store.bindings()[0].address == "/new/a.xlsx"


class Killed(Exception):
    """Stands for the end of the process."""


def breaks_at(store: Store, number: int, write: Callable[[], None]) -> bool:
    """Break off before the statement of that number; false if there were fewer."""
    seen: list[str] = []

    def count(_c: Connection, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise Killed

    event.listen(store.engine, "before_cursor_execute", count)
    try:
        write()
    except Killed:
        return True
    finally:
        event.remove(store.engine, "before_cursor_execute", count)
    return False


def test_what_a_pass_costs_in_statements(store: Store, count_sql: Count) -> None:
    bound = bind(store)
    with count_sql() as state:
        store.state(bound)
    assert len(state) == 4
    fence = store.acquire(bound.id, "host:1:1", T0, TTL, always)
    assert fence is not None
    with count_sql() as unchanged:
        store.record(a_run(), bound, fence=fence, signature=None)
    assert len(unchanged) == 4
    with count_sql() as full:
        store.record(a_run(), bound, everything(), fence=fence, signature="s")
    assert len(full) == 11
    with count_sql() as again:
        store.record(a_run(), bound, replace(everything(), check_ins=(), revisions=()), fence=fence, signature="s")
    assert [each.split()[0] for each in again] == ["SELECT", "INSERT", "UPDATE", "SELECT", "INSERT", "SELECT"]


def test_readings_that_are_stored_so_already_are_not_written(store: Store) -> None:
    bound = bind(store)
    written: list[int] = []

    def note(_c: Connection, cursor: DBAPICursor, statement: str, *_: object) -> None:
        if "INTO last_reading" in statement:
            written.append(cursor.rowcount)

    event.listen(store.engine, "after_cursor_execute", note)
    first, second = reported("a", "5"), reported("a", "7", measure="m2")
    for check_ins in ((first, second), (first, second), (first, replace(second, note="khác"))):
        apply(store, bound, changes("a", readings=tuple(map(read_as, check_ins))))
    event.remove(store.engine, "after_cursor_execute", note)
    assert written == [2, 0, 1]
    assert store.state(bound).readings["m2a"].note == "khác"
