"""Plans and reports made by chance from a seed: every rule and kind, with the edges that people reach."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.ids import new_id
from sheets_sync.okr.model import Direction, KeyResult, Kind, Measure, Objective, Plan

UNITS = {Kind.COUNT: "người", Kind.PERCENT: "%", Kind.CURRENCY: "VND", Kind.SCORE: "điểm", Kind.MILESTONE: ""}


def some_plan(random: Random, measures: int, cycle: Cycle, lang: str = "vi") -> Plan:
    """A plan of about that many measures in objectives and key results of all sizes."""
    objectives: list[Objective] = []
    left = measures
    while left > 0:
        key_results = []
        for _ in range(random.randint(1, 4)):
            size = min(left, random.choice([1, 1, 1, 2, 3]))
            if size:
                key_results.append(_key_result(random, size, cycle))
            left -= size
        if key_results:
            objectives.append(
                Objective(
                    id=new_id("objective", random.randrange),
                    text=f"Mục tiêu {len(objectives) + 1}",
                    key_results=tuple(key_results),
                    weight=_weight(random),
                    due=_day(random, cycle) if random.random() < 0.3 else None,
                )
            )
    return Plan(
        id=new_id("plan", random.randrange),
        role="ceo",
        role_name="CEO",
        owner="Nguyễn An",
        lang=lang,
        cycle=cycle,
        objectives=tuple(objectives),
    )


def some_report(random: Random, measure: Measure) -> Decimal | None:
    """A value that somebody could report, in points where the measure is in points; None for no report."""
    if random.random() < 0.15:
        return None
    if measure.kind is Kind.MILESTONE:
        return Decimal(random.choice([0, 10, 25, 50, 99, 100]))
    near = [measure.target, measure.start or Decimal(0)]
    if measure.direction is Direction.INCREASE_BY and measure.kind is not Kind.PERCENT and measure.start:
        growth = (measure.target or Decimal(0)) / 100
        near.append(measure.start * (1 + growth))
    base = random.choice([value for value in near if value is not None])
    value = base + random.choice([Decimal(0), Decimal(0), Decimal(random.randint(-300, 300)) / 4])
    low = Decimal(-900) if measure.kind in (Kind.PERCENT, Kind.SCORE) else Decimal(0)
    return max(low, min(value, Decimal(900) if measure.kind is Kind.PERCENT else Decimal(10**12)))


def _key_result(random: Random, size: int, cycle: Cycle) -> KeyResult:
    text = f"Kết quả {random.randint(1, 999)}"
    return KeyResult(
        id=new_id("key_result", random.randrange),
        measures=tuple(_measure(random, text, cycle) for _ in range(size)),
    )


def _measure(random: Random, text: str, cycle: Cycle) -> Measure:
    kind = random.choice(list(Kind))
    milestone = kind is Kind.MILESTONE
    direction = Direction.REACH if milestone else random.choice(list(Direction))
    target = Decimal(random.choice([0, 1, 5, 20, 50, 80, 100])) if random.random() < 0.8 else _number(random, kind)
    return Measure(
        id=new_id("measure", random.randrange),
        name=f"Chỉ số {random.randint(1, 999)}",
        kind=kind,
        direction=direction,
        strict=not milestone and random.random() < 0.3,
        start=None if milestone or random.random() < 0.4 else _number(random, kind),
        target=None if milestone else target,
        unit=UNITS[kind],
        per=Period(random.randint(1, 2), "month") if random.random() < 0.15 else None,
        from_=_day(random, cycle) if random.random() < 0.3 else None,
        due=_day(random, cycle) if random.random() < 0.7 else None,
        weight=_weight(random),
        text=text,
    )


def _number(random: Random, kind: Kind) -> Decimal:
    number = Decimal(random.randint(0, 800)) / random.choice([1, 1, 4, 10])
    return -number if kind is Kind.SCORE and random.random() < 0.3 else number


def _weight(random: Random) -> Decimal | None:
    return random.choice(
        [None, None, None, Decimal(1), Decimal(2), Decimal("0.5"), Decimal(3), Decimal(0), Decimal(-1)]
    )


def _day(random: Random, cycle: Cycle) -> date:
    length = (cycle.end - cycle.start).days
    return cycle.start + timedelta(days=random.randint(-20, length + 20))
