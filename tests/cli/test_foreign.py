"""Blocks as other programs leave them: the figures are true, or a Finding says which cell is in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.layout.columns import COMPUTED, FIRST_ROW, HEADER_ROW, INDEX, KEY_ROW
from sheets_sync.layout.grid import column_letters
from tests.support import packages
from tests.support.another_hand import opened
from tests.support.libreoffice import LibreOffice
from tests.support.packages import MAIN, Parts
from tests.support.product import Product
from tests.support.weekly import Json, as_typed, cell_of, currents, fill, findings, insert, of_kind

LAST = column_letters(len(INDEX) + 7)
VALUES = (60, 7, 1_234_567, 2.5, 0, 120_000_000_000, 12.5, 0.1, 41, 100, 35, 4.25)
"""What the CEO's twelve measures report, in points where a measure is in points."""


@dataclass
class Filled:
    """A plan of the CEO, with a value in every measure's cell."""

    folder: Path

    def __post_init__(self) -> None:
        self.product, self.file = Product(self.folder), self.folder / "okr.xlsx"
        self.plan = insert(self.product, "ceo", self.file, "--cycle", "2026")
        self.tab = str(self.plan["tab"])
        self.values: dict[str, float | None] = {
            measure["id"]: value for measure, value in zip(self.plan["measures"], VALUES, strict=True)
        }
        fill(self.file, self.plan, self.values)

    @property
    def last_row(self) -> int:
        """The row of the block's last measure."""
        return max(int(cell_of(measure)[1:]) for measure in self.plan["measures"])

    def change(self, hand: Callable[[Worksheet], object]) -> None:
        """Let openpyxl change the tab."""
        book = opened(self.file)
        hand(book.worksheets[0])
        book.save(self.file)

    def rewrite(self, *edits: Callable[[Parts], None]) -> None:
        """Change the parts of the file."""
        packages.edit(self.file, *edits)

    def sync(self) -> Json:
        """The only run of a sync of the file."""
        (run,) = self.product("sync", self.file, "--json").json["runs"]
        return dict(run)

    def known(self) -> dict[str, float | None]:
        """The current values that `status` tells."""
        (plan,) = self.product.ok("status")["plans"]
        return currents(plan)

    def assert_true_figures(self) -> None:
        """Every value is read, once, and nothing else."""
        run = self.sync()
        assert findings(run) == []
        assert (run["check_ins"], run["revisions"]) == (len(self.values), 0)
        assert self.known() == self.values
        again = self.sync()
        assert (again["check_ins"], again["revisions"]) == (0, 0)


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(tmp_path)


# LibreOffice, really


@pytest.mark.parametrize("recalculate", [True, False])
def test_saved_by_libreoffice(recalculate: bool, filled: Filled, libreoffice: LibreOffice) -> None:
    libreoffice.convert(filled.file, filled.file, recalculate=recalculate)
    filled.assert_true_figures()


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("key", ["owner", "progress", "id", "due"])
def test_sorted_by_libreoffice(key: str, ascending: bool, filled: Filled, libreoffice: LibreOffice) -> None:
    before = by_id(libreoffice, filled)
    rows = f"A{FIRST_ROW}:{LAST}{filled.last_row}"
    libreoffice.sort(
        filled.file, filled.file, filled.tab, rows, key_column_index=INDEX[key] - 1, ascending=ascending
    )  # fmt: skip
    order = [row[0] for row in libreoffice.values(filled.file)[filled.tab]]
    assert order != list(before)
    assert by_id(libreoffice, filled) == before
    filled.assert_true_figures()


def by_id(office: LibreOffice, filled: Filled) -> dict[Any, list[Any]]:
    """Every row of the block, recalculated, by its id."""
    rows = office.values(filled.file)[filled.tab][FIRST_ROW - 1 : filled.last_row]
    return {row[0]: [round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in rows}


def test_rearranged_by_libreoffice(filled: Filled, libreoffice: LibreOffice) -> None:
    steps = [
        ("insert rows", "A7:A8"),
        ("insert rows", "A1:A3"),
        ("insert columns", "E1:F1"),
        ("insert columns", "A1:A1"),
        ("move", "M1:M60", "BA1"),
        ("move", "E1:E60", "BC1"),
        ("hide", "A12:A15"),
        ("rename", "Quý này"),
    ]
    libreoffice.arrange(filled.file, filled.file, filled.tab, steps)
    before = {tuple(row) for row in libreoffice.values(filled.file)["Quý này"]}
    filled.assert_true_figures()
    (plan,) = filled.product.ok("status")["plans"]
    assert plan["tab"] == "Quý này"
    shown = {cell for row in before for cell in row if isinstance(cell, float)}
    assert any(abs(cell - plan["progress"]) < 1e-9 for cell in shown)


def test_a_value_under_merged_cells_is_pointed_at(filled: Filled, libreoffice: LibreOffice) -> None:
    filled.sync()
    libreoffice.arrange(filled.file, filled.file, filled.tab, [("merge", "J7:J8")])
    run = filled.sync()
    assert findings(run) == [("merged-cells", "J7")]
    assert filled.known() == filled.values


# What people do to a block


def test_filtered_and_hidden_rows_and_columns_are_read(filled: Filled) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:AD{filled.last_row}"
        sheet.auto_filter.add_filter_column(INDEX["owner"] - 1, ["Lan"])
        for row in range(FIRST_ROW, filled.last_row):
            sheet.row_dimensions[row].hidden = row % 2 == 0
        sheet.column_dimensions["J"].hidden = True

    filled.change(hide)
    filled.assert_true_figures()


def test_renamed_tabs_and_headers_are_no_matter(filled: Filled) -> None:
    def rename(sheet: Worksheet) -> None:
        sheet.title = "R1C1"
        for cell in sheet[HEADER_ROW][1:]:
            cell.value = f"Cột {cell.column}"
        for cell in sheet[1]:
            cell.value = None

    filled.change(rename)
    filled.assert_true_figures()


def test_values_pasted_over_formulas_are_no_matter(filled: Filled) -> None:
    def paste(sheet: Worksheet) -> None:
        for row in range(FIRST_ROW, filled.last_row + 1):
            for number, key in enumerate(COMPUTED):
                sheet.cell(row, INDEX[key]).value = (999, "xong", None, "#REF!")[(row + number) % 4]

    filled.change(paste)
    filled.assert_true_figures()


def test_a_formula_in_an_input_cell_counts_by_its_result(filled: Filled, libreoffice: LibreOffice) -> None:
    first, second = of_kind(filled.plan, "count")[:2]
    filled.change(lambda sheet: sheet.__setitem__(cell_of(second), f"={cell_of(first)}*3"))
    libreoffice.convert(filled.file, filled.file, recalculate=True)
    filled.values[second["id"]] = 7 * 3
    filled.assert_true_figures()


# Marks of other programs


def test_the_marks_of_wps_are_read(filled: Filled) -> None:
    """TRAPS 96, 122, 124: a dimension that says A1, an empty fill, a number format that no standard knows."""

    def odd_styles(parts: Parts) -> None:
        styles = parts["xl/styles.xml"].decode()
        assert 'numFmtId="3"' in styles
        styles = re.sub(r"(<cellXfs.*?)</cellXfs>", lambda m: m[0].replace('numFmtId="3"', 'numFmtId="59"'), styles)
        parts["xl/styles.xml"] = re.sub(r"<fills[^>]*>", '<fills count="99"><fill/>', styles).encode()

    def odd_sheet(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', sheet).encode()

    filled.rewrite(odd_styles, odd_sheet)
    with pytest.raises(TypeError, match="Fill"):
        opened(filled.file)
    filled.assert_true_figures()


def test_cells_without_names_are_where_they_stand(filled: Filled) -> None:
    filled.rewrite(lambda parts: edit_sheet(parts, without_names))
    assert b' r="' not in packages.parts_of(filled.file)["xl/worksheets/sheet1.xml"].split(b"<sheetData>")[1][:20_000]
    filled.assert_true_figures()


def without_names(root: etree._Element) -> None:
    """Take the names off all rows and cells, and fill the gaps between them with empty ones."""
    data = root.find(f"{{{MAIN}}}sheetData")
    assert data is not None
    for number, row in enumerate(list(data), 1):
        assert row.attrib.pop("r") == str(number)
        column = 1
        for cell in list(row):
            letters = str(cell.attrib.pop("r")).rstrip("0123456789")
            while column_letters(column) != letters:
                cell.addprevious(etree.Element(f"{{{MAIN}}}c"))
                column += 1
            column += 1


def edit_sheet(parts: Parts, change: Callable[[etree._Element], None]) -> None:
    root = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    change(root)
    parts["xl/worksheets/sheet1.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def set_cell(name: str, kind: str | None, formula: str | None, value: str | None) -> Callable[[Parts], None]:
    """Put type, formula and stored result of one cell, as they stand in the file."""

    def change(root: etree._Element) -> None:
        (cell,) = (each for each in root.iter(f"{{{MAIN}}}c") if each.get("r") == name)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if kind is not None:
            cell.set("t", kind)
        for tag, text in (("f", formula), ("v", value)):
            if text is not None:
                etree.SubElement(cell, f"{{{MAIN}}}{tag}").text = text

    return lambda parts: edit_sheet(parts, change)


def test_a_download_from_google_sheets_is_read(filled: Filled) -> None:
    """TRAPS 123: functions that Excel lacks keep their last result, checkboxes are booleans."""
    one, other = of_kind(filled.plan, "milestone")
    count, late = of_kind(filled.plan, "count")[:2]
    dummy = 'IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""abc"",""A1"")"),{})'
    filled.rewrite(
        set_cell(cell_of(one), "b", None, "1"),
        set_cell(cell_of(other), "b", None, "0"),
        set_cell(cell_of(count), None, dummy.format("42"), "42"),
        set_cell(cell_of(late), "str", dummy.format('"Loading..."'), "Loading..."),
    )
    run = filled.sync()
    assert findings(run) == [("still-loading", cell_of(late))]
    assert run["check_ins"] == len(filled.values) - 2
    expected = {**filled.values, one["id"]: 100, other["id"]: None, count["id"]: 42, late["id"]: None}
    assert filled.known() == expected

    filled.rewrite(set_cell(cell_of(one), "b", None, "0"), set_cell(cell_of(late), None, dummy.format(9), "9"))
    assert findings(filled.sync()) == []
    assert filled.known() == expected | {one["id"]: 0, late["id"]: 9}


def test_the_marks_of_excel_are_read(filled: Filled, libreoffice: LibreOffice) -> None:
    """Rich text, phonetics, hints that lie, attributes of later versions; numbers with all their digits."""
    libreoffice.convert(filled.file, filled.file)
    count = of_kind(filled.plan, "count")[0]

    def rich_strings(parts: Parts) -> None:
        strings = parts["xl/sharedStrings.xml"].decode()
        half = r'<r><rPr><b/></rPr><t xml:space="preserve">\2</t></r><r><t></t></r><rPh sb="0" eb="1"><t>ギ</t></rPh>'
        strings, count = re.subn(r"<si><t( [^>]*)?>([^<]*)</t></si>", f"<si>{half}</si>", strings)
        assert count > 50
        parts["xl/sharedStrings.xml"] = strings.encode()

    def hints(root: etree._Element) -> None:
        root.set("{http://www.w3.org/2001/XMLSchema-instance}later", "1")
        for row in root.iter(f"{{{MAIN}}}row"):
            row.set("spans", "1:2")
            row.set("{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent", "0.25")

    filled.rewrite(
        rich_strings,
        lambda parts: edit_sheet(parts, hints),
        set_cell(cell_of(count), None, None, "0.30000000000000004"),
    )
    filled.values[count["id"]] = 0.30000000000000004
    filled.assert_true_figures()


# What cannot be read


CASES: Iterable[tuple[str, Any, str | None, str | None]] = [
    ("count", "=10+5", None, "not-calculated"),
    ("count", "#REF!", None, "error-value"),
    ("count", "#N/A", None, "error-value"),
    ("count", "khoảng 10", None, "text-not-number"),
    ("count", "1.234", None, "ambiguous-number"),
    ("count", date(2026, 3, 1), "dd/mm/yyyy", "date-not-number"),
    ("count", True, None, "boolean-not-number"),
    ("count", -1, None, "out-of-range"),
    ("count", 0.5, "0%", "percent-not-expected"),
    ("count", "5 USD", None, "wrong-currency"),
    ("percent", 30, "General", "ambiguous-percent"),
    ("percent", 20, "0%", "out-of-range"),
    ("milestone", 1.01, "0%", "out-of-range"),
    ("currency", 5, '[$€-407]#,##0', "wrong-currency"),
    ("currency", "1.234", None, "ambiguous-number"),
    ("count", "12,5", None, None),
    ("count", " 1.234.567 ", None, None),
    ("percent", "35 %", None, None),
    ("milestone", "✓", None, None),
    ("currency", "1.234 đ", None, None),
    ("currency", 5, '#,##0 "₫"', None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "shown", "code"), CASES)
def test_what_cannot_be_read_is_found_and_the_last_value_stands(
    kind: str, value: Any, shown: str | None, code: str | None, filled: Filled
) -> None:
    filled.sync()
    measure = of_kind(filled.plan, kind)[-1]

    def type_in(sheet: Worksheet) -> None:
        sheet[cell_of(measure)] = value
        if shown:
            sheet[cell_of(measure)].number_format = shown

    filled.change(type_in)
    run = filled.sync()
    assert findings(run) == ([(code, cell_of(measure))] if code else [])
    if code is None:
        read = {"12,5": 12.5, " 1.234.567 ": 1234567, "35 %": 35, "✓": 100, "1.234 đ": 1234}.get(str(value), value)
        assert filled.known() == {**filled.values, measure["id"]: read}
        return
    assert filled.known() == filled.values
    (found,) = (each for each in run["findings"] if each["code"] == code)
    assert (found["tab"], found["severity"] in ("warning", "error")) == (filled.tab, True)
    assert min(len(found["message"]), len(found["mend"])) > 15
    assert "{" not in found["message"] + found["mend"]
    assert filled.product("sync", filled.file, "--json").code == 1
    (open_now,) = filled.product.ok("findings")["findings"]
    assert {**open_now, **found} == open_now

    filled.change(lambda sheet: sheet.__setitem__(cell_of(measure), as_typed(measure, 1)))
    restored = "0%" if kind in ("percent", "milestone") else "#,##0"
    filled.change(lambda sheet: setattr(sheet[cell_of(measure)], "number_format", restored))
    assert findings(filled.sync()) == []
    assert filled.known() == {**filled.values, measure["id"]: 1}


def test_ids_and_columns_that_are_spoilt_are_each_pointed_at(filled: Filled) -> None:
    filled.sync()
    first, second, third, *_ = filled.plan["measures"]

    def spoil(sheet: Worksheet) -> None:
        sheet[cell_of(first, "id")] = "m000000000"
        sheet[cell_of(second, "id")] = None
        for cell in sheet[cell_of(third, "id")[1:]]:
            sheet.cell(filled.last_row + 5, cell.column).value = cell.value
        sheet.cell(filled.last_row + 5, INDEX["target"]).value = 77
        sheet.cell(KEY_ROW, INDEX["owner"]).value = "what"
        sheet.cell(KEY_ROW, 60).value = "note"

    filled.change(spoil)
    assert findings(filled.sync()) == sorted(
        [
            ("broken-id", cell_of(first, "id")),
            ("row-without-id", cell_of(second, "id")),
            ("doubled-id", f"A{filled.last_row + 5}"),
            ("missing-column", None),
            ("doubled-column", f"{column_letters(INDEX['note'])}{KEY_ROW}"),
        ],
        key=str,
    )
    assert filled.known() == filled.values
