"""Whatever people do to a workbook with a block: `sync` does not crash, loses no good value and invents none.

As test_mutations, but through real files and the command line. The judge reads the files by openpyxl.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.layout.columns import INDEX, KEY_ROW
from tests.support.another_hand import opened
from tests.support.product import Product
from tests.support.stores import copy_store
from tests.support.weekly import Json, currents, fill, insert, of_kind

FILES = 1000 if os.environ.get("SHEETS_SYNC_SOAK") else 60
PARTS = 4
READ = ("id", "text", "owner", "due", "measure", "target", "unit", "current", "confidence", "note", "rule", "per")
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 0.5, 12.25, 10**12, 1e300, 46000, date(2026, 3, 1)),
    *("", " ", "1.234", "12,5", "35%", "35 %", "5 USD", "Loading...", "#REF!", "#N/A", "✓", "x" * 500, "nghìn"),
    *("=1+1", "=1/0", "id", "current", "header", "end", "plan:p123456789", "m000000000", "NaN", "1e5", "٣"),
)


@dataclass(frozen=True)
class Start:
    """A workbook of two plans after a pass in which every measure reported."""

    product: Product
    file: Path
    kept: Path
    store: Path
    plans: tuple[Json, ...]

    @property
    def measures(self) -> list[Json]:
        """All measures of all plans."""
        return [measure for plan in self.plans for measure in plan["measures"]]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    home = tmp_path_factory.mktemp("mutated")
    product, file = Product(home), home / "okr.xlsx"
    plans = tuple(
        insert(product, role, file, "--cycle", "2026", "--tab", tab)
        for role, tab in (("ceo", "Một"), ("product_designer", "Hai"))
    )
    for plan in plans:
        fill(file, plan, dict.fromkeys((measure["id"] for measure in plan["measures"]), 3))
    assert product("sync", file, "--json").code == 0
    shutil.copy(file, home / "kept")
    copy_store(home / "store.db", home / "kept.db")
    return Start(product, file, home / "kept", home / "kept.db", plans)


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_lost_and_nothing_is_invented(part: int, start: Start) -> None:
    wrong = []
    for number in range(FILES // PARTS):
        shutil.copy(start.kept, start.file)
        copy_store(start.store, start.product.folder / "store.db")
        made = mutate(start.file, Random(f"{part} {number}"))
        answer = start.product("sync", start.file, "--json")
        try:
            assert "Traceback" not in answer.err
            judge(start, answer.code, answer.json)
        except AssertionError as error:
            wrong.append((str(error).partition("\n")[0], made))
    assert wrong == []


# What people do


def mutate(file: Path, random: Random) -> list[str]:
    """Change a workbook at random; what was done."""
    book = opened(file)
    done = []
    for _ in range(random.randint(1, 6)):
        edit = random.choices(list(EDITS), weights=list(EDITS.values()))[0]
        done.append(f"{edit.__name__}{edit(book, random)}")
    book.save(file)
    return done


def overwrite(book: Workbook, random: Random) -> object:
    sheet = any_sheet(book, random)
    key = random.choice([*READ, "current", "current", "id"])
    row, column = random.randint(1, sheet.max_row + 1), random.choice([INDEX[key], random.randint(1, 40)])
    value = random.choice([*JUNK, any_id(sheet, random)])
    cell: Any = sheet.cell(row, column)
    cell.value = value
    if random.random() < 0.2:
        cell.number_format = random.choice(["0%", "General", "dd/mm/yyyy", "[$€-407]#,##0", "@"])
    return sheet.title, cell.coordinate, value


def report(book: Workbook, random: Random) -> object:
    sheet = any_sheet(book, random)
    row, value = random.randint(KEY_ROW + 1, sheet.max_row + KEY_ROW), random.randint(1, 900)
    sheet.cell(row, INDEX["current"]).value = value
    return sheet.title, row, value


def insert_rows(book: Workbook, random: Random) -> object:
    sheet, at, count = any_sheet(book, random), random.randint(1, 20), random.randint(1, 3)
    sheet.insert_rows(at, count)
    return sheet.title, at, count


def delete_rows(book: Workbook, random: Random) -> object:
    sheet, at, count = any_sheet(book, random), random.randint(1, 20), random.choice([1, 1, 1, 2, 9])
    sheet.delete_rows(at, count)
    return sheet.title, at, count


def insert_columns(book: Workbook, random: Random) -> object:
    sheet, at = any_sheet(book, random), random.randint(1, 30)
    sheet.insert_cols(at, random.randint(1, 2))
    return sheet.title, at


def delete_columns(book: Workbook, random: Random) -> object:
    sheet, at = any_sheet(book, random), random.randint(1, 30)
    sheet.delete_cols(at)
    return sheet.title, at


def copy_row(book: Workbook, random: Random) -> object:
    sheet = any_sheet(book, random)
    row, to = random.randint(1, sheet.max_row), random.randint(1, sheet.max_row + 3)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(to, column).value = sheet.cell(row, column).value
    return sheet.title, row, to


def move_cells(book: Workbook, random: Random) -> object:
    sheet, row = any_sheet(book, random), random.randint(3, 20)
    sheet.move_range(f"A{row}:AK{row + 1}", rows=random.choice([-2, 2, 30]))
    return sheet.title, row


def merge(book: Workbook, random: Random) -> object:
    sheet, row, column = any_sheet(book, random), random.randint(1, 15), random.randint(1, 15)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column + random.randint(0, 1))
    return sheet.title, row, column


def rename_tab(book: Workbook, random: Random) -> object:
    sheet = any_sheet(book, random)
    sheet.title = f"Trang {random.randint(1, 999)}"
    return sheet.title


def copy_tab(book: Workbook, random: Random) -> object:
    return book.copy_worksheet(any_sheet(book, random)).title


def delete_tab(book: Workbook, random: Random) -> object:
    if len(book.worksheets) == 1:
        book.create_sheet("Trống")
    sheet = any_sheet(book, random)
    book.remove(sheet)
    return sheet.title


def move_tab(book: Workbook, random: Random) -> object:
    sheet = any_sheet(book, random)
    book.move_sheet(sheet, random.choice([-1, 1]))
    return sheet.title


EDITS: dict[Callable[[Workbook, Random], object], int] = {
    overwrite: 30,
    report: 15,
    copy_row: 6,
    move_cells: 4,
    merge: 2,
    insert_rows: 5,
    delete_rows: 5,
    insert_columns: 4,
    delete_columns: 4,
    rename_tab: 3,
    copy_tab: 3,
    delete_tab: 2,
    move_tab: 2,
}


def any_sheet(book: Workbook, random: Random) -> Worksheet:
    return random.choice(book.worksheets)


def any_id(sheet: Worksheet, random: Random) -> object:
    return sheet.cell(random.randint(1, sheet.max_row), 1).value


# The judge


def judge(start: Start, code: int, answer: Json) -> None:
    assert code in (0, 1, 2, 3)
    if code == 2:
        assert answer["error"]["code"] == "no-block"
    else:
        assert {each["outcome"] for each in answer["runs"]} <= {
            *("ok", "unchanged", "findings", "copied", "unknown", "unreachable")
        }
    ran = [each for each in answer.get("runs", ()) if each["outcome"] in ("ok", "unchanged", "findings")]
    titles = {each["tab"] for each in ran}
    known_plans = {plan["plan"] for plan in start.plans}
    standing = [Tab(sheet, known_plans) for sheet in opened(start.file).worksheets]
    plans = {plan["id"]: currents(plan) for plan in start.product.ok("status")["plans"]}
    assert set(plans) == known_plans
    for plan in start.plans:
        known = plans[plan["plan"]]
        tabs = [tab for tab in standing if tab.ids]
        read = [tab for tab in tabs if tab.plan in (plan["plan"], "") and tab.title in titles]
        for measure in plan["measures"]:
            first, *later = start.product.ok("history", measure["id"])
            assert first["value"] == 3, "a good value that was lost"
            assert len(later) <= 1
            for point in later:
                assert any(said_in(tab, measure["id"], Decimal(str(point["value"]))) for tab in tabs), (
                    f"a value that stands in no row of its id: {point}"
                )
            if measure["id"] in known:
                assert known[measure["id"]] == (later or [first])[-1]["value"]
            else:
                assert not [tab for tab in read if measure["id"] in tab.ids], "archived, yet its row is there"
        if len(read) == 1 and read[0].plan:
            accepts_what_is_plain(plan, read[0], known)
    if code in (0, 1):
        again = start.product("sync", start.file, "--json")
        assert (again.code, [each["check_ins"] for each in again.json["runs"]]) == (code, [0] * len(again.json["runs"]))


def accepts_what_is_plain(plan: Json, tab: Tab, known: dict[str, float | None]) -> None:
    """A whole number of a count, alone with its id in the one tab of its plan, must have been taken."""
    if len(tab.keys.get("current", ())) != 1:
        return
    for measure in of_kind(plan, "count"):
        rows = tab.ids.get(measure["id"], [])
        if len(rows) == 1 and tab.unit_is(rows[0], measure["unit"]):
            cell: Any = tab.sheet.cell(rows[0], tab.keys["current"][0])
            if type(cell.value) is int and cell.value >= 0 and cell.number_format in ("General", "#,##0"):
                assert known.get(measure["id"]) == cell.value, f"a plain value that was not taken: {cell.coordinate}"


class Tab:
    """A tab as a naive reader sees it: where column keys and ids stand."""

    def __init__(self, sheet: Worksheet, plans: Set[str]) -> None:
        self.sheet, self.title = sheet, sheet.title
        self.keys: dict[str, list[int]] = {}
        self.ids: dict[str, list[int]] = {}
        self.plan = ""
        key_row = next((row for row in sheet.iter_rows() if self._tells(row, plans)), None)
        if key_row is None:
            return
        for column, key_cell in enumerate(key_row, 1):
            text = str(key_cell.value or "").strip()
            if text.removeprefix("plan:") in plans and not self.plan:
                self.plan = text.removeprefix("plan:")
            self.keys.setdefault(text, []).append(column)
        if len(self.keys.get("id", ())) == 1:
            for row, cells in enumerate(sheet.iter_rows(), 1):
                self.ids.setdefault(str(cells[self.keys["id"][0] - 1].value or "").strip().lower(), []).append(row)

    @staticmethod
    def _tells(row: tuple[Any, ...], plans: Set[str]) -> bool:
        texts = {str(cell.value).strip() for cell in row}
        return len(texts & set(INDEX)) > 10 or any(text.removeprefix("plan:") in plans for text in texts)

    def unit_is(self, row: int, unit: str) -> bool:
        """Whether the row still says that unit, and a rule and a target that can be read."""
        places = [self.keys.get(key, []) for key in ("unit", "rule", "target")]
        if any(len(place) != 1 for place in places):
            return False
        values = [self.sheet.cell(row, place[0]).value for place in places]
        return values[0] == unit and values[1] == "đạt" and isinstance(values[2], int)


def said_in(tab: Tab, measure: str, value: Decimal) -> bool:
    """Whether a cell of the column `current` in a row of that id can be read as that value by anybody."""
    return any(
        value in readings(tab.sheet.cell(row, column).value)
        for row in tab.ids.get(measure, [])
        for column in tab.keys.get("current", [])
    )


def readings(value: object) -> set[Decimal]:
    """The values that a cell could mean."""
    if isinstance(value, bool):
        return {Decimal(100 if value else 0)}
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return {number, number * 100}
    text = str(value or "").strip()
    found = {Decimal(100)} if text == "✓" else set()
    for digits in (text.rstrip("% "), text.rstrip("% ").replace(",", "."), text.replace(".", "").replace(",", "")):
        try:
            found.add(Decimal(digits))
        except InvalidOperation:
            continue
    return found
