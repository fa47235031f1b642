"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL write alike and SQLAlchemy offers for each by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, or_
from sqlalchemy.dialects import postgresql, sqlite

from sheets_sync.store.bulk import Columns, execute_many


def insert_if_new(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row unless a unique one is there; what is there then must be asked for in a new statement."""
    connection.execute(_insert(table, connection.dialect.name).on_conflict_do_nothing(), row)


def insert_or_replace(connection: Connection, table: Table, columns: Columns) -> None:
    """Insert rows of all columns, or set those whose primary key is there; rows that are so already stay untouched."""
    execute_many(connection, _replacing(table, connection.dialect.name), columns)


@lru_cache(maxsize=8)
def _replacing(table: Table, dialect_name: str) -> postgresql.Insert:
    statement = _insert(table, dialect_name).values({column.name: bindparam(column.name) for column in table.columns})
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    differs = or_(*(table.c[name].is_distinct_from(new) for name, new in others.items()))
    return statement.on_conflict_do_update(index_elements=keys, set_=others, where=differs)


def _insert(table: Table, dialect_name: str) -> postgresql.Insert:
    insert: Any = postgresql.insert if dialect_name == "postgresql" else sqlite.insert
    statement: postgresql.Insert = insert(table)
    return statement
