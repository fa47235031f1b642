"""The store's file seen from outside: copied, and dumped to be compared."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

Rows = list[dict[str, object]]

ONLY_OF_RUNS = {
    "alembic_version": {"*"},
    "sync_run": {"*"},
    "lease": {"owner", "until", "fence"},
    "check_in": {"seq", "follows", "run_id"},
    "revision": {"seq", "run_id"},
    "finding": {"id", "first_run", "closed_run"},
}
"""What may differ between two stores that hold the same: runs, leases, serial numbers."""


def copy_store(store: Path, to: Path) -> None:
    """Copy a store that nobody has open over another one."""
    for suffix in ("-wal", "-shm"):
        Path(f"{to}{suffix}").unlink(missing_ok=True)
    with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    shutil.copymode(store, to)


def everything(store: Path) -> dict[str, Rows]:
    """Every row of every table, as it stands."""
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for name in names
            if not name.startswith("sqlite_")
        }


def contents(store: Path) -> dict[str, list[str]]:
    """What a store holds, without runs, leases and serial numbers; each table as sorted texts."""
    tables = everything(store)
    assert chains(tables["check_in"]) == []
    return {
        name: sorted(
            str({column: value for column, value in row.items() if column not in ONLY_OF_RUNS.get(name, ())})
            for row in rows
        )
        for name, rows in tables.items()
        if "*" not in ONLY_OF_RUNS.get(name, ())
    }


def chains(check_ins: Rows) -> list[object]:
    """The measures whose check-ins do not follow each other one by one."""
    by_measure = defaultdict(list)
    for row in sorted(check_ins, key=lambda row: str(row["seq"]).zfill(12)):
        by_measure[row["measure_id"]].append((row["seq"], row["follows"]))
    return [
        measure
        for measure, links in by_measure.items()
        if [follows for _, follows in links] != [0, *(seq for seq, _ in links[:-1])]
    ]
