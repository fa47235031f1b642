"""A worksheet part -> its formulas as text, and the part without some of their results.

Shared formulas come out as each of their cells has them. It reads bytes and remembers where results stand, so that
taking them out changes no other byte. The rule a newcomer would break first: a cell may say neither its row nor column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

from sheets_sync.excel.package.errors import PackageError, damaged
from sheets_sync.excel.package.markup import MAIN, whole_number
from sheets_sync.excel.package.references import moved, position, rectangle
from sheets_sync.excel.package.sheet import MAX_CELLS, Rectangle
from sheets_sync.layout.grid import Position

EXCEL_MAIN = "{http://schemas.microsoft.com/office/excel/2006/main}"
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
FILLING = ("array", "dataTable")
"""The kinds of formulas that fill an area."""

RULES = (f"{MAIN}conditionalFormatting", f"{MAIN}dataValidation")
"""What has an attribute sqref and formulas: rules of a sheet."""
RULE_TEXTS = (*(f"{MAIN}{name}" for name in ("formula", "formula1", "formula2")), f"{EXCEL_MAIN}f")
RULE_PLACE = f"{EXCEL_MAIN}sqref"
"""Where extended rules, and sparklines, say what they are for."""

ROW, CELL, FORMULA, VALUE, INLINE = (f"{MAIN}{name}" for name in ("row", "c", "f", "v", "is"))
RESULTS = (VALUE, INLINE)

_OPENING = re.compile(rb"<([^\s/>]+)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula where it stands, without its equals sign; `area` is what an array formula or data table fills."""

    position: Position
    text: str
    area: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula of a conditional format, a validation or the like; `cell` is the first that it is for, if any."""

    cell: str | None
    text: str


@dataclass(slots=True)
class SheetFormulas:
    """What the formulas of one worksheet part are, and where the bytes of their results stand."""

    formulas: list[Formula] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    results: dict[Position, list[tuple[int, int]]] = field(default_factory=dict)

    def without_results(self, data: bytes, cells: Iterable[Position]) -> bytes:
        """The bytes that were read, without the results of these cells."""
        spans = sorted(span for cell in cells for span in self.results.get(cell, ()))
        kept, end = [], 0
        for first, last in spans:
            kept.append(data[end:first])
            end = last
        return b"".join((*kept, data[end:]))


class Places:
    """Where cells stand, told of rows and cells in their order: without a reference, behind the one before."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def at_row(self, number: str | None) -> int:
        """A row begins."""
        self.row, self.column = whole_number(number, self.row + 1), 0
        return self.row

    def at_cell(self, reference: str | None) -> Position:
        """A cell begins.

        Raises:
            ValueError: the reference is none of a cell.
        """
        if reference is None:
            self.column += 1
        else:
            self.row, self.column = position(reference)
        return self.row, self.column


def in_one_byte(part: str, data: bytes) -> bytes:
    """A part's bytes with marks of one byte each, as in UTF-8; they are changed only if they have two.

    Raises:
        PackageError: damaged.
    """
    if not data.startswith(TWO_BYTES):
        return data
    try:
        return etree.tostring(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)))
    except etree.LxmlError as error:
        raise damaged(part) from error


def read_formulas(part: str, data: bytes) -> SheetFormulas:
    """The formulas of a worksheet part.

    Args:
        part: its name.
        data: its bytes, as `in_one_byte` gives them.

    Raises:
        PackageError: damaged, too-large or doctype.
    """
    reader = _Reader(data)
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(part) from error
    return reader.finished()


class _Reader:
    """Told of a part by expat, which knows at which byte it is."""

    def __init__(self, data: bytes) -> None:
        self.data, self.found, self.places = data, SheetFormulas(), Places()
        self.cell: Position = (0, 0)
        self.has_formula = False
        self.spans: list[tuple[int, int]] = []
        self.begun = 0
        self.attributes: Mapping[str, str] = {}
        self.texts: list[str] = []
        self.areas: list[Rectangle] = []
        self.masters: dict[str, Formula] = {}
        self.followers: list[tuple[int, str]] = []
        self.rule_cell: str | None = None
        self.unplaced = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.opened, self.closed
        self.parser.CharacterDataHandler = self.data_came
        self.parser.StartDoctypeDeclHandler = self.doctype

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = "{" + name  # expat has uri}name
        if tag == CELL:
            self.cell = self.places.at_cell(attributes.get("r"))
            self.has_formula, self.spans, self.texts = False, [], []
        elif tag == ROW:
            self.places.at_row(attributes.get("r"))
        elif tag in RESULTS:
            self.begun = self.parser.CurrentByteIndex
        elif tag in (FORMULA, RULE_PLACE, *RULE_TEXTS):
            self.attributes, self.texts = attributes, []
        elif tag in RULES:
            self.rule_cell = _first_cell(attributes.get("sqref"))

    def closed(self, name: str) -> None:
        tag = "{" + name
        if tag in RESULTS:
            self.spans.append((self.begun, self._end_of_tag()))
        elif tag == FORMULA:
            self.has_formula = True
            self._formula("".join(self.texts))
        elif tag == CELL:
            if self.spans and (self.has_formula or any(_within(self.cell, area) for area in self.areas)):
                self.found.results[self.cell] = self.spans
        elif tag in RULE_TEXTS:
            self.found.rules.append(Rule(self.rule_cell, "".join(self.texts)))
        elif tag == RULE_PLACE:
            self._place_rules("".join(self.texts))
        elif tag in RULES:
            self.rule_cell, self.unplaced = None, len(self.found.rules)

    def data_came(self, text: str) -> None:
        self.texts.append(text)

    def doctype(self, *_: object) -> None:
        raise PackageError("doctype")

    def finished(self) -> SheetFormulas:
        for index, id_ in self.followers:
            follower, master = self.found.formulas[index], self.masters.get(id_)
            if master:
                down, right = (own - first for own, first in zip(follower.position, master.position, strict=True))
                self.found.formulas[index] = Formula(follower.position, moved(master.text, down, right))
        return self.found

    def _formula(self, text: str) -> None:
        kind, id_, reference = (self.attributes.get(name) for name in ("t", "si", "ref"))
        area = rectangle(reference) if reference and kind in FILLING else None
        formula = Formula(self.cell, text, area)
        if kind == "shared" and id_ and text:
            self.masters[id_] = formula
        elif kind == "shared" and id_:
            self.followers.append((len(self.found.formulas), id_))
        if area:
            if (area[2] - area[0] + 1) * (area[3] - area[1] + 1) > MAX_CELLS:
                raise PackageError("too-large")
            self.areas.append(area)
        self.found.formulas.append(formula)

    def _place_rules(self, places: str) -> None:
        """Extended rules say behind their formulas what they are for."""
        for index in range(self.unplaced, len(self.found.rules)):
            self.found.rules[index] = Rule(_first_cell(places), self.found.rules[index].text)
        self.unplaced = len(self.found.rules)

    def _end_of_tag(self) -> int:
        """Behind the end tag that the parser is at, or behind the empty element that it has just passed."""
        at, opening = self.parser.CurrentByteIndex, _OPENING.match(self.data, self.begun)
        assert opening is not None
        return self.data.index(b">", at) + 1 if self.data.startswith(b"</" + opening[1], at) else at


def _first_cell(places: str | None) -> str | None:
    return places.split()[0].partition(":")[0] if places and places.strip() else None


def _within(cell: Position, area: Rectangle) -> bool:
    top, left, bottom, right = area
    return top <= cell[0] <= bottom and left <= cell[1] <= right
