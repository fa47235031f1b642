"""The nouns of the domain as frozen values.

A Plan holds Objectives, these hold KeyResults, these hold Measures: one measure is one number to move.
Numbers are exact decimals; those of percent and milestone measures, and the target of every
`increase_by`, are points (30 means 30 %), never the fraction that a percent cell holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sheets_sync.okr.cycle import Cycle, Period


class Kind(StrEnum):
    """What sort of number a measure is; it decides how its cells are read and shown."""

    COUNT = "count"
    PERCENT = "percent"
    CURRENCY = "currency"
    SCORE = "score"
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Where a measure's number should go."""

    REACH = "reach"
    INCREASE_BY = "increase_by"
    DECREASE_TO = "decrease_to"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"

    @property
    def is_guardrail(self) -> bool:
        """Whether the measure only has to stay within its target."""
        return self in (Direction.AT_MOST, Direction.AT_LEAST)


class Confidence(StrEnum):
    """How sure the owner is of reaching the target."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Where a measure, key result, objective or plan stands today."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    DONE = "done"
    OVERDUE = "overdue"
    NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number to move: the definition as it stands in one row of a block.

    `text` and `owner` are the key result's sentence and owners as this row carries them; `due`, `from_`,
    `weight` and `start` are None where the row leaves them blank. `scored` remembers that it was a score while rule or
    unit make it something else. `archived` is set once the row is gone.
    """

    id: str
    name: str
    kind: Kind
    direction: Direction = Direction.REACH
    strict: bool = False
    start: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    unit: str = ""
    per: Period | None = None
    from_: date | None = None
    due: date | None = None
    weight: Decimal | None = None
    ask_start: bool = False
    text: str = ""
    owner: str = ""
    scored: bool = False
    archived: bool = False

    @property
    def target_kind(self) -> Kind:
        """Kind of the target's (and stretch's) cell: the target of `increase_by` is always a percent."""
        return Kind.PERCENT if self.direction is Direction.INCREASE_BY else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A result that proves its objective; the measures are its figures, at least one.

    Its sentence stands in every row of its measures; where rows differ, the first live one counts.
    """

    id: str
    measures: tuple[Measure, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return (self.live or self.measures)[0].text

    @property
    def live(self) -> tuple[Measure, ...]:
        """The measures whose rows still stand in the sheet."""
        return tuple(m for m in self.measures if not m.archived)

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody whom a row of this key result names, in order, each once."""
        names = (name for measure in self.live or self.measures for name in split_owners(measure.owner))
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What the owner wants to achieve; `due` is inherited by its measures without one."""

    id: str
    text: str
    key_results: tuple[KeyResult, ...]
    weight: Decimal | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A role template made concrete for an owner and a cycle. `lang` is "vi" or "en"."""

    id: str
    role: str
    role_name: str
    owner: str
    lang: str
    cycle: Cycle
    objectives: tuple[Objective, ...]

    def measures(self) -> Iterator[tuple[Objective, KeyResult, Measure]]:
        """Every measure with its parents, archived ones included, in order."""
        for objective in self.objectives:
            for key_result in objective.key_results:
                for measure in key_result.measures:
                    yield objective, key_result, measure

    def live_measures(self) -> Iterator[tuple[Objective, KeyResult, Measure]]:
        """Every measure whose row still stands, with its parents, in order."""
        return (found for found in self.measures() if not found[2].archived)

    def with_measures(self, changed: dict[str, Measure]) -> Plan:
        """This plan with the measures of the given ids replaced."""
        return replace(
            self,
            objectives=tuple(
                replace(
                    objective,
                    key_results=tuple(
                        replace(kr, measures=tuple(changed.get(m.id, m) for m in kr.measures))
                        for kr in objective.key_results
                    ),
                )
                for objective in self.objectives
            ),
        )


OWNERS_BETWEEN = ",\n"
"""Between the owners that a new block names: each stands in a line of its own."""


def split_owners(text: str) -> tuple[str, ...]:
    """Names in an owner cell: separated by commas, semicolons or line breaks."""
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())
