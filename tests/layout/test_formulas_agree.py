"""The block's formulas say what `okr` says: recalculated by LibreOffice and by a second engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import formualizer
import pytest

from sheets_sync.excel.writing import write_workbook
from sheets_sync.layout.block import Block
from sheets_sync.layout.columns import INDEX
from sheets_sync.layout.grid import a1
from sheets_sync.layout.laying import lay_out
from sheets_sync.messages.labels import NO_PROGRESS, STATUSES
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.model import Kind, Plan
from sheets_sync.okr.progress import Standing, stand
from tests.support.another_hand import opened, shuffle_rows, type_into
from tests.support.generated import some_plan, some_report
from tests.support.libreoffice import LibreOffice

MEASURES = 20_000 if os.environ.get("SHEETS_SYNC_SOAK") else 2_100
PLANS = 7
TODAY = date(2026, 8, 15)
AS_OF = a1(1, INDEX["note"])


@dataclass(frozen=True)
class Case:
    """A workbook on disk with reports typed by somebody else, and what `okr` says of it."""

    path: Path
    block: Block
    expected: dict[str, Standing]
    moved: dict[int, int]

    def value(self, rows: list[list[Any]], row_id: str, key: str) -> Any:
        return rows[self.moved[self.block.rows[row_id]] - 1][INDEX[key] - 1]


def make_case(folder: Path, seed: int) -> Case:
    random = Random(seed)
    year = TODAY.year
    cycle = Cycle.parse(random.choice([f"{year}", f"{year}-H2", f"{year}-Q4", f"{year}-Q1"]))
    lang = random.choice(["vi", "en"])
    plan = some_plan(random, MEASURES // PLANS, cycle, lang)
    block = lay_out(plan, tab="OKR", binding="b", document="d", today=TODAY)
    path = folder / f"{seed}.xlsx"
    path.write_bytes(write_workbook(block))
    values = {measure.id: some_report(random, measure) for _, _, measure in plan.measures()}
    type_into(path, {AS_OF: TODAY, **dict(as_typed(plan, block, values))})
    moved = shuffle_rows(path, min(block.rows.values()), block.last_row, random)
    standings = stand(plan, values, TODAY)
    expected = {row_id: standings.parts[row_id] for row_id in block.rows if row_id != plan.id}
    return Case(path, block, expected | {plan.id: standings.plan}, moved)


def as_typed(plan: Plan, block: Block, values: dict[str, Decimal | None]) -> Iterator[tuple[str, Any]]:
    for _, _, measure in plan.measures():
        value = values[measure.id]
        if value is not None:
            points = measure.kind in (Kind.PERCENT, Kind.MILESTONE)
            yield block.cell_of(measure.id, "current"), float(value / 100 if points else value)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    folder = tmp_path_factory.mktemp("agree")
    return [make_case(folder, seed) for seed in range(PLANS)]


def disagreements(case: Case, rows: list[list[Any]]) -> list[tuple[str, str, Any, Any]]:
    found: list[tuple[str, str, Any, Any]] = []
    for row_id, standing in case.expected.items():
        progress = case.value(rows, row_id, "progress")
        if standing.progress is None:
            if progress != NO_PROGRESS:
                found.append((row_id, "progress", progress, None))
        elif not isinstance(progress, int | float) or abs(progress - float(standing.progress)) > 1e-9:
            found.append((row_id, "progress", progress, float(standing.progress)))
        expected = case.value(rows, row_id, "expected")
        if abs(expected - float(standing.expected)) > 1e-9:
            found.append((row_id, "expected", expected, float(standing.expected)))
        if case.value(rows, row_id, "met") != int(standing.met):
            found.append((row_id, "met", case.value(rows, row_id, "met"), standing.met))
        status = case.value(rows, row_id, "status")
        if status != STATUSES[case.block.lang][standing.status]:
            found.append((row_id, "status", status, standing.status))
    return found


def test_libreoffice_computes_what_okr_does_however_rows_are_shuffled(
    cases: list[Case], libreoffice: LibreOffice
) -> None:
    measures = sum(row_id.startswith("m") for case in cases for row_id in case.expected)
    assert measures >= 2_000
    for case in cases:
        assert disagreements(case, libreoffice.values(case.path)["OKR"]) == []


def test_a_second_engine_finds_no_circle_and_agrees(cases: list[Case]) -> None:
    for case in cases:
        assert disagreements(case, by_formualizer(case.path)) == []


def by_formualizer(path: Path) -> list[list[Any]]:
    """All values of the first tab as formualizer computes them; errors stay as its dictionaries."""
    sheet = opened(path).worksheets[0]
    book = formualizer.Workbook()
    book.add_sheet(sheet.title)
    size = (sheet.max_row, sheet.max_column)
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        for column, value in enumerate(values, 1):
            if isinstance(value, str) and value.startswith("="):
                book.set_formula(sheet.title, row, column, value)
            elif isinstance(value, datetime):
                book.set_value(sheet.title, row, column, float((value.date() - date(1899, 12, 30)).days))
            elif value is not None:
                book.set_value(sheet.title, row, column, value)
    book.evaluate_all()
    return [[book.get_value(sheet.title, r, c) for c in range(1, size[1] + 1)] for r in range(1, size[0] + 1)]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_new_workbook_carries_the_results_that_a_recalculation_gives(
    lang: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    today = datetime.now().astimezone().date()  # what TODAY() says in LibreOffice
    plan = some_plan(Random(lang), 60, Cycle.parse(f"{today.year}"), lang)
    path = tmp_path / "new.xlsx"
    path.write_bytes(write_workbook(lay_out(plan, tab="OKR", binding="b", document="d", today=today)))
    stored = opened(path, values=True).worksheets[0]
    computed = libreoffice.values(path)["OKR"]
    compared, differing = 0, []
    for row, formulas in enumerate(opened(path).worksheets[0].iter_rows(values_only=True), 1):
        for column, formula in enumerate(formulas, 1):
            if isinstance(formula, str) and formula.startswith("="):
                was, now = as_number(stored.cell(row, column).value), computed[row - 1][column - 1]
                compared += 1
                differing += [] if same(was, now) else [(row, column, was, now)]
    assert differing == []
    assert compared > 60 * 9


def as_number(value: Any) -> Any:
    return (value.date() - date(1899, 12, 30)).days if isinstance(value, datetime) else value


def same(was: Any, now: Any) -> bool:
    if isinstance(was, int | float) and isinstance(now, int | float):
        return abs(was - now) < 1e-9
    return (was or "") == (now or "")
