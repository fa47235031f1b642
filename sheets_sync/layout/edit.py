"""What is to be written into the cells of a tab that stands already, as every editor of documents understands it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sheets_sync.layout.grid import Grid, Position
from sheets_sync.okr.cell import CellType, RawCell


@dataclass(frozen=True, slots=True)
class Text:
    """A text, always as text; the cell keeps its format. "" clears the cell."""

    value: str


@dataclass(frozen=True, slots=True)
class Like:
    """The formula of another cell of the tab, moved as copying does, with that cell's format."""

    cell: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class TabEdit:
    """Changes of one tab. All of them are made, or none is.

    `ends` moves the last row of a block from the first number to the second: every range of the tab's formulas,
    conditional formats and validations that ends in that row ends in the new one. It is done before `cells`.
    """

    tab: str
    cells: Mapping[Position, Text | Like] = field(default_factory=dict)
    ends: tuple[int, int] | None = None


def edited(grid: Grid, edit: TabEdit) -> Grid:
    """The grid of a tab with the texts of an edit in it: what it says once the edit is written, results aside."""
    texts = {at: each.value for at, each in edit.cells.items() if isinstance(each, Text)}
    kept = {at: cell for at, cell in grid.cells.items() if at not in texts}
    typed = {at: RawCell(type=CellType.TEXT, text=text) for at, text in texts.items() if text}
    return replace(grid, cells=kept | typed)
