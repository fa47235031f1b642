"""The columns of an export and the lines that they take their values from. Pure.

It answers for what stands in each column; docs/exports.md tells people, and a test holds it to the columns here. The
rule a newcomer would break first: a percent is `Points`, progress is a fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from sheets_sync.layout.report import Column, Form, Points, Row, Table, Value
from sheets_sync.messages.codes import Severity
from sheets_sync.okr.definition import CURRENCIES, scale_of
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import Confidence, Direction, KeyResult, Kind, Measure, Objective, Status
from sheets_sync.okr.progress import Standing, weight_of
from sheets_sync.store.values import KnownFinding
from sheets_sync.sync.views import PlanView, finding_words, number

IN_POINTS = (Kind.PERCENT, Kind.MILESTONE)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan and where it stands."""

    view: PlanView
    standing: Standing


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A live measure with its parents, where it stands, and its last check-in that is not struck."""

    view: PlanView
    objective: Objective
    key_result: KeyResult
    measure: Measure
    standing: Standing
    last: CheckIn | None

    def read(self, field: str) -> Value:
        """A field of the last check-in."""
        return getattr(self.last, field) if self.last else None


@dataclass(frozen=True, slots=True)
class PointLine:
    """A check-in of a measure."""

    view: PlanView
    measure: Measure
    point: CheckIn

    @property
    def unit(self) -> str:
        """The unit that the value was read in, which need not be today's."""
        scale = self.point.scale
        if scale == scale_of(self.measure):
            return self.measure.unit
        return scale if scale in CURRENCIES else "%" if scale == Kind.PERCENT else ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A Finding, with the measure that it is about, if it is about one."""

    view: PlanView
    measure: Measure | None
    known: KnownFinding

    @property
    def message(self) -> str:
        """What happened, in the language of the block."""
        return finding_words(self.known.finding, self.known.lang).message

    @property
    def mend(self) -> str:
        """What to do."""
        return finding_words(self.known.finding, self.known.lang).mend


Line = TypeVar("Line", bound=PlanLine | MeasureLine | PointLine | FindingLine)
AnyLine = PlanLine | MeasureLine | PointLine | FindingLine


def _figure(value: Decimal | None, *, points: bool) -> Value:
    return Points(value) if points and value is not None else number(value)


def _words(closed: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in closed)


def _aimed(value: Decimal | None, measure: Measure) -> Value:
    """A target or stretch."""
    return _figure(value, points=measure.target_kind in IN_POINTS)


def _valued(value: Decimal | None, measure: Measure) -> Value:
    """A start or current value."""
    return _figure(value, points=measure.kind in IN_POINTS)


# Columns, in their order, each with where its values come from; first those that people look at, then the others

TEXT, WORD, WHOLE, NUMBER = Form.TEXT, Form.WORD, Form.WHOLE, Form.NUMBER
SHARE, FLAG, DAY, MOMENT = Form.SHARE, Form.FLAG, Form.DAY, Form.MOMENT
Fields = tuple[tuple[Column, Callable[[Line], Value]], ...]

_WHOSE: Fields[AnyLine] = (
    (Column("role_name", TEXT), lambda it: it.view.plan.role_name),
    (Column("owner", TEXT), lambda it: it.view.plan.owner),
    (Column("cycle", TEXT), lambda it: it.view.plan.cycle.label),
)
_STANDING: Fields[PlanLine | MeasureLine] = (
    (Column("progress", SHARE), lambda it: number(it.standing.progress)),
    (Column("expected", SHARE), lambda it: number(it.standing.expected)),
    (Column("met", FLAG), lambda it: it.standing.met),
    (Column("status", WORD, _words(Status)), lambda it: it.standing.status),
)
_PLACE: Fields[PlanLine | MeasureLine] = (
    (Column("document", TEXT), lambda it: it.view.document),
    (Column("tab", TEXT), lambda it: it.view.tab),
)
_IDS: Fields[AnyLine] = (
    (Column("role", TEXT), lambda it: it.view.plan.role),
    (Column("plan_id", TEXT), lambda it: it.view.plan.id),
)
_AS_OF: Fields[PlanLine | MeasureLine] = ((Column("as_of", DAY), lambda it: it.view.today),)

PLANS: Fields[PlanLine] = (
    *_WHOSE,
    *_STANDING,
    (Column("reported", WHOLE), lambda it: it.standing.reported),
    (Column("of", WHOLE), lambda it: it.standing.of),
    (Column("due", DAY), lambda it: it.standing.due),
    *_PLACE,
)
PLANS_ASIDE: Fields[PlanLine] = (
    *_AS_OF,
    (Column("cycle_start", DAY), lambda it: it.view.plan.cycle.start),
    (Column("cycle_end", DAY), lambda it: it.view.plan.cycle.end),
    (Column("lang", TEXT), lambda it: it.view.plan.lang),
    *_IDS,
)

MEASURES: Fields[MeasureLine] = (
    *_WHOSE,
    (Column("objective", TEXT), lambda it: it.objective.text),
    (Column("key_result", TEXT), lambda it: it.key_result.text),
    (Column("owners", TEXT), lambda it: ", ".join(it.key_result.owners)),
    (Column("due", DAY), lambda it: it.standing.due),
    (Column("measure", TEXT), lambda it: it.measure.name),
    (Column("target", NUMBER), lambda it: _aimed(it.measure.target, it.measure)),
    (Column("unit", TEXT), lambda it: it.measure.unit),
    (Column("current", NUMBER), lambda it: _valued(it.view.current(it.measure), it.measure)),
    *_STANDING,
    (Column("confidence", WORD, _words(Confidence)), lambda it: it.read("confidence")),
    (Column("note", TEXT), lambda it: it.read("note")),
    (Column("read_at", MOMENT), lambda it: it.read("at")),
)
MEASURES_ASIDE: Fields[MeasureLine] = (
    (Column("reported", FLAG), lambda it: it.standing.reported > 0),
    (Column("kind", WORD, _words(Kind)), lambda it: it.measure.kind),
    (Column("direction", WORD, _words(Direction)), lambda it: it.measure.direction),
    (Column("strict", FLAG), lambda it: it.measure.strict),
    (Column("per", TEXT), lambda it: str(it.measure.per) if it.measure.per else None),
    (Column("start", NUMBER), lambda it: _valued(it.measure.start, it.measure)),
    (Column("stretch", NUMBER), lambda it: _aimed(it.measure.stretch, it.measure)),
    (Column("stretch_progress", SHARE), lambda it: number(it.standing.stretch_progress)),
    (Column("from", DAY), lambda it: it.measure.from_),
    (Column("weight", NUMBER), lambda it: number(weight_of(it.measure.weight))),
    (Column("read_raw", TEXT), lambda it: it.read("raw")),
    (Column("read_document", TEXT), lambda it: it.read("document")),
    (Column("read_tab", TEXT), lambda it: it.read("tab")),
    (Column("read_cell", TEXT), lambda it: it.read("cell")),
    (Column("read_run", TEXT), lambda it: it.read("run")),
    *_PLACE,
    *_AS_OF,
    *_IDS,
    (Column("objective_id", TEXT), lambda it: it.objective.id),
    (Column("key_result_id", TEXT), lambda it: it.key_result.id),
    (Column("measure_id", TEXT), lambda it: it.measure.id),
)

HISTORY: Fields[PointLine] = (
    *_WHOSE,
    (Column("measure", TEXT), lambda it: it.measure.name),
    (Column("at", MOMENT), lambda it: it.point.at),
    (Column("value", NUMBER), lambda it: _figure(it.point.value, points=it.point.scale in IN_POINTS)),
    (Column("unit", TEXT), lambda it: it.unit),
    (Column("confidence", WORD, _words(Confidence)), lambda it: it.point.confidence),
    (Column("note", TEXT), lambda it: it.point.note),
    (Column("struck", FLAG), lambda it: it.point.struck),
    (Column("reason", TEXT), lambda it: it.point.reason),
    (Column("raw", TEXT), lambda it: it.point.raw),
    (Column("document", TEXT), lambda it: it.point.document),
    (Column("tab", TEXT), lambda it: it.point.tab),
    (Column("cell", TEXT), lambda it: it.point.cell),
)
HISTORY_ASIDE: Fields[PointLine] = (
    (Column("run", TEXT), lambda it: it.point.run),
    *_IDS,
    (Column("measure_id", TEXT), lambda it: it.point.measure),
)

FINDINGS: Fields[FindingLine] = (
    *_WHOSE,
    (Column("severity", WORD, _words(Severity)), lambda it: it.known.finding.severity),
    (Column("code", TEXT), lambda it: it.known.finding.code),
    (Column("document", TEXT), lambda it: it.known.address),
    (Column("tab", TEXT), lambda it: it.known.finding.tab),
    (Column("cell", TEXT), lambda it: it.known.finding.cell),
    (Column("measure", TEXT), lambda it: it.measure.name if it.measure else None),
    (Column("found", TEXT), lambda it: it.known.finding.found),
    (Column("message", TEXT), lambda it: it.message),
    (Column("mend", TEXT), lambda it: it.mend),
    (Column("first_seen", MOMENT), lambda it: it.known.first_seen),
    (Column("closed_at", MOMENT), lambda it: it.known.closed_at),
)
FINDINGS_ASIDE: Fields[FindingLine] = (
    *_IDS,
    (Column("measure_id", TEXT), lambda it: it.measure.id if it.measure else None),
)


def table(key: str, front: Fields[Line], aside: Fields[Line], lines: Iterable[Line]) -> Table:
    """A table of a row a line."""
    fields = (*front, *aside)
    values = [value for _, value in fields]
    rows: list[Row] = [tuple(_clean(value(line)) for value in values) for line in lines]
    return Table(key, tuple(column for column, _ in fields), len(front), rows)


def _clean(value: Value) -> Value:
    return whole(value) if isinstance(value, str) else value


def whole(text: str) -> str:
    """A text that every program takes: no enum, and no half character, which a cell may hold."""
    text = str(text)
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
