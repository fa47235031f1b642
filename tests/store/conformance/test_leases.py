"""A binding is never synced twice at once, and who lost the lease writes nothing."""

from datetime import timedelta

import pytest

from sheets_sync.store import Store, StoreError
from tests.store.samples import T0, TTL, a_run, always, bind, changes, dump, reported

SECOND = timedelta(seconds=1)


def test_a_lease_is_one_owners_until_it_is_given_back(store: Store) -> None:
    bind(store)
    fence = store.acquire("ba", "host:1:1", T0, TTL, always)
    assert fence is not None
    assert store.acquire("ba", "host:2:1", T0, TTL, always) is None
    assert store.acquire("ba", "host:1:1", T0, TTL, always) is None, "not even to its owner"
    store.release("ba", fence)
    assert store.acquire("ba", "host:2:1", T0, TTL, always) == fence + 1


def test_leases_of_two_bindings_have_nothing_to_do_with_each_other(store: Store) -> None:
    bind(store, "a")
    bind(store, "b")
    assert store.acquire("ba", "host:1:1", T0, TTL, always)
    assert store.acquire("bb", "host:2:1", T0, TTL, always)


def test_a_lease_runs_out(store: Store) -> None:
    bind(store)
    store.acquire("ba", "host:1:1", T0, TTL, always)
    assert store.acquire("ba", "host:2:1", T0 + TTL - SECOND, TTL, always) is None
    assert store.acquire("ba", "host:2:1", T0 + TTL, TTL, always)


def test_a_dead_owners_lease_is_taken_over_at_once(store: Store) -> None:
    bind(store)
    asked: list[str] = []

    def is_alive(owner: str) -> bool:
        asked.append(owner)
        return False

    first = store.acquire("ba", "host:1:1", T0, TTL, is_alive)
    second = store.acquire("ba", "host:2:1", T0, TTL, is_alive)
    assert first is not None
    assert second == first + 1
    assert asked == ["host:1:1"]


def test_who_lost_the_lease_writes_nothing_and_frees_nothing(store: Store) -> None:
    bound = bind(store)
    first = store.acquire("ba", "host:1:1", T0, TTL, always)
    second = store.acquire("ba", "host:2:1", T0 + TTL, TTL, always)
    assert first is not None
    assert second is not None
    before = dump(store, without=())
    with pytest.raises(StoreError, match="lease-lost"):
        store.record(a_run(), bound, changes("a", reported("a", "5")), fence=first, signature="s")
    store.release("ba", first)
    assert dump(store, without=()) == before
    store.record(a_run(), bound, changes("a", reported("a", "5")), fence=second, signature="s")


def test_a_lease_that_ran_out_but_that_nobody_took_still_writes(store: Store) -> None:
    bound = bind(store)
    fence = store.acquire("ba", "host:1:1", T0, TTL, always)
    assert fence is not None
    run = store.record(a_run(T0 + 2 * TTL), bound, changes("a", reported("a", "5")), fence=fence, signature="s")
    assert run.check_ins == 1


def test_what_is_not_bound_has_no_lease(store: Store) -> None:
    bind(store)
    store.end("ba", T0)
    for binding in ("ba", "bnone"):
        with pytest.raises(StoreError) as caught:
            store.acquire(binding, "host:1:1", T0, TTL, always)
        assert caught.value.code == "binding-unknown"
