"""Progress, met, expected and status of measures, and their roll-up to key results, objectives and plans.

Results are exact fractions. The block's formulas (`layout.formulas`) say the same in the spreadsheet's language;
a test recalculates them with LibreOffice and holds them against this module. Every comparison is of a difference
as the cell holds it (percent and milestone as fractions of one), rounded to nine decimals, so that binary floats
in a sheet and exact numbers here decide alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.model import Direction, Kind, Measure, Objective, Plan, Status

ON_TRACK_MARGIN = Fraction(1, 10)
AT_RISK_MARGIN = Fraction(3, 10)
HALF_OF_NINTH_DECIMAL = Fraction(1, 2 * 10**9)
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
            for measure in key_result.live:
                share = weight_of(measure.weight) / len(key_result.live)
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
                parts[key_result.id] = roll_up(own, sum((s.weight for s in own), ZERO), today)
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
    progress = None if current is None else progress_of(measure, current, measure.target)
    expected = expected_of(measure.from_ or cycle.start, due, cycle, today)
    met = progress is not None and current is not None and met_by(measure, current)
    stretch = None
    ranged = measure.stretch is not None and measure.direction is Direction.REACH
    if ranged and progress is not None and current is not None:
        stretch = progress_of(measure, current, measure.stretch)
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
    total = sum((part.weight for part in parts), ZERO)
    reported = sum(part.reported for part in parts)
    progress = None
    if reported:
        progress = sum((part.weight * (part.progress or ZERO) for part in parts), ZERO) / total
    expected = sum((part.weight * part.expected for part in parts), ZERO) / total
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


def progress_of(measure: Measure, current: Decimal, target: Decimal | None) -> Fraction | None:
    """How far `current` has come towards `target`, 0..1; None where the definition allows no answer."""
    c, s, t = _as_cells(measure, current, target)
    if measure.kind is Kind.MILESTONE:
        return _clamp(c)
    if t is None:
        return None
    if measure.direction is Direction.INCREASE_BY:
        growth = _growth(measure, c, s)
        return _clamp(growth / t) if growth is not None and t > 0 else None
    if measure.direction.is_guardrail:
        return ONE if met_by(measure, current) else ZERO
    if _falls(measure, s, t):
        if s is None or _sign(s - t) <= 0:
            return _reached(t - c)
        return _clamp((s - c) / (s - t))
    start = s or ZERO
    return _clamp((c - start) / (t - start)) if _sign(t - start) else _reached(c - t)


def met_by(measure: Measure, current: Decimal) -> bool:
    """Whether `current` is where the measure should get to, or stay."""
    c, s, t = _as_cells(measure, current, measure.target)
    if measure.kind is Kind.MILESTONE:
        return _sign(c - 1) >= 0
    if t is None:
        return False
    if measure.direction is Direction.INCREASE_BY:
        growth = _growth(measure, c, s)
        return growth is not None and t > 0 and _beyond(growth - t, measure.strict)
    return _beyond(t - c if _falls(measure, s, t) else c - t, measure.strict)


def expected_of(from_: date, due: date, cycle: Cycle, today: date) -> Fraction:
    """The share of the way that should lie behind by today."""
    if from_ > cycle.end:
        return ZERO
    if due <= from_:
        return ONE
    return _clamp(Fraction((today - from_).days, (due - from_).days))


def _as_cells(
    measure: Measure, current: Decimal, target: Decimal | None
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """Current, start and target as their cells hold them: percents and milestones as fractions of one."""

    def cell(value: Decimal | None, kind: Kind) -> Fraction | None:
        if value is None:
            return None
        return Fraction(value) / (100 if kind in (Kind.PERCENT, Kind.MILESTONE) else 1)

    c = cell(current, measure.kind)
    assert c is not None
    return c, cell(measure.start, measure.kind), cell(target, measure.target_kind)


def _growth(measure: Measure, c: Fraction, s: Fraction | None) -> Fraction | None:
    if measure.kind is Kind.PERCENT:
        return c
    return (c - s) / s if s is not None and s > 0 else None


def _falls(measure: Measure, s: Fraction | None, t: Fraction) -> bool:
    """Whether less is better; `reach` a target beneath its start is a way down."""
    if measure.direction is Direction.REACH:
        return _sign(t - (s or ZERO)) < 0
    return measure.direction in (Direction.DECREASE_TO, Direction.AT_MOST)


def _status(progress: Fraction | None, expected: Fraction, met: bool, due: date, today: date) -> Status:
    if met:
        return Status.DONE
    if due < today:
        return Status.OVERDUE
    if progress is None:
        return Status.NO_REPORT
    if _sign(progress - (expected - ON_TRACK_MARGIN)) >= 0:
        return Status.ON_TRACK
    return Status.AT_RISK if _sign(progress - (expected - AT_RISK_MARGIN)) >= 0 else Status.BEHIND


def _reached(difference: Fraction) -> Fraction:
    return ONE if _sign(difference) >= 0 else ZERO


def _beyond(difference: Fraction, strict: bool) -> bool:
    return _sign(difference) > 0 if strict else _sign(difference) >= 0


def _sign(difference: Fraction) -> int:
    """-1, 0 or 1 of a difference rounded, half away from zero, to nine decimals."""
    if abs(difference) < HALF_OF_NINTH_DECIMAL:
        return 0
    return 1 if difference > 0 else -1


def _clamp(value: Fraction) -> Fraction:
    return max(ZERO, min(ONE, value))
