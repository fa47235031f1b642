"""Closing the plans of a cycle: in one workspace only, ending what is open about them."""

from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.messages.codes import Code
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Revision
from sheets_sync.store import Store, StoreError
from tests.store.samples import HOUR, T0, TTL, a_plan, a_run, always, apply, bind, changes, reported

Q1, Q2 = Cycle.parse("2026-Q1"), Cycle.parse("2026-Q2")
LATER = date(2026, 5, 1)


def test_closing_names_the_plans_and_marks_their_bindings(store: Store) -> None:
    first, second = bind(store, "a"), bind(store, "b")
    assert not store.is_closed(first.workspace, Q1)
    assert store.close_cycle(first.workspace, Q1, T0) == ["pa", "pb"]
    assert store.is_closed(first.workspace, Q1)
    assert store.bindings() == [replace(first, closed=True), replace(second, closed=True)]
    assert store.close_cycle(first.workspace, Q1, T0) == []
    assert len(store.plans(first.workspace)) == 2


def test_other_cycles_and_other_workspaces_stay_open(store: Store) -> None:
    mine, theirs = bind(store, "a"), bind(store, "b", workspace="other")
    assert store.close_cycle(mine.workspace, Q2, T0) == []
    assert store.close_cycle(mine.workspace, Q1, T0) == ["pa"]
    assert not store.is_closed(theirs.workspace, Q1)
    assert [each.closed for each in store.bindings(theirs.workspace)] == [False]


def test_closing_closes_findings_and_takes_the_lease(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", findings=(Finding(code=Code.CLEARED, subject="m1a"),)))
    fence = store.acquire(bound.id, "host:1:1", T0, TTL, always)
    assert fence is not None
    store.close_cycle(bound.workspace, Q1, T0)
    assert store.open_findings(bound.workspace) == []
    with pytest.raises(StoreError, match="lease-lost"):
        store.record(a_run(), bound, fence=fence, signature="s")


def test_only_plans_made_long_ago_close_by_themselves(store: Store) -> None:
    bound = bind(store, at=T0)
    assert store.workspaces_with_ended(ended=LATER, made=T0) == []
    assert store.workspaces_with_ended(ended=Q1.end, made=T0 + HOUR) == []
    assert store.workspaces_with_ended(ended=LATER, made=T0 + HOUR) == [bound.workspace]
    assert store.close_ended(bound.workspace, ended=LATER, made=T0, at=T0) == []
    assert store.close_ended(bound.workspace, ended=LATER, made=T0 + HOUR, at=T0) == ["pa"]
    assert store.workspaces_with_ended(ended=LATER, made=T0 + HOUR) == []


def test_a_plan_as_it_was_inserted(store: Store) -> None:
    bound = bind(store)
    renamed = replace(a_plan(), owner="Lê Bình")
    revision = Revision(subject="pa", field="owner", old=a_plan().owner, new="Lê Bình", at=T0)
    apply(store, bound, replace(changes("a"), plan=renamed, revisions=(revision,)))
    assert store.plan(bound.workspace, "pa") == renamed
    assert store.plan_as_inserted(bound.workspace, "pa") == a_plan()
    assert store.plan_as_inserted(store.workspace("other").id, "pa") is None


def test_a_measure_knows_its_plan_in_its_workspace(store: Store) -> None:
    bound = bind(store)
    assert store.plan_of_measure(bound.workspace, "m1a") == a_plan()
    assert store.plan_of_measure(bound.workspace, "m0") is None
    assert store.plan_of_measure(store.workspace("other").id, "m1a") is None


def test_a_state_knows_what_passes_accepted_but_no_corrections(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1", T0)))
    store.correct(bound.workspace, reported("a", "2", T0 + HOUR), reason="slip")
    apply(store, bound, changes("a", reported("a", "3", T0 + HOUR)))
    assert [(point.measure, str(point.value)) for point in store.state(bound).points] == [("m1a", "1"), ("m1a", "3")]
    struck = [(str(each.value), each.reason) for each in store.history(bound.workspace, "m1a") or () if each.struck]
    assert struck == [("1", "slip")]
