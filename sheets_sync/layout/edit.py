"""What is to be written into the cells of a tab that stands already, as every editor of documents understands it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_sync.layout.grid import Position


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
