"""One database and its transactions: how SQLite and PostgreSQL are spoken to, and what becomes of their errors.

Reading is a snapshot that never waits for writers; writing takes SQLite's write lock at once, since a transaction that
reads first and then writes can fail without waiting. The rule a newcomer would break first: no transaction is open
while a document is read, so none leaves this package.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, exc, make_url

from sheets_sync.store.errors import StoreCode, StoreError

WAIT_SECONDS = 10
_DEAF_MILLISECONDS = 100
"""How long SQLite may wait for the write lock in one go: it hears no signal meanwhile."""
_WAIT = f"busy_timeout = {WAIT_SECONDS * 1000}"
_PRAGMAS = (_WAIT, "foreign_keys = ON", "synchronous = NORMAL")
_SQLITE_CODES: dict[int, StoreCode] = {
    sqlite3.SQLITE_BUSY: "store-busy",
    sqlite3.SQLITE_LOCKED: "store-busy",
    sqlite3.SQLITE_CONSTRAINT: "store-conflict",
    sqlite3.SQLITE_ERROR: "store-damaged",  # a table or column is not there
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
}
_POSTGRES_CODES: dict[str, StoreCode] = {
    "23": "store-conflict",
    "40": "store-busy",
    "55": "store-busy",
    "42": "store-damaged",  # a table or column is not there
    "XX": "store-damaged",
}
_POSTGRES_FORBIDDEN = "42501"


class Database:
    """A database that is SQLite (a file, or `:memory:`) or PostgreSQL. `name` tells it without a password."""

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.name = _name(self.url)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)
        snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._readers = self.engine.execution_options(**snapshot)
        self._writers = self.engine.execution_options(writes=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite rather than PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """SQLite's file; None for PostgreSQL and in memory."""
        path = self.url.database
        return Path(path) if self.is_sqlite and path and path != ":memory:" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout and writes nothing."""
        with self.errors(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written whole, or not at all if the block fails."""
        with self.errors(), self._writers.begin() as connection:
            yield connection

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Let no exception of SQLAlchemy or of a driver out."""
        try:
            yield
        except StoreError as error:
            error.args_.setdefault("store", self.name)
            raise
        except exc.StatementError as error:
            raise self._told(error) from None
        except (exc.SQLAlchemyError, sqlite3.Error) as error:
            raise StoreError("store-unreachable", store=self.name, reason=str(error)) from None

    def close(self) -> None:
        """Close all connections; one in memory is gone then."""
        self.engine.dispose()

    def _told(self, error: exc.StatementError) -> BaseException:
        """The error to raise: a StoreError for what the database said, the caller's own for what he gave."""
        cause = error.orig
        if cause is not None and not isinstance(error, exc.DBAPIError):
            return cause
        code: StoreCode = "store-unreachable"
        if isinstance(cause, sqlite3.Error):
            code = _SQLITE_CODES.get(_errorcode(cause), code)
        elif (state := getattr(cause, "sqlstate", None)) and state != _POSTGRES_FORBIDDEN:
            code = _POSTGRES_CODES.get(state[:2], code)
        return StoreError(code, store=self.name, reason=str(cause).partition("\n")[0])


def _errorcode(error: BaseException | None) -> int:
    """SQLite's primary code of an error, 0 if it tells none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
            return parsed
        if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
            return parsed.set(drivername="postgresql+psycopg")
    except (exc.ArgumentError, ValueError):
        pass
    raise StoreError("store-url")


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.set(query={}).render_as_string(hide_password=True)


def _postgres(url: URL) -> Engine:
    waiting = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_SECONDS}
    return create_engine(url, pool_pre_ping=True, connect_args=waiting)


def _sqlite(url: URL) -> Engine:
    options: dict[str, Any] = {}
    if url.database in (None, "", ":memory:"):
        # What is in memory lives in one connection, which everybody takes in turn.
        options = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    engine = create_engine(url, connect_args={"check_same_thread": False}, **options)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    _use_wal(connection)


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        _take_write_lock(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_write_lock(connection: Connection) -> None:
    """Begin to write; whoever waits for others can be stopped."""
    raw: Any = connection.connection.driver_connection
    deadline = time.monotonic() + WAIT_SECONDS
    raw.execute(f"PRAGMA busy_timeout = {_DEAF_MILLISECONDS}").close()
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except exc.OperationalError as error:
                if _errorcode(error.orig) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            else:
                return
    finally:
        raw.execute(f"PRAGMA {_WAIT}").close()


def _use_wal(connection: sqlite3.Connection) -> None:
    """Make the file a WAL one, which it stays; the switch itself does not always wait for others."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
