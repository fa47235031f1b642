"""The demo's other hand: a person with another program (openpyxl) typing into, and sorting, our workbooks."""

from __future__ import annotations

import random
import warnings
from copy import copy
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.formula.translate import Translator

from sheets_sync.okr.model import Direction, Kind, Measure


class Hand:
    """One workbook, opened by openpyxl as anybody's script would."""

    def __init__(self, path: Path, tab: str) -> None:
        self.path = path
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about what openpyxl does not keep
            self.book = load_workbook(path)
        self.sheet = self.book[tab]

    def type(self, cell: str, value: float | str) -> None:
        """Type into a cell."""
        self.sheet[cell] = value

    def report(self, cell: str, measure: Measure, share: int) -> None:
        """Type a value about so many percent of the way to the measure's target."""
        if measure.kind is Kind.MILESTONE:
            self.type(cell, min(share, 100) / 100)
            return
        target = float(measure.target or 0)
        if measure.direction in (Direction.AT_MOST, Direction.DECREASE_TO):
            share = 200 - share
        value = target * share / 100
        percent = measure.kind is Kind.PERCENT
        self.type(cell, round(value / 100, 3) if percent else round(value))

    def shuffle(self, first: int, last: int, seed: int) -> int:
        """Put the rows into another order, as a sort does; the number of rows."""
        rows = [
            [(cell.value, copy(cell._style), cell.coordinate) for cell in row if isinstance(cell, Cell)]  # type: ignore[attr-defined]
            for row in self.sheet.iter_rows(min_row=first, max_row=last)
        ]
        random.Random(seed).shuffle(rows)
        for number, row in enumerate(rows, first):
            for column, (value, style, origin) in enumerate(row, 1):
                cell = self.sheet.cell(number, column)
                assert isinstance(cell, Cell)
                is_formula = isinstance(value, str) and value.startswith("=")
                cell.value = Translator(value, origin).translate_formula(cell.coordinate) if is_formula else value
                cell._style = style  # type: ignore[attr-defined]
        return len(rows)

    def save(self) -> None:
        """Save the workbook the way openpyxl does."""
        self.book.save(self.path)
