"""Spreadsheets as the people at them see them: rows and columns are objects that sorts and moves carry along.

Every row knows what its reader takes it for (`Thing`), every cell who typed it. That is the truth which the judge
holds against the store; nothing here looks an id up. The rule a newcomer would break first: an edit moves and copies
objects, and never asks the product where something is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count

from sheets_sync.layout.grid import Grid, Position
from sheets_sync.okr.cell import BLANK, CellType, NumberFormat, RawCell

DEFINING = ("text", "measure", "owner", "due", "target", "unit", "rule", "start", "stretch", "per", "weight", "from")
"""Keys of the columns that say what a measure is."""
NUMBERS = ("target", "start", "stretch")
"""Those of them that mean nothing to a milestone."""
UNSEEN = "no such column"
ADDRESSING = ("id", "objective", "key_result")
MILESTONES, MONEY = ("cột mốc", "milestone"), ("VND", "USD", "EUR")


@dataclass(frozen=True, slots=True)
class Typed:
    """That a person typed a value. `reads` is what a text means to anybody, as `meaning` tells; None for junk."""

    serial: int
    reads: Decimal | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and who typed it there if it is a value of a measure."""

    raw: RawCell = BLANK
    typed: Typed | None = None

    @property
    def blank(self) -> bool:
        return self.raw.type is CellType.BLANK or (self.raw.text is not None and not self.raw.text.strip())

    @property
    def shown(self) -> str:
        """What a person sees."""
        raw = self.raw
        if raw.boolean is not None:
            return "TRUE" if raw.boolean else "FALSE"
        if raw.number is None:
            return raw.text or ""
        if raw.format is NumberFormat.PERCENT:
            return f"{_digits(raw.number * 100)}%"
        return _digits(raw.number)


EMPTY = Cell()


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(eq=False, slots=True)
class Thing:
    """What a person takes a row for: a measure, an objective or the whole plan. `id` is None until it has one.

    `origin` is what its row was copied from, if it became a measure of its own only later. `look` is how it was set,
    and `kinds` how its values are to be read, whenever its row was read.
    """

    name: str
    sort: str = "measure"
    plan: str | None = None
    id: str | None = None
    look: tuple[str, ...] = ()
    kinds: set[str] = field(default_factory=set)
    origin: Thing | None = None


class Column:
    """One column, wherever it is moved to."""


@dataclass(eq=False, slots=True)
class Row:
    """One row, wherever it is moved to. `role`: title, key, header, data or end."""

    cells: dict[Column, Cell]
    role: str = "data"
    thing: Thing | None = None

    def copy(self) -> Row:
        return Row(dict(self.cells), self.role, self.thing)

    def at(self, column: Column | None) -> Cell:
        return self.cells.get(column, EMPTY) if column else EMPTY


@dataclass(eq=False, slots=True)
class Tab:
    """A tab. `plan` is whose block was laid out in it, or in the tab that it is a copy of."""

    name: str
    columns: list[Column]
    rows: list[Row]
    plan: str | None = None

    def copy(self, name: str | None = None) -> Tab:
        return Tab(name or self.name, list(self.columns), [row.copy() for row in self.rows], self.plan)

    @property
    def key_row(self) -> Row | None:
        return next((row for row in self.rows if row.role == "key"), None)

    @property
    def is_block(self) -> bool:
        return self.plan is not None and self.key_row is not None

    def keyed(self, key: str) -> list[Column]:
        """The columns of a key: one, unless people copied or deleted it."""
        cells = self.key_row.cells if self.key_row else {}
        return [column for column in self.columns if column in cells and cells[column].raw.text == key]

    def column(self, key: str) -> Column | None:
        return next(iter(self.keyed(key)), None)

    def key_of(self, column: Column) -> str:
        row = self.key_row
        return (row.at(column).raw.text if row else None) or ""

    def at(self, row: Row, key: str) -> Cell:
        return row.at(self.column(key))

    def put(self, row: Row, key: str, cell: Cell) -> None:
        if column := self.column(key):
            row.cells[column] = cell

    @property
    def data(self) -> list[Row]:
        return [row for row in self.rows if row.role == "data"]

    @property
    def measures(self) -> list[Row]:
        """The rows that people take for measures."""
        return [row for row in self.data if row.thing and row.thing.sort == "measure"]

    def number(self, row: Row) -> int:
        return self.rows.index(row) + 1

    def look(self, row: Row, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """How a row defines its measure, as anybody sees it; where a column is gone, as `before`, else `UNSEEN`."""
        without = NUMBERS if self.kind(row) == "milestone" else ()
        columns = (self.column(key) for key in DEFINING)
        unseen = before or (UNSEEN,) * len(DEFINING)
        return tuple(
            "" if key in without else row.at(column).shown.strip() if column else then
            for key, column, then in zip(DEFINING, columns, unseen, strict=True)
        )

    def kind(self, row: Row) -> str:
        """How the row's values are to be read, by its rule and unit: milestone, percent, a currency, or number."""
        unit = self.at(row, "unit").shown.strip()
        if self.at(row, "rule").shown.strip().casefold() in MILESTONES:
            return "milestone"
        return "percent" if unit == "%" else unit if unit in MONEY else "number"

    def grid(self) -> Grid:
        places = {column: number for number, column in enumerate(self.columns, 1)}
        cells = {
            (number, places[column]): cell.raw
            for number, row in enumerate(self.rows, 1)
            for column, cell in row.cells.items()
            if column in places and cell.raw.type is not CellType.BLANK
        }
        return Grid(tab=self.name, cells=cells)

    def cell_at(self, position: Position) -> tuple[Row, Column]:
        """The row and column at a position; both are made if they lie outside of what was used so far."""
        while len(self.rows) < position[0]:
            self.rows.append(Row({}))
        while len(self.columns) < position[1]:
            self.columns.append(Column())
        return self.rows[position[0] - 1], self.columns[position[1] - 1]


@dataclass(eq=False, slots=True)
class Document:
    """A file: its tabs, and a number that no other state of a file has."""

    tabs: list[Tab]
    version: int = field(default_factory=count().__next__)

    def change(self) -> None:
        self.version = Document([]).version

    def copy(self) -> Document:
        return Document([tab.copy() for tab in self.tabs])

    def blocks_of(self, plan: str) -> list[Tab]:
        return [tab for tab in self.tabs if tab.plan == plan and tab.is_block]

    def free_name(self, name: str) -> str:
        """A tab's name as Excel makes it when that one is taken: `OKR (2)`."""
        taken = {tab.name.casefold() for tab in self.tabs}
        names = (name if number == 1 else f"{name[:26]} ({number})" for number in range(1, 99))
        return next(each for each in names if each.casefold() not in taken)


def alike(look: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows define a measure alike, as far as both can be seen."""
    return all(one == two or UNSEEN in (one, two) for one, two in zip(look, other, strict=False))


def number_cell(value: Decimal, shown: NumberFormat = NumberFormat.GENERAL, serial: int = 0) -> Cell:
    """A true number; a percent is given in points."""
    stored = value / 100 if shown is NumberFormat.PERCENT else value
    raw = RawCell(type=CellType.NUMBER, number=stored.normalize(), format=shown)
    return Cell(raw, Typed(serial) if serial else None)


def text_cell(text: str, typed: Typed | None = None) -> Cell:
    return Cell(RawCell(type=CellType.TEXT, text=text) if text else BLANK, typed)


def retyped(cell: Cell, serial: int) -> Cell:
    """The same in a cell of its own, as filling down does."""
    return replace(cell, typed=replace(cell.typed, serial=serial)) if cell.typed else cell
