"""Leases: a binding is never synced twice at once, and who was given up for dead cannot write any more.

Each taking raises the fence by one, and whoever writes shows the fence that he was given. The rule a newcomer would
break first: time alone does not decide; a lease is free when it ran out or its owner is known to be dead.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from sheets_sync.store import tables as t
from sheets_sync.store.errors import StoreError
from sheets_sync.store.rows import ENDED
from sheets_sync.store.values import Binding

Holder = tuple[int, str | None, datetime | None]
"""Fence, owner, and until when: no owner, nobody."""


def holder(connection: Connection, binding_id: str) -> Holder:
    """Who holds a live binding.

    Raises:
        StoreError: `binding-unknown`.
    """
    live = (t.lease.c.binding_id == binding_id, t.binding.c.state != ENDED)
    query = select(t.lease.c.fence, t.lease.c.owner, t.lease.c.until)
    found = connection.execute(query.join(t.binding, t.binding.c.id == t.lease.c.binding_id).where(*live)).first()
    if found is None:
        raise StoreError("binding-unknown", binding=binding_id)
    return found.fence, found.owner, found.until


def take(connection: Connection, binding_id: str, seen: int, owner: str, until: datetime) -> int | None:
    """Take a lease whose fence still is the one seen; None if somebody was faster."""
    unchanged = (t.lease.c.binding_id == binding_id, t.lease.c.fence == seen)
    taken = update(t.lease).where(*unchanged).values(owner=owner, until=until, fence=seen + 1)
    return seen + 1 if connection.execute(taken).rowcount else None


def give_back(connection: Connection, binding_id: str, fence: int) -> None:
    """Free a lease, unless it is somebody else's by now."""
    own = (t.lease.c.binding_id == binding_id, t.lease.c.fence == fence)
    connection.execute(update(t.lease).where(*own).values(owner=None, until=None))


def must_hold(connection: Connection, binding: Binding, fence: int) -> None:
    """Make sure that the lease is the caller's, and that nobody takes it before the transaction ends.

    Raises:
        StoreError: `lease-lost`.
    """
    if lock(connection, binding.workspace, binding.id) != fence:
        raise StoreError("lease-lost", binding=binding.id)


def lock(connection: Connection, workspace: int, binding_id: str) -> int | None:
    """Let nobody else write about the binding before the transaction ends; the fence, None if there is no such one."""
    mine = (t.lease.c.workspace_id == workspace, t.lease.c.binding_id == binding_id)
    fence: int | None = connection.scalar(select(t.lease.c.fence).where(*mine).with_for_update())
    return fence
