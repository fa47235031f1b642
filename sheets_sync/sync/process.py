"""Which process holds a lease, and whether it still lives: a killed pass is taken over at once on the same machine."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

LEASE = timedelta(minutes=10)
"""How long a pass or an insert on another machine is believed to be under way."""


def real_now() -> datetime:
    """The real time, whatever the domain takes for now: for leases and waits."""
    return datetime.now(UTC)


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
