"""A Finding stays the same one from the pass that first saw it to the one that no longer does."""

from dataclasses import replace

from sheets_sync.messages.codes import Code
from sheets_sync.okr.finding import Finding
from sheets_sync.store import Store
from tests.store.samples import HOUR, T0, apply, bind, changes, dump

TEXT = Finding(
    code=Code.TEXT_NOT_NUMBER, subject="m1a", column="current", tab="OKR", cell="H7", found="gần 5", args={"last": "4"}
)
GONE = Finding(code=Code.DOCUMENT_MISSING, subject="da")


def test_a_finding_keeps_its_first_time_wherever_it_goes(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", findings=(TEXT,)))
    first = store.open_findings(bound.workspace)[0]
    moved = replace(TEXT, cell="H9", found="khoảng 5", args={"last": "5"})
    run = apply(store, bound, changes("a", findings=(moved,)), at=T0 + HOUR)
    assert (run.opened, run.closed) == (0, 0)
    assert store.open_findings(bound.workspace) == [replace(first, finding=moved)]
    assert first.first_seen == T0
    assert (first.binding, first.plan, first.address, first.lang) == ("ba", "pa", "/okr/a.xlsx", "vi")


def test_a_finding_that_is_gone_is_closed_and_comes_back_as_another(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", findings=(TEXT,)))
    first = store.open_findings(bound.workspace)[0]
    run = apply(store, bound, changes("a"), at=T0 + HOUR)
    assert (run.opened, run.closed) == (0, 1)
    assert store.open_findings(bound.workspace) == []
    apply(store, bound, changes("a", findings=(TEXT,)), at=T0 + 2 * HOUR)
    second = store.open_findings(bound.workspace)[0]
    assert second.id != first.id
    assert second.first_seen == T0 + 2 * HOUR
    assert len(dump(store)["finding"]) == 2


def test_a_document_that_is_missing_opens_a_finding_beside_the_others(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", findings=(TEXT,)))
    apply(store, bound, None, findings=(GONE,), signature=None)
    run = apply(store, bound, None, findings=(GONE,), signature=None)
    assert (run.opened, run.closed) == (0, 0)
    assert [each.finding for each in store.open_findings(bound.workspace)] == [TEXT, GONE]
    apply(store, bound, changes("a", findings=(TEXT,)))
    assert [each.finding for each in store.open_findings(bound.workspace)] == [TEXT]


def test_findings_are_asked_for_by_binding_or_document(store: Store) -> None:
    first, second = bind(store, "a"), bind(store, "b")
    for bound, name in ((first, "a"), (second, "b")):
        apply(store, bound, changes(name, findings=(TEXT,)))
    assert [each.binding for each in store.open_findings(first.workspace)] == ["ba", "bb"]
    assert [each.binding for each in store.open_findings(first.workspace, binding="bb")] == ["bb"]
    assert [each.binding for each in store.open_findings(first.workspace, address="/okr/a.xlsx")] == ["ba"]
    assert store.open_findings(first.workspace, address="/okr/none.xlsx") == []


def test_findings_of_an_ended_binding_are_closed(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", findings=(TEXT,)))
    store.end("ba", T0 + HOUR)
    assert store.open_findings(bound.workspace) == []


def test_a_subject_may_be_a_whole_cell(store: Store) -> None:
    bound = bind(store)
    long = replace(TEXT, subject="".join(chr(0x4E00 + n % 20000) for n in range(50_000)))
    for _ in range(2):
        apply(store, bound, changes("a", findings=(long, long)))
    assert len(store.open_findings(bound.workspace)) == 1
    assert len(dump(store)["finding"]) == 1
