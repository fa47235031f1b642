"""Many rows at once: a statement of SQLAlchemy's, sent by the driver alone.

SQLAlchemy looks at every value of every row several times, which takes much longer than the database does. Here it
compiles the statement, once, and what is sent is prepared column by column. The rule a newcomer would break first:
values pass the columns' types here too, since no database takes all of ours as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.types import TypeEngine

Columns = Mapping[str, Sequence[Any]]
"""The values of each parameter of a statement, row by row; all of one length, not 0."""

_DIALECTS: Mapping[str, Dialect] = {
    "sqlite": sqlite.dialect(),
    "postgresql": psycopg.dialect(paramstyle="format"),  # type: ignore[no-untyped-call]
}
"""What statements are compiled for: with parameters by their places, so that a row is a tuple."""


class _Parameter(NamedTuple):
    name: str
    sent: Callable[[Any], Any] | None
    constant: Any


def execute_many(connection: Connection, statement: Insert, columns: Columns) -> None:
    """Execute a statement once for each row of its parameters' values."""
    sql, parameters = _compiled(statement, connection.dialect.name)
    count = len(next(iter(columns.values())))
    sent = [
        _sent(columns[each.name], each.sent) if each.name in columns else [each.constant] * count for each in parameters
    ]
    connection.exec_driver_sql(sql, list(zip(*sent, strict=True)))


@lru_cache(maxsize=32)
def _compiled(statement: Insert, dialect_name: str) -> tuple[str, list[_Parameter]]:
    """The text of a statement, and its parameters in the order of their places."""
    dialect = _DIALECTS[dialect_name]
    compiled: Any = statement.inline().compile(dialect=dialect)

    def sent(type_: TypeEngine[Any]) -> Callable[[Any], Any] | None:
        return type_.dialect_impl(dialect).bind_processor(dialect)

    values = compiled.params
    return str(compiled), [
        _Parameter(name, sent(compiled.binds[name].type), values[name]) for name in compiled.positiontup
    ]


def _sent(values: Sequence[Any], sent: Callable[[Any], Any] | None) -> Sequence[Any]:
    """The values of a column as they are sent; most columns hold the same few again and again."""
    if sent is None:
        return values
    known = {value: sent(value) for value in set(values)}
    return [known[value] for value in values]
