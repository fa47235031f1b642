"""Which formulas of a workbook speak of a tab, so that it cannot be taken away from under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sheets_sync.excel.calculating import WorkbookFormulas, read_workbook_formulas
from sheets_sync.excel.package.editing import Package
from sheets_sync.excel.package.references import Token, tokens
from sheets_sync.excel.package.workbook import read_workbook
from sheets_sync.excel.removing import parts_reached
from sheets_sync.layout.grid import a1, address

MOST = 20
"""So many places are named at most."""
FIRST_CELL = "A1"
CHARTS = "/charts/"
"""In the names of all chart parts, whichever program wrote them."""

_CHART_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<")


def speaking_of(package: Package, tab: str) -> tuple[str, ...]:
    """The cells of other tabs, and the names, whose formulas speak of a tab, at most 20.

    Formulas of conditional formats and validations count; each is named by the first cell that it is for. Charts count,
    too, and are named by their sheet.

    Raises:
        PackageError: a part cannot be read.
    """
    found = read_workbook_formulas(package)
    return tuple(dict.fromkeys((*_places(found, tab), *_charts(package, found, tab))))[:MOST]


def _charts(package: Package, found: WorkbookFormulas, tab: str) -> Iterator[str]:
    """The sheets whose charts speak of the tab, as `Sheet (chart)`."""
    speaks = _Ear(found, tab).hears
    for sheet in read_workbook(package.archive).sheets:
        for part in parts_reached(package.archive, sheet.part).values() if sheet.name != tab else ():
            if CHARTS in part and any(speaks(text) for text in chart_formulas(package.data(part))):
                yield f"{sheet.name} (chart)"


def _places(found: WorkbookFormulas, tab: str) -> Iterator[str]:
    speaks = _Ear(found, tab).hears
    for sheet, formulas in found.sheets.items():
        if sheet != tab:
            yield from (address(sheet, a1(*each.position)) for each in formulas.formulas if speaks(each.text))
            yield from (address(sheet, rule.cell or FIRST_CELL) for rule in formulas.rules if speaks(rule.text))
    for name in found.calculation.names:
        if name.sheet != tab and speaks(name.text):
            yield address(name.sheet, name.name) if name.sheet else name.name


def chart_formulas(data: bytes) -> Iterator[str]:
    """The references in a chart part."""
    return (unescape(found.decode("utf-8", "replace")) for found in _CHART_FORMULA.findall(data))


class _Ear:
    def __init__(self, found: WorkbookFormulas, tab: str) -> None:
        self.tab = tab.casefold()
        self.sheets = [sheet.casefold() for sheet in found.calculation.sheets]
        self.tables = {table.name.casefold() for table in found.calculation.tables if table.sheet == tab}

    def hears(self, text: str) -> bool:
        """Whether a formula speaks of the tab: by its name, a range of sheets around it, or a table on it."""
        indirect = any(token.kind == "function" and token.text.upper() == "INDIRECT" for token in tokens(text))
        return any(self._is_spoken_of(token, indirect) for token in tokens(text))

    def _is_spoken_of(self, token: Token, indirect: bool) -> bool:
        if token.kind == "text":
            return indirect and self.tab in token.text.casefold()
        if token.kind == "name" and not token.prefix and token.text.casefold() in self.tables:
            return True
        named = [name.casefold() for name in token.sheets]
        places = [self.sheets.index(name) for name in named if name in self.sheets]
        if not places or len(places) < len(named):
            return self.tab in named
        return min(places) <= self.sheets.index(self.tab) <= max(places)
