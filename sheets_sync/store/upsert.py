"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL write alike and SQLAlchemy offers for each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row unless a unique one is there; what is there then must be asked for in a new statement."""
    connection.execute(_insert(connection, table).on_conflict_do_nothing(), row)


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or set all columns of those whose primary key is there."""
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    if rows:
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def _insert(connection: Connection, table: Table) -> postgresql.Insert:
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement: postgresql.Insert = insert(table)
    return statement
