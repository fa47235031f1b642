"""A worksheet part -> its stored cells, piece by piece, and its merges.

It trusts no dimension and no order: a cell stands where it says, else after the previous one. Cells that are only
styled are not stored. Results of formulas are taken as the file holds them; formulas themselves are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sheets_sync.excel.package.errors import damaged, too_large
from sheets_sync.excel.package.markup import MAIN, Attributes, Handler, parse, whole_number
from sheets_sync.excel.package.strings import RichText
from sheets_sync.excel.package.values import ReadValue
from sheets_sync.okr.cell import RawCell

SHEET, ROW, CELL, VALUE, FORMULA, INLINE, MERGE = (
    f"{MAIN}{name}" for name in ("worksheet", "row", "c", "v", "f", "is", "mergeCell")
)
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 1_048_576, 16_384, 2_000_000
DIGITS = "0123456789"

StoredCell = tuple[tuple[int, int], RawCell]
"""A cell with its row and column, counted from 1."""

Rectangle = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class SheetReader:
    """Reads one worksheet, once. `merges` is complete when `cells` is exhausted."""

    def __init__(self, part: str, chunks: Iterable[bytes], read: ReadValue) -> None:
        self._handler = _Handler(part, read)
        self._parsing = parse(part, chunks, self._handler)

    @property
    def merges(self) -> tuple[Rectangle, ...]:
        """The merged ranges met so far."""
        return tuple(self._handler.merges)

    def cells(self) -> Iterator[StoredCell]:
        """The stored cells, in the order of the file.

        Raises:
            PackageError: damaged, doctype or too-large.
        """
        for _ in self._parsing:
            yield from self._handler.take()


class _Handler(Handler):
    """A sheet has millions of elements: what happens at each of them is done in as few steps as can be."""

    def __init__(self, part: str, read: ReadValue) -> None:
        self.merges: list[Rectangle] = []
        self._part = part
        self._read = read
        self._cells: list[StoredCell] = []
        self._stored = 0
        self._root = True
        self._row = self._column = 0
        self._row_digits = "-"
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._formula = False
        self._text: list[str] = []
        self._in_value = False
        self._inline: RichText | None = None

    def take(self) -> list[StoredCell]:
        """The cells since the last time."""
        cells, self._cells = self._cells, []
        return cells

    def opened(self, tag: str, attributes: Attributes) -> None:
        if tag == CELL:
            self._attributes = attributes
            self._value, self._formula, self._inline = None, False, None
            self._place(attributes.get("r"))
        elif tag == VALUE:
            self._text.clear()
            self._in_value = True
        elif tag == FORMULA:
            self._formula = True
        elif tag == ROW:
            self._begin_row(whole_number(attributes.get("r"), self._row + 1))
            self._column = 0
        elif self._inline is not None:
            self._inline.start(tag)
        elif tag == INLINE:
            self._inline = RichText()
        elif tag == MERGE:
            self._merge(attributes.get("ref", ""))
        elif self._root and tag != SHEET:
            raise damaged(self._part)
        self._root = False

    def closed(self, tag: str) -> None:
        if tag == CELL:
            if self._value is not None or self._formula:
                self._store()
        elif tag == VALUE:
            self._value = "".join(self._text)
            self._in_value = False
        elif tag == INLINE and self._inline is not None:
            self._value = self._inline.whole()
            self._inline = None
        elif self._inline is not None:
            self._inline.end(tag)

    def data(self, text: str) -> None:
        if self._in_value:
            self._text.append(text)
        elif self._inline is not None:
            self._inline.data(text)

    def _begin_row(self, row: int) -> None:
        self._row, self._row_digits = row, str(row or "-")

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        elif reference.endswith(self._row_digits) and (column := _column(reference[: -len(self._row_digits)])):
            self._column = column  # as most do, it stands in the row that is around it
        else:
            row, self._column = self._position(reference)
            self._begin_row(row)

    def _position(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip(DIGITS)
        column, row = _column(letters), whole_number(reference[len(letters) :], 0)
        if not row or not column:
            raise damaged(self._part)
        return row, column

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.merges.append((*self._position(first), *self._position(last or first)))
        if len(self.merges) > MAX_CELLS:
            raise too_large(self._part)

    def _store(self) -> None:
        attributes = self._attributes
        cell = self._read(attributes.get("t", "n"), self._value, attributes.get("s"), self._formula)
        if cell is None:
            return
        if self._row < 1 or self._column < 1:  # outside of any row, or around one
            raise damaged(self._part)
        self._stored += 1
        if self._stored > MAX_CELLS or self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            raise too_large(self._part)
        self._cells.append(((self._row, self._column), cell))


@lru_cache(maxsize=MAX_COLUMNS)
def _column(letters: str) -> int:
    """1 for A, 27 for AA; 0 for what are no letters of a column."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return 0
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column
