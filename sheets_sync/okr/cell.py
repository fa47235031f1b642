"""A raw cell, typed, as any source gives it: what stands there, before anybody interprets it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CellType(StrEnum):
    """The type the spreadsheet gives the value. NOT_CALCULATED: a formula without a stored result."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    NOT_CALCULATED = "not-calculated"


class NumberFormat(StrEnum):
    """What the cell's number format makes of a number."""

    GENERAL = "general"
    PERCENT = "percent"
    DATE = "date"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """One cell. Exactly one of `number`, `text`, `boolean` is set, by type (an ERROR's `text` is its name, #REF!).

    `number` is the shortest decimal of the stored double (a percent cell's 35 % is 0.35; a date is a serial).
    `currency` is the ISO code that a currency format names, None if it names none that we know.
    """

    type: CellType
    number: Decimal | None = None
    text: str | None = None
    boolean: bool | None = None
    format: NumberFormat = NumberFormat.GENERAL
    currency: str | None = None
    formula: bool = False

    @property
    def raw(self) -> str:
        """What stands there, as text: for messages, history and comparison."""
        if self.type is CellType.BOOLEAN:
            return "TRUE" if self.boolean else "FALSE"
        if self.number is not None:
            if self.format is NumberFormat.PERCENT:
                return f"{plain(self.number * 100)}%"
            return plain(self.number)
        return self.text or ""


BLANK = RawCell(type=CellType.BLANK)


def plain(number: Decimal) -> str:
    """A decimal in digits, without exponent or trailing noughts after the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
