"""What a cell means: a raw cell in, a value or a problem out.

Nothing is guessed. What cannot be read as its measure's kind is a Problem, and who asked keeps the last good value.
Percents and milestones come out as points (a percent-formatted 0.35 is 35).
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sheets_sync.messages.codes import Code
from sheets_sync.messages.labels import TICKS
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell, plain
from sheets_sync.okr.cycle import FIRST_DAY, LAST_DAY
from sheets_sync.okr.finding import Args
from sheets_sync.okr.model import Kind
from sheets_sync.okr.numbers import CURRENCY_MARKS, is_combined, parse_number

RANGES: dict[Kind, tuple[Decimal | None, Decimal | None]] = {
    Kind.PERCENT: (Decimal(-1000), Decimal(1000)),
    Kind.MILESTONE: (Decimal(0), Decimal(100)),
    Kind.COUNT: (Decimal(0), None),
    Kind.CURRENCY: (Decimal(0), None),
    Kind.SCORE: (None, None),
}
"""Accepted values of each kind, both ends included, None for no end."""

AS_PICTURE = "\ufe0f"
"""What a telephone puts behind a tick, so that it is shown as a picture."""


UNSEEN = string.whitespace + "\u00a0\u200b\u200c\u200d\u200e\u2060\ufeff\u202f\u3000"
"""Blanks, and signs that have no width."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be read, with the arguments of the code's sentences."""

    code: Code
    args: Args = field(default_factory=dict)


def read_number(cell: RawCell, kind: Kind, unit: str) -> Decimal | Problem | None:
    """The number in a cell of a measure of that kind and unit; None if the cell is blank.

    A milestone's FALSE comes out as 0: whether that is a report is for the caller to say.
    """
    read = _read(cell, kind, unit)
    if isinstance(read, Decimal):
        low, high = RANGES[kind]
        if (low is not None and read < low) or (high is not None and read > high):
            return Problem(
                Code.OUT_OF_RANGE,
                {"low": plain(low) if low is not None else "−∞", "high": plain(high) if high is not None else "∞"},
            )
        return abs(read) if read == 0 else read
    return read


def read_date(cell: RawCell, epoch: date) -> date | Problem | None:
    """The day in a cell; None if it is blank. Text is never taken for a date: a formula could not read it either."""
    if is_blank(cell):
        return None
    if problem := unreadable(cell):
        return problem
    if cell.number is not None and cell.format in (NumberFormat.DATE, NumberFormat.GENERAL):
        days = int(cell.number)
        if 0 <= days <= (LAST_DAY - epoch).days and epoch + timedelta(days) >= FIRST_DAY:
            return epoch + timedelta(days)
    return Problem(Code.DATE_NOT_READABLE)


def is_blank(cell: RawCell) -> bool:
    """Whether nothing that a person could see stands in the cell."""
    return cell.type is CellType.BLANK or (cell.type is CellType.TEXT and not (cell.text or "").strip(UNSEEN))


def _read(cell: RawCell, kind: Kind, unit: str) -> Decimal | Problem | None:
    if is_blank(cell):
        return None
    if problem := unreadable(cell):
        return problem
    if cell.type is CellType.BOOLEAN:
        if kind is Kind.MILESTONE:
            return Decimal(100 if cell.boolean else 0)
        return Problem(Code.BOOLEAN_NOT_NUMBER)
    if cell.type is CellType.TEXT:
        return _read_text((cell.text or "").strip(), kind, unit)
    assert cell.number is not None
    return _read_true_number(cell.number, cell, kind, unit)


def unreadable(cell: RawCell) -> Problem | None:
    """Why the cell holds no value of any kind, if so: an error, a formula without a result, one still loading."""
    if cell.type is CellType.ERROR:
        return Problem(Code.ERROR_VALUE)
    if cell.type is CellType.NOT_CALCULATED:
        return Problem(Code.NOT_CALCULATED)
    if cell.type is CellType.TEXT and (cell.text or "").strip().rstrip(".…").lower() == "loading":
        return Problem(Code.STILL_LOADING)
    return None


def _read_true_number(number: Decimal, cell: RawCell, kind: Kind, unit: str) -> Decimal | Problem:
    if cell.format is NumberFormat.DATE:
        return Problem(Code.DATE_NOT_NUMBER)
    if kind is Kind.CURRENCY and cell.currency not in (None, unit.upper()):
        return _wrong_currency(cell.currency or "", unit)
    if _in_points(kind):
        if cell.format is NumberFormat.PERCENT or number == 0:
            return number * 100
        return _ambiguous(Code.AMBIGUOUS_PERCENT, number, number * 100)
    if cell.format is NumberFormat.PERCENT and number != 0:
        return _ambiguous(Code.PERCENT_NOT_EXPECTED, number, number * 100)
    return number


def _read_text(text: str, kind: Kind, unit: str) -> Decimal | Problem:
    if kind is Kind.MILESTONE and text.rstrip(AS_PICTURE) in TICKS:
        return Decimal(100)
    parsed = parse_number(text)
    if parsed is None:
        return Problem(Code.COMBINED_NUMBER if is_combined(text) else Code.TEXT_NOT_NUMBER)
    if parsed.currency and kind is not Kind.CURRENCY and parsed.currency not in CURRENCY_MARKS.values():
        return Problem(Code.TEXT_NOT_NUMBER)  # TOP 10 is no money of Tonga
    if parsed.currency and (kind is not Kind.CURRENCY or parsed.currency != unit.upper()):
        return _wrong_currency(parsed.currency, unit)
    if len(parsed.values) > 1:
        sign = " %" if parsed.percent else ""
        first, second = (plain(value) + sign for value in parsed.values)
        return Problem(Code.AMBIGUOUS_NUMBER, {"first": first, "second": second})
    (value,) = parsed.values
    if _in_points(kind) and not parsed.percent and value != 0:
        return _ambiguous(Code.AMBIGUOUS_PERCENT, value, value * 100)
    if parsed.percent and not _in_points(kind):
        return _ambiguous(Code.PERCENT_NOT_EXPECTED, value / 100, value)
    return value


def _in_points(kind: Kind) -> bool:
    return kind in (Kind.PERCENT, Kind.MILESTONE)


def _ambiguous(code: Code, first: Decimal, second: Decimal) -> Problem:
    return Problem(code, {"first": plain(first), "second": plain(second)})


def _wrong_currency(currency: str, unit: str) -> Problem:
    return Problem(Code.WRONG_CURRENCY, {"currency": currency, "unit": unit or "–"})
