"""The data of one workspace is never reached from another."""

from dataclasses import replace

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from sheets_sync.messages.codes import Code
from sheets_sync.okr.finding import Finding
from sheets_sync.store import Binding, Store, StoreError
from sheets_sync.store import tables as t
from tests.store.samples import T0, TTL, a_run, always, apply, bind, changes, dump, reported

FINDING = Finding(code=Code.TEXT_NOT_NUMBER, subject="m1a", column="current")


@pytest.fixture
def theirs(store: Store) -> Binding:
    bound = bind(store, "a", workspace="theirs")
    apply(store, bound, changes("a", reported("a", "5"), findings=(FINDING,)))
    return bound


@pytest.fixture
def ours(store: Store) -> int:
    return store.workspace("ours").id


def test_every_table_says_whose_its_rows_are() -> None:
    without = {name for name, table in t.metadata.tables.items() if "workspace_id" not in table.columns}
    assert without == {"workspace"}


def test_no_question_tells_of_another_workspace(store: Store, theirs: Binding, ours: int) -> None:
    assert store.bindings(ours) == []
    assert store.plan(ours, "pa") is None
    assert store.plans(ours) == store.plans(ours, at=T0) == store.plans(ours, address=theirs.address) == []
    assert store.open_findings(ours) == []
    assert store.open_findings(ours, binding=theirs.id) == store.open_findings(ours, address=theirs.address) == []
    assert store.history(ours, "m1a") is None
    with pytest.raises(StoreError, match="plan-unknown"):
        store.state(replace(theirs, workspace=ours))


def test_no_change_reaches_another_workspace(store: Store, theirs: Binding, ours: int) -> None:
    fence = store.acquire(theirs.id, "host:1:1", T0, TTL, always)
    assert fence is not None
    before = dump(store, without=())
    with pytest.raises(StoreError, match="lease-lost"):
        store.record(a_run(), replace(theirs, workspace=ours), changes("a"), fence=fence, signature="s")
    with pytest.raises(StoreError, match="measure-unknown"):
        store.correct(ours, reported("a", "1"))
    assert dump(store, without=()) == before


def test_a_document_of_another_workspace_is_not_bound(store: Store, theirs: Binding, ours: int) -> None:
    before = dump(store)
    with pytest.raises(StoreError) as caught:
        bind(store, "b", workspace="ours", address=theirs.address)
    assert caught.value.code == "document-of-another-workspace"
    assert caught.value.args_["document"] == theirs.address
    assert dump(store) == before
    moving = bind(store, "b", workspace="ours")
    before = dump(store)
    with pytest.raises(StoreError, match="document-of-another-workspace"):
        apply(store, moving, changes("b"), address=theirs.address)
    assert dump(store) == before


def test_a_document_is_free_for_others_once_nothing_is_bound_there(store: Store, theirs: Binding) -> None:
    store.end(theirs.id, T0)
    bound = bind(store, "b", workspace="ours", address=theirs.address)
    assert bound.document == "db"
    assert [each.id for each in store.bindings_at("xlsx", theirs.address)] == ["bb"]
    with pytest.raises(StoreError):
        bind(store, "c", workspace="theirs", address=theirs.address)
    assert [each.document for each in store.history(theirs.workspace, "m1a") or []] == [theirs.address]


def test_the_database_refuses_rows_that_point_into_another_workspace(store: Store, theirs: Binding, ours: int) -> None:
    rows = [
        (t.measure, {"id": "mx", "workspace_id": ours, "plan_id": "pa"}),
        (t.lease, {"binding_id": "ba", "workspace_id": ours, "fence": 0}),
        (t.last_reading, {"measure_id": "m2a", "workspace_id": ours, "seen": "", "note": ""}),
    ]
    for table, row in rows:
        with pytest.raises(IntegrityError), store.engine.begin() as connection:
            connection.execute(insert(table), row)
