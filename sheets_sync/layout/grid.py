"""A grid: the raw cells of one tab, as every source gives them; and the names of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sheets_sync.messages.errors import Refusal
from sheets_sync.okr.cell import BLANK, RawCell

Position = tuple[int, int]
"""Row and column, counted from 1."""

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The stored cells of one tab; blank ones are left out.

    `merges` are the merged rectangles as (first row, first column, last row, last column); `epoch` is the day
    that the serial number 0 means.
    """

    tab: str
    cells: Mapping[Position, RawCell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    epoch: date = EPOCH_1900

    def at(self, row: int, column: int) -> RawCell:
        """The cell at a position, blank where nothing is stored."""
        return self.cells.get((row, column), BLANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """What a source found in a document: the names of all its tabs, and the grids of those that hold a block.

    `signature` changes whenever the document does; an equal one means that nothing needs to be read.
    """

    signature: str
    tabs: tuple[str, ...]
    grids: tuple[Grid, ...]


class UnreadableDocument(Refusal):
    """A document that cannot be read, or not written as asked; `args_` has at least `file`."""


def column_letters(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """The name of a cell within its tab: H7."""
    return f"{column_letters(column)}{row}"


def address(tab: str, cell: str) -> str:
    """The name of a cell within its document: Tab!H7, the tab quoted where spreadsheets need it."""
    if re.fullmatch(r"[^\W\d]\w*", tab) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*|[Rr]?\d*[Cc]\d*", tab):
        return f"{tab}!{cell}"
    return f"{_quoted(tab)}!{cell}"


def _quoted(tab: str) -> str:
    return "'" + tab.replace("'", "''") + "'"
