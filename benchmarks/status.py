"""`status` over 1,000 plans and 1,000,000 check-ins: the use case and the whole command.

They are compared with the bare query that gets the latest check-in of every measure, which is the least that any answer
needs, and with fetching every row of the table, which no answer should need.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import insert, literal, select, text

from benchmarks import company, databases
from benchmarks.measuring import Run, Table, in_turns, timed
from sheets_sync.config import load_settings
from sheets_sync.okr.model import Plan
from sheets_sync.store import Store
from sheets_sync.store.tables import check_in
from sheets_sync.sync.bootstrap import App, bootstrap
from sheets_sync.sync.looking import plan_views
from sheets_sync.sync.views import plan_json

ROUNDS = 3
PLANS, MEASURES, WEEKS = 1_000, 20, 50
IN_A_WEEK = PLANS * MEASURES
COMMAND = "the whole command: status --json"
LATEST = "FROM check_in WHERE measure_id = measure.id AND struck_at IS NULL ORDER BY follows DESC LIMIT 1"
LATEST_OF_ALL = {
    "SQLite": f"SELECT check_in.* FROM measure JOIN check_in ON check_in.seq = (SELECT seq {LATEST})",
    "PostgreSQL": f"SELECT latest.* FROM measure CROSS JOIN LATERAL (SELECT * {LATEST}) AS latest",
}
"""The quickest way of each database to the latest check-in of each measure: one look-up in an index for each."""
# Runs a command, then tells its seconds and the peak of its memory in MiB. It is a small process, for on Linux a
# child's peak begins with its parent's.
OBSERVER = """
import resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def tables() -> Iterator[Table]:
    """One table for each database."""
    plans = company.plans(PLANS, MEASURES, Random(1))
    for kind in databases.KINDS:
        with databases.server(kind) as place, databases.new_store(kind, place) as store:
            _fill(store, plans)
            memory: list[float] = []
            settings = {
                "SHEETS_SYNC_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
                "SHEETS_SYNC_NOW": company.week(WEEKS).isoformat(),
            }
            with bootstrap(load_settings(settings, Path())) as app:
                runs: dict[str, Run] = {
                    "bare SQL: the latest check-in of each measure": partial(
                        timed, partial(_fetch, store, LATEST_OF_ALL[kind])
                    ),
                    "the use case: plans and standings as JSON values": partial(timed, partial(_use_case, app)),
                    COMMAND: partial(_command, settings, memory),
                    "bare SQL: every check-in": partial(timed, partial(_fetch, store, "SELECT * FROM check_in")),
                }
                seconds = in_turns(runs, ROUNDS)
            title = f"Status of {PLANS:,} plans, {IN_A_WEEK:,} measures, {IN_A_WEEK * WEEKS:,} check-ins"
            yield Table(title=f"{title}, {kind}", seconds=seconds, memory={COMMAND: max(memory)})


def _fill(store: Store, plans: Sequence[Plan]) -> None:
    """A report of every plan by a pass, and the same again in each of the following weeks, by bulk SQL."""
    random = Random(1)
    bindings = databases.bind(store, plans)
    reports = [company.report(plan, 0, random) for plan in plans]
    databases.record(store, bindings, databases.fences(store, bindings), reports, 0)
    same = [column for column in check_in.columns if column.name not in ("seq", "follows", "at", "day")]
    with store.engine.begin() as connection:
        for number in range(1, WEEKS):
            places = (check_in.c.seq + number * IN_A_WEEK, check_in.c.seq + (number - 1) * IN_A_WEEK)
            moment = company.week(number)
            dated = (literal(moment, check_in.c.at.type), literal(moment.date(), check_in.c.day.type))
            week = select(*places, *dated, *same).where(check_in.c.seq <= IN_A_WEEK)
            names = ["seq", "follows", "at", "day", *(column.name for column in same)]
            connection.execute(insert(check_in).from_select(names, week))
        if connection.dialect.name == "postgresql":  # which does it by itself, after a while
            connection.execute(text("ANALYZE"))


def _fetch(store: Store, query: str) -> None:
    with store.engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
        cursor.execute(query)
        while cursor.fetchmany(10_000):
            pass


def _use_case(app: App) -> None:
    plans = [plan_json(view) for view in plan_views(app, app.store.workspace("local"), None, None)]
    assert len(plans) == PLANS
    assert all(plan["reported"] for plan in plans)


def _command(settings: dict[str, str], memory: list[float]) -> float:
    program = str(Path(sys.executable).with_name("sheets-sync"))
    observed = subprocess.run(
        [sys.executable, "-c", OBSERVER, program, "status", "--json"],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, peak = map(float, observed.stdout.split())
    memory.append(peak)
    return seconds
