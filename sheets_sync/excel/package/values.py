"""What stands between the tags of a cell -> a RawCell.

Nothing is guessed: a value that is none of its type comes out as the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache, partial
from math import isfinite

from sheets_sync.excel.package.errors import damaged
from sheets_sync.excel.package.formats import GENERAL, Format
from sheets_sync.excel.package.markup import whole_number
from sheets_sync.excel.package.strings import SharedStrings, unescaped
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell

BLANK_RESULT = RawCell(type=CellType.BLANK, formula=True)
NOT_CALCULATED = RawCell(type=CellType.NOT_CALCULATED, formula=True)
BOOLEANS = {"1": True, "true": True, "0": False, "false": False}
TEXT_TYPES = ("str", "inlineStr")
REMEMBERED = 65_536

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*[1-9])?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_SHORT = 15
"""So many digits every double keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the cells of a workbook refer to. `epoch` is the day that the serial number 0 means."""

    strings: SharedStrings | None
    formats: Sequence[Format]
    epoch: date

    def text(self, index: str) -> str:
        """The shared string at an index.

        Raises:
            PackageError: there is none (damaged).
        """
        number = whole_number(index, -1)
        if self.strings is None or number < 0:
            raise damaged("sharedStrings")
        return self.strings[number]

    def format(self, index: str | None) -> Format:
        """The format of the cell style at an index; GENERAL where there is none."""
        number = whole_number(index, 0) if index else 0
        return self.formats[number] if number < len(self.formats) else GENERAL


ReadValue = Callable[[str, str | None, str | None, bool], RawCell | None]
"""`read_value` for the cells of one workbook."""


def value_reader(context: Context) -> ReadValue:
    """`read_value` for the cells of a workbook. It remembers contents, for most of them stand in many cells."""
    return lru_cache(maxsize=REMEMBERED)(partial(read_value, context=context))


def read_value(type_: str, value: str | None, style: str | None, formula: bool, *, context: Context) -> RawCell | None:
    """The cell of a type (the attribute `t`), a value, a style and perhaps a formula; None if nothing is stored.

    Raises:
        PackageError: the value refers to a shared string that is not there (damaged).
    """
    if value is None or (type_ not in TEXT_TYPES and not value.strip()):
        return NOT_CALCULATED if formula else None
    match type_:
        case "n":
            return _number(value, context.format(style), formula)
        case "s":
            return _text(context.text(value), formula)
        case "str" | "inlineStr":
            return _text(unescaped(value), formula)
        case "b":
            return _boolean(value, formula)
        case "e":
            return RawCell(type=CellType.ERROR, text=value, formula=formula)
        case "d":
            return _iso_date(value, formula, context.epoch)
    return _text(value, formula)


def _number(text: str, style: Format, formula: bool) -> RawCell | None:
    number = _shortest(text)
    if number is None:
        return _text(text, formula)
    return RawCell(type=CellType.NUMBER, number=number, format=style.kind, currency=style.currency, formula=formula)


def _text(text: str, formula: bool) -> RawCell | None:
    """A text. The empty one is what a formula shows for nothing, so it is blank."""
    if text:
        return RawCell(type=CellType.TEXT, text=text, formula=formula)
    return BLANK_RESULT if formula else None


def _boolean(text: str, formula: bool) -> RawCell | None:
    value = BOOLEANS.get(text.strip().lower())
    return _text(text, formula) if value is None else RawCell(type=CellType.BOOLEAN, boolean=value, formula=formula)


def _iso_date(text: str, formula: bool, epoch: date) -> RawCell | None:
    """A day or moment in ISO 8601, as a serial number."""
    try:
        moment = _moment(text.strip(), epoch)
    except ValueError:
        return _text(text, formula)
    days = (moment - datetime.combine(epoch, time())).total_seconds() / 86_400
    return RawCell(type=CellType.NUMBER, number=_shortest(repr(days)), format=NumberFormat.DATE, formula=formula)


def _moment(text: str, epoch: date) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime.combine(epoch, time.fromisoformat(text).replace(tzinfo=None))


def _shortest(text: str) -> Decimal | None:
    """The shortest decimal of the double that a text names, None if it names no finite one."""
    text = text.strip()
    if len(text) <= _SHORT and _PLAIN.fullmatch(text):
        return Decimal(text)
    if not _NUMBER.fullmatch(text):
        return None
    double = float(text) + 0.0  # no negative nought
    if not isfinite(double):
        return None
    shortest = Decimal(repr(double))
    return Decimal(f"{shortest:.0f}") if double.is_integer() else shortest
