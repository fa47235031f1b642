"""`export`: files that hold what the store holds, typed, safe, and the same for the same data."""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.another_hand import opened
from tests.support.company import WEEKS, company
from tests.support.libreoffice import LibreOffice
from tests.support.processes import environment
from tests.support.product import Product
from tests.support.stores import copy_store
from tests.support.weekly import Json, cell_of, fill, insert

HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "+84 912 345 678",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "＝1+1",
    'ổn; =1+1; "xong"',
    "- ký hợp đồng\n- giao hàng\n=1+1",
)
"""What people, or somebody else, may have typed into a note."""
SUFFIXES = ("csv", "json", "xlsx")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy0123456789"
ROOM = 40 * 1024
"""Bytes of the longest file that may be written: SQLite needs 32 kB for its index of the log."""
SHEETS = ["Overview", "Plans", "Measures", "History", "Findings"]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """A company with five weeks of history, some hostile notes, a negative score, and a correction."""
    product = company(tmp_path_factory.mktemp("company"))
    product.now = "2026-02-09T09:00:00+07:00"
    measures = list(measures_of(product.ok("status")))
    file = product.folder / "customer_care_specialist.xlsx"
    read = [each for each in measures if each["at"] and each["at"].startswith(str(WEEKS[-1]))]
    rows = [each for each in read if each["source"]["document"] == str(file)]
    type_notes(file, {each["source"]["cell"]: note for each, note in zip(rows, HOSTILE, strict=True)})
    nps = next(each for each in measures if each["kind"] == "score")
    director = product.folder / "customer_service_director.xlsx"
    book = opened(director)
    book.worksheets[0][nps["source"]["cell"]] = -5
    book.save(director)
    assert product("sync").code == 1
    product.ok("correct", rows[-1]["id"], "--value", "7,5", "--reason", "Đếm hai lần")
    return product


@pytest.fixture
def product(reported: Product, tmp_path: Path) -> Product:
    """The same company in a folder of its own; its documents stay where they are."""
    copy_store(reported.folder / "store.db", tmp_path / "store.db")
    return Product(tmp_path, now=reported.now)


def type_notes(file: Path, notes: dict[str, str]) -> None:
    """Type notes beside current cells, as texts."""
    book = opened(file)
    sheet = book.worksheets[0]
    for current, note in notes.items():
        cell = sheet.cell(sheet[current].row, sheet[current].column + 4)
        assert isinstance(cell, Cell)
        cell.value = note
        cell.data_type = "s"
    book.save(file)


def measures_of(status: Json) -> Iterator[Json]:
    for plan in status["plans"]:
        for objective in plan["objectives"]:
            for key_result in objective["key_results"]:
                yield from key_result["measures"]


def exported(product: Product, name: str, *more: str) -> Path:
    answer = product("export", "-o", name, *more)
    assert answer.code == 0, answer
    return product.folder / name


def csv_rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def by_header(rows: list[list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def cells_of(sheet: Worksheet) -> list[dict[str, Cell]]:
    """The cells of each row below the header, by header."""
    header, *rows = sheet.iter_rows()
    return [{str(name.value): cell for name, cell in zip(header, row, strict=True)} for row in rows]  # type: ignore[misc]


# CSV


def test_a_csv_has_the_figures_of_status_a_row_a_measure(product: Product) -> None:
    data = exported(product, "okr.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrole_name,owner,cycle,")
    rows = by_header(csv_rows(data.decode("utf-8")))
    measures = list(measures_of(product.ok("status")))
    assert [row["measure_id"] for row in rows] == [measure["id"] for measure in measures]
    for row, measure in zip(rows, measures, strict=True):
        for key in ("start", "target", "stretch", "current", "progress", "expected", "stretch_progress", "weight"):
            assert (float(row[key]) if row[key] else None) == measure[key], (key, row)
        for key in ("kind", "direction", "unit", "status", "due"):
            assert row[key] == measure[key]
        assert row["measure"] == measure["name"]
        assert row["confidence"] == (measure["confidence"] or "")
        assert (row["strict"], row["met"]) == (str(measure["strict"]).lower(), str(measure["met"]).lower())
        assert row["read_at"] == (measure["at"] or "")
        source = measure["source"] or dict.fromkeys(("document", "tab", "cell", "raw", "run"))
        for key in ("document", "tab", "cell", "run"):
            assert row[f"read_{key}"] == (source[key] or "")
    assert {row["document"] for row in rows} == {plan["document"] for plan in product.ok("status")["plans"]}


def test_what_nobody_has_reported_is_blank(product: Product) -> None:
    rows = by_header(csv_rows(exported(product, "okr.csv").read_text("utf-8")))
    blank = [row for row in rows if row["reported"] == "false"]
    assert blank
    assert {(row["current"], row["progress"]) for row in blank} == {("", "")}


def test_pandas_takes_a_csv_without_being_told_anything(product: Product) -> None:
    frame = pd.read_csv(exported(product, "okr.csv"))
    assert frame[["target", "current", "progress", "expected"]].dtypes.eq("float64").all()
    assert frame[["met", "strict", "reported"]].dtypes.eq("bool").all()
    assert frame.loc[frame["kind"] == "score", "current"].tolist() == [-5]
    assert "Chuyên viên Chăm sóc Khách hàng" in set(frame["role_name"])
    assert pd.to_datetime(frame["read_at"]).dt.tz is not None


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_text_in_a_csv_begins_a_formula_whichever_separator_excel_expects(product: Product, delimiter: str) -> None:
    text = exported(product, "okr.csv").read_bytes().decode("utf-8")
    cells = [cell for row in csv_rows(text, delimiter) for cell in row]
    assert [cell for cell in cells if re.match(r"[\t\r]|\s*[=+@＝＋－＠]|\s*-(?!\d+(\.\d+)?$)", cell)] == []


def test_a_note_in_a_csv_is_the_note_that_was_typed(product: Product) -> None:
    rows = by_header(csv_rows(exported(product, "okr.csv").read_bytes().decode("utf-8")))
    notes = [row["note"] for row in rows if row["note"]]
    assert set(HOSTILE) <= {re.sub(r"(^|[;\n]\s*)'", r"\1", note) for note in notes}
    assert '\'=HYPERLINK("http://evil.example","click")' in notes


# Workbook


@pytest.fixture(scope="module")
def book(reported: Product, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("book")
    copy_store(reported.folder / "store.db", folder / "store.db")
    return opened(exported(Product(folder, now=reported.now), "okr.xlsx", "--lang", "en"))


def test_a_workbook_has_its_sheets_with_frozen_headers_and_filters(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_workbook_holds_no_formula(product: Product) -> None:
    with ZipFile(exported(product, "okr.xlsx")) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS)
    assert [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet] == []


def test_cells_have_their_types(book: Workbook, product: Product) -> None:
    measures = {measure["id"]: measure for measure in measures_of(product.ok("status"))}
    rows = cells_of(book["Measures"])
    assert [row["Measure id"].value for row in rows] == list(measures)
    for row in rows:
        measure = measures[str(row["Measure id"].value)]
        assert_number(row["Progress"], measure["progress"], "0%")
        assert_number(row["Expected"], measure["expected"], "0%")
        in_points = measure["kind"] in ("percent", "milestone")
        assert_number(row["Current"], measure["current"], "%" if in_points else "#,##0", in_points=in_points)
        in_points = measure["kind"] == "percent" or measure["direction"] == "increase_by"
        assert_number(row["Target"], measure["target"], "%" if in_points else "#,##0", in_points=in_points)
        assert row["Due"].value == datetime.fromisoformat(measure["due"])
        assert row["Met"].value is measure["met"]
        if measure["at"]:
            local = datetime.fromisoformat(measure["at"]).astimezone(datetime.fromisoformat(product.now).tzinfo)
            assert row["Read at"].value == local.replace(tzinfo=None)


def assert_number(cell: Cell, wanted: float | None, shown: str, *, in_points: bool = False) -> None:
    if wanted is None:
        assert cell.value is None
        return
    assert cell.data_type == "n"
    assert cell.value == pytest.approx(wanted / 100 if in_points else wanted)
    assert shown in cell.number_format


def test_texts_in_a_workbook_are_texts_as_they_were_typed(book: Workbook) -> None:
    notes = [row["Note"] for row in cells_of(book["Measures"]) if row["Note"].value]
    assert set(HOSTILE) <= {note.value for note in notes}
    assert {note.data_type for note in notes} == {"s"}


def test_sheets_and_words_are_in_the_language_asked_for(product: Product) -> None:
    book = opened(exported(product, "okr.xlsx", "--lang", "vi"))
    assert book.sheetnames == ["Tổng quan", "Kế hoạch", "Chỉ số", "Lịch sử", "Điều cần xem"]
    rows = cells_of(book["Chỉ số"])
    assert {row["Loại"].value for row in rows} <= {"số đếm", "phần trăm", "tiền tệ", "điểm số", "cột mốc"}
    assert "○ Chưa báo cáo" in {row["Trạng thái"].value for row in rows}
    assert {row["Mỗi"].value for row in rows} == {None, "tháng"}


def test_charts_show_every_plan_today_and_week_by_week(book: Workbook, product: Product) -> None:
    sheet = book["Overview"]
    bars, lines = sheet._charts  # type: ignore[attr-defined]
    plans = product.ok("status")["plans"]
    expected, progress = (numbers_at(book, series.val.numRef.f) for series in bars.series)
    assert progress == pytest.approx([plan["progress"] for plan in plans])
    assert expected == pytest.approx([plan["expected"] for plan in plans])
    assert len(lines.series) == len(plans)
    for series, plan in zip(lines.series, plans, strict=True):
        shares = numbers_at(book, series.val.numRef.f)
        assert [float(point.v) for point in series.val.numRef.numCache.pt] == pytest.approx(shares)
        assert shares[-1] == pytest.approx(plan["progress"])
        for day, share in zip(numbers_at(book, series.cat.numRef.f), shares, strict=True):
            then = product.ok("status", "--at", f"{day:%Y-%m-%d}")["plans"]
            known = next((each for each in then if each["id"] == plan["id"]), None)
            corrected = plan["role"] == "customer_care_specialist" and day.date() >= WEEKS[-1]
            assert corrected or share == pytest.approx(known and known["progress"])


def numbers_at(book: Workbook, reference: str) -> list[Any]:
    """The values that a chart's reference (`Sheet!$A$1:$A$9`) points at, blanks left out."""
    name, _, cells = reference.replace("$", "").rpartition("!")
    return [cell.value for (cell,) in book[name.strip("'")][cells] if cell.value is not None]


def test_libreoffice_reads_the_same_workbook(product: Product, libreoffice: LibreOffice) -> None:
    sheets = libreoffice.values(exported(product, "okr.xlsx", "--lang", "en"))
    assert list(sheets) == SHEETS
    rows = by_header(sheets["Measures"])
    measures = list(measures_of(product.ok("status")))
    assert [row["Progress"] for row in rows[: len(measures)]] == pytest.approx(
        [measure["progress"] for measure in measures]
    )
    assert set(HOSTILE) <= {row["Note"] for row in rows}


# JSON


def test_json_holds_what_status_history_and_findings_tell(product: Product) -> None:
    data = product.ok("export")
    assert data["day"] == "2026-02-09"
    assert data["plans"] == product.ok("status")["plans"]
    for measure in measures_of(data):
        points = [point for point in data["history"] if point["measure"] == measure["id"]]
        assert [without(point, "plan", "measure") for point in points] == product.ok("history", measure["id"])
    order = [measure["id"] for measure in measures_of(data) if measure["at"]]
    assert list(dict.fromkeys(point["measure"] for point in data["history"])) == order
    still_open = [finding for finding in data["findings"] if finding["closed_at"] is None]
    assert data["findings"][: len(still_open)] == still_open
    known = product.ok("findings")["findings"]
    assert sorted(map(str, (without(finding, "closed_at") for finding in still_open))) == sorted(map(str, known))
    assert [finding["found"] for finding in data["findings"] if finding["closed_at"]].count("about 4") == 3
    assert [point["reason"] for point in data["history"] if point["struck"]] == ["Đếm hai lần"]


def without(item: Json, *keys: str) -> Json:
    return {key: value for key, value in item.items() if key not in keys}


# Of all kinds


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_data_give_the_same_bytes(
    product: Product, tmp_path_factory: pytest.TempPathFactory, suffix: str
) -> None:
    first = exported(product, f"okr.{suffix}").read_bytes()
    other = Product(tmp_path_factory.mktemp("other"), now="2026-02-09T17:30:00+07:00", env={"TZ": "Asia/Tokyo"})
    copy_store(product.folder / "store.db", other.folder / "store.db")
    mask = os.umask(0o077)
    try:
        assert exported(other, f"again.{suffix}").read_bytes() == first
    finally:
        os.umask(mask)


def test_nothing_in_a_workbook_tells_when_it_was_written(product: Product) -> None:
    file = exported(product, "okr.xlsx")
    with ZipFile(file) as package:
        assert {part.date_time[:3] for part in package.infolist()} == {(1980, 1, 31)}
    properties = opened(file).properties
    assert properties.created == properties.modified == datetime(2026, 2, 9)  # noqa: DTZ001 (as it is read)


def test_stdout_has_what_a_file_would(product: Product) -> None:
    assert product("export").out.encode() == exported(product, "okr.csv").read_bytes()
    assert product("export", "--json").out.encode() == exported(product, "okr.json").read_bytes()


@pytest.mark.parametrize("day", ["2026-01-12", "2026-01-27"])
def test_a_day_is_told_as_it_was_known_at_its_end(product: Product, day: str) -> None:
    data = product.ok("export", "--at", day)
    assert data["plans"] == product.ok("status", "--at", day)["plans"]
    assert data["history"]
    assert max(point["at"] for point in data["history"])[:10] <= day
    assert not any(point["struck"] for point in data["history"])
    assert [finding["found"] for finding in data["findings"] if finding["closed_at"]] == []
    assert ("about 4" in {finding["found"] for finding in data["findings"]}) == (day == "2026-01-27")
    (rows,) = {len(csv_rows(product("export", "--at", day).out))}
    assert rows - 1 == len(list(measures_of(data)))


def test_another_workspace_is_not_told_of(product: Product) -> None:
    plan = insert(product, "product_designer", "theirs.xlsx", "--workspace", "other")
    ours, theirs = product("export", "--json").out, product("export", "--json", "--workspace", "other").out
    assert plan["plan"] in theirs
    assert plan["plan"] not in ours
    assert "theirs.xlsx" not in ours
    assert all(each["id"] not in theirs for each in product.ok("status")["plans"])
    rows = by_header(csv_rows(product("export", "--workspace", "other").out))
    assert {row["plan_id"] for row in rows} == {plan["plan"]}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_workspace_gives_a_file_with_headers_alone(tmp_path: Path, suffix: str) -> None:
    product = Product(tmp_path)
    assert product.ok("export", "-o", f"new/folder/okr.{suffix}") == {
        "file": str(tmp_path / f"new/folder/okr.{suffix}"),
        "plans": 0,
        "measures": 0,
    }
    file = tmp_path / f"new/folder/okr.{suffix}"
    if suffix == "csv":
        assert len(csv_rows(file.read_text("utf-8"))) == 1
    elif suffix == "xlsx":
        book = opened(file)
        assert [sheet.max_row for sheet in book.worksheets[1:]] == [1] * 4
        assert book.worksheets[0]._charts == []  # type: ignore[attr-defined]
    else:
        assert product.ok("export")["plans"] == []


# What goes wrong


def test_a_file_that_exists_is_replaced_only_by_force(product: Product) -> None:
    file = product.folder / "okr.csv"
    file.write_text("mine")
    refused = product("export", "-o", "okr.csv", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "output-exists")
    assert "--force" in refused.json["error"]["mend"]
    assert file.read_text() == "mine"
    assert product("export", "-o", "okr.csv", "--force").code == 0
    assert file.read_bytes() == product("export").out.encode()


@pytest.mark.parametrize("name", ["okr.pdf", "okr", "okr.xls"])
def test_a_file_of_an_unknown_kind_is_refused(product: Product, name: str) -> None:
    refused = product("export", "-o", name)
    assert (refused.code, refused.out) == (2, "")
    assert ".csv, .xlsx" in refused.err
    assert not (product.folder / name).exists()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_that_cannot_be_is_told(product: Product, suffix: str) -> None:
    (product.folder / "file").write_text("")
    refused = product("export", "-o", f"file/okr.{suffix}", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "file-unwritable")


def test_a_workbook_that_is_open_in_excel_is_left_alone(product: Product) -> None:
    file = exported(product, "okr.xlsx")
    before = file.read_bytes()
    (product.folder / "~$okr.xlsx").write_text("")
    refused = product("export", "-o", "okr.xlsx", "--force", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "file-open")
    assert file.read_bytes() == before


def test_a_day_that_is_none_is_refused(product: Product) -> None:
    assert product("export", "--at", "31/12/2026", "--json").json["error"]["code"] == "date-unreadable"


@pytest.fixture(scope="module")
def long_noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose export is long, however well it is packed."""
    product, random = Product(tmp_path_factory.mktemp("long")), Random(1)
    plan = insert(product, "product_designer", product.folder / "a.xlsx")
    notes = {cell_of(measure): "".join(random.choices(LETTERS, k=30_000)) for measure in plan["measures"]}
    fill(product.folder / "a.xlsx", plan, {measure["id"]: 1 for measure in plan["measures"]})
    type_notes(product.folder / "a.xlsx", notes)
    assert product("sync").code == 0
    return product.folder / "store.db"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_no_longer_fits_the_disk_leaves_the_old_one(long_noted: Path, tmp_path: Path, suffix: str) -> None:
    copy_store(long_noted, tmp_path / "store.db")
    file, temporary = tmp_path / f"okr.{suffix}", tmp_path / "temporary"
    file.write_text("old")
    temporary.mkdir()
    ran = subprocess.run(
        # -B: bytecode would be cut, too
        [sys.executable, "-B", "-m", "sheets_sync", "export", "-o", str(file), "--force", "--json"],
        cwd=tmp_path,
        env=environment(tmp_path / "store.db", {"TMPDIR": str(temporary)}),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, json.loads(ran.stdout)["error"]["code"]) == (2, "file-unwritable"), ran.stderr
    assert "Traceback" not in ran.stderr
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert list(temporary.iterdir()) == []
