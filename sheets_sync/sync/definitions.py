"""Definitions in the sheet: what a row now says of its objective or measure, and what that changed. Pure.

Rule, unit and numbers of a row are taken together: if one of them cannot be read, the last good ones of all stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal

from sheets_sync.layout.reading import BlockReading, RowReading
from sheets_sync.messages.codes import Code
from sheets_sync.messages.labels import period_named, rule_named
from sheets_sync.okr.cell import plain
from sheets_sync.okr.cycle import Period
from sheets_sync.okr.definition import kind_of
from sheets_sync.okr.history import Revision
from sheets_sync.okr.model import Direction, Kind, Measure, Objective, Plan
from sheets_sync.okr.reading import Problem, is_blank, read_date, read_number, unreadable

RowProblem = tuple[str, Problem]
"""A column key and why its cell cannot be read."""


def read_measure(stored: Measure, row: RowReading, block: BlockReading, lang: str) -> tuple[Measure, list[RowProblem]]:
    """The measure as its row defines it now; what cannot be read stays as stored and is a problem."""
    reader = _Row(row, block)
    measure = replace(
        reader.numbers(stored, lang),
        text=reader.words("text", stored.text),
        name=reader.words("measure", stored.name),
        owner=reader.text("owner", stored.owner),
        due=reader.day("due", stored.due),
        from_=reader.day("from", stored.from_),
        weight=reader.weight(stored.weight),
        per=reader.period(stored.per),
    )
    return measure, reader.problems


NEEDED = ("text", "rule", "unit", "target", "start", "stretch")
"""What must be there, or readable, for a row to become a measure."""


def measure_from(row: RowReading, block: BlockReading, lang: str, *, scored: bool) -> tuple[Measure, list[str]]:
    """What a row of nobody's says of a measure, and the keys of what it lacks for being one."""
    nothing = Measure(id="", name="", kind=Kind.COUNT, scored=scored)
    measure, problems = read_measure(nothing, row, block, lang)
    lacking = {key for key, _ in problems} | {
        key for key in ("text", "rule", "unit", "target") if key not in block.columns
    }
    if not measure.text:
        lacking.add("text")
    return measure, [key for key in NEEDED if key in lacking]


def read_objective(stored: Objective, row: RowReading, block: BlockReading) -> tuple[Objective, list[RowProblem]]:
    """The objective as its row defines it now; what cannot be read stays as stored and is a problem."""
    reader = _Row(row, block)
    objective = replace(
        stored,
        text=reader.words("text", stored.text),
        due=reader.day("due", stored.due),
        weight=reader.weight(stored.weight),
    )
    return objective, reader.problems


def read_owner(stored: Plan, row: RowReading, block: BlockReading) -> tuple[str, list[RowProblem]]:
    """The plan's owner as the plan's row names it; the stored one where that cell cannot be read, a problem."""
    reader = _Row(row, block)
    return reader.words("owner", stored.owner), reader.problems


def plan_revisions(before: Plan, after: Plan, at: datetime) -> Iterator[Revision]:
    """What changed in the plan's owner and in its objectives."""
    if before.owner != after.owner:
        yield Revision(subject=after.id, field="owner", old=before.owner, new=after.owner, at=at)
    for old, new in zip(before.objectives, after.objectives, strict=True):
        yield from _changed(old, new, ("text", "weight", "due"), at)


def measure_revisions(before: Plan, after: Plan, at: datetime) -> Iterator[Revision]:
    """What changed in the measures: one Revision a field."""
    names = tuple(field.name for field in fields(Measure) if field.name != "id")
    for (_, _, old), (_, _, new) in zip(before.measures(), after.measures(), strict=True):
        if old != new:
            yield from _changed(old, new, names, at)


def _changed(
    old: Objective | Measure, new: Objective | Measure, names: tuple[str, ...], at: datetime
) -> Iterator[Revision]:
    for name in names:
        if getattr(old, name) != getattr(new, name):
            yield Revision(subject=new.id, field=name, old=getattr(old, name), new=getattr(new, name), at=at)


class _Row:
    """Reads the cells of one row, collecting the problems."""

    def __init__(self, row: RowReading, block: BlockReading) -> None:
        self.row, self.block = row, block
        self.problems: list[RowProblem] = []

    def text(self, key: str, stored: str) -> str:
        """A text that may be blank; an error or a missing column leaves the stored one."""
        cell = self.row.at(key)
        if key not in self.block.columns:
            return stored
        if problem := unreadable(cell):
            self.problems.append((key, problem))
            return stored
        return normal(cell.raw)

    def words(self, key: str, stored: str) -> str:
        """A text that must be there."""
        text = self.text(key, stored)
        if not text and stored:
            self.problems.append((key, Problem(Code.TEXT_MISSING, {"text": stored})))
        return text or stored

    def day(self, key: str, stored: date | None) -> date | None:
        if key not in self.block.columns:
            return stored
        read = read_date(self.row.at(key), self.block.epoch)
        if isinstance(read, Problem):
            self.problems.append((key, read))
            return stored
        return read

    def weight(self, stored: Decimal | None) -> Decimal | None:
        return self._number("weight", Kind.SCORE, "", stored)

    def period(self, stored: Period | None) -> Period | None:
        text = self.text("per", "")
        if "per" not in self.block.columns or any(key == "per" for key, _ in self.problems):
            return stored
        named = period_named(text) if text else None
        if text and named is None:
            self.problems.append(("per", Problem(Code.PERIOD_UNKNOWN)))
            return stored
        return Period(*named) if named else None

    def numbers(self, stored: Measure, lang: str) -> Measure:
        """The measure with its rule, unit, start, target and stretch as they stand, all or none of them."""
        if not {"rule", "unit", "target"} <= set(self.block.columns):
            return stored
        before = len(self.problems)
        rule, unit = self._rule(lang), self.text("unit", stored.unit)
        if rule is None or len(self.problems) > before:
            return stored
        scored = stored.scored or stored.kind is Kind.SCORE
        kind = kind_of(rule, unit, scored=scored)
        measure = replace(stored, kind=kind, unit=unit, scored=scored and kind is not Kind.SCORE)
        if kind is Kind.MILESTONE:
            return replace(measure, direction=Direction.REACH, strict=False, start=None, target=None, stretch=None)
        measure = replace(measure, direction=Direction(rule.split(" ")[0]), strict=" " in rule)
        measure = replace(
            measure,
            start=self._number("start", kind, unit, stored.start),
            target=self._number("target", measure.target_kind, unit, stored.target),
            stretch=self._number("stretch", measure.target_kind, unit, stored.stretch),
        )
        if measure.target is None and is_blank(self.row.at("target")):
            last = "–" if stored.target is None else plain(stored.target)
            self.problems.append(("target", Problem(Code.TARGET_MISSING, {"last": last})))
        return stored if len(self.problems) > before else measure

    def _rule(self, lang: str) -> str | None:
        cell = self.row.at("rule")
        rule = rule_named(cell.raw, lang)
        if rule is None:
            self.problems.append(("rule", unreadable(cell) or Problem(Code.RULE_UNKNOWN)))
        return rule

    def _number(self, key: str, kind: Kind, unit: str, stored: Decimal | None) -> Decimal | None:
        if key not in self.block.columns:
            return stored
        read = read_number(self.row.at(key), kind, unit)
        if isinstance(read, Problem):
            self.problems.append((key, read))
            return stored
        return read


def normal(text: str) -> str:
    """A text as it is kept: NFC, without blanks at its ends."""
    return unicodedata.normalize("NFC", text).strip()
