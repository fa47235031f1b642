"""What people ask of the store: plans with their values, now or on a date; open findings; the history of a measure.

Every question is one workspace's and takes a fixed number of statements, however many plans there are. The rule a
newcomer would break first: as of a time means as it was known then, struck values and later revisions included.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from sheets_sync.okr.history import CheckIn, Revision, plan_before
from sheets_sync.okr.model import Plan
from sheets_sync.store import tables as t
from sheets_sync.store.codec import field_from_json, plan_from_json
from sheets_sync.store.errors import decoding
from sheets_sync.store.rows import (
    ACTIVE,
    BINDING_COLUMNS,
    CHECK_IN_COLUMNS,
    PENDING,
    binding_of,
    check_in_of,
    finding_of,
    latest_check_ins,
)
from sheets_sync.store.values import KnownFinding, OpenFinding, PlanRecord

_BOUND = t.plan.join(t.binding, t.binding.c.plan_id == t.plan.c.id).join(
    t.document, t.document.c.id == t.binding.c.document_id
)


def plans(connection: Connection, workspace: int, address: str | None, at: datetime | None) -> list[PlanRecord]:
    """The workspace's plans that stand, or stood at a time, in a document. Two statements; three for a time."""
    wanted = _wanted(workspace, address, at)
    ids = select(t.plan.c.id).select_from(_BOUND).where(wanted)
    values: dict[str, dict[str, CheckIn]] = defaultdict(dict)
    measures = and_(t.measure.c.workspace_id == workspace, t.measure.c.plan_id.in_(ids))
    for row in connection.execute(latest_check_ins(measures, at)).all():
        values[row.plan_id][row.measure_id] = check_in_of(row, struck=False)
    later = _revisions_since(connection, workspace, ids, at) if at else {}
    query = select(*BINDING_COLUMNS, t.plan.c.definition).select_from(_BOUND).where(wanted)
    records = []
    for row in connection.execute(query.order_by(t.plan.c.created_at, t.plan.c.id)):
        plan = plan_from_json(row.definition)
        if revisions := later.get(plan.id):
            with decoding("revision"):
                plan = plan_before(plan, revisions)
        records.append(PlanRecord(plan=plan, binding=binding_of(row), values=values.get(plan.id, {})))
    return records


def open_findings(
    connection: Connection, workspace: int, binding: str | None, address: str | None
) -> list[OpenFinding]:
    """The workspace's open findings, oldest first. One statement."""
    named = (t.document.c.address, t.plan.c.id.label("plan_id"), t.plan.c.lang)
    query = select(t.finding, *named).select_from(_BOUND.join(t.finding, t.finding.c.binding_id == t.binding.c.id))
    query = query.where(t.finding.c.workspace_id == workspace, t.finding.c.closed_at.is_(None))
    if binding is not None:
        query = query.where(t.finding.c.binding_id == binding)
    if address is not None:
        query = query.where(t.document.c.address == address)
    return [
        OpenFinding(
            id=row.id,
            finding=finding_of(row),
            binding=row.binding_id,
            plan=row.plan_id,
            address=row.address,
            lang=row.lang,
            first_seen=row.first_seen,
        )
        for row in connection.execute(query.order_by(t.finding.c.id))
    ]


def history(connection: Connection, workspace: int, measure: str) -> list[CheckIn] | None:
    """All check-ins of a measure, oldest first; None if the workspace has no such measure. At most two statements."""
    placed = t.check_in.outerjoin(t.document, t.document.c.id == t.check_in.c.document_id)
    own = (t.check_in.c.workspace_id == workspace, t.check_in.c.measure_id == measure)
    query = select(*CHECK_IN_COLUMNS).select_from(placed).where(*own).order_by(t.check_in.c.follows)
    check_ins = [check_in_of(row, struck=row.struck_at is not None) for row in connection.execute(query)]
    known = select(t.measure.c.id).where(t.measure.c.workspace_id == workspace, t.measure.c.id == measure)
    return check_ins if check_ins or connection.execute(known).first() else None


def all_check_ins(connection: Connection, workspace: int, at: datetime | None) -> list[CheckIn]:
    """Every check-in of the plans that `plans` gives, oldest first, as known now or at a time. One statement."""
    ids = select(t.plan.c.id).select_from(_BOUND).where(_wanted(workspace, None, at))
    placed = t.check_in.join(t.measure, t.measure.c.id == t.check_in.c.measure_id).outerjoin(
        t.document, t.document.c.id == t.check_in.c.document_id
    )
    query = select(*CHECK_IN_COLUMNS).select_from(placed)
    query = query.where(t.measure.c.workspace_id == workspace, t.measure.c.plan_id.in_(ids))
    if at is not None:
        query = query.where(t.check_in.c.at <= at)
    return [
        check_in_of(row, struck=row.struck_at is not None and (at is None or row.struck_at <= at))
        for row in connection.execute(query.order_by(t.check_in.c.seq))
    ]


def all_findings(connection: Connection, workspace: int, at: datetime | None) -> list[KnownFinding]:
    """Every Finding, closed ones too, of the plans that `plans` gives, oldest first. One statement."""
    ids = select(t.plan.c.id).select_from(_BOUND).where(_wanted(workspace, None, at))
    named = (t.document.c.address, t.plan.c.id.label("plan_id"), t.plan.c.lang)
    query = select(t.finding, *named).select_from(_BOUND.join(t.finding, t.finding.c.binding_id == t.binding.c.id))
    query = query.where(t.finding.c.workspace_id == workspace, t.plan.c.id.in_(ids))
    if at is not None:
        query = query.where(t.finding.c.first_seen <= at)
    return [
        KnownFinding(
            finding=finding_of(row),
            plan=row.plan_id,
            address=row.address,
            lang=row.lang,
            first_seen=row.first_seen,
            closed_at=row.closed_at if at is None or (row.closed_at and row.closed_at <= at) else None,
        )
        for row in connection.execute(query.order_by(t.finding.c.id))
    ]


def before_all_revisions(connection: Connection, workspace: int, plan: Plan) -> Plan:
    """The plan as it was before any revision."""
    mine = select(t.plan.c.id).where(t.plan.c.id == plan.id)
    with decoding("revision"):
        return plan_before(plan, _revisions_since(connection, workspace, mine, None).get(plan.id, []))


def _wanted(workspace: int, address: str | None, at: datetime | None) -> ColumnElement[bool]:
    """The condition on plan, binding and document."""
    conditions = [t.plan.c.workspace_id == workspace]
    if address is not None:
        conditions.append(t.document.c.address == address)
    if at is None:
        conditions.append(t.binding.c.state == ACTIVE)
    else:
        conditions += [
            t.binding.c.state != PENDING,
            t.binding.c.created_at <= at,
            or_(t.binding.c.ended_at.is_(None), t.binding.c.ended_at > at),
        ]
    return and_(*conditions)


def _revisions_since(
    connection: Connection, workspace: int, plan_ids: Select[Any], at: datetime | None
) -> dict[str, list[Revision]]:
    """What was accepted after a time, or at all, newest first, by plan."""
    mine = [t.revision.c.workspace_id == workspace, t.revision.c.plan_id.in_(plan_ids)]
    if at is not None:
        mine.append(t.revision.c.at > at)
    later: dict[str, list[Revision]] = defaultdict(list)
    for row in connection.execute(select(t.revision).where(*mine).order_by(t.revision.c.seq.desc())):
        later[row.plan_id].append(
            Revision(
                subject=row.subject,
                field=row.field,
                old=field_from_json(row.field, row.old),
                new=field_from_json(row.field, row.new),
                at=row.at,
            )
        )
    return later
