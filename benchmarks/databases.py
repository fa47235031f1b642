"""The databases that the store is measured in: a file of SQLite, and a PostgreSQL server of the benchmark's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from benchmarks import company
from sheets_sync.okr.history import Changes
from sheets_sync.okr.model import Plan
from sheets_sync.store import Binding, Store, SyncRunRecord, open_store
from tests.support.postgres import fresh_database, running_postgres

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def server(kind: str) -> Iterator[str]:
    """A place for databases of a kind: a folder, or a server's address."""
    if kind == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            yield folder
    else:
        with running_postgres() as address:
            yield address


@contextmanager
def new_store(kind: str, place: str) -> Iterator[Store]:
    """An empty store in a place of its kind; gone at the end."""
    if kind == "SQLite":
        with tempfile.TemporaryDirectory(dir=place) as folder:
            yield from _opened(f"sqlite:///{folder}/okr.db")
    else:
        with fresh_database(place) as url:
            yield from _opened(url)


def _opened(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


def bind(store: Store, plans: Sequence[Plan]) -> list[Binding]:
    """Put each plan into the store, in a workbook of its own."""
    workspace = store.workspace("local").id
    bindings = []
    for number, plan in enumerate(plans):
        made = store.add_plan(
            workspace,
            plan,
            binding=f"b{number}",
            document=f"d{number}",
            kind="xlsx",
            address=f"/srv/okr/{number}.xlsx",
            tab="OKR 2026",
            at=company.START,
        )
        store.activate(made.id)
        bindings.append(made)
    return bindings


def fences(store: Store, bindings: Sequence[Binding]) -> list[int]:
    """The lease of each binding, taken as before a pass."""
    taken = (store.acquire(each.id, "host:1:1", company.START, timedelta(days=1), lambda _: False) for each in bindings)
    return [fence for fence in taken if fence is not None]


def record(
    store: Store, bindings: Sequence[Binding], fences: Sequence[int], reports: Sequence[Changes], week: int
) -> None:
    """A pass over each binding."""
    run = SyncRunRecord(started=company.week(week), finished=company.week(week), outcome="ok")
    for binding, fence, changes in zip(bindings, fences, reports, strict=True):
        store.record(run, binding, changes, fence=fence, signature=str(week))
