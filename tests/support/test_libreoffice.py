"""The tests' LibreOffice recalculates, edits, sorts and prints, and never hangs."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.libreoffice import PDF, LibreOffice, LibreOfficeError

DIVISION_BY_ZERO = 532


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook whose formulas hold no results, with two sheets."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Số liệu"
    rows: list[list[str | int]] = [["tên", "số"], ["b", 2], ["c", 3], ["a", 1]]
    for row in rows:
        sheet.append(row)
    sheet["D1"] = "=SUM(B2:B4)"
    sheet["D2"] = "=1/0"
    sheet["D3"] = '=""'
    sheet["F4"] = date(2026, 1, 1)
    made.create_sheet("Trống")
    path = tmp_path / "sổ tay.xlsx"
    made.save(path)
    return path


def test_values_are_recalculated_with_errors_and_blanks_told_apart(libreoffice: LibreOffice, book: Path) -> None:
    assert libreoffice.values(book) == {
        "Số liệu": [
            ["tên", "số", None, 6, None, None],
            ["b", 2, None, {"error": DIVISION_BY_ZERO}, None, None],
            ["c", 3, None, "", None, None],
            ["a", 1, None, None, None, 46023],
        ],
        "Trống": [],
    }


def test_values_of_some_sheets_only(libreoffice: LibreOffice, book: Path) -> None:
    assert libreoffice.values(book, ["Trống"]) == {"Trống": []}


def test_convert_saves_results_and_prints(libreoffice: LibreOffice, book: Path, tmp_path: Path) -> None:
    again, printed = tmp_path / "again.xlsx", tmp_path / "printed.pdf"
    libreoffice.convert(book, again, recalculate=True)
    libreoffice.convert(book, printed, PDF)
    assert load_workbook(again, data_only=True)["Số liệu"]["D1"].value == 6
    assert printed.read_bytes().startswith(b"%PDF")


def test_edit_sets_cells_as_a_person_would(libreoffice: LibreOffice, book: Path, tmp_path: Path) -> None:
    to = tmp_path / "edited.xlsx"
    sheet = "Số liệu"
    libreoffice.edit(
        book,
        to,
        [
            {"sheet": sheet, "cell": "A2", "value": "005"},
            {"sheet": sheet, "cell": "B2", "value": 10.5},
            {"sheet": sheet, "cell": "B3", "value": None},
            {"sheet": sheet, "cell": "E1", "value": True},
            {"sheet": sheet, "cell": "D2", "formula": "=B2*2"},
        ],
    )
    edited = load_workbook(to, data_only=True)[sheet]
    cells = {name: edited[name].value for name in ["A2", "B2", "B3", "E1", "D1", "D2"]}
    assert cells == {"A2": "005", "B2": 10.5, "B3": None, "E1": True, "D1": 11.5, "D2": 21}


@pytest.mark.parametrize(("ascending", "names"), [(True, ["tên", "a", "b", "c"]), (False, ["tên", "c", "b", "a"])])
def test_sort_moves_whole_rows_under_the_header(
    libreoffice: LibreOffice, book: Path, tmp_path: Path, ascending: bool, names: list[str]
) -> None:
    to = tmp_path / "sorted.xlsx"
    libreoffice.sort(book, to, "Số liệu", "A1:B4", key_column_index=1, ascending=ascending, has_header=True)
    assert [row[0] for row in libreoffice.values(to)["Số liệu"]] == names


def test_what_it_cannot_do_is_an_error_and_does_not_stop_it(libreoffice: LibreOffice, book: Path) -> None:
    with pytest.raises(LibreOfficeError, match="NoSuchElementException"):
        libreoffice.values(book, ["Không có"])
    assert libreoffice.values(book, ["Trống"]) == {"Trống": []}


def test_it_starts_again_after_a_death(book: Path) -> None:
    with LibreOffice() as office:
        office.values(book)
        for process in _running_office(office):
            os.kill(process, signal.SIGKILL)
        assert office.values(book, ["Trống"]) == {"Trống": []}


def test_a_request_that_takes_too_long_is_given_up(book: Path) -> None:
    with LibreOffice(timeout=0.1) as office, pytest.raises(LibreOfficeError, match="longer than"):
        office.values(book)


def _running_office(office: LibreOffice) -> list[int]:
    """Find the LibreOffice program itself, which runs in its worker's session."""
    assert office.session is not None
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit()
        and _read(entry / "comm") == "soffice.bin"
        and os.getsid(int(entry.name)) == office.session
    ]


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""
