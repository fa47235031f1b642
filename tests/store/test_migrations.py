"""Migrations make the tables that the code knows, from nothing and from every release."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from sheets_sync.store import StoreError
from sheets_sync.store.database import Database
from sheets_sync.store.migrating import HEAD, MIGRATIONS, migrate, upgrade, version_of
from sheets_sync.store.tables import metadata


@contextmanager
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    try:
        yield opened
    finally:
        opened.close()


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_head_is_written_down() -> None:
    assert _script().get_heads() == [HEAD]


def test_migrations_are_numbered_without_gaps_and_named_so() -> None:
    numbers = [script.revision for script in _script().walk_revisions()][::-1]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    files = sorted(path.name[:5] for path in (MIGRATIONS / "versions").glob("r*.py"))
    assert files == [f"r{number}" for number in numbers]


def test_migrating_from_nothing_makes_the_tables_of_the_code(empty_url: str) -> None:
    with database(empty_url) as made:
        migrate(made)
        with made.reading() as connection:
            assert version_of(connection) == HEAD
            options = {"compare_type": True, "compare_server_default": True}
            assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_each_release_is_migrated_to_this_one(empty_url: str) -> None:
    for script in _script().walk_revisions():
        with database(empty_url) as made:
            with made.writing() as connection:
                upgrade(connection, script.revision)
                assert version_of(connection) == script.revision
            migrate(made)
            with made.writing() as connection:
                assert version_of(connection) == HEAD
                for table in (*reversed(metadata.sorted_tables), "alembic_version"):
                    connection.execute(text(f'DROP TABLE "{table}"'))


def test_the_migrated_tables_are_word_for_word_those_of_the_code() -> None:
    """Alembic's comparison sees neither the conditions of indexes nor AUTOINCREMENT."""
    plain = create_engine("sqlite://")
    with database("sqlite://") as made:
        migrate(made)
        with made.reading() as migrated, plain.connect() as coded:
            metadata.create_all(coded)
            ours = _definitions(coded)
            assert {name: lines for name, lines in _definitions(migrated).items() if "alembic" not in name} == ours
            assert len(ours) > len(metadata.tables)
    plain.dispose()


def test_a_store_that_is_up_to_date_is_left_alone(url: str) -> None:
    with database(url) as made:
        migrate(made)
        migrate(made, create=False)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(shared_url: str) -> None:
    with database(shared_url) as made:
        migrate(made)
        with made.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(StoreError, match="store-too-new") as caught:
            migrate(made)
        assert caught.value.args_["version"] == "9999"
        with made.reading() as connection:
            assert version_of(connection) == "9999"


def test_a_migration_that_fails_leaves_nothing(empty_url: str) -> None:
    with database(empty_url) as made:
        with made.writing() as connection:
            connection.execute(text("CREATE TABLE finding (id INTEGER)"))
        with pytest.raises(StoreError, match="store-damaged"):
            migrate(made)
        with made.reading() as connection:
            assert version_of(connection) is None


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """The lines that define each table and index, sorted."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: sorted(re.sub(r",?\s*$", "", line.strip()) for line in sql.split("\n")) for name, sql in rows}
