"""A new block, as Excel finds it in the file: addressing, formulas, looks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from lxml import etree

from sheets_sync.excel.writing import write_workbook
from sheets_sync.layout.block import Block
from sheets_sync.layout.columns import COLUMNS, END_MARK, INDEX, KEY_ROW, KEYS, Use
from sheets_sync.layout.laying import lay_out
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.ids import normal_id
from tests.support.another_hand import opened
from tests.support.generated import some_plan

PLAN = some_plan(Random(5), 25, Cycle.parse("2026"))
FUNCTIONS = {
    *("IF", "AND", "OR", "NOT", "ISNUMBER", "ROUND", "SIGN", "MAX", "MIN", "RIGHT", "TODAY", "TRIM"),
    *("SUMIFS", "COUNTIFS"),
}


def block() -> Block:
    return lay_out(PLAN, tab="OKR", binding="b123", document="d123", today=date(2026, 2, 2))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "okr.xlsx"
    path.write_bytes(write_workbook(block()))
    return path


def test_the_key_row_is_hidden_and_holds_every_key_and_the_ids(workbook: Path) -> None:
    sheet = opened(workbook).worksheets[0]
    row = [cell.value for cell in sheet[KEY_ROW]]
    assert row[: len(KEYS)] == list(KEYS)
    assert row[len(KEYS) : len(KEYS) + 3] == [f"plan:{PLAN.id}", "binding:b123", "document:d123"]
    assert sheet.row_dimensions[KEY_ROW].hidden


def test_every_row_has_an_id_of_its_own_and_those_of_its_parents() -> None:
    laid = block()
    for objective, key_result, measure in PLAN.measures():
        row = laid.rows[measure.id]
        ids = [laid.cells[row, INDEX[key]].value for key in ("id", "objective", "key_result")]
        assert ids == [measure.id, objective.id, key_result.id]
    assert all(normal_id(row_id) == row_id for row_id in laid.rows)
    assert laid.cells[laid.end_row, INDEX["id"]].value == END_MARK


def test_formulas_use_few_functions_and_no_name_of_the_tab() -> None:
    formulas = [cell.formula for cell in block().cells.values() if cell.formula]
    used = {name for formula in formulas for name in re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', "", formula))}
    assert used == FUNCTIONS
    assert [formula for formula in formulas if "!" in formula] == []


def test_ranges_run_from_the_key_row_to_the_hidden_end_row(workbook: Path) -> None:
    laid = block()
    ranges = {
        found
        for cell in laid.cells.values()
        for found in re.findall(r"\$[A-Z]+\$(\d+):\$[A-Z]+\$(\d+)", cell.formula or "")
    }
    assert ranges == {(str(KEY_ROW), str(laid.end_row))}
    assert opened(workbook).worksheets[0].row_dimensions[laid.end_row].hidden


def test_nothing_is_merged_and_nothing_is_protected(workbook: Path) -> None:
    sheet = opened(workbook).worksheets[0]
    assert (sheet.merged_cells.ranges, sheet.protection.sheet) == (set(), False)


def test_what_people_look_at_fits_a_laptop_screen() -> None:
    pixels = [int(column.width * 7 + 0.5) + 5 for column in COLUMNS if column.use is Use.WEEKLY]
    assert sum(pixels) <= 1300


def test_every_row_has_a_height_that_excel_may_change(workbook: Path) -> None:
    with ZipFile(workbook) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    rows = sheet.findall(".//{*}row")
    assert [row.get("r") for row in rows if row.get("customHeight")] == []
    visible = [row for row in rows if not row.get("hidden")]
    assert [row.get("r") for row in visible if float(row.get("ht", "0")) < 30] == []
    assert len(visible) == len(block().rows) + 2


def test_protection_locks_computed_cells_key_row_and_ids_only(tmp_path: Path) -> None:
    path = tmp_path / "okr.xlsx"
    path.write_bytes(write_workbook(block(), protect=True))
    sheet = opened(path).worksheets[0]
    assert sheet.protection.sheet
    row = block().rows[next(PLAN.measures())[2].id]
    locked = {key for key in KEYS if sheet.cell(row, INDEX[key]).protection.locked}
    hidden = {column.key for column in COLUMNS if column.use in (Use.ADDRESS, Use.COMPUTED)}
    assert locked == hidden | {"progress", "status"}
    assert not sheet.cell(1, INDEX["text"]).protection.locked
    assert sheet.cell(KEY_ROW, INDEX["text"]).protection.locked
