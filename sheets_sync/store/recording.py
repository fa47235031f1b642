"""What a pass changes, written in the one transaction that it is given: all of it, or nothing.

Only what differs is written: a pass that finds nothing new adds its run and touches no other row. The rule a newcomer
would break first: whoever writes shows the fence of the lease under which he read the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, bindparam, cast, func, insert, or_, select, update

from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Changes, CheckIn, LastReading, Revision
from sheets_sync.okr.model import Plan
from sheets_sync.store import tables as t
from sheets_sync.store.bulk import execute_many
from sheets_sync.store.codec import field_to_json, plan_to_text
from sheets_sync.store.errors import StoreError
from sheets_sync.store.leases import lock, must_hold
from sheets_sync.store.plans import add_measures, hold, plan_columns, release_unbound
from sheets_sync.store.rows import ACTIVE, ENDED, finding_of
from sheets_sync.store.upsert import insert_or_replace
from sheets_sync.store.values import Binding, RecordedRun, SyncRunRecord

SUBJECT_LENGTH = 400
"""Characters of a Finding's subject that tell it from others; PostgreSQL's indexes take no long texts."""

REMEMBERED = ("seen", "value", "scale", "confidence", "note", "day")
CHECKED_IN = ("at", "day", "value", "scale", "confidence", "note", "raw", "tab", "cell")
"""What the columns of last readings and check-ins have of theirs, by the same names."""

# What every pass executes is made once: to make a statement takes longer than to execute most of them.
_RUN = insert(t.sync_run).returning(t.sync_run.c.id)
_DEFINITION = select(cast(t.plan.c.definition, Text)).where(t.plan.c.id == bindparam("plan"))
_OPEN = (
    select(t.finding)
    .where(t.finding.c.workspace_id == bindparam("workspace"), t.finding.c.binding_id == bindparam("binding"))
    .where(t.finding.c.closed_at.is_(None))
)
_before = t.check_in.alias("before")
_latest = (
    select(_before.c.seq)
    .where(_before.c.measure_id == bindparam("measure_id"))
    .order_by(_before.c.follows.desc())
    .limit(1)
    .scalar_subquery()
)
_APPEND = insert(t.check_in).values(
    {name: bindparam(name) for name in (*CHECKED_IN, "measure_id", "workspace_id", "document_id", "run_id")}
    | {"follows": func.coalesce(_latest, 0)}
)
_new_place: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("tab", "state", "document_id", "signature")}
_PLACE = (
    update(t.binding)
    .where(t.binding.c.id == bindparam("placed"))
    .where(or_(*(t.binding.c[name].is_distinct_from(new) for name, new in _new_place.items())))
    .values(_new_place)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the block stands now: tab and address if new, the document's signature, whether the block was read."""

    tab: str | None
    address: str | None
    signature: str | None
    read: bool


def record(
    connection: Connection,
    run: SyncRunRecord,
    binding: Binding,
    changes: Changes | None,
    *,
    findings: Sequence[Finding],
    fence: int,
    place: Place,
) -> RecordedRun:
    """Write one pass over one binding. `Store.record` tells the arguments and errors."""
    must_hold(connection, binding, fence)
    check_ins, revisions = (changes.check_ins, changes.revisions) if changes else ((), ())
    run_id = add_run(connection, run, binding.workspace, binding.id, check_ins=len(check_ins), revisions=len(revisions))
    binding = _place(connection, binding, place)
    if changes:
        _define(connection, binding, changes.plan)
        _append(connection, binding.workspace, check_ins, binding.document, run_id)
        _remember(connection, binding, changes.readings)
        _revise(connection, binding, revisions, run_id)
        findings = changes.findings
    opened, closed = _find(connection, binding, findings, run_id, run.started, replacing=changes is not None)
    return RecordedRun(id=str(run_id), check_ins=len(check_ins), revisions=len(revisions), opened=opened, closed=closed)


def add_run(
    connection: Connection,
    run: SyncRunRecord,
    workspace: int | None,
    binding: str | None = None,
    *,
    check_ins: int = 0,
    revisions: int = 0,
) -> int:
    """Write a run; its id."""
    row = {
        "workspace_id": workspace,
        "binding_id": binding,
        "started_at": run.started,
        "finished_at": run.finished,
        "outcome": run.outcome,
        "calls": run.calls,
        "check_ins": check_ins,
        "revisions": revisions,
    }
    run_id: int = connection.execute(_RUN, row).scalar_one()
    return run_id


def correct(connection: Connection, workspace: int, check_in: CheckIn, reason: str) -> None:
    """Strike the canonical check-in of a measure and append another one that no document says."""
    mine = (t.measure.c.workspace_id == workspace, t.measure.c.id == check_in.measure)
    bound = select(t.binding.c.id).join(t.measure, t.measure.c.plan_id == t.binding.c.plan_id).where(*mine)
    bindings = connection.scalars(bound.order_by(t.binding.c.state == ENDED, t.binding.c.id)).all()
    if not bindings:
        raise StoreError("measure-unknown", measure=check_in.measure)
    lock(connection, workspace, bindings[0])
    standing = (t.check_in.c.measure_id == check_in.measure, t.check_in.c.struck_at.is_(None))
    newest = select(t.check_in.c.seq).where(*standing).order_by(t.check_in.c.follows.desc()).limit(1)
    struck = update(t.check_in).where(t.check_in.c.seq == newest.scalar_subquery())
    connection.execute(struck.values(struck_at=check_in.at, reason=reason))
    _append(connection, workspace, (check_in,), None, None)


def _place(connection: Connection, binding: Binding, place: Place) -> Binding:
    """Write what is new about the binding's place."""
    document = binding.document
    if place.address is not None and place.address != binding.address:
        document = _move(connection, binding, place.address)
    new = {
        "tab": binding.tab if place.tab is None else place.tab,
        "state": ACTIVE if place.read else binding.state,
        "document_id": document,
        "signature": place.signature,
    }
    connection.execute(_PLACE, {"placed": binding.id, **{f"new_{name}": value for name, value in new.items()}})
    if document != binding.document:
        release_unbound(connection, binding.document)
    return replace(binding, document=document)


def _move(connection: Connection, binding: Binding, address: str) -> str:
    """The document at the new address: the old one, moved, unless the workspace already knows one there."""
    there = (t.document.c.kind == binding.kind, t.document.c.address == address)
    if connection.execute(
        select(t.document.c.id).where(*there, t.document.c.workspace_id == binding.workspace)
    ).first():
        return hold(connection, binding.workspace, binding.document, binding.kind, address)
    if connection.execute(select(t.document.c.id).where(*there, t.document.c.held)).first():
        raise StoreError("document-of-another-workspace", document=address)
    connection.execute(update(t.document).where(t.document.c.id == binding.document).values(address=address))
    return binding.document


def _define(connection: Connection, binding: Binding, plan: Plan) -> None:
    if plan.id != binding.plan:
        raise ValueError(f"plan {plan.id} is not the one of binding {binding.id}")
    stored = connection.scalar(_DEFINITION, {"plan": plan.id})
    if stored != plan_to_text(plan):
        connection.execute(update(t.plan).where(t.plan.c.id == plan.id).values(plan_columns(plan)))
        known = set(connection.scalars(select(t.measure.c.id).where(t.measure.c.plan_id == plan.id)))
        new = (measure.id for _, _, measure in plan.measures() if measure.id not in known)
        add_measures(connection, binding.workspace, plan.id, new)


def _append(
    connection: Connection, workspace: int, check_ins: Sequence[CheckIn], document: str | None, run_id: int | None
) -> None:
    """Append check-ins, each after the latest of its measure."""
    if not check_ins:
        return
    columns = {name: [getattr(each, name) for each in check_ins] for name in CHECKED_IN}
    same = {"workspace_id": workspace, "document_id": document, "run_id": run_id}
    columns |= {name: [value] * len(check_ins) for name, value in same.items()}
    execute_many(connection, _APPEND, {"measure_id": [each.measure for each in check_ins], **columns})


def _remember(connection: Connection, binding: Binding, readings: Sequence[LastReading]) -> None:
    """Write the last readings that are not yet what is stored."""
    if not readings:
        return
    columns = {name: [getattr(each, name) for each in readings] for name in REMEMBERED}
    columns["measure_id"] = [each.measure for each in readings]
    insert_or_replace(connection, t.last_reading, {**columns, "workspace_id": [binding.workspace] * len(readings)})


def _revise(connection: Connection, binding: Binding, revisions: Sequence[Revision], run_id: int) -> None:
    rows = [
        {
            "workspace_id": binding.workspace,
            "plan_id": binding.plan,
            "run_id": run_id,
            "subject": each.subject,
            "field": each.field,
            "old": field_to_json(each.old),
            "new": field_to_json(each.new),
            "at": each.at,
        }
        for each in revisions
    ]
    if rows:
        connection.execute(insert(t.revision), rows)


def _find(
    connection: Connection, binding: Binding, findings: Sequence[Finding], run_id: int, at: datetime, *, replacing: bool
) -> tuple[int, int]:
    """Open new findings, refresh those still open, close the gone ones if `replacing`; how many opened and closed."""
    rows = connection.execute(_OPEN, {"workspace": binding.workspace, "binding": binding.id})
    still_open = {found.key: (row.id, found) for row in rows for found in [finding_of(row)]}
    now = {each.key: each for each in (replace(one, subject=one.subject[:SUBJECT_LENGTH]) for one in findings)}
    opened = [each for key, each in now.items() if key not in still_open]
    for key, each in now.items():
        if key in still_open and still_open[key][1] != each:
            connection.execute(update(t.finding).where(t.finding.c.id == still_open[key][0]).values(_shown(each)))
    if opened:
        born = {"workspace_id": binding.workspace, "binding_id": binding.id, "first_seen": at, "first_run": run_id}
        named = [{"code": each.code, "subject": each.subject, "column": each.column} for each in opened]
        rows_ = [{**born, **name, **_shown(each)} for name, each in zip(named, opened, strict=True)]
        connection.execute(insert(t.finding), rows_)
    gone = [number for key, (number, _) in still_open.items() if key not in now] if replacing else []
    if gone:
        closing = update(t.finding).where(t.finding.c.id.in_(gone))
        connection.execute(closing.values(closed_at=at, closed_run=run_id))
    return len(opened), len(gone)


def _shown(finding: Finding) -> dict[str, Any]:
    """The columns of a Finding that may change while it is open."""
    return {
        "severity": finding.severity,
        "tab": finding.tab,
        "cell": finding.cell,
        "found": finding.found,
        "args": finding.args,
    }
