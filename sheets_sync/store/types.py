"""Column types that give back exactly what was put in, the same in SQLite and PostgreSQL.

SQLite knows neither decimals nor zones, PostgreSQL refuses NUL characters, and both refuse lone surrogates, which cells
and file names may hold. The rule a newcomer would break first: no column is a bare Text, Numeric or DateTime.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from sheets_sync.okr.cell import plain
from sheets_sync.store.errors import decoding

LARGEST_EXPONENT = 1000
"""Far beyond every double; more digits than this are no number that a sheet can hold."""


def digits(number: Decimal) -> str:
    """A decimal in its one canonical form: digits, no exponent, no needless noughts, no negative nought.

    Raises:
        ValueError: it is infinite, no number, or of absurd size.
    """
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        raise ValueError(f"not a storable number: {number}")
    return plain(number) if number else "0"


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal with all its digits: canonical text in SQLite, NUMERIC in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """What is sent to the database."""
        if value is None:
            return None
        return Decimal(digits(value)) if dialect.name == "postgresql" else digits(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """What the database gave."""
        if value is None:
            return None
        with decoding("number"):
            return Decimal(digits(Decimal(value)))


class Instant(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond: text that sorts in SQLite, timestamptz in PostgreSQL; never a naive one."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What is sent to the database."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a moment without a zone: {value}")
        moment = value.astimezone(UTC)
        if dialect.name == "postgresql":
            return moment
        return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What the database gave."""
        if value is None:
            return None
        with decoding("moment"):
            return _moment(value).astimezone(UTC)


class AnyText(TypeDecorator[str]):
    """Any str of Python. What a database refuses is written as ESC and four hex digits, as is ESC itself."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is sent to the database."""
        if value is None:
            return None
        text = str(value)
        return text if text.isprintable() else _REFUSED.sub(lambda found: f"\x1b{ord(found[0]):04x}", text)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """What the database gave."""
        if value is None or "\x1b" not in value:
            return value
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


_REFUSED = re.compile("[\x00\x1b\ud800-\udfff]")
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
