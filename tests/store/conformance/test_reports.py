"""What people ask: plans and values now and as they were known, and the history of a measure."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from sheets_sync.messages.codes import Code
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Revision
from sheets_sync.store import PlanRecord, Store
from tests.store.conftest import Count
from tests.store.samples import HOUR, T0, a_plan, apply, bind, changes, reported

TICK = timedelta(microseconds=1)


def values(record: PlanRecord) -> dict[str, object]:
    return {measure: check_in.value for measure, check_in in record.values.items()}


def test_plans_come_with_their_newest_values(store: Store) -> None:
    first = bind(store, "a")
    bind(store, "b", at=T0 + HOUR)
    apply(store, first, changes("a", reported("a", "1"), reported("a", "50", measure="m2")))
    apply(store, first, changes("a", reported("a", "2")))
    records = store.plans(first.workspace)
    assert [(record.plan, record.binding.id, values(record)) for record in records] == [
        (a_plan("a"), "ba", {"m1a": 2, "m2a": 50}),
        (a_plan("b"), "bb", {}),
    ]
    assert [record.plan.id for record in store.plans(first.workspace, address="/okr/b.xlsx")] == ["pb"]
    assert store.plans(first.workspace, address="/okr/none.xlsx") == []


def test_plans_and_values_are_told_as_they_were_known(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1", T0 + HOUR)))
    revision = Revision(subject="pa", field="owner", old="Nguyễn Thị Đào", new="Trần Bình", at=T0 + 2 * HOUR)
    later = changes("a", reported("a", "2", T0 + 2 * HOUR), plan=a_plan(owner="Trần Bình"), revisions=(revision,))
    apply(store, bound, later)
    store.correct(bound.workspace, replace(reported("a", "3"), at=T0 + 3 * HOUR))
    known = {}
    for hours in range(4):
        (record,) = store.plans(bound.workspace, at=T0 + hours * HOUR)
        known[hours] = (record.plan.owner, values(record))
    assert known == {
        0: ("Nguyễn Thị Đào", {}),
        1: ("Nguyễn Thị Đào", {"m1a": 1}),
        2: ("Trần Bình", {"m1a": 2}),
        3: ("Trần Bình", {"m1a": 3}),
    }
    (record,) = store.plans(bound.workspace, at=T0 + 2 * HOUR - TICK)
    assert (record.plan.owner, values(record)) == ("Nguyễn Thị Đào", {"m1a": 1})
    assert store.plans(bound.workspace, at=T0 - TICK) == []


def test_several_revisions_are_taken_back_newest_first(store: Store) -> None:
    bound = bind(store)
    names = ["Nguyễn Thị Đào", "An", "Bình", "Chi"]
    for hours, (old, new) in enumerate(pairwise(names), 1):
        at = T0 + hours * HOUR
        revision = Revision(subject="pa", field="owner", old=old, new=new, at=at)
        apply(store, bound, changes("a", plan=a_plan(owner=new), revisions=(revision,)), at=at)
    assert [store.plans(bound.workspace, at=T0 + n * HOUR)[0].plan.owner for n in range(4)] == names


def test_a_plan_is_told_for_the_time_that_it_was_bound(store: Store) -> None:
    bound = bind(store)
    bind(store, "b", active=False)
    store.end("ba", T0 + HOUR)
    assert store.plans(bound.workspace) == []
    assert [record.plan.id for record in store.plans(bound.workspace, at=T0)] == ["pa"]
    assert store.plans(bound.workspace, at=T0 + HOUR) == []


def test_the_number_of_statements_does_not_depend_on_the_number_of_plans(store: Store, count_sql: Count) -> None:
    workspace = store.workspace("local").id
    for plans in (1, 4):
        for number in range(plans):
            name = f"{plans}{number}"
            apply(store, bind(store, name), changes(name, reported(name, "1"), reported(name, "2", measure="m2")))
        with count_sql() as now:
            assert len(store.plans(workspace)) >= plans
        with count_sql() as then:
            store.plans(workspace, at=T0)
        with count_sql() as findings:
            store.open_findings(workspace)
        with count_sql() as history:
            store.history(workspace, f"m1{plans}0")
        with count_sql() as known:
            store.known(workspace, at=T0, check_ins=True, findings=True)
        assert [len(each) for each in (now, then, findings, history, known)] == [2, 3, 1, 1, 5]


def test_history_is_oldest_first_with_its_sources(store: Store) -> None:
    bound = bind(store)
    runs = [apply(store, bound, changes("a", reported("a", value))).id for value in ("1", "2")]
    history = store.history(bound.workspace, "m1a")
    assert history == [
        replace(reported("a", value), document="/okr/a.xlsx", run=run)
        for value, run in zip(("1", "2"), runs, strict=True)
    ]
    assert store.history(bound.workspace, "m2a") == []
    assert store.history(bound.workspace, "mnone") is None
    assert store.history(bound.workspace, "\x00\ud800") is None


def test_all_that_is_known_comes_with_its_plans_alone(store: Store) -> None:
    bound, other = bind(store), bind(store, "b", workspace="other")
    bind(store, "c", active=False)
    apply(store, bound, changes("a", reported("a", "1"), reported("a", "50", measure="m2"), findings=(doubtful(),)))
    apply(store, other, changes("b", reported("b", "7"), findings=(doubtful(),)))
    apply(store, bound, changes("a", reported("a", "2", T0 + HOUR)), at=T0 + HOUR)
    known = store.known(bound.workspace, check_ins=True, findings=True)
    assert known.plans == store.plans(bound.workspace)
    assert [(point.measure, point.raw) for point in known.check_ins] == [("m1a", "1"), ("m2a", "50"), ("m1a", "2")]
    assert {point.document for point in known.check_ins} == {"/okr/a.xlsx"}
    (finding,) = known.findings
    assert (finding.finding, finding.plan, finding.address, finding.lang) == (doubtful(), "pa", "/okr/a.xlsx", "vi")
    assert (finding.first_seen, finding.closed_at) == (T0, T0 + HOUR)
    unasked = store.known(bound.workspace)
    assert (unasked.plans, unasked.check_ins, unasked.findings) == (known.plans, [], [])
    store.end(bound.id, T0 + 2 * HOUR)
    nothing = store.known(bound.workspace, check_ins=True, findings=True)
    assert (nothing.plans, nothing.check_ins, nothing.findings) == ([], [], [])


def test_all_is_told_as_it_was_known(store: Store) -> None:
    bound = bind(store)
    apply(store, bound, changes("a", reported("a", "1"), findings=(doubtful(),)))
    store.correct(bound.workspace, replace(reported("a", "3"), at=T0 + 2 * HOUR), reason="slip")
    apply(store, bound, changes("a", reported("a", "4", T0 + 3 * HOUR)), at=T0 + 3 * HOUR)
    known = {}
    for hours in (1, 2, 3):
        then = store.known(bound.workspace, at=T0 + hours * HOUR, check_ins=True, findings=True)
        points = [(point.value, point.struck, point.reason) for point in then.check_ins]
        known[hours] = (points, [finding.closed_at for finding in then.findings])
    struck = (1, True, "slip")
    assert known == {
        1: ([(1, False, None)], [None]),
        2: ([struck, (3, False, None)], [None]),
        3: ([struck, (3, False, None), (4, False, None)], [T0 + 3 * HOUR]),
    }
    before = store.known(bound.workspace, at=T0 - TICK, check_ins=True, findings=True)
    assert (before.plans, before.check_ins, before.findings) == ([], [], [])


def doubtful() -> Finding:
    return Finding(code=Code.AMBIGUOUS_NUMBER, subject="m1a", column="current", tab="OKR", cell="J7", found="1.234")
