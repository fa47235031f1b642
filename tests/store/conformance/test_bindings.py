"""Workspaces, plans and bindings: made pending, active, ended."""

from dataclasses import replace

import pytest

from sheets_sync.store import Store, StoreError
from tests.store.samples import HOUR, T0, TTL, a_plan, a_run, always, apply, bind, changes, dump, reported


def test_a_workspace_is_made_on_first_use_and_found_after(store: Store) -> None:
    made = store.workspace("Công ty Đào")
    assert made.zone == "Asia/Ho_Chi_Minh"
    assert store.workspace("Công ty Đào") == made
    assert store.workspace("another").id != made.id
    assert [each.name for each in store.workspaces()] == ["Công ty Đào", "another"]


def test_a_new_plan_is_pending_until_its_block_stands(store: Store) -> None:
    made = bind(store, active=False)
    assert (made.state, made.plan, made.document, made.signature) == ("pending", "pa", "da", None)
    assert store.bindings() == []
    assert store.bindings(state="pending") == [made]
    assert store.binding_of_plan("pa") == made
    store.activate("ba")
    store.activate("ba")
    assert store.bindings() == [replace(made, state="active")]


def test_a_plan_keeps_its_definition(store: Store) -> None:
    bound = bind(store)
    assert store.plan(bound.workspace, "pa") == a_plan()
    state = store.state(bound)
    assert (state.plan, state.readings, state.values) == (a_plan(), {}, {})


def test_blocks_of_one_document_share_it(store: Store) -> None:
    first = bind(store, "a", address="/okr/x.xlsx")
    second = bind(store, "b", address="/okr/x.xlsx", tab="OKR (2)", at=T0 + HOUR)
    assert first.document == second.document == "da"
    assert store.bindings_at("xlsx", "/okr/x.xlsx") == [first, second]
    assert store.bindings_at("google", "/okr/x.xlsx") == []


def test_a_discarded_plan_leaves_no_trace(store: Store) -> None:
    bind(store, "a", address="/okr/x.xlsx")
    before = dump(store, without=())
    bind(store, "b", address="/okr/x.xlsx", active=False)
    store.discard("pb")
    bind(store, "c", active=False)
    store.discard("pc")
    store.discard("pc")
    assert dump(store, without=()) == before


def test_a_plan_in_use_is_not_discarded(store: Store) -> None:
    bind(store)
    before = dump(store)
    with pytest.raises(StoreError, match="plan-not-pending"):
        store.discard("pa")
    assert dump(store) == before


def test_an_id_is_not_taken_twice(store: Store) -> None:
    bind(store)
    before = dump(store)
    with pytest.raises(StoreError, match="store-conflict"):
        bind(store)
    assert dump(store) == before


def test_a_document_id_is_not_taken_twice(store: Store) -> None:
    bind(store, "a", address="/okr/x.xlsx")
    with pytest.raises(StoreError, match="store-conflict"):
        store.add_plan(
            store.workspace("local").id,
            a_plan("b"),
            binding="bb",
            document="da",
            kind="xlsx",
            address="/okr/y.xlsx",
            tab="OKR",
            at=T0,
        )


def test_an_ended_binding_is_gone_and_its_history_stays(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "5")))
    store.end("ba", T0 + HOUR)
    assert store.bindings() == []
    assert store.binding_of_plan("pa") is None
    assert store.bindings_at("xlsx", bound.address) == []
    assert [each.value for each in store.history(bound.workspace, "m1a") or []] == [5]
    with pytest.raises(StoreError, match="binding-unknown"):
        store.end("ba", T0)
    with pytest.raises(StoreError, match="binding-unknown"):
        store.activate("ba")


def test_a_pass_under_way_loses_its_lease_when_the_binding_ends(store: Store) -> None:
    bound = bind(store)
    fence = store.acquire("ba", "host:1:1", T0, TTL, always)
    assert fence is not None
    store.end("ba", T0)
    before = dump(store, without=())
    with pytest.raises(StoreError, match="lease-lost"):
        store.record(a_run(), bound, changes("a", reported("a", "5")), fence=fence, signature="s")
    assert dump(store, without=()) == before


def test_a_document_without_bindings_can_be_held_again(store: Store) -> None:
    bind(store, "a", address="/okr/x.xlsx")
    store.end("ba", T0)
    assert bind(store, "b", address="/okr/x.xlsx").document == "da"
    assert [each.id for each in store.bindings()] == ["bb"]
    with pytest.raises(StoreError, match="document-of-another-workspace"):
        bind(store, "c", workspace="another", address="/okr/x.xlsx")
