"""Whether the figures of a template's measure make sense together: values in, mistakes out.

It never reads files and does not know where in a file a figure stands: it names the key, the reader the line.
The rule a newcomer would break first: each check is a function of its own in `CHECKS` and looks at nothing that
could not be read (that is a mistake already).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.okr.cell import plain
from sheets_sync.okr.definition import kind_of
from sheets_sync.okr.model import Direction, Kind
from sheets_sync.okr.reading import RANGES
from sheets_sync.okr.template import TemplateMeasure


@dataclass(frozen=True, slots=True)
class Nonsense:
    """A mistake in a measure's figures, under the key that it concerns."""

    code: TemplateCode
    key: str
    args: dict[str, str]


Found = Iterator[Nonsense]


def nonsense(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    """What is wrong with the figures of a measure that is no milestone; `given` are the keys that stand there."""
    for check in CHECKS:
        yield from check(measure, given)


def _unit(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    units = set(measure.unit.by_lang.values())
    if "unit" not in given:
        units = {""}
    odd = any(kind_of(measure.direction, unit, scored=measure.kind is Kind.SCORE) is not measure.kind for unit in units)
    if odd or (measure.kind is Kind.CURRENCY and len(units) > 1):
        found = " / ".join(sorted(units))
        yield Nonsense(TemplateCode.UNIT_KIND_MISMATCH, "unit", {"found": found, "kind": measure.kind})


def _ranges(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    target_kind = Kind.PERCENT if measure.direction is Direction.INCREASE_BY else measure.kind
    for key, number, kind in (
        ("start", measure.start, measure.kind),
        ("target", measure.target, target_kind),
        ("target", measure.stretch, target_kind),
    ):
        low, high = RANGES[kind]
        if number is not None and ((low is not None and number < low) or (high is not None and number > high)):
            ends = {"low": "−∞" if low is None else plain(low), "high": "∞" if high is None else plain(high)}
            args = {"key": key, "found": plain(number), "kind": kind.value}
            yield Nonsense(TemplateCode.OUT_OF_RANGE, key, args | ends)


def _target(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    if "target" not in given:
        yield Nonsense(TemplateCode.TARGET_MISSING, "target", {"kind": measure.kind})


def _stretch(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    if measure.stretch is None:
        return
    if measure.direction is not Direction.REACH:
        yield Nonsense(TemplateCode.STRETCH_ONLY_REACH, "target", {"direction": measure.direction})
    elif measure.target is not None and not _is_beyond(measure):
        found = f"[{plain(measure.target)}, {plain(measure.stretch)}]"
        yield Nonsense(TemplateCode.BAD_RANGE, "target", {"found": found})


def _is_beyond(measure: TemplateMeasure) -> bool:
    assert measure.target is not None
    assert measure.stretch is not None
    if measure.start is None and measure.ask_start:  # it is not known yet which way the number has to go
        return measure.stretch != measure.target
    falls = measure.target < (measure.start or 0)
    return measure.stretch < measure.target if falls else measure.stretch > measure.target


def _growth(measure: TemplateMeasure, given: frozenset[str]) -> Found:
    if measure.direction is not Direction.INCREASE_BY:
        return
    if measure.target is not None and measure.target <= 0:
        yield Nonsense(TemplateCode.GROWTH_NEEDS_TARGET, "target", {"found": plain(measure.target)})
    nowhere = not measure.ask_start and "start" not in given
    if measure.kind is not Kind.PERCENT and (nowhere or (measure.start is not None and measure.start <= 0)):
        yield Nonsense(TemplateCode.GROWTH_NEEDS_START, "start", {"kind": measure.kind})


CHECKS: tuple[Callable[[TemplateMeasure, frozenset[str]], Found], ...] = (
    _unit,
    _ranges,
    _target,
    _stretch,
    _growth,
)
