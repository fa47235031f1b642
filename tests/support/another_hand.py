"""Somebody else's program at work on a workbook: openpyxl typing into cells, moving rows and columns."""

from __future__ import annotations

import warnings
from copy import copy
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet


def opened(path: Path, *, values: bool = False) -> Workbook:
    """The workbook as openpyxl reads it (`values`: stored results), without its warnings about what it drops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(path.read_bytes()), data_only=values)


def type_into(path: Path, cells: dict[str, Any], tab: str | None = None) -> None:
    """Type values into cells (A1 names) of a tab, the first one unless named."""
    book = opened(path)
    sheet = book[tab] if tab else book.worksheets[0]
    for name, value in cells.items():
        sheet[name] = value
    book.save(path)


def shuffle_rows(path: Path, first: int, last: int, random: Random) -> dict[int, int]:
    """Put rows into another order, as a sort does: formulas follow their own row. Old row -> new row."""
    book = opened(path)
    order = list(range(first, last + 1))
    random.shuffle(order)
    rearrange(book.worksheets[0], order, first)
    book.save(path)
    return {old: new for new, old in enumerate(order, first)}


def rearrange(sheet: Worksheet, order: list[int], first: int) -> None:
    """Write the rows of those numbers from row `first` on."""
    rows = {row: [_taken(cell) for cell in sheet[row]] for row in order}
    for new, old in enumerate(order, first):
        for column, (value, style, origin) in enumerate(rows[old], 1):
            cell = sheet.cell(new, column)
            assert isinstance(cell, Cell)
            moved = isinstance(value, str) and value.startswith("=")
            cell.value = Translator(value, origin).translate_formula(cell.coordinate) if moved else value
            cell._style = style  # type: ignore[attr-defined]


def _taken(cell: Any) -> tuple[Any, Any, str]:
    return cell.value, copy(cell._style), cell.coordinate


def swap_columns(sheet: Worksheet, one: int, other: int) -> None:
    """Exchange what stands in two columns, widths and formats aside, as cut and paste of values does."""
    for row in range(1, sheet.max_row + 1):
        left, right = sheet.cell(row, one), sheet.cell(row, other)
        assert isinstance(left, Cell)
        assert isinstance(right, Cell)
        (value, style, _), (other_value, other_style, _) = _taken(left), _taken(right)
        left.value, right.value = other_value, value
        left._style, right._style = other_style, style  # type: ignore[attr-defined]
