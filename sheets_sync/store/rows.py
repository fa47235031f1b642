"""From rows to values: which columns make a Binding, a CheckIn or a Finding, and which check-in is the canonical one.

The rule a newcomer would break first: the queries here say nothing of workspaces; whoever runs one filters by it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from sheets_sync.messages.codes import Code
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import CheckIn, LastReading
from sheets_sync.okr.model import Confidence
from sheets_sync.okr.restored import Point
from sheets_sync.store import tables as t
from sheets_sync.store.errors import decoding
from sheets_sync.store.values import Binding

PENDING: Final = "pending"
ACTIVE: Final = "active"
ENDED: Final = "ended"

_CODES = {code.value: code for code in Code}

BINDING_COLUMNS = (
    t.binding.c.id,
    t.binding.c.workspace_id,
    t.binding.c.plan_id,
    t.binding.c.document_id,
    t.document.c.kind,
    t.document.c.address,
    t.binding.c.tab,
    t.binding.c.state,
    t.binding.c.signature,
    t.plan.c.closed_at,
)
BINDINGS: Select[Any] = select(*BINDING_COLUMNS).select_from(
    t.binding.join(t.document, t.document.c.id == t.binding.c.document_id).join(
        t.plan, t.plan.c.id == t.binding.c.plan_id
    )
)
_OF_A_CHECK_IN = (
    *("measure_id", "at", "day", "value", "scale", "confidence", "note", "raw", "tab", "cell"),
    *("run_id", "struck_at", "reason"),
)
CHECK_IN_COLUMNS = (*(t.check_in.c[name] for name in _OF_A_CHECK_IN), t.document.c.address)


def binding_of(row: Row[Any]) -> Binding:
    """A Binding from a row with `BINDING_COLUMNS`."""
    return Binding(
        id=row.id,
        workspace=row.workspace_id,
        plan=row.plan_id,
        document=row.document_id,
        kind=row.kind,
        address=row.address,
        tab=row.tab,
        state=row.state,
        signature=row.signature,
        closed=row.closed_at is not None,
    )


def check_in_of(row: Row[Any], *, struck: bool) -> CheckIn:
    """A CheckIn from a row with `CHECK_IN_COLUMNS`; its document is the address."""
    with decoding("check-in"):
        return CheckIn(
            measure=row.measure_id,
            at=row.at,
            day=row.day,
            value=row.value,
            scale=row.scale,
            confidence=_confidence(row.confidence),
            note=row.note,
            raw=row.raw,
            tab=row.tab,
            cell=row.cell,
            struck=struck,
            reason=row.reason if struck else None,
            document=row.address,
            run=None if row.run_id is None else str(row.run_id),
        )


def finding_of(row: Row[Any]) -> Finding:
    """A Finding from a row with all columns of its table."""
    with decoding("finding"):
        return Finding(
            code=_CODES[row.code],
            subject=row.subject,
            column=row.column,
            tab=row.tab,
            cell=row.cell,
            found=row.found,
            args=dict(row.args),
        )


def readings_of(connection: Connection, binding: Binding) -> dict[str, LastReading]:
    """The last readings of a binding's plan, by measure id."""
    query = select(t.last_reading).join(t.measure, t.measure.c.id == t.last_reading.c.measure_id)
    rows = connection.execute(
        query.where(t.measure.c.workspace_id == binding.workspace, t.measure.c.plan_id == binding.plan)
    )
    return {row.measure_id: _reading_of(row) for row in rows}


def points_of(connection: Connection, measures: ColumnElement[bool]) -> tuple[Point, ...]:
    """What passes accepted for some measures, oldest first; corrections are no pass."""
    query = select(t.check_in.c.measure_id, t.check_in.c.run_id, t.check_in.c.day, t.check_in.c.value)
    query = query.join(t.measure, t.measure.c.id == t.check_in.c.measure_id)
    rows = connection.execute(query.where(measures, t.check_in.c.run_id.is_not(None)).order_by(t.check_in.c.seq))
    return tuple(Point(*row) for row in rows)


def latest_check_ins(measures: ColumnElement[bool], at: datetime | None) -> Select[Any]:
    """The canonical check-in of each measure, now or as it was known then, with its plan's id.

    The newest are looked up one by one through the chain's index, before anything is joined: PostgreSQL would else
    read the whole table.

    Args:
        measures: which rows of `measure`; the workspace is one of the conditions.
        at: when.
    """
    one = t.check_in.alias("one")
    if at is None:
        stands: ColumnElement[bool] = one.c.struck_at.is_(None)
    else:
        stands = and_(one.c.at <= at, or_(one.c.struck_at.is_(None), one.c.struck_at > at))
    newest = select(one.c.seq).where(one.c.measure_id == t.measure.c.id, stands).order_by(one.c.follows.desc()).limit(1)
    seqs = newest.correlate(t.measure).scalar_subquery().label("seq")
    found = select(t.measure.c.plan_id, seqs).where(measures).cte("found").prefix_with("MATERIALIZED")
    return select(*CHECK_IN_COLUMNS, found.c.plan_id).select_from(
        found.join(t.check_in, t.check_in.c.seq == found.c.seq).outerjoin(
            t.document, t.document.c.id == t.check_in.c.document_id
        )
    )


def _reading_of(row: Row[Any]) -> LastReading:
    with decoding("reading"):
        return LastReading(
            measure=row.measure_id,
            seen=row.seen,
            value=row.value,
            scale=row.scale,
            confidence=_confidence(row.confidence),
            note=row.note,
            day=row.day,
        )


def _confidence(stored: str | None) -> Confidence | None:
    return None if stored is None else Confidence(stored)
