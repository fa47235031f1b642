"""Plans and their bindings: made pending, activated once the block stands in its document, ended; what is known of one.

Each function runs in the transaction that it is given. The rule a newcomer would break first: a document belongs to one
workspace while it is held, and it is held while it has a live binding.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, select, update

from sheets_sync.okr.history import PlanState
from sheets_sync.okr.model import Plan
from sheets_sync.store import tables as t
from sheets_sync.store.codec import plan_from_json, plan_to_json
from sheets_sync.store.errors import StoreError
from sheets_sync.store.rows import (
    ACTIVE,
    BINDINGS,
    ENDED,
    PENDING,
    binding_of,
    check_in_of,
    latest_check_ins,
    points_of,
    readings_of,
)
from sheets_sync.store.upsert import insert_if_new
from sheets_sync.store.values import Binding, DocumentKind


def add_plan(connection: Connection, plan: Plan, binding: Binding, at: datetime) -> Binding:
    """Write a plan with its pending binding; `binding.document` is used if no document has the address yet."""
    document = hold(connection, binding.workspace, binding.document, binding.kind, binding.address)
    own = {"workspace_id": binding.workspace}
    connection.execute(
        insert(t.plan), {"id": plan.id, **own, "role": plan.role, "created_at": at, **plan_columns(plan)}
    )
    add_measures(connection, binding.workspace, plan.id, (measure.id for _, _, measure in plan.measures()))
    placed = {"plan_id": plan.id, "document_id": document, "tab": binding.tab, "state": PENDING, "created_at": at}
    connection.execute(insert(t.binding), {"id": binding.id, **own, **placed})
    connection.execute(insert(t.lease), {"binding_id": binding.id, **own, "fence": 0})
    return _known(connection, binding.id)


def plan_columns(plan: Plan) -> dict[str, Any]:
    """The columns of a plan that follow its definition."""
    return {
        "role_name": plan.role_name,
        "owner": plan.owner,
        "lang": plan.lang,
        "cycle": plan.cycle.label,
        "cycle_start": plan.cycle.start,
        "cycle_end": plan.cycle.end,
        "definition": plan_to_json(plan),
    }


def add_measures(connection: Connection, workspace: int, plan: str, measures: Iterable[str]) -> None:
    """Write the measures that a plan has gained."""
    rows = [{"id": measure, "workspace_id": workspace, "plan_id": plan} for measure in measures]
    if rows:
        connection.execute(insert(t.measure), rows)


def hold(connection: Connection, workspace: int, document: str, kind: DocumentKind, address: str) -> str:
    """The id of the workspace's document at an address, made with the given id if there is none; held from now on.

    Raises:
        StoreError: `document-of-another-workspace`.
    """
    here = (t.document.c.kind == kind, t.document.c.address == address)
    new = {"id": document, "workspace_id": workspace, "kind": kind, "address": address, "held": True}
    insert_if_new(connection, t.document, new)
    others = select(t.document.c.id).where(*here, t.document.c.held, t.document.c.workspace_id != workspace)
    if connection.execute(others).first():
        raise StoreError("document-of-another-workspace", document=address)
    own = select(t.document.c.id, t.document.c.held).where(*here, t.document.c.workspace_id == workspace)
    found = connection.execute(own.with_for_update()).first()
    if found is None:  # the id is another document's
        raise StoreError("store-conflict", document=address)
    if not found.held:
        connection.execute(update(t.document).where(t.document.c.id == found.id).values(held=True))
    held: str = found.id
    return held


def release_unbound(connection: Connection, document: str) -> None:
    """Hold a document no longer if nothing live is bound to it."""
    connection.execute(select(t.document.c.id).where(t.document.c.id == document).with_for_update())
    live = exists().where(t.binding.c.document_id == document, t.binding.c.state != ENDED)
    connection.execute(update(t.document).where(t.document.c.id == document, ~live).values(held=False))


def activate(connection: Connection, binding_id: str) -> None:
    """Make a pending binding active; an active one stays so."""
    live = (t.binding.c.id == binding_id, t.binding.c.state != ENDED)
    if connection.execute(update(t.binding).where(*live).values(state=ACTIVE)).rowcount == 0:
        raise StoreError("binding-unknown", binding=binding_id)


def discard(connection: Connection, plan_id: str) -> None:
    """Remove a plan whose binding is pending, with everything that came with it."""
    states = connection.execute(select(t.binding).where(t.binding.c.plan_id == plan_id)).all()
    if any(row.state != PENDING for row in states):
        raise StoreError("plan-not-pending", plan=plan_id)
    for row in states:
        connection.execute(delete(t.lease).where(t.lease.c.binding_id == row.id))
        connection.execute(delete(t.binding).where(t.binding.c.id == row.id))
    connection.execute(delete(t.measure).where(t.measure.c.plan_id == plan_id))
    connection.execute(delete(t.plan).where(t.plan.c.id == plan_id))
    for row in states:
        bound = exists().where(t.binding.c.document_id == row.document_id)
        named = exists().where(t.check_in.c.document_id == row.document_id)
        connection.execute(delete(t.document).where(t.document.c.id == row.document_id, ~bound, ~named))
        release_unbound(connection, row.document_id)


def end(connection: Connection, binding_id: str, at: datetime) -> None:
    """End a live binding: its findings close, a pass that is under way finds its lease lost."""
    fence = update(t.lease).where(t.lease.c.binding_id == binding_id).values(fence=t.lease.c.fence + 1, owner=None)
    connection.execute(fence)
    live = (t.binding.c.id == binding_id, t.binding.c.state != ENDED)
    ended = connection.execute(
        update(t.binding).where(*live).values(state=ENDED, ended_at=at).returning(t.binding.c.document_id)
    ).first()
    if ended is None:
        raise StoreError("binding-unknown", binding=binding_id)
    still_open = (t.finding.c.binding_id == binding_id, t.finding.c.closed_at.is_(None))
    connection.execute(update(t.finding).where(*still_open).values(closed_at=at))
    release_unbound(connection, ended.document_id)


def definition(connection: Connection, workspace: int, plan_id: str) -> Plan | None:
    """A plan of the workspace as it is now."""
    mine = (t.plan.c.workspace_id == workspace, t.plan.c.id == plan_id)
    stored = connection.scalar(select(t.plan.c.definition).where(*mine))
    return None if stored is None else plan_from_json(stored)


def definition_of_measure(connection: Connection, workspace: int, measure: str) -> Plan | None:
    """The plan of a measure of the workspace as it is now."""
    mine = (t.measure.c.workspace_id == workspace, t.measure.c.id == measure)
    plan = connection.scalar(select(t.measure.c.plan_id).where(*mine))
    return None if plan is None else definition(connection, workspace, plan)


def state(connection: Connection, binding: Binding) -> PlanState:
    """What is known of a binding's plan before a pass."""
    plan = definition(connection, binding.workspace, binding.plan)
    if plan is None:
        raise StoreError("plan-unknown", plan=binding.plan)
    mine = and_(t.measure.c.workspace_id == binding.workspace, t.measure.c.plan_id == binding.plan)
    rows = connection.execute(latest_check_ins(mine, None))
    values = {row.measure_id: check_in_of(row, struck=False) for row in rows}
    points = points_of(connection, mine)
    return PlanState(plan=plan, readings=readings_of(connection, binding), values=values, points=points)


def _known(connection: Connection, binding_id: str) -> Binding:
    return binding_of(connection.execute(BINDINGS.where(t.binding.c.id == binding_id)).one())
