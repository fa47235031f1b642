"""The cells of one worksheet part, being changed: put in their order, found, and made where there are none.

It knows cells and formulas as the part has them; what depends on them is not its concern.
The rule a newcomer would break first: a cell's format stays unless another cell's is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from sheets_sync.excel.package.editing import CannotEdit, Element
from sheets_sync.excel.package.errors import damaged
from sheets_sync.excel.package.formulas import (
    CELL,
    FORMULA,
    RESULTS,
    ROW,
    RULE_PLACE,
    RULE_TEXTS,
    RULES,
    Places,
    SheetFormulas,
)
from sheets_sync.excel.package.markup import MAIN, is_true, whole_number
from sheets_sync.excel.package.references import OWN_ROW, moved, position, shape, with_end
from sheets_sync.excel.package.sheet import MAX_COLUMNS, MAX_ROWS
from sheets_sync.excel.package.strings import escaped
from sheets_sync.layout.edit import Like, TabEdit, Text
from sheets_sync.layout.grid import Position, a1, address

CONTENT = (FORMULA, *RESULTS)
ABOUT_CONTENT = ("t", "cm", "vm", "ph")
"""Attributes of a cell that speak of its content: type, metadata, phonetics."""


class SheetCells:
    """The cells of a worksheet part as a tree. `touched` are the cells that were changed."""

    def __init__(self, tab: str, part: str, root: Element, formulas: SheetFormulas) -> None:
        """Put rows and cells in order.

        Args:
            tab: the sheet's name.
            part: the name of its part.
            root: its tree, which is changed.
            formulas: those of the part, as they stand.

        Raises:
            PackageError: it has no place for cells (damaged).
        """
        data = root.find(f"{MAIN}sheetData")
        if data is None:
            raise damaged(part)
        self.tab, self.part, self.root, self.data = tab, part, root, data
        self.formulas = {formula.position: formula for formula in formulas.formulas}
        self.areas = [formula.area for formula in formulas.formulas if formula.area]
        self.rows: dict[int, Element] = {}
        self.cells: dict[Position, Element] = {}
        self.touched: set[Position] = set()
        self._put_in_order()
        self._expand_shared_formulas()

    def apply(self, edit: TabEdit) -> None:
        """Make the changes of an edit.

        Raises:
            CannotEdit: a cell is part of an array formula (array).
        """
        for place in edit.cells:
            self._refuse_in_array(place)
        if edit.ends:
            self._move_ends(*edit.ends)
        models = {what.cell: self._model(what.cell) for what in edit.cells.values() if isinstance(what, Like)}
        for place, what in edit.cells.items():
            cell = self._cell(place)
            if isinstance(what, Text):
                _clear(cell)
                if what.value:
                    set_text(cell, escaped(what.value))
            else:
                self._copy(deepcopy(models[what.cell]), what.cell, cell, place)
            self.touched.add(place)
        self._stretch_dimension()

    def _put_in_order(self) -> None:
        """Write out where each row and cell stands, and sort them: programs drop what is out of order."""
        places = Places()
        try:
            for row in self.data.findall(ROW):
                number = places.at_row(row.get("r"))
                row.set("r", str(number))
                for cell in row.findall(CELL):
                    place = places.at_cell(cell.get("r"))
                    cell.set("r", a1(*place))
                    if place[0] != number or place in self.cells:
                        raise damaged(self.part)
                    self.cells[place] = cell
                if number in self.rows:
                    raise damaged(self.part)
                self.rows[number] = row
                _sort(row, _column)
        except ValueError as error:
            raise damaged(self.part) from error
        _sort(self.data, lambda child: whole_number(child.get("r"), MAX_ROWS + 1))

    def _expand_shared_formulas(self) -> None:
        """Give each cell its own formula, so that one can change without the others."""
        for place, cell in self.cells.items():
            formula = cell.find(FORMULA)
            if formula is not None and formula.get("t") == "shared" and self.formulas[place].text:
                formula.text = self.formulas[place].text
                for name in ("t", "ref", "si"):
                    formula.attrib.pop(name, None)

    def _refuse_in_array(self, place: Position) -> None:
        for top, left, bottom, right in self.areas:
            if top <= place[0] <= bottom and left <= place[1] <= right:
                raise CannotEdit("array", cell=address(self.tab, a1(*place)))

    def _move_ends(self, old: int, new: int) -> None:
        ended = _Ended(old, new, self.tab)
        for place, cell in self.cells.items():
            formula = cell.find(FORMULA)
            if formula is not None and formula.text:
                text = ended.formula(formula.text, place[0])
                if text != formula.text:
                    formula.text = text
                    cell[:] = [child for child in cell if child.tag not in RESULTS]
                    cell.attrib.pop("t", None)
                    self.touched.add(place)
        for element in (each for child in self.root if child is not self.data for each in child.iter()):
            if element.tag in (*RULE_TEXTS, RULE_PLACE) and element.text:
                element.text = with_end(element.text, old, new, self.tab)
            elif element.tag in RULES and (places := element.get("sqref")):
                element.set("sqref", with_end(places, old, new, self.tab))

    def _model(self, place: Position) -> Element:
        """A cell as it is now, to be copied."""
        self._refuse_in_array(place)
        cell = self.cells.get(place)
        return etree.Element(CELL) if cell is None else deepcopy(cell)

    def _copy(self, model: Element, origin: Position, cell: Element, place: Position) -> None:
        _clear(cell)
        for name in ("s", "t"):
            cell.attrib.pop(name, None)
            if value := model.get(name):
                cell.set(name, value)
        content = [child for child in model if child.tag in CONTENT]
        formula = model.find(FORMULA)
        if formula is not None:
            if not formula.text:  # of a shared formula that stands nowhere
                raise damaged(self.part)
            formula.text = moved(formula.text, place[0] - origin[0], place[1] - origin[1])
            content = [formula]
            cell.attrib.pop("t", None)
        for index, child in enumerate(content):
            cell.insert(index, child)

    def _cell(self, place: Position) -> Element:
        """The cell at a place, made with the format that shows there if it is not there yet."""
        if place in self.cells:
            return self.cells[place]
        row = self._row(place[0])
        row.attrib.pop("spans", None)  # a hint, and no longer true
        following = [child for child in row if _column(child) > place[1]]
        cell = self.cells[place] = etree.Element(CELL, r=a1(*place))
        if style := self._style(row, place[1]):
            cell.set("s", style)
        row.insert(row.index(following[0]) if following else len(row), cell)
        return cell

    def _row(self, number: int) -> Element:
        if number not in self.rows:
            place = sum(1 for other in self.rows if other < number)
            self.rows[number] = etree.Element(ROW, r=str(number))
            self.data.insert(place, self.rows[number])
        return self.rows[number]

    def _style(self, row: Element, column: int) -> str | None:
        if is_true(row.get("customFormat")):
            return row.get("s")
        for each in self.root.iterfind(f"{MAIN}cols/{MAIN}col"):
            if whole_number(each.get("min"), 0) <= column <= whole_number(each.get("max"), 0):
                return each.get("style")
        return None

    def _stretch_dimension(self) -> None:
        dimension = self.root.find(f"{MAIN}dimension")
        if dimension is not None and self.cells:
            rows, columns = zip(*self.cells, strict=True)
            dimension.set("ref", f"{a1(min(rows), min(columns))}:{a1(max(rows), max(columns))}")


class _Ended:
    """Formulas with another end; those that differ in their own row only, as those of a column do, are read once."""

    def __init__(self, old: int, new: int, tab: str) -> None:
        self.old, self.new, self.tab = old, new, tab
        self.shapes: dict[str, str] = {}

    def formula(self, text: str, row: int) -> str:
        like = None if row == self.old else shape(text, row)
        if like in self.shapes:
            return self.shapes[like].replace(OWN_ROW, str(row))
        ended = with_end(text, self.old, self.new, self.tab)
        if like and str(row) not in str(self.new):
            self.shapes[like] = ended.replace(str(row), OWN_ROW)
        return ended


def set_text(cell: Element, text: str) -> None:
    """Put a text, already escaped, into a cell that holds nothing."""
    cell.set("t", "inlineStr")
    inline = etree.Element(f"{MAIN}is")
    holder = etree.SubElement(inline, f"{MAIN}t")
    holder.text = text
    if text != text.strip():
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    cell.insert(0, inline)


def _clear(cell: Element) -> None:
    for child in [child for child in cell if child.tag in CONTENT]:
        cell.remove(child)
    for name in ABOUT_CONTENT:
        cell.attrib.pop(name, None)


def _column(child: Element) -> int:
    """The column of a cell; behind all for what else may stand in a row."""
    return position(child.get("r", ""))[1] if child.tag == CELL else MAX_COLUMNS + 1


def _sort(parent: Element, key: Callable[[Element], int]) -> None:
    keys = [key(child) for child in parent]
    if any(after < before for before, after in pairwise(keys)):
        parent[:] = sorted(parent, key=key)
