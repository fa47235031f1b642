"""The composition root: the one place that picks implementations, for the command line, the server and the workers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sheets_sync.config import Settings
from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.source import WorkbookSource
from sheets_sync.okr.ids import new_id
from sheets_sync.store import Store, StoreError, open_store
from sheets_sync.sync.ports import Editor, Source


@dataclass(frozen=True, slots=True)
class App:
    """What the use cases work with.

    `clock` gives the domain's now, `sources` read documents by kind, `editors` write into them.
    """

    settings: Settings
    store: Store
    sources: Mapping[str, Source]
    editors: Mapping[str, Editor]
    clock: Callable[[], datetime]

    def today(self, zone: str) -> date:
        """The date in a workspace's zone."""
        return self.clock().astimezone(ZoneInfo(zone)).date()

    def new_id(self, thing: str) -> str:
        """A fresh id for one of `okr.ids.PREFIXES`."""
        return new_id(thing, secrets.randbelow)


@contextmanager
def bootstrap(settings: Settings) -> Iterator[App]:
    """An App over the real implementations, closed at the end.

    Raises:
        StoreError: the store cannot be opened.
    """
    fixed = settings.now
    clock = (lambda: fixed) if fixed else (lambda: datetime.now(UTC))
    try:
        store = open_store(settings.database_url)
    except StoreError as error:
        error.args_.setdefault("source", settings.source)
        raise
    try:
        yield App(settings, store, {"xlsx": WorkbookSource()}, {"xlsx": WorkbookEditor()}, clock)
    finally:
        store.close()
