"""Progress, met, expected and status: examples of every rule, laws, and a second opinion on whole plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.model import Direction, KeyResult, Kind, Measure, Objective, Plan, Status
from sheets_sync.okr.progress import Standing, counting_value, effective_due, measure_standing, roll_up, stand
from tests.support.oracle import judge

Q1 = Cycle.parse("2026-Q1")
DAY = timedelta(days=1)
# The day when 20 of 40 days of a measure due on 10 February have passed: expected is a half.
DUE, HALFWAY = Q1.start + 40 * DAY, Q1.start + 20 * DAY
BASE = Measure(id="m", name="", kind=Kind.COUNT, target=Decimal(10))
MORE = settings(max_examples=max(2_000, settings().max_examples))


def measure(rule: str = "reach", **given: Any) -> Measure:
    """A measure; `rule` may end in `>` or `<` for strict, numbers are strings."""
    numbers = {name: None if value is None else Decimal(value) for name, value in given.items() if name in NUMBERS}
    strict = rule[-1] in "<>"
    return replace(BASE, direction=Direction(rule.rstrip(" <>")), strict=strict, **(given | numbers))


NUMBERS = ("start", "target", "stretch", "weight")


def standing(of: Measure, current: str | None, today: date = HALFWAY, due: date = DUE, cycle: Cycle = Q1) -> Standing:
    """Where a measure with this value stands."""
    return measure_standing(of, None if current is None else Decimal(current), Fraction(1), due, cycle, today)


def plan_of(*key_results: list[Measure], due: date = DUE) -> Plan:
    """A plan of one objective; the measures get the ids m0, m1 ... in order, the key results k0, k1 ..."""
    count = iter(range(99))
    parts = [tuple(replace(m, id=f"m{next(count)}") for m in measures) for measures in key_results]
    objective = Objective(
        id="o",
        text="",
        due=due,
        key_results=tuple(KeyResult(id=f"k{n}", measures=part) for n, part in enumerate(parts)),
    )
    return Plan(id="p", role="", role_name="", owner="", lang="en", cycle=Q1, objectives=(objective,))


def stands(plan: Plan, *current: str | None, today: date = HALFWAY) -> dict[str, Standing]:
    """Where the parts of a plan stand, the whole as "plan", when its measures have these values."""
    values = {f"m{n}": None if value is None else Decimal(value) for n, value in enumerate(current)}
    found = stand(plan, values, today)
    return {**found.parts, "plan": found.plan}


# The rules


@pytest.mark.parametrize(
    ("rule", "start", "target", "current", "progress", "met"),
    [
        ("reach", "0", "20", "5", "1/4", False),
        ("reach", None, "20", "5", "1/4", False),
        ("reach", "10", "20", "15", "1/2", False),
        ("reach", "10", "20", "10", "0", False),
        ("reach", "10", "20", "20", "1", True),
        ("reach", "10", "20", "5", "0", False),
        ("reach", "10", "20", "25", "1", True),
        ("reach", "0", "3", "1", "1/3", False),
        ("reach", "-10", "10", "0", "1/2", False),
        ("reach", "-10", "0", "-5", "1/2", False),
        # the target is the start
        ("reach", "10", "10", "10", "1", True),
        ("reach", "10", "10", "9", "0", False),
        ("reach", "10", "10", "11", "1", True),
        ("reach", None, "0", "0", "1", True),
        ("reach", None, "0", "-1", "0", False),
        # the target lies beneath the start
        ("reach", "20", "10", "20", "0", False),
        ("reach", "20", "10", "15", "1/2", False),
        ("reach", "20", "10", "10", "1", True),
        ("reach", "20", "10", "25", "0", False),
        ("reach", "20", "10", "5", "1", True),
        ("reach", "0", "-10", "-5", "1/2", False),
        ("reach", None, "-10", "-5", "0", False),
        ("reach", None, "-10", "-10", "1", True),
        # strict: the progress of these stays as it is
        ("reach >", None, "20", "20", "1", False),
        ("reach >", None, "20", "21", "1", True),
        ("reach >", "10", "10", "10", "1", False),
        ("reach >", "10", "10", "11", "1", True),
        ("reach <", "20", "10", "10", "1", False),
        ("reach <", "20", "10", "9", "1", True),
        ("decrease_to", "20", "10", "20", "0", False),
        ("decrease_to", "20", "10", "15", "1/2", False),
        ("decrease_to", "20", "10", "10", "1", True),
        ("decrease_to", "20", "10", "25", "0", False),
        ("decrease_to", "20", "10", "5", "1", True),
        ("decrease_to", "20", "0", "5", "3/4", False),
        ("decrease_to <", "20", "10", "10", "1", False),
        ("decrease_to <", "20", "10", "9", "1", True),
        # no start, or s <= t
        ("decrease_to", None, "10", "11", "0", False),
        ("decrease_to", None, "10", "10", "1", True),
        ("decrease_to", None, "-10", "-5", "0", False),
        ("decrease_to", "0", "10", "11", "0", False),
        ("decrease_to", "0", "10", "10", "1", True),
        ("decrease_to", "10", "10", "11", "0", False),
        ("decrease_to", "10", "10", "10", "1", True),
        ("decrease_to", "5", "10", "7", "1", True),
        ("decrease_to <", None, "10", "10", "1", False),
        # guardrails: strict changes their progress, a start does not
        ("at_most", None, "10", "10", "1", True),
        ("at_most", None, "10", "11", "0", False),
        ("at_most", "20", "10", "15", "0", False),
        ("at_most", None, "0", "0", "1", True),
        ("at_most <", None, "10", "10", "0", False),
        ("at_most <", None, "10", "9", "1", True),
        ("at_least", None, "10", "10", "1", True),
        ("at_least", None, "10", "9", "0", False),
        ("at_least", "0", "10", "5", "0", False),
        ("at_least >", None, "10", "10", "0", False),
        ("at_least >", None, "10", "11", "1", True),
        # the growth of a count, in percent, against points
        ("increase_by", "100", "30", "100", "0", False),
        ("increase_by", "100", "30", "115", "1/2", False),
        ("increase_by", "100", "30", "130", "1", True),
        ("increase_by", "100", "30", "200", "1", True),
        ("increase_by", "100", "30", "50", "0", False),
        ("increase_by", "100", "150", "175", "1/2", False),
        ("increase_by >", "100", "30", "130", "1", False),
        ("increase_by >", "100", "30", "131", "1", True),
        ("increase_by", "3", "100", "4", "1/3", False),
        ("increase_by", None, "30", "130", None, False),
        ("increase_by", "0", "30", "130", None, False),
        ("increase_by", "-100", "30", "130", None, False),
        ("increase_by", "100", "0", "130", None, False),
        ("increase_by", "100", "-30", "130", None, False),
        # without a target there is nothing to get to
        ("reach", None, None, "10", None, False),
        ("at_most", None, None, "10", None, False),
    ],
)
def test_a_rule_gives_progress_and_met(
    *, rule: str, start: str | None, target: str | None, current: str, progress: str | None, met: bool
) -> None:
    found = standing(measure(rule, start=start, target=target), current)
    assert found.progress == (None if progress is None else Fraction(progress))
    assert found.met is met
    assert found.reported == (progress is not None)


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.CURRENCY, Kind.SCORE])
def test_the_growth_of_whatever_is_no_percent_is_measured_from_its_start(kind: Kind) -> None:
    assert standing(measure("increase_by", kind=kind, start="100", target="30"), "115").progress == Fraction(1, 2)
    assert standing(measure("increase_by", kind=kind, target="30"), "115").progress is None


@pytest.mark.parametrize("start", [None, "0", "50"])
@pytest.mark.parametrize(
    ("target", "current", "progress", "met"),
    [
        ("30", "15", "1/2", False),
        ("30", "30", "1", True),
        ("30", "-5", "0", False),
        ("0", "15", None, False),
        ("-30", "15", None, False),
    ],
)
def test_a_percent_that_grows_holds_the_growth_itself(
    start: str | None, target: str, current: str, progress: str | None, met: bool
) -> None:
    found = standing(measure("increase_by", kind=Kind.PERCENT, start=start, target=target), current)
    assert found.progress == (None if progress is None else Fraction(progress))
    assert found.met is met


@pytest.mark.parametrize(
    ("current", "progress", "met"),
    [("0", "0", False), ("35", "7/20", False), ("99", "99/100", False), ("100", "1", True)],
)
@pytest.mark.parametrize("rule", ["reach", "reach >"])
def test_a_milestone_is_as_far_as_it_says(rule: str, current: str, progress: str, met: bool) -> None:
    found = standing(measure(rule, kind=Kind.MILESTONE, target=None), current)
    assert (found.progress, found.met) == (Fraction(progress), met)


@pytest.mark.parametrize(
    ("start", "target", "stretch", "current", "progress", "beyond"),
    [
        (None, "2", "3", "1", "1/2", "1/3"),
        (None, "2", "3", "2", "1", "2/3"),
        (None, "2", "3", "3", "1", "1"),
        ("1", "2", "3", "2", "1", "1/2"),
        ("2", "2", "4", "3", "1", "1/2"),
        ("20", "10", "5", "10", "1", "2/3"),
    ],
)
def test_a_range_is_measured_against_both_of_its_ends(
    *, start: str | None, target: str, stretch: str, current: str, progress: str, beyond: str
) -> None:
    found = standing(measure(start=start, target=target, stretch=stretch), current)
    assert (found.progress, found.stretch_progress) == (Fraction(progress), Fraction(beyond))
    assert found.met is (found.progress == 1)


def test_a_range_without_a_report_or_a_measure_without_a_range_has_no_stretch_progress() -> None:
    assert standing(measure(stretch="20"), None).stretch_progress is None
    assert standing(measure(target=None, stretch="20"), "5").stretch_progress is None
    assert standing(measure(), "5").stretch_progress is None


@pytest.mark.parametrize("rule", ["at_most", "at_least", "decrease_to", "increase_by"])
def test_only_reach_has_ranges(rule: str) -> None:
    assert standing(measure(rule, start="20", target="10", stretch="5"), "15").stretch_progress is None


def test_no_report_is_no_progress_and_never_met() -> None:
    for rule in Direction:
        found = standing(measure(rule, start="20"), None)
        assert (found.progress, found.met, found.reported, found.of) == (None, False, 0, 1)


# Comparisons


@pytest.mark.parametrize(
    ("kind", "unit"), [(Kind.COUNT, Decimal(1)), (Kind.SCORE, Decimal(1)), (Kind.PERCENT, Decimal(100))]
)
@pytest.mark.parametrize(
    ("rule", "beyond_target", "met", "met_strictly"),
    [
        ("at_least", "0", True, False),
        ("at_least", "-4e-10", True, False),
        ("at_least", "-5e-10", False, False),
        ("at_least", "5e-10", True, True),
        ("at_least", "-6e-10", False, False),
        ("at_least", "4e-10", True, False),
        ("at_least", "6e-10", True, True),
        ("at_most", "4e-10", True, False),
        ("at_most", "6e-10", False, False),
        ("at_most", "-4e-10", True, False),
        ("at_most", "-6e-10", True, True),
        ("reach", "-4e-10", True, False),
        ("reach", "-6e-10", False, False),
        ("reach", "6e-10", True, True),
        ("decrease_to", "4e-10", True, False),
        ("decrease_to", "6e-10", False, False),
        ("decrease_to", "-6e-10", True, True),
    ],
)
def test_what_a_cell_holds_is_compared_to_nine_decimals(
    *, rule: str, beyond_target: str, met: bool, met_strictly: bool, kind: Kind, unit: Decimal
) -> None:
    current = str(30 + Decimal(beyond_target) * unit)
    loose = standing(measure(rule, kind=kind, target="30"), current)
    strict = standing(measure(f"{rule} >", kind=kind, target="30"), current)
    assert (loose.met, strict.met) == (met, met_strictly)
    if rule in ("at_least", "at_most"):
        assert (loose.progress, strict.progress) == (Fraction(met), Fraction(met_strictly))
    if rule == "decrease_to":
        assert loose.progress == strict.progress == Fraction(met)


@pytest.mark.parametrize(
    ("rule", "start", "current", "progress"),
    [
        ("reach", "10", "9.9999999996", "1"),
        ("reach", "10", "9.9999999994", "0"),
        ("decrease_to", "10", "10.0000000004", "1"),
        ("decrease_to", "10", "10.0000000006", "0"),
    ],
)
def test_all_or_nothing_where_start_is_target_goes_by_nine_decimals(
    rule: str, start: str, current: str, progress: str
) -> None:
    assert standing(measure(rule, start=start), current).progress == Fraction(progress)


@pytest.mark.parametrize(
    ("current", "met"), [("130", True), ("129.99999996", True), ("129.99999994", False), ("130.00000006", True)]
)
def test_growth_is_compared_as_a_fraction(current: str, met: bool) -> None:
    assert standing(measure("increase_by", start="100", target="30"), current).met is met


def test_growth_in_points_is_compared_as_a_fraction() -> None:
    growing = measure("increase_by", kind=Kind.PERCENT, target="30")
    assert standing(growing, "29.99999996").met
    assert not standing(growing, "29.99999994").met


def test_a_milestone_is_done_to_nine_decimals_of_its_fraction() -> None:
    milestone = measure(kind=Kind.MILESTONE, target=None)
    assert standing(milestone, "99.99999996").met
    assert not standing(milestone, "99.99999994").met


# Status


@pytest.mark.parametrize(
    ("current", "today", "status"),
    [
        ("10", HALFWAY, "done"),
        ("10", DUE + DAY, "done"),
        ("9", DUE + DAY, "overdue"),
        (None, DUE + DAY, "overdue"),
        (None, DUE, "no_report"),
        (None, HALFWAY, "no_report"),
        ("9", DUE, "on_track"),
        ("5", HALFWAY, "on_track"),
        ("4", HALFWAY, "on_track"),
        ("3.9", HALFWAY, "at_risk"),
        ("2", HALFWAY, "at_risk"),
        ("1.9", HALFWAY, "behind"),
        ("0", HALFWAY, "behind"),
        ("0", Q1.start, "on_track"),
        # the pace, too, is compared to nine decimals
        ("3.999999996", HALFWAY, "on_track"),
        ("3.999999994", HALFWAY, "at_risk"),
        ("1.999999996", HALFWAY, "at_risk"),
        ("1.999999994", HALFWAY, "behind"),
    ],
)
def test_a_measures_status(current: str | None, today: date, status: str) -> None:
    assert standing(measure(), current, today).status == Status(status)


@pytest.mark.parametrize(
    "steady",
    [measure("at_least"), measure("at_most", target="-10"), measure(per=Period(1, "month"))],
    ids=["at_least", "at_most", "rate"],
)
@pytest.mark.parametrize(
    ("met", "today", "status"),
    [
        (True, HALFWAY, "on_track"),
        (False, HALFWAY, "behind"),
        (None, HALFWAY, "no_report"),
        (True, DUE, "on_track"),
        (False, DUE, "behind"),
        (None, DUE, "no_report"),
        (True, DUE + DAY, "done"),
        (False, DUE + DAY, "overdue"),
        (None, DUE + DAY, "overdue"),
    ],
)
def test_a_guardrail_or_rate_goes_by_pace_at_no_time(
    steady: Measure, met: bool | None, today: date, status: str
) -> None:
    sign = "-" if steady.direction is Direction.AT_MOST else ""
    values = {True: f"{sign}10", False: "9.9"}
    assert standing(steady, None if met is None else values[met], today).status == Status(status)


def test_a_measure_whose_definition_allows_no_answer_is_not_reported() -> None:
    undefined = measure("increase_by", target="30")
    assert standing(undefined, "130").status == Status.NO_REPORT
    assert standing(undefined, "130", DUE + DAY).status == Status.OVERDUE


# Expected and due


@pytest.mark.parametrize(
    ("from_", "due", "today", "expected"),
    [
        (None, "2026-02-10", "2026-01-01", "0"),
        (None, "2026-02-10", "2026-01-21", "1/2"),
        (None, "2026-02-10", "2026-02-10", "1"),
        (None, "2026-02-10", "2026-02-11", "1"),
        (None, "2026-02-10", "2025-12-01", "0"),
        ("2026-01-11", "2026-02-10", "2026-01-21", "1/3"),
        ("2026-01-11", "2026-02-10", "2026-01-05", "0"),
        ("2025-12-01", "2026-01-10", "2025-12-21", "1/2"),
        # due on or before from
        ("2026-02-10", "2026-02-10", "2026-01-01", "1"),
        ("2026-02-10", "2026-01-10", "2026-01-01", "1"),
        (None, "2025-12-15", "2025-12-01", "1"),
        (None, "2026-01-01", "2026-01-01", "1"),
        # from after the cycle's last day comes first
        ("2026-04-01", "2026-05-01", "2026-06-01", "0"),
        ("2026-04-01", "2026-02-10", "2026-03-01", "0"),
        ("2026-03-31", "2026-04-10", "2026-04-05", "1/2"),
    ],
)
def test_what_is_expected_of_a_measure(from_: str | None, due: str, today: str, expected: str) -> None:
    start = None if from_ is None else date.fromisoformat(from_)
    found = standing(measure(from_=start), None, date.fromisoformat(today), date.fromisoformat(due))
    assert found.expected == Fraction(expected)


def test_a_due_date_is_the_measures_own_else_its_objectives_else_the_cycles_last_day() -> None:
    january, february = date(2026, 1, 31), date(2026, 2, 28)
    objective = Objective(id="o", text="", key_results=(), due=february)
    assert effective_due(measure(due=january), objective, Q1) == january
    assert effective_due(measure(), objective, Q1) == february
    assert effective_due(measure(), replace(objective, due=None), Q1) == Q1.end


# Rates


@pytest.mark.parametrize(
    ("per", "read_on", "today", "counts"),
    [
        ("month", "2026-01-31", "2026-01-31", True),
        ("month", "2026-01-01", "2026-01-31", True),
        ("month", "2026-01-31", "2026-02-01", False),
        ("month", "2026-01-15", "2026-03-15", False),
        ("2 months", "2026-01-31", "2026-02-28", True),
        ("2 months", "2026-02-28", "2026-03-01", False),
        ("week", "2026-01-07", "2026-01-08", False),
        ("month", "2026-04-01", "2026-04-30", True),
        ("month", "2025-12-20", "2025-12-21", True),
        ("month", "2025-12-20", "2026-01-05", False),
        (None, "2025-12-20", "2026-03-15", True),
    ],
)
def test_a_rates_value_counts_only_in_the_period_it_was_read_in(
    per: str | None, read_on: str, today: str, counts: bool
) -> None:
    rate = measure(per=Period.parse(per) if per else None)
    value = counting_value(rate, Decimal(5), date.fromisoformat(read_on), date.fromisoformat(today), Q1)
    assert value == (Decimal(5) if counts else None)


# Roll-ups


def test_a_key_result_is_the_weighted_mean_of_its_measures() -> None:
    found = stands(plan_of([measure(weight="3"), measure()]), "10", "2")
    assert found["k0"].progress == Fraction(3 * 10 + 2, 4 * 10)


def test_a_key_result_weighs_the_same_however_many_measures_it_has() -> None:
    found = stands(plan_of([measure(), measure(), measure()], [measure()]), "10", "10", "10", "0")
    assert found["o"].progress == Fraction(1, 2)
    assert found["k0"].weight == found["k1"].weight == 1


def test_a_key_results_weight_is_the_sum_of_its_shares() -> None:
    found = stands(plan_of([measure(weight="3"), measure(weight="2")], [measure(weight="2")]), "10", "0", "0")
    assert (found["k0"].weight, found["k1"].weight) == (Fraction(5, 2), Fraction(2))
    assert found["o"].progress == Fraction(3, 2) / (Fraction(5, 2) + 2)


@pytest.mark.parametrize("weight", [None, "1", "0", "-2"])
def test_a_weight_that_is_blank_nought_or_negative_is_one(weight: str | None) -> None:
    plan = plan_of([measure(weight=weight), measure()])
    objective = replace(plan.objectives[0], weight=None if weight is None else Decimal(weight))
    found = stands(replace(plan, objectives=(objective,)), "10", "0")
    assert found["k0"].progress == Fraction(1, 2)
    assert found["o"].weight == 1


def test_a_plan_is_the_mean_of_its_objectives_by_weight() -> None:
    plan = plan_of([measure(), measure()])
    light, heavy = plan.objectives[0], plan_of([measure()]).objectives[0]
    heavy = replace(heavy, id="heavy", weight=Decimal(3), key_results=(one_measure(heavy, "late"),))
    found = stand(replace(plan, objectives=(light, heavy)), {"m0": Decimal(10), "m1": Decimal(10)}, HALFWAY).plan
    assert found.progress == Fraction(1, 4)
    assert (found.reported, found.of) == (2, 3)


def one_measure(objective: Objective, id_: str) -> KeyResult:
    """The objective's first key result under other ids."""
    key_result = objective.key_results[0]
    return replace(key_result, id=f"k-{id_}", measures=(replace(key_result.measures[0], id=id_),))


def test_an_unreported_part_counts_nought() -> None:
    found = stands(plan_of([measure(), measure()], [measure()]), "10", None, None)
    assert (found["k0"].progress, found["k1"].progress, found["o"].progress) == (Fraction(1, 2), None, Fraction(1, 4))
    assert [(found[id_].reported, found[id_].of) for id_ in ("k0", "k1", "o", "plan")] == [
        (1, 2),
        (0, 1),
        (1, 3),
        (1, 3),
    ]


def test_a_measure_without_progress_counts_as_unreported_everywhere() -> None:
    found = stands(plan_of([measure("increase_by"), measure()]), "130", "10")
    assert (found["k0"].progress, found["k0"].reported, found["k0"].of) == (Fraction(1, 2), 1, 2)
    alone = stands(plan_of([measure("increase_by")]), "130")
    assert [alone[id_].progress for id_ in ("k0", "o", "plan")] == [None] * 3


def test_with_nothing_reported_there_is_no_progress_at_any_level() -> None:
    found = stands(plan_of([measure()], [measure(), measure()]), None, None, None)
    for id_ in ("k0", "k1", "o", "plan"):
        part = found[id_]
        assert (part.progress, part.met, part.status, part.reported) == (None, False, Status.NO_REPORT, 0)
        assert part.expected == Fraction(1, 2)


def test_a_roll_up_expects_the_same_mean_and_is_due_at_the_latest() -> None:
    soon = measure(weight="3", due=HALFWAY)
    found = stands(plan_of([soon, measure()]), "10", None)
    assert found["k0"].expected == Fraction(3 * 2 + 1, 4 * 2)
    assert found["k0"].due == DUE


def test_a_row_that_is_gone_counts_nowhere() -> None:
    gone = measure(weight="7", due=Q1.end, archived=True)
    found = stands(plan_of([measure(), gone], [gone]), "5", "10", "10")
    assert (found["k0"].progress, found["k0"].of, found["k0"].due) == (Fraction(1, 2), 1, DUE)
    assert found.keys() == {"m0", "k0", "o", "plan"}


@pytest.mark.parametrize(
    ("values", "today", "status"),
    [
        (("10", "10"), HALFWAY, "done"),
        (("10", "10"), DUE + DAY, "done"),
        (("10", "9"), DUE + DAY, "overdue"),
        ((None, None), DUE + DAY, "overdue"),
        ((None, None), DUE, "no_report"),
        (("10", None), HALFWAY, "on_track"),
        (("8", None), HALFWAY, "on_track"),
        (("7.9", None), HALFWAY, "at_risk"),
        (("4", None), HALFWAY, "at_risk"),
        (("3.9", None), HALFWAY, "behind"),
    ],
)
def test_a_roll_ups_status(values: tuple[str | None, ...], today: date, status: str) -> None:
    found = stands(plan_of([measure(), measure()]), *values, today=today)
    assert [found[id_].status for id_ in ("k0", "o", "plan")] == [Status(status)] * 3


def test_guardrails_that_hold_make_a_roll_up_done_before_it_is_due() -> None:
    found = stands(plan_of([measure("at_least"), measure("at_most")]), "10", "10")
    assert found["m0"].status == Status.ON_TRACK
    assert (found["k0"].met, found["k0"].status) == (True, Status.DONE)


# Laws

counts = st.decimals(-1_000, 1_000, places=3)
weights = st.none() | st.decimals(-2, 9, places=1)
NUMERIC = [kind for kind in Kind if kind is not Kind.MILESTONE]
FALLING = (Direction.DECREASE_TO, Direction.AT_MOST)
measures = st.builds(
    Measure,
    id=st.just("m"),
    name=st.just(""),
    kind=st.sampled_from(Kind),
    direction=st.sampled_from(Direction),
    strict=st.booleans(),
    start=st.none() | counts,
    target=counts,
    weight=weights,
)


def progress(of: Measure, current: Decimal) -> Fraction | None:
    return standing(of, str(current)).progress


@given(measures, counts)
def test_progress_lies_between_nought_and_one(of: Measure, current: Decimal) -> None:
    found = progress(of, current)
    assert found is None or 0 <= found <= 1


@given(measures, counts, counts)
def test_a_better_number_is_never_less_progress(of: Measure, one: Decimal, other: Decimal) -> None:
    falls = of.direction in FALLING or (of.direction is Direction.REACH and (of.target or 0) < (of.start or 0))
    worse, better = sorted([one, other], reverse=falls and of.kind is not Kind.MILESTONE)
    before, after = standing(of, str(worse)), standing(of, str(better))
    assert (before.progress is None) == (after.progress is None)
    assert (before.progress or 0) <= (after.progress or 0)
    assert before.met <= after.met


@given(st.sampled_from(NUMERIC), st.sampled_from(["reach", "decrease_to"]), counts, counts, st.booleans())
def test_the_way_goes_from_nought_at_the_start_to_one_at_the_target(
    kind: Kind, rule: str, one: Decimal, other: Decimal, strict: bool
) -> None:
    start, target = (max(one, other), min(one, other)) if rule == "decrease_to" else (one, other)
    of = replace(BASE, kind=kind, direction=Direction(rule), start=start, target=target, strict=strict)
    if start != target:
        assert progress(of, start) == 0
        assert progress(of, target) == 1
        assert progress(of, (start + target) / 2) == Fraction(1, 2)


@given(measures, counts, st.decimals(1, 1_000_000, places=2))
def test_a_count_in_smaller_units_stands_where_it_stood(of: Measure, current: Decimal, factor: Decimal) -> None:
    of = replace(of, kind=Kind.COUNT)
    assert of.target is not None
    scaled = replace(
        of,
        start=None if of.start is None else of.start * factor,
        target=of.target if of.direction is Direction.INCREASE_BY else of.target * factor,
    )
    assert standing(scaled, str(current * factor)) == standing(of, str(current))


@given(st.lists(st.tuples(measures, st.none() | counts), min_size=1, max_size=5), weights)
def test_a_roll_up_lies_among_its_parts(rows: list[tuple[Measure, Decimal | None]], weight: Decimal | None) -> None:
    found = stand(plan_of([of for of, _ in rows]), {f"m{n}": value for n, (_, value) in enumerate(rows)}, HALFWAY).parts
    parts = [found[f"m{n}"] for n in range(len(rows))]
    for level in ("k0", "o"):
        whole = found[level]
        points = [part.progress or 0 for part in parts]
        assert min(points) <= (whole.progress or 0) <= max(points)
        assert (whole.progress is None) == all(part.progress is None for part in parts)
        assert whole.met == all(part.met for part in parts)
        assert min(p.expected for p in parts) <= whole.expected <= max(p.expected for p in parts)
        assert whole.reported == sum(part.reported for part in parts)


@given(st.lists(st.tuples(measures, st.none() | counts), min_size=1, max_size=5), st.integers(1, 9))
def test_only_the_proportion_of_weights_matters(rows: list[tuple[Measure, Decimal | None]], factor: int) -> None:
    parts = [standing(of, None if value is None else str(value)) for of, value in rows]
    heavier = [replace(part, weight=part.weight * factor) for part in parts]
    assert roll_up(parts, Fraction(1), HALFWAY) == roll_up(heavier, Fraction(1), HALFWAY)


# A second opinion

CYCLES = [Cycle.parse(text) for text in ("2026-Q1", "2026", "2025-11-15..2026-03-20", "2026-01-31..2026-06-30")]
NEAR = [Decimal(text) for text in ("0", "4e-10", "5e-10", "6e-10", "-4e-10", "-5e-10", "-6e-10")]
ROUND = [Decimal(n) for n in (-30, -10, 0, 0, 1, 3, 10, 20, 30, 50, 100, 130)]
numbers = st.sampled_from(ROUND) | st.decimals(-200, 200, places=2)
pers = st.sampled_from([None, None, None, "day", "week", "month", "2 months", "quarter", "year"])


@st.composite
def rows(draw: st.DrawFn, cycle: Cycle, today: date) -> dict[str, Any]:
    """A measure as `insert --json` prints it, with its last value and the day that was read."""
    kind = draw(st.sampled_from(list(Kind)))
    milestone = kind is Kind.MILESTONE
    rule = Direction.REACH if milestone else draw(st.sampled_from(list(Direction)))
    start = None if milestone else draw(st.none() | numbers)
    target = None if milestone else draw(numbers)
    stretch = None
    if target is not None and rule is Direction.REACH and draw(st.booleans()):
        stretch = target + abs(draw(numbers)) * (1 if target >= (start or 0) else -1)
    # Near the target, where comparisons are decided: as a cell holds it.
    near = draw(st.sampled_from(NEAR)) * (100 if kind in (Kind.PERCENT, Kind.MILESTONE) else 1)
    value = draw(st.none() | numbers | st.just((Decimal(100) if target is None else target) + near))
    if rule is Direction.INCREASE_BY and start and target and draw(st.booleans()):
        value = start * (1 + target / 100 + near)
    if milestone and value is not None:
        value = min(abs(value), Decimal(100))
    days = st.none() | st.integers(-40, 140).map(lambda n: cycle.start + n * DAY)
    return {
        "kind": str(kind),
        "direction": str(rule),
        "strict": draw(st.booleans()),
        "start": start,
        "target": target,
        "stretch": stretch,
        "per": draw(pers),
        "from": draw(days),
        "due": draw(days),
        "weight": draw(weights),
        "value": value,
        "read_on": today - draw(st.integers(0, 100)) * DAY,
    }


@st.composite
def plans(draw: st.DrawFn) -> tuple[Cycle, date, list[dict[str, Any]], list[dict[str, Any]]]:
    """A cycle, today, and the rows of objectives and of measures."""
    cycle = draw(st.sampled_from(CYCLES))
    today = cycle.start + draw(st.integers(-20, 150)) * DAY
    objectives, found = [], []
    for o in range(draw(st.integers(1, 2))):
        due = draw(st.none() | st.just(cycle.start + 50 * DAY))
        objectives.append({"id": f"o{o}", "weight": draw(weights), "due": due})
        for k in range(draw(st.integers(1, 2))):
            for m in range(draw(st.integers(1, 2))):
                place = {"id": f"m{o}{k}{m}", "objective": f"o{o}", "key_result": f"k{o}{k}"}
                found.append(place | draw(rows(cycle, today)))
    return cycle, today, objectives, found


def as_measure(row: dict[str, Any]) -> Measure:
    same = {name: row[name] for name in ("id", "strict", "start", "target", "stretch", "due", "weight")}
    per = Period.parse(row["per"]) if row["per"] else None
    return Measure(
        name="", kind=Kind(row["kind"]), direction=Direction(row["direction"]), per=per, from_=row["from"], **same
    )


def as_plan(cycle: Cycle, objectives: list[dict[str, Any]], found: list[dict[str, Any]]) -> Plan:
    def key_results(objective: str) -> tuple[KeyResult, ...]:
        ids = dict.fromkeys(row["key_result"] for row in found if row["objective"] == objective)
        return tuple(
            KeyResult(id=id_, measures=tuple(as_measure(row) for row in found if row["key_result"] == id_))
            for id_ in ids
        )

    parts = tuple(
        Objective(id=o["id"], text="", key_results=key_results(o["id"]), weight=o["weight"], due=o["due"])
        for o in objectives
    )
    return Plan(id="plan", role="", role_name="", owner="", lang="en", cycle=cycle, objectives=parts)


@MORE
@given(plans())
def test_a_second_calculation_from_the_page_agrees(
    case: tuple[Cycle, date, list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    cycle, today, objectives, found = case
    plan = as_plan(cycle, objectives, found)
    current = {row["id"]: counting_value(as_measure(row), row["value"], row["read_on"], today, cycle) for row in found}
    result = stand(plan, current, today)
    stood = {**result.parts, "plan": result.plan}
    judged = judge(
        found,
        objectives,
        (cycle.start, cycle.end),
        today,
        {row["id"]: (row["value"], row["read_on"]) for row in found},
    )
    assert stood.keys() == judged.keys()
    rows_of = [row["key_result"] for row in found]
    size = {row["id"]: rows_of.count(row["key_result"]) for row in found}
    for id_, verdict in judged.items():
        mine = stood[id_]
        said = (str(mine.status), mine.met, mine.reported, mine.of, mine.due.isoformat())
        assert (id_, *said) == (id_, *(verdict[key] for key in ("status", "met", "reported", "of", "due")))
        numbers_ = [mine.progress, mine.expected, mine.stretch_progress, mine.weight * size.get(id_, 1)]
        others = [verdict["progress"], verdict["expected"], verdict["stretch_progress"], verdict["weight"]]
        assert [n is None for n in numbers_] == [n is None for n in others]
        for number, other in zip(numbers_, others, strict=True):
            assert abs(float(number or 0) - (other or 0)) <= 1e-12
