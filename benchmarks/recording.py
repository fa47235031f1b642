"""100,000 check-ins into the store by passes, against a raw `executemany` of the same rows into the same table.

The raw insert is what database and driver need at the least. A pass also writes its run and the last readings, checks
its lease, and looks whether the definition and the findings are what is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import Table as DatabaseTable

from benchmarks import company, databases
from benchmarks.measuring import Table, timed
from sheets_sync.okr.model import Plan
from sheets_sync.store import Store
from sheets_sync.store.tables import check_in, last_reading

ROUNDS = 3
AIM = 2.0
CHECK_INS = 100_000
SIZES = (100, 10_000)
RAW = "raw executemany of the check-ins, one transaction"
RAW_PASSES = "the same, a transaction for each pass"
RAW_BOTH = "and of the last readings too"
WEEKS = ("Store.record, the first reports", "Store.record, a week later")
ROWS = (RAW, RAW_PASSES, RAW_BOTH, *WEEKS)


def tables() -> Iterator[Table]:
    """One table for each database and size of a pass."""
    for kind in databases.KINDS:
        with databases.server(kind) as place:
            for size in SIZES:
                plans = company.plans(CHECK_INS // size, size, Random(size))
                rounds = [_round(kind, place, plans) for _ in range(ROUNDS)]
                yield Table(
                    title=f"{CHECK_INS:,} check-ins, {size:,} a pass, into {kind}",
                    seconds={name: [taken[name] for taken in rounds] for name in ROWS},
                    aim=dict.fromkeys(WEEKS, AIM),
                )


def _round(kind: str, place: str, plans: Sequence[Plan]) -> dict[str, float]:
    """The seconds of each row, in stores of their own."""
    random = Random(7)
    taken = {}
    with databases.new_store(kind, place) as store:
        bindings = databases.bind(store, plans)
        for week, name in enumerate(WEEKS):
            reports = [company.report(plan, week, random) for plan in plans]
            fences = databases.fences(store, bindings)
            taken[name] = timed(partial(databases.record, store, bindings, fences, reports, week))
            if week == 0:
                written = {table: _rows(store, table) for table in (check_in, last_reading)}
    size = CHECK_INS // len(plans)
    for name, tables, step in (
        (RAW, (check_in,), CHECK_INS),
        (RAW_PASSES, (check_in,), size),
        (RAW_BOTH, (check_in, last_reading), size),
    ):
        with databases.new_store(kind, place) as store:
            for _ in databases.bind(store, plans):
                store.record_cycle(None, company.START, company.START)  # the runs that the rows point at
            taken[name] = timed(partial(_insert, store, {table: written[table] for table in tables}, step))
    return taken


def _columns(table: DatabaseTable) -> str:
    return ", ".join(column.name for column in table.columns)


def _rows(store: Store, table: DatabaseTable) -> list[Any]:
    """The rows of a table as the driver gives them, in the order in which they were written."""
    order = f"(SELECT seq FROM check_in WHERE check_in.measure_id = {table.name}.measure_id)"
    with store.engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
        cursor.execute(f"SELECT {_columns(table)} FROM {table.name} ORDER BY {order}")
        rows = list(cursor.fetchall())
    assert len(rows) == CHECK_INS
    return rows


def _insert(store: Store, written: dict[DatabaseTable, list[Any]], step: int) -> None:
    placeholder = "?" if store.engine.dialect.name == "sqlite" else "%s"
    statements = {
        table: f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({', '.join([placeholder] * len(table.columns))})"
        for table in written
    }
    for start in range(0, CHECK_INS, step):
        with store.engine.begin() as connection, closing(connection.connection.cursor()) as cursor:
            for table, rows in written.items():
                cursor.executemany(statements[table], rows[start : start + step])
