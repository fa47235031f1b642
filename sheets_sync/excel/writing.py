"""Block -> a workbook of one tab, by XlsxWriter, with the results of the formulas that are known.

The workbook is made in memory; `excel.inserting` puts it, or its tab, where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sheets_sync.layout.block import Block, Cell, CellValue, Conditional, Effect, Level, Look, Role, Shape, Validation
from sheets_sync.layout.columns import COLUMNS, FIRST_ROW, HEADER_ROW, INDEX, KEY_ROW, TITLE_ROW, Use
from sheets_sync.layout.grid import EPOCH_1900, EPOCH_1904

FONT, SIZE = "Calibri", 10
INK, MUTED, LINE, ACCENT = "#1F2937", "#8A94A3", "#D5DBE3", "#1F4E79"
FILLS = {Level.PLAN: "#D6E4F0", Level.OBJECTIVE: "#EDF3F9", Level.MEASURE: None, Level.OUTSIDE: None}
INPUT_FILL, ASKED_FILL, COMPUTED_FILL = "#FFF9DB", "#FFE8A3", "#F6F7F9"
DATES = {"vi": "dd/mm/yyyy", "en": "[$-409]d mmm yyyy"}
NUMBERS = {Shape.NUMBER: "#,##0", Shape.PERCENT: "0%"}
EFFECTS: Mapping[Effect, dict[str, Any]] = {
    Effect.DONE: {"font_color": "#0B5D3B", "bg_color": "#CDEBDC", "bold": True},
    Effect.ON_TRACK: {"font_color": "#0B5D3B", "bg_color": "#E4F4EC"},
    Effect.AT_RISK: {"font_color": "#7A4B00", "bg_color": "#FDEFC8"},
    Effect.BEHIND: {"font_color": "#8C1D18", "bg_color": "#FBE0DD"},
    Effect.OVERDUE: {"font_color": "#8C1D18", "bg_color": "#F4B9B3", "bold": True},
    Effect.NO_REPORT: {"font_color": "#5B6572"},
    Effect.DECIMALS: {"num_format": "#,##0.0##"},
    Effect.PERCENT_DECIMALS: {"num_format": "0.0##%"},
}
BAR = {
    "type": "data_bar",
    "data_bar_2010": True,
    "bar_solid": True,
    "bar_color": "#9CC3E6",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 1,
}
"""The conditional format of progress: a bar from 0 to 1."""
HEADER = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": ACCENT,
    "align": "center",
    "text_wrap": True,
    "border": 1,
    "border_color": LINE,
}
PROTECTED = {
    "sort": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
}
LAST_COLUMN = 16_383
LAST_VISIBLE = max(INDEX[column.key] for column in COLUMNS if column.use is Use.WEEKLY)


def write_workbook(block: Block, *, protect: bool = False, date_1904: bool = False) -> bytes:
    """The bytes of a workbook whose only tab is the block.

    Args:
        block: what to write.
        protect: lock computed cells, key row and id columns (sorting then needs the protection lifted).
        date_1904: count dates from 1904, for a workbook that does.
    """
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "date_1904": date_1904})
    _Sheet(book, block, protect, date_1904).write()
    book.close()
    return _growing_rows(buffer.getvalue())


def _growing_rows(workbook: bytes) -> bytes:
    """The workbook with row heights that Excel may change: XlsxWriter marks every height as fixed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(workbook)) as fixed, ZipFile(buffer, "w", ZIP_DEFLATED) as free:
        for info in fixed.infolist():
            data = fixed.read(info)
            free.writestr(info, data.replace(b' customHeight="1"', b"") if "worksheets/" in info.filename else data)
    return buffer.getvalue()


class _Sheet:
    """One tab being written: the block, the worksheet, and the formats made so far."""

    def __init__(self, book: Workbook, block: Block, protect: bool, date_1904: bool) -> None:
        self.book, self.block, self.protect = book, block, protect
        self.sheet: Worksheet = book.add_worksheet(block.tab)
        self.formats: dict[Look, Any] = {}
        self.epoch = EPOCH_1904 if date_1904 else EPOCH_1900

    def write(self) -> None:
        self._columns_and_rows()
        for (row, column), cell in self.block.cells.items():
            self._cell(row - 1, column - 1, cell)
        for validation in self.block.validations:
            self._validation(validation)
        for conditional in self.block.conditionals:
            self._conditional(conditional)
        self._view_and_page()

    def _columns_and_rows(self) -> None:
        unlocked = self.book.add_format({"locked": False}) if self.protect else None
        self.sheet.outline_settings(visible=True, symbols_below=True, symbols_right=False)
        for column in COLUMNS:
            options: dict[str, Any] = {}
            if column.use in (Use.ADDRESS, Use.COMPUTED):
                options = {"hidden": True}
            elif column.use is Use.SELDOM:
                options = {"hidden": True, "level": 1}
            elif INDEX[column.key] == LAST_VISIBLE:
                options = {"collapsed": True}
            index = INDEX[column.key] - 1
            free = None if column.use in (Use.ADDRESS, Use.COMPUTED) else unlocked
            self.sheet.set_column(index, index, column.width, free, options)
        facts = [column for row, column in self.block.cells if row == KEY_ROW and column > len(COLUMNS)]
        self.sheet.set_column(min(facts) - 1, max(facts) - 1, 12, None, {"hidden": True})
        if unlocked:
            self.sheet.set_column(max(facts), LAST_COLUMN, None, unlocked)
        for row, height in self.block.heights.items():
            self.sheet.set_row(row - 1, height)
        for row in (KEY_ROW, self.block.end_row):
            self.sheet.set_row(row - 1, None, None, {"hidden": True})

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        format_ = self._format(cell.look)
        if cell.formula is not None:
            self.sheet.write_formula(row, column, cell.formula, format_, _result(cell.value, self.epoch))
        elif isinstance(cell.value, str):
            self.sheet.write_string(row, column, cell.value, format_)
        elif isinstance(cell.value, date):
            self.sheet.write_datetime(row, column, cell.value, format_)
        elif cell.value is not None:
            self.sheet.write_number(row, column, float(cell.value), format_)
        else:
            self.sheet.write_blank(row, column, None, format_)

    def _format(self, look: Look) -> Any:
        if look not in self.formats:
            self.formats[look] = self.book.add_format(_properties(look, self.block.lang, self.protect))
        return self.formats[look]

    def _validation(self, validation: Validation) -> None:
        options: dict[str, Any] = {
            "error_type": "warning",
            "error_message": validation.wrong,
            "input_title": validation.title if validation.help else "",
            "input_message": validation.help,
            "error_title": validation.title,
        }
        if validation.choices:
            options |= {"validate": "list", "source": list(validation.choices)}
        else:
            options |= {"validate": "custom", "value": validation.formula}
        column = INDEX[validation.column] - 1
        self.sheet.data_validation(FIRST_ROW - 1, column, self.block.end_row - 1, column, options)

    def _conditional(self, conditional: Conditional) -> None:
        options: dict[str, Any] = {"type": "formula", "criteria": conditional.formula}
        if conditional.effect is Effect.BAR:
            options = BAR
        else:
            options["format"] = self.book.add_format(EFFECTS[conditional.effect])
        column = INDEX[conditional.column] - 1
        self.sheet.conditional_format(FIRST_ROW - 1, column, self.block.end_row - 1, column, options)

    def _view_and_page(self) -> None:
        sheet, first, last = self.sheet, INDEX["text"] - 1, LAST_VISIBLE - 1
        sheet.hide_gridlines(2)
        sheet.freeze_panes(HEADER_ROW, INDEX["owner"] - 1)
        sheet.autofilter(HEADER_ROW - 1, 0, self.block.last_row - 1, len(COLUMNS) - 1)
        sheet.set_selection(FIRST_ROW + 1, INDEX["current"] - 1, FIRST_ROW + 1, INDEX["current"] - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.3, 0.3, 0.3, 0.3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW - 1)
        sheet.print_area(TITLE_ROW - 1, first, self.block.last_row - 1, last)
        sheet.set_footer("&L&8&A&R&8" + self.block.page_footer, {"margin": 0.1})
        if self.protect:
            sheet.protect("", PROTECTED)


def _properties(look: Look, lang: str, protect: bool) -> dict[str, Any]:
    """XlsxWriter's properties of a look."""
    properties: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
    as_of = look.role is Role.CAPTION and look.shape is Shape.DATE
    if protect:
        properties["locked"] = as_of or look.role in (Role.COMPUTED, Role.HIDDEN)
    if look.role is Role.TITLE:
        return properties | {"font_size": 16, "bold": True, "font_color": ACCENT}
    if look.role is Role.CAPTION:
        shown = {"num_format": DATES[lang], "align": "left", "indent": 1} if as_of else {"align": "right"}
        return properties | {"font_color": MUTED} | shown
    if look.role is Role.HEADER:
        return properties | HEADER
    properties |= _shown(look.shape, lang)
    if look.role is not Role.HIDDEN:
        properties |= {"bottom": 1, "bottom_color": LINE}
    if look.level in (Level.PLAN, Level.OBJECTIVE):
        properties |= {"bold": True, "bg_color": FILLS[look.level]}
    elif look.role is Role.INPUT or look.asked:
        properties |= {"bg_color": ASKED_FILL if look.asked else INPUT_FILL, "border": 1, "border_color": LINE}
    elif look.role is Role.COMPUTED:
        properties |= {"bg_color": COMPUTED_FILL}
    if look.dimmed:
        properties["font_color"] = MUTED
    return properties


def _shown(shape: Shape, lang: str) -> dict[str, Any]:
    match shape:
        case Shape.NUMBER | Shape.PERCENT:
            return {"num_format": NUMBERS[shape], "align": "right"}
        case Shape.DATE:
            return {"num_format": DATES[lang], "align": "center"}
        case Shape.CENTRED:
            return {"align": "center", "text_wrap": True}
        case Shape.SHORT:
            return {"align": "center", "shrink": True}
        case Shape.HEADING:
            return {"text_wrap": True}
        case Shape.TEXT:
            return {"text_wrap": True, "indent": 1}


def _result(value: CellValue, epoch: date) -> str | float:
    """A formula's known result as XlsxWriter takes it; a date is the serial number that its cell shows."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, date):
        return (value - epoch).days
    return "" if value is None else value
