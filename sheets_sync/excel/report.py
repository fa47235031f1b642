"""A report -> a workbook by XlsxWriter: an overview with charts, and a sheet for each table.

It answers for typed cells: numbers, percents, dates and moments are true ones, a text is a string whatever it begins
with, and there is no formula. The rule a newcomer would break first: nothing here asks for the time, so that the same
report is the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sheets_sync.excel.charts import draw_overview
from sheets_sync.excel.paper import Paper
from sheets_sync.excel.writing import BAR, EFFECTS
from sheets_sync.layout.block import Effect
from sheets_sync.layout.report import Column, Form, Overview, Points, Table
from sheets_sync.messages.exports import COLUMN_HEADERS, SHEETS, WORDS, in_lang
from sheets_sync.messages.labels import period_label, period_named

MOST_ROWS = 1_048_575
"""Rows that a sheet takes below its header."""
WIDTHS: Mapping[Form, float] = {
    Form.WHOLE: 11,
    Form.NUMBER: 15,
    Form.SHARE: 11,
    Form.FLAG: 11,
    Form.DAY: 13,
    Form.MOMENT: 18,
    Form.WORD: 17,
}
NARROWEST, WIDEST = 10, 40
FILTER_BUTTON = 4
ONE_LINE, TWO_LINES = 17, 31
"""Heights of rows, in points. They are fixed: a long text neither runs over its neighbour nor makes a tall row."""
SHAPES = ("#,##0", "#,##0.0##", "0%", "0.0##%")
SENTENCES = ("objective", "key_result", "message", "mend")
TOP = {"valign": "top"}
TEXT = {"align": "left", "indent": 1, "text_wrap": True, **TOP}
FLAG = {"align": "center", **TOP, "num_format": '"TRUE";"TRUE";"FALSE"'}
"""LibreOffice shows a boolean by its format, Excel as it is."""


Writer = Callable[[int, Any], object]
"""Writes a value into a row of its column."""


class TooManyRows(ValueError):
    """A table is longer than a sheet. `table` is its key."""

    def __init__(self, table: str, rows: int) -> None:
        super().__init__(table, rows)
        self.table, self.rows = table, rows


def write_report(overview: Overview, tables: Sequence[Table], *, lang: str, zone: str) -> bytes:
    """The bytes of a workbook.

    Args:
        overview: what its first sheet shows.
        tables: a sheet each.
        lang: of sheets, headers and words, "vi" or "en".
        zone: in which moments are told.

    Raises:
        TooManyRows: a table does not fit a sheet.
    """
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            raise TooManyRows(table.key, len(table.rows))
    buffer = BytesIO()
    with TemporaryDirectory() as folder:  # rows wait there, not in memory
        book = Workbook(buffer, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"created": datetime.combine(overview.day, time())})
        paper = Paper(book, lang)
        draw_overview(paper, overview)
        for table in tables:
            _Sheet(paper, table, ZoneInfo(zone)).write()
        book.close()
    return buffer.getvalue()


class _Sheet:
    """The sheet of one table."""

    def __init__(self, paper: Paper, table: Table, zone: ZoneInfo) -> None:
        self.paper, self.table, self.zone = paper, table, zone
        self.sheet: Worksheet = paper.add_sheet(in_lang(SHEETS[table.key], paper.lang))

    def write(self) -> None:
        """Write header, rows, and how they are shown."""
        columns, rows = self.table.columns, self.table.rows
        headers = [in_lang(COLUMN_HEADERS[column.key], self.paper.lang) for column in columns]
        widths = [self._width(number, column, headers[number]) for number, column in enumerate(columns)]
        self.sheet.set_default_row(TWO_LINES if any(column.key in SENTENCES for column in columns) else ONE_LINE)
        self.sheet.set_row(0, TWO_LINES)
        for number, width in enumerate(widths):
            aside = {"level": 1, "hidden": True} if number >= self.table.front else {}
            self.sheet.set_column(number, number, width, None, aside)
        self.paper.write_header(self.sheet, 0, headers)
        writers = [self._writer(number, column) for number, column in enumerate(columns)]
        for row, values in enumerate(rows, 1):
            for write, value in zip(writers, values, strict=True):
                if value is not None and value != "":
                    write(row, value)
        self._view(max(len(rows), 1), len(columns) - 1)

    def _view(self, last_row: int, last_column: int) -> None:
        progress = next((n for n, column in enumerate(self.table.columns) if column.key == "progress"), None)
        if progress is not None:
            self.sheet.conditional_format(1, progress, last_row, progress, BAR)
        self.sheet.outline_settings(visible=True, symbols_below=True, symbols_right=False)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, last_row, last_column)
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, last_row, last_column)})
        self.sheet.repeat_rows(0)

    def _width(self, number: int, column: Column, header: str) -> float:
        if width := WIDTHS.get(column.form):
            return width
        longest = max((len(str(row[number] or "")) for row in self.table.rows), default=0)
        return min(max(longest + 3, len(header) + FILTER_BUTTON, NARROWEST), WIDEST)

    def _writer(self, number: int, column: Column) -> Writer:
        """What writes the values of a column."""
        sheet, look = self.sheet, self.paper.format
        match column.form:
            case Form.TEXT if column.key == "per":
                return lambda row, value: sheet.write_string(row, number, self._period(value), look(**TEXT))
            case Form.TEXT:
                text = look(**TEXT)
                return lambda row, value: sheet.write_string(row, number, value, text)
            case Form.WORD:
                words = WORDS[column.key][self.paper.lang]
                looks = {word: look(**TEXT, **_word_look(column.key, word)) for word in column.choices}
                return lambda row, value: sheet.write_string(row, number, words[value], looks[value])
            case Form.FLAG:
                flag = look(**FLAG)
                return lambda row, value: sheet.write_boolean(row, number, value, flag)
            case Form.DAY:
                day = look(num_format=self.paper.days, **TOP)
                return lambda row, value: sheet.write_datetime(row, number, value, day)
            case Form.MOMENT:
                moment = look(num_format=self.paper.moments, **TOP)
                return lambda row, value: sheet.write_datetime(row, number, self._local(value), moment)
            case Form.SHARE:
                share = look(num_format="0%", **TOP)
                return lambda row, value: sheet.write_number(row, number, value, share)
            case Form.NUMBER | Form.WHOLE:
                looks = {shape: look(num_format=shape, **TOP) for shape in SHAPES}
                return lambda row, value: sheet.write_number(row, number, *_number(value, looks))

    def _local(self, moment: datetime) -> datetime:
        """A moment in the zone, as Excel knows it: without one."""
        return moment.astimezone(self.zone).replace(tzinfo=None, microsecond=0)

    def _period(self, text: str) -> str:
        """The period of a rate in words."""
        period = period_named(text)
        return period_label(*period, self.paper.lang) if period else text


def _word_look(key: str, word: str) -> dict[str, Any]:
    return EFFECTS[Effect(word)] if key == "status" else {}


def _number(value: float, looks: Mapping[str, Any]) -> tuple[float, Any]:
    """A number as its cell holds it, and its format: a percent is a true one, decimals show where there are any."""
    whole = float(value).is_integer()
    if isinstance(value, Points):
        return value / 100, looks["0%" if whole else "0.0##%"]
    return value, looks["#,##0" if whole else "#,##0.0##"]
