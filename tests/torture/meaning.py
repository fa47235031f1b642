"""What people type into the column of current values, and what it means to anybody who sees it and the row's unit.

Written after DESIGN's "Numbers in cells", not after the product's reader.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from sheets_sync.okr.cell import CellType, NumberFormat, RawCell
from tests.torture.sheet import MONEY, Cell, Typed, number_cell, text_cell

TOLD, NOTHING = "told", "nothing"
"""No value, to be told of; no value, and nothing to tell."""

JUNK = ("khoảng 4", "n/a", "chưa có", "x", "12,34,567", "1.234.5", "Loading...", "1 triệu 2", "3 of 10", "?", "TBD")
ERRORS = ("#N/A", "#REF!", "#DIV/0!")
DATE = Decimal(46082)
TEXT_NUMBERS = {
    "12,5": "12.5", "12.5": "12.5", "1.234.567": "1234567", "1,234,567": "1234567", "1.234,5": "1234.5",
    "7": "7", "2 nghìn": "2000", "3k": "3000", "1,5 triệu": "1500000", "0,5": "0.5", " 42 ": "42",
    "10\u00a0000": "10000",
}  # fmt: skip
"""Texts that are numbers, and which."""
AMBIGUOUS = ("1.234", "10,000", "100.000")
MONEY_TEXTS = {"1.234 đ": ("1234", "VND"), "30 triệu USD": ("30000000", "USD"), "5.000.000 VND": ("5000000", "VND")}


def value_for(kind: str, random: Random, serial: int) -> Cell:
    """A value as people report it: mostly a plain one in the cell's own format, sometimes as a text."""
    if kind == "milestone":
        if random.random() < 0.3:
            return random.choice((_true(serial), text_cell("✓", Typed(serial, sign="tick"))))
        return number_cell(Decimal(random.choice((10, 25, 50, 75, 100))), NumberFormat.PERCENT, serial)
    if kind == "percent":
        points = Decimal(random.randint(1, 999)) / random.choice((1, 10))
        if random.random() < 0.2:
            text = f"{points:f}".replace(".", random.choice(",."))
            return text_cell(f"{text}{random.choice(('%', ' %'))}", Typed(serial, points, "%"))
        return number_cell(points, NumberFormat.PERCENT, serial)
    if random.random() < 0.15:
        text, number = random.choice(list(TEXT_NUMBERS.items()))
        return text_cell(text, Typed(serial, Decimal(number)))
    return number_cell(Decimal(random.randint(1, 9_999_999)) / random.choice((1, 1, 1, 1000, 4)), serial=serial)


def odd_value(random: Random, serial: int) -> Cell:
    """What else gets into such a cell: junk, errors, dates, ticks, a value of another unit, an ambiguous one."""
    pick = random.randrange(9)
    if pick == 0:
        return text_cell(random.choice(JUNK), Typed(serial, sign="junk"))
    if pick == 1:
        return Cell(RawCell(type=CellType.ERROR, text=random.choice(ERRORS)), Typed(serial))
    if pick == 2:
        return number_cell(DATE + random.randint(0, 90), NumberFormat.DATE, serial)
    if pick == 3:
        return text_cell(random.choice(AMBIGUOUS), Typed(serial, sign="ambiguous"))
    if pick == 4:
        text, (number, sign) = random.choice(list(MONEY_TEXTS.items()))
        return text_cell(text, Typed(serial, Decimal(number), sign))
    if pick == 5:
        return random.choice((_true(serial), text_cell("✓", Typed(serial, sign="tick"))))
    if pick == 6:
        return number_cell(Decimal(-random.randint(1, 99)), serial=serial)
    return value_for(random.choice(("percent", "number")), random, serial)


def meanings(cell: Cell, kinds: set[str]) -> set[Decimal | str]:
    """What a cell may be read as where its row may be of several kinds, each right."""
    return {each for kind in kinds for each in _meaning(cell, kind)}


def _meaning(cell: Cell, kind: str) -> set[Decimal | str]:
    raw, typed = cell.raw, cell.typed
    if cell.blank:
        return {NOTHING}
    if raw.boolean is not None:
        return ({Decimal(100)} if raw.boolean else {Decimal(0), NOTHING}) if kind == "milestone" else {TOLD}
    if raw.type in (CellType.ERROR, CellType.NOT_CALCULATED) or raw.format is NumberFormat.DATE:
        return {TOLD}
    if raw.number is not None:
        points = raw.format is NumberFormat.PERCENT
        if points != (kind in ("percent", "milestone")):
            return {Decimal(0), TOLD} if raw.number == 0 else {TOLD}
        return _in_range(raw.number * 100 if points else raw.number, kind)
    return _text(typed, kind) if typed else {TOLD}


def _text(typed: Typed, kind: str) -> set[Decimal | str]:
    if typed.sign == "tick":
        return {Decimal(100)} if kind == "milestone" else {TOLD}
    if typed.reads is None:
        return {TOLD}
    fits = {"%": kind in ("percent", "milestone"), "": kind not in ("percent", "milestone")}
    return _in_range(typed.reads, kind) if fits.get(typed.sign, typed.sign == kind) else {TOLD}


def _in_range(value: Decimal, kind: str) -> set[Decimal | str]:
    low = Decimal(-1000) if kind == "percent" else Decimal(0)
    high = {"percent": Decimal(1000), "milestone": Decimal(100)}.get(kind)
    if low <= value and (high is None or value <= high):
        return {value}
    return {TOLD} if kind in ("percent", "milestone", *MONEY) else {value, TOLD}


def _true(serial: int) -> Cell:
    return Cell(RawCell(type=CellType.BOOLEAN, boolean=True), Typed(serial))
