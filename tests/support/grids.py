"""A block as a grid in memory, without any file: what a source would read right after the insert."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from sheets_sync.layout.block import Block, Shape
from sheets_sync.layout.grid import EPOCH_1900, Grid, Position
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell

FORMATS = {Shape.PERCENT: NumberFormat.PERCENT, Shape.DATE: NumberFormat.DATE}


def grid_of(block: Block) -> Grid:
    """The block's grid, computed cells with their known results; styled blank cells are left out."""
    cells: dict[Position, RawCell] = {}
    for position, cell in block.cells.items():
        if cell.value is not None:
            shown = FORMATS.get(cell.look.shape, NumberFormat.GENERAL)
            cells[position] = raw(cell.value, shown, formula=cell.formula is not None)
    return Grid(tab=block.tab, cells=cells)


def raw(
    value: str | bool | int | float | Decimal | Fraction | date | None,
    shown: NumberFormat = NumberFormat.GENERAL,
    *,
    formula: bool = False,
) -> RawCell:
    """A raw cell of a plain value."""
    if value is None:
        return RawCell(type=CellType.BLANK, format=shown)
    if isinstance(value, bool):
        return RawCell(type=CellType.BOOLEAN, boolean=value, format=shown)
    if isinstance(value, str):
        return RawCell(type=CellType.TEXT, text=value, format=shown, formula=formula)
    if isinstance(value, date):
        value = (value - EPOCH_1900).days
    number = Decimal(repr(float(value))).normalize()
    return RawCell(type=CellType.NUMBER, number=number, format=shown, formula=formula)
