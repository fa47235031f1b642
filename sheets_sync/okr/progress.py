"""Progress, met, expected and status of measures, and their roll-up to key results, objectives and plans.

Results are exact fractions; on the way there stand whole numbers, which cost far less. The block's formulas
(`layout.formulas`) say the same in the spreadsheet's language; a test recalculates them with LibreOffice and holds them
against this module. Every comparison is of a difference as the cell holds it (percent and milestone as fractions of
one), rounded to nine decimals, so that binary floats in a sheet and exact numbers here decide alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.model import Direction, Kind, Measure, Objective, Plan, Status

ON_TRACK_MARGIN = Fraction(1, 10)
AT_RISK_MARGIN = Fraction(3, 10)
PACE = ((ON_TRACK_MARGIN, Status.ON_TRACK), (AT_RISK_MARGIN, Status.AT_RISK))
"""How far progress may be behind what is expected, and what that is called."""

SMALLEST_OF_ONE = 2 * 10**9
"""A difference counts from one of so many parts of 1 on: half of the ninth decimal."""

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where something stands on a day.

    `progress` and `expected` are fractions 0..1, progress is None where nothing is reported; `reported` and `of`
    count measures; `due` is the day it is due (the latest of its measures'); `weight` its weight in what is above.
    """

    progress: Fraction | None
    expected: Fraction
    met: bool
    status: Status
    reported: int
    of: int
    due: date
    weight: Fraction
    stretch_progress: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """The standings of a plan and of everything live in it, by id."""

    plan: Standing
    parts: Mapping[str, Standing]


def stand(plan: Plan, current: Mapping[str, Decimal | None], today: date) -> PlanStanding:
    """Compute where a plan and its live parts stand.

    Args:
        plan: the definition.
        current: the value of each measure that counts today, by measure id; absent or None is unreported.
        today: the workspace's date.
    """
    parts: dict[str, Standing] = {}
    objectives = []
    for objective in plan.objectives:
        shares = []
        for key_result in objective.key_results:
            own = []
            live = key_result.live
            for measure in live:
                share = weight_of(measure.weight) / len(live)
                standing = measure_standing(
                    measure,
                    current.get(measure.id),
                    share,
                    effective_due(measure, objective, plan.cycle),
                    plan.cycle,
                    today,
                )
                parts[measure.id] = standing
                own.append(standing)
            if own:
                parts[key_result.id] = roll_up(
                    own, Fraction(*_total([s.weight.as_integer_ratio() for s in own])), today
                )
                shares += own
        if shares:
            parts[objective.id] = roll_up(shares, weight_of(objective.weight), today)
            objectives.append(parts[objective.id])
    if not objectives:
        empty = Standing(
            progress=None,
            expected=ZERO,
            met=False,
            status=Status.NO_REPORT,
            reported=0,
            of=0,
            due=plan.cycle.end,
            weight=ONE,
        )
        return PlanStanding(empty, parts)
    return PlanStanding(roll_up(objectives, ONE, today), parts)


def weight_of(weight: Decimal | None) -> Fraction:
    """A weight that counts: blank, nought and negative ones are 1."""
    return Fraction(weight) if weight is not None and weight > 0 else ONE


def effective_due(measure: Measure, objective: Objective, cycle: Cycle) -> date:
    """The measure's own due date, else its objective's, else the cycle's last day."""
    return measure.due or objective.due or cycle.end


def counting_value(measure: Measure, value: Decimal | None, read_on: date, today: date, cycle: Cycle) -> Decimal | None:
    """The value if it counts today: that of a rate counts only in the period it was read in."""
    if measure.per and measure.per.start_of(read_on, cycle) != measure.per.start_of(today, cycle):
        return None
    return value


def measure_standing(
    measure: Measure, current: Decimal | None, share: Fraction, due: date, cycle: Cycle, today: date
) -> Standing:
    """Where one measure stands; `share` is its weight in its key result, `current` None if unreported."""
    progress = stretch = None
    met = False
    if current is not None:
        cells = _cells(measure, current, measure.target)
        progress = _progress(measure, cells)
        met = progress is not None and _met(measure, cells)
        if measure.stretch is not None and measure.direction is Direction.REACH and progress is not None:
            stretch = _progress(measure, _cells(measure, current, measure.stretch))
    expected = expected_of(measure.from_ or cycle.start, due, cycle, today)
    if (measure.direction.is_guardrail or measure.per) and due >= today:
        status = Status.NO_REPORT if progress is None else Status.ON_TRACK if met else Status.BEHIND
    else:
        status = _status(progress, expected, met, due, today)
    return Standing(
        progress=progress,
        expected=expected,
        met=met,
        status=status,
        reported=int(progress is not None),
        of=1,
        due=due,
        weight=share,
        stretch_progress=stretch,
    )


def roll_up(parts: Iterable[Standing], weight: Fraction, today: date) -> Standing:
    """The weighted mean of at least one part; an unreported part counts 0 unless all are unreported."""
    parts = tuple(parts)
    weights = [part.weight for part in parts]
    reported = sum(part.reported for part in parts)
    progress = _mean(weights, [part.progress or ZERO for part in parts]) if reported else None
    expected = _mean(weights, [part.expected for part in parts])
    met = all(part.met for part in parts)
    due = max(part.due for part in parts)
    return Standing(
        progress=progress,
        expected=expected,
        met=met,
        status=_status(progress, expected, met, due, today),
        reported=reported,
        of=sum(part.of for part in parts),
        due=due,
        weight=weight,
    )


def expected_of(from_: date, due: date, cycle: Cycle, today: date) -> Fraction:
    """The share of the way that should lie behind by today."""
    if from_ > cycle.end:
        return ZERO
    if due <= from_:
        return ONE
    return _share((today - from_).days, (due - from_).days)


class _Cells(NamedTuple):
    """Current, start and target as their cells hold them, percents as fractions of one: so many parts of `one`."""

    current: int
    start: int | None
    target: int | None
    one: int


def _cells(measure: Measure, current: Decimal, target: Decimal | None) -> _Cells:
    c, c_one = _ratio(current, measure.kind)
    s, s_one = (None, 1) if measure.start is None else _ratio(measure.start, measure.kind)
    t, t_one = (None, 1) if target is None else _ratio(target, measure.target_kind)
    one = lcm(c_one, s_one, t_one)
    return _Cells(
        c * (one // c_one),
        None if s is None else s * (one // s_one),
        None if t is None else t * (one // t_one),
        one,
    )


def _ratio(value: Decimal, kind: Kind) -> tuple[int, int]:
    top, bottom = value.as_integer_ratio()
    return top, bottom * 100 if kind in (Kind.PERCENT, Kind.MILESTONE) else bottom


def _progress(measure: Measure, cells: _Cells) -> Fraction | None:
    """How far the current value has come towards the target, 0..1; None where the definition allows no answer."""
    c, s, t, one = cells
    if measure.kind is Kind.MILESTONE:
        return _share(c, one)
    if t is None:
        return None
    if measure.direction is Direction.INCREASE_BY:
        if t <= 0 or (growth := _growth(measure, cells)) is None:
            return None
        top, bottom = growth
        return _share(top * one, bottom * t)
    if measure.direction.is_guardrail:
        return ONE if _met(measure, cells) else ZERO
    if _falls(measure, cells):
        if s is None or _sign(s - t, one) <= 0:
            return _reached(t - c, one)
        return _share(s - c, s - t)
    start = s or 0
    return _share(c - start, t - start) if _sign(t - start, one) else _reached(c - t, one)


def _met(measure: Measure, cells: _Cells) -> bool:
    """Whether the current value is where the measure should get to, or stay."""
    c, _, t, one = cells
    if measure.kind is Kind.MILESTONE:
        return _sign(c - one, one) >= 0
    if t is None:
        return False
    if measure.direction is Direction.INCREASE_BY:
        if t <= 0 or (growth := _growth(measure, cells)) is None:
            return False
        top, bottom = growth
        sign = _sign(top * one - bottom * t, bottom * one)
    else:
        sign = _sign(t - c if _falls(measure, cells) else c - t, one)
    return sign > 0 if measure.strict else sign >= 0


def _growth(measure: Measure, cells: _Cells) -> tuple[int, int] | None:
    """The growth as a ratio: that of a percentage is the current value itself."""
    c, s, _, one = cells
    if measure.kind is Kind.PERCENT:
        return c, one
    return (c - s, s) if s is not None and s > 0 else None


def _falls(measure: Measure, cells: _Cells) -> bool:
    """Whether less is better; `reach` a target beneath its start is a way down."""
    if measure.direction is Direction.REACH:
        return _sign((cells.target or 0) - (cells.start or 0), cells.one) < 0
    return measure.direction in (Direction.DECREASE_TO, Direction.AT_MOST)


def _status(progress: Fraction | None, expected: Fraction, met: bool, due: date, today: date) -> Status:
    if met:
        return Status.DONE
    if due < today:
        return Status.OVERDUE
    if progress is None:
        return Status.NO_REPORT
    lead = progress.numerator * expected.denominator - expected.numerator * progress.denominator
    one = progress.denominator * expected.denominator
    for margin, status in PACE:
        if _sign(lead * margin.denominator + margin.numerator * one, one * margin.denominator) >= 0:
            return status
    return Status.BEHIND


def _reached(difference: int, one: int) -> Fraction:
    return ONE if _sign(difference, one) >= 0 else ZERO


def _sign(difference: int, one: int) -> int:
    """-1, 0 or 1 of `difference / one` rounded, half away from zero, to nine decimals."""
    if abs(difference) * SMALLEST_OF_ONE < one:
        return 0
    return 1 if difference > 0 else -1


def _share(part: int, whole: int) -> Fraction:
    """`part / whole`, at least 0 and at most 1; the whole is positive."""
    if part <= 0:
        return ZERO
    return ONE if part >= whole else Fraction(part, whole)


def _mean(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    """The weighted mean of at least one value."""
    if len(values) == 1:
        return values[0]
    ratios = [weight.as_integer_ratio() for weight in weights]
    products = [
        (top * value.numerator, bottom * value.denominator) for (top, bottom), value in zip(ratios, values, strict=True)
    ]
    top, bottom = _total(products)
    whole_top, whole_bottom = _total(ratios)
    return Fraction(top * whole_bottom, bottom * whole_top)


def _total(ratios: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sum of ratios, as one."""
    one = lcm(*(bottom for _, bottom in ratios))
    return sum(top * (one // bottom) for top, bottom in ratios), one
