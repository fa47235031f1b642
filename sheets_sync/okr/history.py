"""What is known of a plan beyond its definition: check-ins, last readings, revisions, and the change of one pass.

Times are aware datetimes; days are dates of the workspace's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sheets_sync.okr.cycle import Period
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.model import Confidence, Measure, Objective, Plan
from sheets_sync.okr.restored import Point

Value = Decimal | date | str | bool | Period | None
"""A field of a definition: the types that Plan, Objective and Measure hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One accepted value of one measure at one time. `value` None is a retraction.

    `day` is the local date it was read on (a rate counts only in its period); `scale` is that of `definition.scale_of`
    when it was read (it counts while the measure keeps it); `raw` is what stood in the cell; `reason` is why it was
    struck.
    """

    measure: str
    at: datetime
    day: date
    value: Decimal | None
    scale: str = ""
    confidence: Confidence | None = None
    note: str = ""
    raw: str = ""
    tab: str | None = None
    cell: str | None = None
    struck: bool = False
    reason: str | None = None
    document: str | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReading:
    """What a pass last saw in the cells of one measure.

    `seen` stands for everything that stood there, readable or not; value, scale, confidence, note and day are those
    of the last good reading (None while there was none).
    """

    measure: str
    seen: str
    value: Decimal | None = None
    scale: str = ""
    confidence: Confidence | None = None
    note: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One accepted change of one field of a definition. `subject` is the id of a plan, objective or measure."""

    subject: str
    field: str
    old: Value
    new: Value
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """What the store knows of a plan before a pass.

    `readings` and `values` are by measure id; `values` are the canonical ones (the latest that is not struck);
    `points` are what all passes accepted, oldest first.
    """

    plan: Plan
    readings: dict[str, LastReading]
    values: dict[str, CheckIn]
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one pass decided: all of it is written in one transaction, or nothing is.

    `findings` are all that are open after the pass; the store closes the others of the binding.
    """

    plan: Plan
    check_ins: tuple[CheckIn, ...] = ()
    readings: tuple[LastReading, ...] = ()
    revisions: tuple[Revision, ...] = ()
    findings: tuple[Finding, ...] = ()


def plan_before(plan: Plan, later: list[Revision]) -> Plan:
    """The plan as it was before the given revisions (newest first) were accepted."""
    for revision in later:
        plan = _with_field(plan, revision.subject, revision.field, revision.old)
    return plan


def _with_field(plan: Plan, subject: str, field: str, value: Value) -> Plan:
    if subject == plan.id:
        return replace(plan, **{field: value})  # type: ignore[arg-type]
    for objective in plan.objectives:
        if objective.id == subject:
            changed: Objective = replace(objective, **{field: value})  # type: ignore[arg-type]
            return replace(plan, objectives=tuple(changed if o.id == subject else o for o in plan.objectives))
    for _, _, measure in plan.measures():
        if measure.id == subject:
            return plan.with_measures({subject: _measure_with(measure, field, value)})
    return plan


def _measure_with(measure: Measure, field: str, value: Value) -> Measure:
    return replace(measure, **{field: value})  # type: ignore[arg-type]
