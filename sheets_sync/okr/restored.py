"""Whether a sheet went back in time: values that all returned at once to what they were before. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LEAST_BACK = 2
"""One value that returns to what it was is an ordinary change."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value that a pass accepted from a sheet; `run` tells the passes apart, None is the one under way."""

    measure: str
    run: int | None
    day: date
    value: Decimal | None


def went_back(points: Sequence[Point], blank: Collection[str], rates: Collection[str]) -> tuple[int, date] | None:
    """How many values the last pass of the given ones took back, and to which day's; None if it did not.

    Args:
        points: what a plan's passes accepted, oldest first.
        blank: measures whose cell is blank now, or gone; they fit a time at which they had not been reported.
        rates: measures that start anew every period: their values return by nature, and are not counted.
    """
    passes: list[tuple[date, dict[str, Decimal | None]]] = []
    newest: object = passes
    for point in points:
        if point.run != newest:
            newest = point.run
            passes.append((point.day, dict(passes[-1][1]) if passes else {}))
        passes[-1][1][point.measure] = point.value
    if len(passes) < 3:
        return None
    (_, before), (_, now) = passes[-2:]
    changed = {measure for measure, value in now.items() if before.get(measure) != value} - set(rates)
    if len(changed) < LEAST_BACK or not changed <= before.keys():
        return None
    there = {measure: value for measure, value in now.items() if measure not in blank}
    for day, earlier in reversed(passes[:-2]):
        if {measure: value for measure, value in earlier.items() if measure in now} == there:
            return len(changed), day
    return None
