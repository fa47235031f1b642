"""Closing the plans of a cycle: nothing of them is read again, their figures stand.

The rule a newcomer would break first: a pass that is under way when its plan closes finds its lease lost.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, select, update

from sheets_sync.store import tables as t


def close_cycle(connection: Connection, workspace: int, start: date, end: date, at: datetime) -> list[str]:
    """Close the open plans of the cycle from one day to another; their ids."""
    return _close(connection, at, t.plan.c.workspace_id == workspace, *_of_cycle(start, end))


def close_ended(connection: Connection, workspace: int, ended: date, made: datetime, at: datetime) -> list[str]:
    """Close the open plans whose cycle ended before a day and that were made before a time; their ids."""
    return _close(connection, at, t.plan.c.workspace_id == workspace, *_ended(ended, made))


def with_ended(connection: Connection, ended: date, made: datetime) -> list[int]:
    """The workspaces in which `close_ended` would close one."""
    over = select(t.plan.c.workspace_id).distinct().where(t.plan.c.closed_at.is_(None), *_ended(ended, made))
    return sorted(connection.scalars(over))


def is_closed(connection: Connection, workspace: int, start: date, end: date) -> bool:
    """Whether a plan of the cycle was closed."""
    closed = select(t.plan.c.id).where(t.plan.c.workspace_id == workspace, *_of_cycle(start, end))
    return connection.execute(closed.where(t.plan.c.closed_at.is_not(None)).limit(1)).first() is not None


def _ended(ended: date, made: datetime) -> tuple[ColumnElement[bool], ...]:
    return t.plan.c.cycle_end < ended, t.plan.c.created_at < made


def _of_cycle(start: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return t.plan.c.cycle_start == start, t.plan.c.cycle_end == end


def _close(connection: Connection, at: datetime, *wanted: ColumnElement[bool]) -> list[str]:
    """The leases first, as passes take them: the other way round two would wait for each other."""
    plans = list(connection.scalars(select(t.plan.c.id).where(t.plan.c.closed_at.is_(None), *wanted)))
    if plans:
        bindings = select(t.binding.c.id).where(t.binding.c.plan_id.in_(plans))
        lost = update(t.lease).where(t.lease.c.binding_id.in_(bindings))
        connection.execute(lost.values(fence=t.lease.c.fence + 1, owner=None))
        connection.execute(update(t.plan).where(t.plan.c.id.in_(plans)).values(closed_at=at))
        still_open = (t.finding.c.binding_id.in_(bindings), t.finding.c.closed_at.is_(None))
        connection.execute(update(t.finding).where(*still_open).values(closed_at=at))
    return sorted(plans)
