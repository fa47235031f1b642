"""The lease of a binding, held by a process: a killed one is taken over at once on the same machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.sync.stopping import exposed, shielded

if TYPE_CHECKING:
    from sheets_sync.store import Store

LEASE = timedelta(minutes=10)
"""How long a pass or an insert on another machine is believed to be under way."""


@contextmanager
def lease(store: Store, binding: str) -> Iterator[int | None]:
    """Hold a binding's lease: its fence, or None if another process holds it. By the real time, not the domain's."""
    with shielded():
        fence = store.acquire(binding, this_process(), datetime.now(UTC), LEASE, is_alive)
        try:
            with exposed():
                yield fence
        finally:
            if fence is not None:
                store.release(binding, fence)


def this_process() -> str:
    """`host:pid:start`: the start time tells a process from a later one with the same number."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(owner: str) -> bool:
    """Whether that process may still run; one on another machine is believed to until its lease ends."""
    host, pid, started = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """Clock ticks from boot to the start of a process; "" where the system does not tell, or it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    state, *facts = stat.rpartition(")")[2].split()
    return "" if state == "Z" else facts[18]
