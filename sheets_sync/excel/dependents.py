"""Which formulas of a workbook may have another result once some cells have changed. Pure.

It may name too many, never too few: what cannot be read off a formula's text (INDIRECT, OFFSET, volatile functions,
arrays, other files, names that nobody defined) depends on everything. Areas are taken as they stand, so a formula
that reads only cells that did not change keeps its result.
The rule a newcomer would break first: a result is left in place only if its whole chain is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.excel.package.formulas import Formula
from sheets_sync.excel.package.references import Token, is_fixed, rectangle, shape, tokens
from sheets_sync.excel.package.sheet import MAX_COLUMNS, MAX_ROWS, Rectangle
from sheets_sync.layout.grid import Position

OPAQUE = frozenset(
    ("INDIRECT", "OFFSET", "CELL", "INFO", "NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "RTD", "SHEET", "SHEETS")
)
"""Functions whose result no reference explains."""
STRETCHING = frozenset(("SUMIF", "AVERAGEIF"))
"""Functions that read a last area as large as the first, however small it is written."""
PARAMETERS = ("_xlpm.", "_xlop.")
"""What names of LET and LAMBDA begin with."""
CONSTANTS = ("TRUE", "FALSE")

Cell = tuple[str, int, int]
"""Sheet, row, column."""
Area = tuple[str, Rectangle]


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name; `sheet` is the one that it belongs to, None for the whole workbook."""

    name: str
    sheet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, where it stands, and the row of its header, None without one."""

    name: str
    sheet: str
    area: Rectangle
    header: int | None


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a workbook computes: its sheets in order, the formulas of each, its names and tables."""

    sheets: Sequence[str]
    formulas: Mapping[str, Sequence[Formula]]
    names: Sequence[Name]
    tables: Sequence[Table]


def dependents(calculation: Calculation, touched: Iterable[Cell]) -> dict[str, set[Position]]:
    """The cells, by sheet, whose results may be others once the touched cells are; those of arrays whole."""
    graph = _Graph(calculation)
    changed, formulas = set(touched), graph.opaque
    stale: set[Cell] = set()
    while changed or formulas:
        found = {cell for sheet, formula in formulas for cell in _cells_of(sheet, formula)} - stale
        stale |= found
        changed, formulas = set(), graph.readers(changed | found)
    by_sheet: dict[str, set[Position]] = defaultdict(set)
    for sheet, row, column in stale:
        by_sheet[sheet].add((row, column))
    return by_sheet


class _Graph:
    """Formulas by what they read; an area that has been asked about once is forgotten."""

    def __init__(self, calculation: Calculation) -> None:
        self.reading = _Reading(calculation)
        self.opaque: list[tuple[str, Formula]] = []
        self.by_cell: dict[Cell, list[tuple[str, Formula]]] = defaultdict(list)
        self.by_area: dict[str, dict[Rectangle, list[tuple[str, Formula]]]] = defaultdict(lambda: defaultdict(list))
        for sheet, formulas in calculation.formulas.items():
            for formula in formulas:
                self._put(sheet, formula)

    def _put(self, sheet: str, formula: Formula) -> None:
        areas = None if formula.area else self.reading.areas_of(formula, sheet)
        if areas is None:
            self.opaque.append((sheet, formula))
            return
        for where, area in areas:
            top, left, bottom, right = area
            if (top, left) == (bottom, right):
                self.by_cell[where, top, left].append((sheet, formula))
            else:
                self.by_area[where][area].append((sheet, formula))

    def readers(self, cells: Iterable[Cell]) -> list[tuple[str, Formula]]:
        """The formulas that read any of these cells and were not given out before."""
        columns: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        found: list[tuple[str, Formula]] = []
        for cell in cells:
            sheet, row, column = cell
            columns[sheet][column].append(row)
            found += self.by_cell.pop(cell, ())
        for sheet, rows in columns.items():
            for each in rows.values():
                each.sort()
            read = [area for area in self.by_area[sheet] if _meets(area, rows)]
            for area in read:
                found += self.by_area[sheet].pop(area)
        return found


class _Reading:
    """What the texts of formulas read."""

    def __init__(self, calculation: Calculation) -> None:
        self.sheets = calculation.sheets
        self.by_name = {sheet.casefold(): sheet for sheet in calculation.sheets}
        self.names = {(name.name.casefold(), name.sheet): name for name in calculation.names}
        self.tables = {table.name.casefold(): table for table in calculation.tables}
        self.shapes: dict[tuple[str, str], tuple[int, frozenset[Area] | None]] = {}

    def areas_of(self, formula: Formula, sheet: str) -> frozenset[Area] | None:
        """As `areas`; formulas that differ in their own row only, as those of a column do, are read once."""
        row = formula.position[0]
        like = shape(formula.text, row)
        if like is None or row == 1:  # 1 is where whole columns begin, too
            return self.areas(formula.text, sheet)
        if (sheet, like) not in self.shapes:
            areas = self.areas(formula.text, sheet)
            if not all(self._is_plain(token, str(row)) for token in tokens(formula.text)):
                return areas
            self.shapes[sheet, like] = row, areas
        first, areas = self.shapes[sheet, like]
        if areas is None or row == first:
            return areas
        return frozenset(
            (where, (row if top == first else top, left, row if bottom == first else bottom, right))
            for where, (top, left, bottom, right) in areas
        )

    def areas(self, text: str, sheet: str, within: tuple[Name, ...] = ()) -> frozenset[Area] | None:
        """The areas that a formula of a sheet reads, None if nobody can tell; `within` are names being resolved."""
        found: set[Area] = set()
        stretching = False
        before = None
        for token in tokens(text):
            read = self._read(token, before, sheet, within)
            if read is None or (token.kind == "area" and within and not is_fixed(token.text)):
                return None
            found.update(read)
            stretching |= token.kind == "function" and _function(token) in STRETCHING
            before = token
        return frozenset(_stretched(found) if stretching else found)

    def _is_plain(self, token: Token, row: str) -> bool:
        """Whether what a token reads is told by its own text alone, in which the row's number is that of cells."""
        if token.kind == "function":
            named = any(name == token.text.casefold() for name, _ in self.names)
            return not named and _function(token) not in STRETCHING
        return token.kind not in ("name", "brackets") and row not in token.prefix

    def _read(self, token: Token, before: Token | None, sheet: str, within: tuple[Name, ...]) -> Iterable[Area] | None:
        match token.kind:
            case "area":
                sheets = self._sheets(token, sheet)
                return None if sheets is None else [(each, rectangle(token.text)) for each in sheets]
            case "name":
                return self._name(token, sheet, within)
            case "function":
                return self._function(token, sheet, within)
            case "brackets" if before is None or before.kind != "name":  # of the table around the formula
                return [(table.sheet, table.area) for table in self.tables.values() if table.sheet == sheet]
            case "other" if ":" in token.text:  # a range whose ends are computed
                return None
        return ()

    def _sheets(self, token: Token, sheet: str) -> Sequence[str] | None:
        """The sheets that a reference speaks of, None if one is unknown or foreign."""
        if not token.prefix:
            return (sheet,)
        named = [self.by_name.get(name.casefold()) for name in token.sheets]
        places = [self.sheets.index(name) for name in named if name]
        if not places or len(places) < len(named):
            return None
        return self.sheets[min(places) : max(places) + 1]

    def _name(self, token: Token, sheet: str, within: tuple[Name, ...]) -> Iterable[Area] | None:
        word = token.text.casefold()
        if not token.prefix and (token.text.upper() in CONSTANTS or word.startswith(PARAMETERS)):
            return ()
        sheets = self._sheets(token, sheet)
        if sheets is None:
            return None
        name = self.names.get((word, sheets[0])) or self.names.get((word, None))
        if name:
            return () if name in within else self.areas(name.text, name.sheet or sheet, (*within, name))
        table = self.tables.get(word)
        return [(table.sheet, table.area)] if table else None

    def _function(self, token: Token, sheet: str, within: tuple[Name, ...]) -> Iterable[Area] | None:
        if token.prefix or _function(token) in OPAQUE:
            return None
        own = (token.text.casefold(), sheet) in self.names or (token.text.casefold(), None) in self.names
        return self._name(token, sheet, within) if own else ()


def _function(token: Token) -> str:
    """The function's name without the mark of newer ones."""
    return token.text.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


def _stretched(areas: set[Area]) -> Iterable[Area]:
    """The areas, each as high and wide as the highest and widest."""
    height = max((bottom - top for _, (top, _, bottom, _) in areas), default=0)
    width = max((right - left for _, (_, left, _, right) in areas), default=0)
    for sheet, (top, left, _, _) in areas:
        yield sheet, (top, left, min(top + height, MAX_ROWS), min(left + width, MAX_COLUMNS))


def _cells_of(sheet: str, formula: Formula) -> Iterable[Cell]:
    if formula.area is None:
        return ((sheet, *formula.position),)
    top, left, bottom, right = formula.area
    return [(sheet, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _meets(area: Rectangle, columns: Mapping[int, Sequence[int]]) -> bool:
    """Whether an area holds any of the cells given as sorted rows by column."""
    top, left, bottom, right = area
    for column, rows in columns.items():
        if left <= column <= right:
            place = bisect_left(rows, top)
            if place < len(rows) and rows[place] <= bottom:
                return True
    return False
