"""The formulas of a package as text: what they refer to, and the same formulas moved.

Formulas in files are in English and A1 notation whatever the language of the program. A formula is cut into tokens
and put together again; what is no reference stays letter by letter. Nothing is computed.
The rule a newcomer would break first: texts, names and functions may look like cells ("A1", LOG10(…), Q1!A1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sheets_sync.excel.package.sheet import MAX_COLUMNS, MAX_ROWS, Rectangle
from sheets_sync.layout.grid import Position, column_letters

_STOP = r"\s\"'!()\[\]{},;:+\-*/^&=<>%#@$|"
_WORD = rf"[^{_STOP}]+"
_ROW = r"\$?[1-9][0-9]{0,6}"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN = re.compile(
    rf"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[[^\[\]]*\])?(?:{_WORD}(?::{_WORD})?)?)!)?
      (?: (?P<area>(?:{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|{_ROW}:{_ROW})
          (?![^{_STOP}]|[(!]))
        | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![^{_STOP}]))
        | (?P<function>{_WORD}(?=\())
        | (?P<name>{_WORD})
        | (?P<error>\#[A-Za-z0-9/_]+[!?]?)
      )
    | (?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<other>[\s(){{}},;:+\-*/^&=<>%@|]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")

BROKEN = "#REF!"
OWN_ROW = "\0"
"""What stands in a shape for the number of the formula's own row."""
_UNCLEAR = re.compile(rf"(?<![A-Za-z$]){OWN_ROW}|{OWN_ROW}(?=[^{_STOP}]|[(!])")


class Token(NamedTuple):
    """A piece of a formula: its kind (a group of the pattern), its text without the sheet, and the sheet's prefix."""

    kind: str
    text: str
    prefix: str

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheet that the prefix names, or the first and last of a range of sheets; a foreign one has brackets."""
        names = self.prefix.removesuffix("!")
        if names.startswith("'"):
            names = names[1:-1].replace("''", "'")
        return tuple(names.split(":")) if names else ()


class _Corner(NamedTuple):
    column_fixed: str
    column: int
    row_fixed: str
    row: int

    def __str__(self) -> str:
        letters = column_letters(self.column) if self.column else ""
        return f"{self.column_fixed}{letters}{self.row_fixed}{self.row or ''}"


@lru_cache(maxsize=256)
def tokens(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula (without its equals sign), in order; together they are its whole text."""
    return tuple(_tokens(formula))


def _tokens(formula: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(formula):
        kind, prefix = match.lastgroup or "other", match["sheet"] or ""
        text = match[0][len(prefix) :]
        if kind == "area" and not _is_area(text):
            kind = "name"
        yield Token(kind, text, prefix)


def position(reference: str) -> Position:
    """Row and column of a cell such as B5.

    Raises:
        ValueError: it is none.
    """
    corner = _corner(reference)
    if not (1 <= corner.row <= MAX_ROWS and 1 <= corner.column <= MAX_COLUMNS):
        raise ValueError(f"no cell: {reference}")
    return corner.row, corner.column


def rectangle(area: str) -> Rectangle:
    """The cells of an area such as A1, $A$1:B2, A:B or 1:2.

    Raises:
        ValueError: it is none.
    """
    corners = _corners(area)
    rows, columns = [corner.row for corner in corners], [corner.column for corner in corners]
    top, bottom = (min(rows), max(rows)) if all(rows) else (1, MAX_ROWS)
    left, right = (min(columns), max(columns)) if all(columns) else (1, MAX_COLUMNS)
    return top, left, bottom, right


def is_fixed(area: str) -> bool:
    """Whether an area is the same wherever its formula stands."""
    return all(
        (corner.column_fixed or not corner.column) and (corner.row_fixed or not corner.row) for corner in _corners(area)
    )


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as copying it so many rows down and columns right makes it."""
    if not rows and not columns:
        return formula
    return _rewritten(formula, lambda token: _moved(token.text, rows, columns))


def with_end(formula: str, old: int, new: int, tab: str) -> str:
    """A formula of a tab, or a list of areas, whose ranges in that tab that end in row `old` end in row `new`."""

    def end(token: Token) -> str:
        corners = _corners(token.text)
        if token.prefix and [name.casefold() for name in token.sheets] != [tab.casefold()]:
            return token.text
        if len(corners) == 1 or corners[1].row != old:
            return token.text
        return f"{corners[0]}:{corners[1]._replace(row=new)}"

    return _rewritten(formula, end)


def shape(formula: str, row: int) -> str | None:
    """A formula with its own row marked: the same for all formulas of a column that were filled down.

    Returns:
        The text with OWN_ROW for the row's number, where this is the row of a cell or within a text or a sheet's name;
        None if it may be something else.
    """
    marked = formula.replace(str(row), OWN_ROW)
    return None if _UNCLEAR.search(marked) else marked


def _rewritten(formula: str, change: Callable[[Token], str]) -> str:
    return "".join(token.prefix + (change(token) if token.kind == "area" else token.text) for token in tokens(formula))


def _moved(area: str, rows: int, columns: int) -> str:
    corners = [
        corner._replace(
            row=corner.row + (0 if corner.row_fixed or not corner.row else rows),
            column=corner.column + (0 if corner.column_fixed or not corner.column else columns),
        )
        for corner in _corners(area)
    ]
    for old, new in zip(_corners(area), corners, strict=True):
        if not (bool(old.row) <= new.row <= MAX_ROWS and bool(old.column) <= new.column <= MAX_COLUMNS):
            return BROKEN
    return ":".join(str(corner) for corner in corners)


def _is_area(text: str) -> bool:
    return all(
        corner.row <= MAX_ROWS and corner.column <= MAX_COLUMNS and bool(corner.row or corner.column)
        for corner in _corners(text)
    )


@lru_cache(maxsize=65_536)
def _corners(area: str) -> tuple[_Corner, ...]:
    return tuple(_corner(text) for text in area.split(":"))


def _corner(text: str) -> _Corner:
    match = _CORNER.fullmatch(text)
    if match is None:
        raise ValueError(f"no cell: {text}")
    column_fixed, letters, row_fixed, digits = match.groups()
    if not letters:  # the rows of $1:$2
        column_fixed, row_fixed = "", column_fixed or row_fixed
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return _Corner(column_fixed, column, row_fixed, int(digits or 0))
