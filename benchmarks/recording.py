"""100,000 check-ins into the store by passes, against a raw `executemany` of the same rows into the same table.

The raw insert is what database and driver need at the least. A pass also writes its run and the last readings, checks
its lease, and looks whether the definition and the findings are what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
RAW = "raw executemany, one transaction"
RAW_PASSES = "raw, a transaction for each pass"
RAW_BOTH = "raw, and the last readings too"
WEEKS = ("Store.record: the first reports", "Store.record: a week later")
ROWS = (RAW, RAW_PASSES, RAW_BOTH, *WEEKS)


def tables() -> Iterator[Table]:
    """One table for each database and size of a pass."""
    for kind in databases.KINDS:
        with databases.server(kind) as place:
            for size in SIZES:
                with databases.new_store(kind, place) as store:
                    seconds = _rounds(store, company.plans(CHECK_INS // size, size, Random(size)))
                title = f"{CHECK_INS:,} check-ins, {size:,} a pass, into {kind}"
                yield Table(title=title, seconds=seconds, aim=dict.fromkeys(WEEKS, AIM))


def _rounds(store: Store, plans: Sequence[Plan]) -> dict[str, list[float]]:
    """The seconds of each row; the tables that are written are emptied before each but the last one."""
    random = Random(7)
    size = CHECK_INS // len(plans)
    bindings = databases.bind(store, plans)
    fences = databases.fences(store, bindings)
    reports = [[company.report(plan, week, random) for plan in plans] for week in range(len(WEEKS))]
    passes = [partial(databases.record, store, bindings, fences, reports[week], week) for week in range(len(WEEKS))]
    passes[0]()
    written = {table: _rows(store, table) for table in (check_in, last_reading)}
    check_ins = {check_in: written[check_in]}
    seconds: dict[str, list[float]] = {name: [] for name in ROWS}
    for _ in range(ROUNDS):
        for name, run in (
            (RAW, partial(_insert, store, check_ins, CHECK_INS)),
            (RAW_PASSES, partial(_insert, store, check_ins, size)),
            (RAW_BOTH, partial(_insert, store, written, size)),
            (WEEKS[0], passes[0]),
            (WEEKS[1], passes[1]),
        ):
            if name != WEEKS[1]:
                _empty(store, written)
            seconds[name].append(timed(run))
    return seconds


def _empty(store: Store, written: Iterable[DatabaseTable]) -> None:
    command = "DELETE FROM" if store.engine.dialect.name == "sqlite" else "TRUNCATE"
    with store.engine.begin() as connection:
        for table in written:
            connection.exec_driver_sql(f"{command} {table.name}")


def _columns(table: DatabaseTable) -> str:
    return ", ".join(column.name for column in table.columns)


def _rows(store: Store, table: DatabaseTable) -> list[Any]:
    """The rows of a table as the driver gives them, in the order in which they were written."""
    order = f"(SELECT seq FROM check_in AS one WHERE one.measure_id = {table.name}.measure_id)"
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
