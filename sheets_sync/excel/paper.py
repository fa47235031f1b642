"""What the sheets of a report share: one look, formats made once, headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sheets_sync.excel.writing import DATES, FONT, HEADER, INK, LINE, SIZE
from sheets_sync.messages.exports import CAPTIONS, in_lang

CELL = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}


class Paper:
    """A workbook being written in a language."""

    def __init__(self, book: Workbook, lang: str) -> None:
        self.book, self.lang = book, lang
        self.days = DATES[lang]
        self.moments = f"{DATES[lang]} hh:mm"
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **looks: Any) -> Any:
        """The format of a cell that looks so, made once."""
        key = tuple(looks.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format(CELL | looks)
        return self._formats[key]

    def lined(self, **looks: Any) -> Any:
        """The same with a line below, for sheets without a grid."""
        return self.format(bottom=1, bottom_color=LINE, **looks)

    def caption(self, key: str, **args: object) -> str:
        """One of `CAPTIONS`."""
        return in_lang(CAPTIONS[key], self.lang).format_map(args)

    def add_sheet(self, name: str) -> Worksheet:
        """A sheet that prints on A4, one page wide."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.3, 0.3, 0.4, 0.5)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8" + self.caption("page"), {"margin": 0.2})
        return sheet

    def write_header(self, sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
        """Write the headers of a table from the first column on."""
        looks = self.book.add_format(CELL | HEADER)
        for column, header in enumerate(headers):
            sheet.write_string(row, column, header, looks)
