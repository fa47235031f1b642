"""Bringing a database's tables to the version of this code: made where there are none, migrated where they are older.

It runs on every open, so it asks for the version first and loads Alembic only when there is something to do. The rule
a newcomer would break first: a released migration is never changed; head.txt names the last one.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, func, inspect, select, text

from sheets_sync.store.database import Database
from sheets_sync.store.errors import StoreError

MIGRATIONS = Path(__file__).with_name("migrations")
HEAD = (MIGRATIONS / "head.txt").read_text("ascii").strip()
_POSTGRES_LOCK = 0x5EE7_50C5  # any number that nobody else locks in this database
_ONE_AT_A_TIME = Lock()  # Alembic keeps what it works on in module variables


def migrate(database: Database, *, create: bool = True) -> None:
    """Bring the tables to `HEAD`; of several processes at once one does it and the others wait.

    Args:
        database: where.
        create: whether a store may be made where there is none (SQLite: with its folder).

    Raises:
        StoreError: `store-missing`, `store-too-new`, `store-unreachable`, `store-damaged`, `store-busy`.
    """
    if database.file and not database.file.exists():
        _make_folder(database.file.parent, database, create)
    with database.reading() as connection:
        version = version_of(connection)
    if version == HEAD:
        return
    if version is None and not create:
        raise StoreError("store-missing", store=database.name)
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
        if version_of(connection) != HEAD:  # nobody was faster
            upgrade(connection)


def version_of(connection: Connection) -> str | None:
    """The revision that the tables are at; None where there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrate inside the connection's open transaction.

    Raises:
        StoreError: `store-too-new`, a later version of the code has been here.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if (version := version_of(connection)) and version not in known:
        raise StoreError("store-too-new", version=version, known=HEAD)
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, revision)


def _make_folder(folder: Path, database: Database, create: bool) -> None:
    if not create:
        raise StoreError("store-missing", store=database.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store-unreachable", store=database.name, reason=str(error.strerror)) from None
