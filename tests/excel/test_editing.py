"""Editing workbooks: what was asked for is there, everything else is as it was, in every program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl.utils.cell import rows_from_range
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.files import signature_of
from sheets_sync.excel.package.references import with_end
from sheets_sync.excel.reading import read_tabs
from sheets_sync.layout.columns import COMPUTED, END_MARK, INDEX
from sheets_sync.layout.edit import Like, TabEdit, Text
from sheets_sync.layout.grid import UnreadableDocument, a1
from sheets_sync.layout.reading import read_block
from sheets_sync.okr.cell import CellType
from tests.excel.corpus import MAKERS, TAB, block, block_saved_by_libreoffice, made, part_of, with_block
from tests.excel.raw_workbook import MAIN, SHEET, cells, grid, package, relationships, sheet
from tests.support import packages
from tests.support.another_hand import opened
from tests.support.libreoffice import LibreOffice
from tests.support.packages import XML, assert_only_changed, parts_of

RESULT = re.compile(rb"<(?:\w+:)?v>[^<]*</(?:\w+:)?v>|<(?:\w+:)?v/>")
WORKBOOK = {"xl/workbook.xml", "mine/Book.XML"}
CHAIN = {"xl/calcChain.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
NOT_FOR_OPENPYXL = ("prefixes", "pivot")
"""Legal workbooks that it cannot read, edited or not."""
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{packages.SHEET_XML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{packages.SHEET_XML}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{packages.SHEET_XML}.styles+xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{'<xf/>' * 6}</cellXfs></styleSheet>"
)


def edit(file: Path, *edits: TabEdit) -> None:
    signature = signature_of(file)
    assert signature
    WorkbookEditor().edit(str(file), edits, signature=signature)


def refusal(file: Path, *edits: TabEdit) -> tuple[str, dict[str, str]]:
    before = file.read_bytes()
    with pytest.raises(UnreadableDocument) as error:
        edit(file, *edits)
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".sheets")] == []
    return error.value.code, error.value.args_


def a_row_more() -> TabEdit:
    """A row beneath the block, like the last one, and the end row beneath it."""
    fresh = block()
    last, end, new = fresh.last_row, fresh.end_row, fresh.end_row + 1
    written: dict[tuple[int, int], Text | Like] = {
        (new, column): Like((last, column)) for key, column in INDEX.items() if key in COMPUTED
    }
    for key in ("objective", "key_result", "rule", "target"):
        written[new, INDEX[key]] = Like((last, INDEX[key]))
    written |= {(new, INDEX["id"]): Text("mnew000001"), (new, INDEX["text"]): Text("Dòng mới")}
    written |= {(end, INDEX["id"]): Text(""), (new + 1, INDEX["id"]): Text(END_MARK)}
    return TabEdit(tab=TAB, cells=written, ends=(end, new + 1))


def small(folder: Path, rows: str, *, after: str = "", parts: dict[str, str | bytes | None] | None = None) -> Path:
    """A workbook of one tab, `Tab`, written tag by tag, without shared strings."""
    own: dict[str, str | bytes | None] = {"[Content_Types].xml": TYPES, "xl/styles.xml": STYLES}
    own |= {SHEET: sheet(rows, after=after), "xl/sharedStrings.xml": None} | {
        "xl/_rels/workbook.xml.rels": relationships(worksheet="worksheets/sheet1.xml", styles="styles.xml")
    }
    own |= parts or {}
    file = folder / "small.xlsx"
    file.write_bytes(package(parts=own))
    return file


def formulas(file: Path, tab: int = 0) -> dict[str, Any]:
    """All cells as openpyxl reads them, formulas as text."""
    rows = opened(file).worksheets[tab].iter_rows()
    return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}


def contents(tab: Worksheet) -> dict[str, Any]:
    """Values and formulas, but for the results of array formulas, which are values to openpyxl."""
    found = {cell.coordinate: cell.value for row in tab.iter_rows() for cell in row}
    for cell, value in list(found.items()):
        if isinstance(value, ArrayFormula):
            found |= dict.fromkeys(chain(*rows_from_range(value.ref))) | {cell: value.text}
    return found


def xml_of(file: Path, part: str = SHEET) -> bytes:
    return parts_of(file)[part]


# Nothing else changes


@pytest.mark.parametrize("name", MAKERS)
def test_every_other_part_keeps_its_bytes(name: str, tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = made(name, tmp_path, libreoffice)
    before = Path(shutil.copy(file, tmp_path / "before"))
    edit(file, a_row_more())
    old, new = parts_of(before), parts_of(file)
    dependent = {part for part in old if "sheet" in part.lower() and b' t="array" ' in old[part]}
    assert_only_changed(before, file, {part_of(file)} | WORKBOOK | (CHAIN if CHAIN & old.keys() else set()) | dependent)
    assert "xl/calcChain.xml" not in new
    for part in dependent:
        assert RESULT.sub(b"", new[part]) == RESULT.sub(b"", old[part])
    workbook = etree.fromstring(new[next(iter(WORKBOOK & new.keys()))])
    assert workbook.find(f"{{{MAIN}}}calcPr").get("fullCalcOnLoad") == "1"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", MAKERS)
def test_other_programs_read_what_was_written_and_all_that_was_there(
    name: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    file = made(name, tmp_path, libreoffice)
    before = [] if name in NOT_FOR_OPENPYXL else opened(file).worksheets
    computed = libreoffice.values(file)
    edit(file, a_row_more())
    for old in before[:-1]:
        assert contents(opened(file)[old.title]) == contents(old)
    again = libreoffice.values(file)
    assert {tab: again[tab] for tab in computed if tab != TAB} == {t: v for t, v in computed.items() if t != TAB}
    row = again[TAB][block().end_row]
    assert [row[INDEX[key] - 1] for key in ("id", "text", "met")] == ["mnew000001", "Dòng mới", 0]
    assert isinstance(row[INDEX["m_share"] - 1], float)
    assert list(again) == list(computed)


def test_a_block_that_libreoffice_wrote_is_edited_like_ours(tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = block_saved_by_libreoffice(tmp_path / "okr.xlsx", libreoffice)
    edit(file, a_row_more())
    found = [read_block(each) for each in read_tabs(file.read_bytes(), lambda _: True)[1]]
    (reading,) = [each for each in found if each]
    assert reading.end_row == block().end_row + 2
    assert [row.at("text").text for row in reading.rows][-1] == "Dòng mới"
    values = libreoffice.values(file)[TAB]
    assert values[block().end_row][INDEX["met"] - 1] in (0, 1)


def test_a_mode_and_a_link_stay(tmp_path: Path) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    file.chmod(0o640)
    edit(file, TabEdit(tab=TAB, cells={(30, 1): Text("x")}))
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["okr.xlsx"]


# Texts and clearing


@pytest.mark.parametrize("text", ["a\rb", "\x01\x1f", " ", "\ufffe", "_x000D_", "=A1", "'a", "x" * 32_767])
def test_texts_come_back_letter_by_letter(text: str, tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = small(tmp_path, '<row r="1"><c r="A1" t="b"><v>1</v></c></row>')
    edit(file, TabEdit(tab="Tab", cells={(1, 1): Text(text), (2, 2): Text(text)}))
    found = cells(file.read_bytes())
    assert (found["A1"].type, found["A1"].text, found["B2"].text) == (CellType.TEXT, text, text)
    if text.isprintable():
        assert libreoffice.values(file)["Tab"][0][0] == text


def test_a_cell_keeps_its_format_and_a_new_one_takes_that_of_its_place(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2" s="1"><v>1</v></c></row><row r="3" s="2" customFormat="1"/>'
    cols = '<cols><col min="2" max="3" style="1"/></cols>'
    body = f'<worksheet xmlns="{MAIN}">{cols}<sheetData>{rows}</sheetData></worksheet>'
    file = small(tmp_path, "", parts={SHEET: body})
    places = ((2, 1), (2, 2), (2, 5), (3, 2), (9, 3))
    edit(file, TabEdit(tab="Tab", cells={place: Text("x") for place in places}))
    found = {cell.get("r"): cell.get("s") for cell in etree.fromstring(xml_of(file)).iter(f"{{{MAIN}}}c")}
    assert found == {"A2": "1", "B2": "1", "E2": None, "B3": "2", "C9": "1"}
    edit(file, TabEdit(tab="Tab", cells={(2, 1): Text("")}))
    assert b'<c r="A2" s="1"/>' in xml_of(file)


# Like another cell


@pytest.mark.parametrize(
    ("formula", "copied"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2,A:A,1:1,$A:B,$1:2)", "SUM(B3:C4,B:B,3:3,$A:C,$1:4)"),
        ("'My tab'!A1&amp;Tab!A1", "'My tab'!B3&Tab!B3"),
        ('LOG10(A1)&amp;"A1"&amp;Name1+1E5', 'LOG10(B3)&"A1"&Name1+1E5'),
    ],
)
def test_formulas_are_copied_as_people_copy_them(formula: str, copied: str, tmp_path: Path) -> None:
    file = small(tmp_path, f'<row r="1"><c r="C1" s="3" t="str"><f>{formula}</f><v>old</v></c></row>')
    edit(file, TabEdit(tab="Tab", cells={(3, 4): Like((1, 3))}))
    assert formulas(file) == {"C1": "=" + formula.replace("&amp;", "&"), "D3": f"={copied}"}
    found = etree.fromstring(xml_of(file)).findall(f".//{{{MAIN}}}c")[-1]
    assert (dict(found.attrib), found.findall(f"{{{MAIN}}}v")) == ({"r": "D3", "s": "3"}, [])


def test_values_are_copied_with_their_format_and_blank_as_blank(tmp_path: Path) -> None:
    kinds = '<c r="A1" s="2"><v>0.1</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c>'
    file = small(tmp_path, f'<row r="1">{kinds}<c r="E1" s="4"><v>5</v></c></row>')
    places = {(2, column): Like((1, column)) for column in (1, 2, 3)} | {(1, 5): Like((9, 9))}
    edit(file, TabEdit(tab="Tab", cells=places))
    found = cells(file.read_bytes())
    assert [found[f"{letter}2"] == found[f"{letter}1"] for letter in "ABC"] == [True] * 3
    assert "E1" not in found
    assert b'<c r="A2" s="2">' in xml_of(file)


def test_one_cell_is_the_model_of_many(tmp_path: Path) -> None:
    file = small(tmp_path, '<row r="1"><c r="A1"><f>B1</f></c><c r="C1"><v>7</v></c></row>')
    places = [(2, 1), (3, 1), (3, 4)]
    edit(file, TabEdit(tab="Tab", cells={place: Like((1, 1)) for place in places} | {(5, 1): Like((1, 3))}))
    assert formulas(file) == {"A1": "=B1", "C1": 7, "A2": "=B2", "A3": "=B3", "D3": "=E3", "A5": 7}


def test_shared_formulas_come_apart_and_stay_what_they_were(tmp_path: Path, libreoffice: LibreOffice) -> None:
    numbers = [f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>{{}}</row>' for row in (1, 2, 3, 4)]
    shared = ['<c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2</f><v>2</v></c>']
    shared += [f'<c r="B{row}"><f t="shared" si="0"/><v>{row * 2}</v></c>' for row in (2, 3, 4)]
    file = small(tmp_path, "".join(row.format(cell) for row, cell in zip(numbers, shared, strict=True)))
    edit(file, TabEdit(tab="Tab", cells={(1, 2): Text(""), (1, 3): Like((3, 2)), (3, 2): Text("x")}))
    assert formulas(file) == {
        "A1": 1,
        "A2": 2,
        "A3": 3,
        "A4": 4,
        "B2": "=A2*2",
        "B4": "=A4*2",
        "C1": "=B1*2",
        "B3": "x",
    }
    assert libreoffice.values(file)["Tab"][3][1] == 8


def test_arrays_are_neither_written_into_nor_copied(tmp_path: Path) -> None:
    array = '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f><v>0</v></c></row><row r="2"><c r="A2"/></row>'
    file = small(tmp_path, array)
    for cells_ in ({(2, 1): Text("x")}, {(3, 1): Text("")}, {(5, 5): Like((1, 1))}):
        code, args = refusal(file, TabEdit(tab="Tab", cells=cells_))
        assert (code, args["cell"][:4]) == ("cannot-edit-array", "Tab!")


# Where cells go


def test_rows_and_cells_are_put_in_their_order(tmp_path: Path) -> None:
    rows = '<row r="2" spans="2:4"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="5"/>'
    body = f'<worksheet xmlns="{MAIN}"><dimension ref="B2:D2"/><sheetData>{rows}</sheetData></worksheet>'
    file = small(tmp_path, "", parts={SHEET: body})
    places = ((1, 3), (2, 1), (2, 3), (2, 30), (3, 2), (9, 1))
    edit(file, TabEdit(tab="Tab", cells={place: Text(a1(*place)) for place in places}))
    root = etree.fromstring(xml_of(file))
    order = [cell.get("r") for cell in root.iter(f"{{{MAIN}}}c")]
    assert order == ["C1", "A2", "B2", "C2", "D2", "AD2", "B3", "A9"]
    assert [row.get("r") for row in root.iter(f"{{{MAIN}}}row")] == ["1", "2", "3", "5", "9"]
    assert [row.get("spans") for row in root.iter(f"{{{MAIN}}}row")] == [None] * 5
    assert root.find(f"{{{MAIN}}}dimension").get("ref") == "A1:AD9"  # type: ignore[union-attr]


def test_cells_that_do_not_say_where_they_are_or_are_out_of_order_stay_where_they_are(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="7"><c r="C7"><v>4</v></c><c r="A7"><v>3</v></c></row>'
    file = small(tmp_path, rows + '<row r="4"><c><v>5</v></c></row>')
    before = dict(grid(file.read_bytes()).cells)
    edit(file, TabEdit(tab="Tab", cells={(7, 2): Text("x"), (5, 5): Text("y")}))
    after = dict(grid(file.read_bytes()).cells)
    assert {position: after[position] for position in before} == before
    assert after.keys() - before.keys() == {(7, 2), (5, 5)}
    order = [cell.get("r") for cell in etree.fromstring(xml_of(file)).iter(f"{{{MAIN}}}c")]
    assert order == ["A1", "B1", "A4", "E5", "A7", "B7", "C7"]


@pytest.mark.parametrize("rows", ['<row r="1"/><row r="1"/>', '<row r="1"><c r="A1"/><c r="A1"/></row>',
                                  '<row r="1"><c r="A2"/></row>', '<row r="1"><c r="?"/></row>'])  # fmt: skip
def test_a_sheet_in_which_a_cell_stands_twice_or_nowhere_is_refused(rows: str, tmp_path: Path) -> None:
    code, _ = refusal(small(tmp_path, rows), TabEdit(tab="Tab", cells={(3, 3): Text("x")}))
    assert code == "damaged"


# The end of a block


def test_what_ends_in_the_old_end_row_ends_in_the_new_one(tmp_path: Path) -> None:
    rules = (
        '<conditionalFormatting sqref="A1:A5 B2:B9 C9 A9:B9"><cfRule type="expression" priority="1">'
        "<formula>SUM(A$1:A$9)&gt;A9</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation type="custom" sqref="D2:D9"><formula1>COUNTIF($D$2:$D$9,D2)=1'
        '</formula1></dataValidation></dataValidations><mergeCells><mergeCell ref="H8:H9"/></mergeCells>'
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation>'
        "<x14:formula1><xm:f>Tab!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>E2:E9 E9</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst>"
    )
    rows = (
        '<row r="1"><c r="G1"><f>SUM($A$1:$A$9,A1:A9,A9,A1:A$8,Tab!B2:B$9,A:A)</f><v>1</v></c>'
        '<c r="H1"><f>A1</f><v>2</v></c></row>'
    )
    file = small(tmp_path, rows, after=rules)
    edit(file, TabEdit(tab="Tab", ends=(9, 12)))
    assert formulas(file)["G1"] == "=SUM($A$1:$A$12,A1:A12,A9,A1:A$8,Tab!B2:B$12,A:A)"
    text = xml_of(file).decode()
    for expected in (
        'sqref="A1:A5 B2:B12 C9 A9:B12"', "SUM(A$1:A$12)&gt;A9", 'sqref="D2:D12"', "$D$2:$D$12", 'ref="H8:H9"',
        ">Tab!$A$1:$A$12<", ">E2:E12 E9<",
    ):  # fmt: skip
        assert expected in text, expected
    assert [found.type for found in cells(file.read_bytes()).values()] == [CellType.NOT_CALCULATED, CellType.NUMBER]


@pytest.mark.parametrize(("old", "new"), [(16, 20), (12, 25), (5, 120)])
@pytest.mark.parametrize("text", ["SUM($B$3:$B${0})+D{1}", "SUM(A2:A{1})", "SUM(A{1}:C{1},$B$2:$B${0},A1:A1{1})"])
def test_filled_down_formulas_get_the_new_end_each_in_its_own_row(
    text: str, old: int, new: int, tmp_path: Path
) -> None:
    numbers = range(1, 31)
    rows = (f'<row r="{row}"><c r="F{row}"><f>{text.format(old, row)}</f></c></row>' for row in numbers)
    file = small(tmp_path, "".join(rows))
    edit(file, TabEdit(tab="Tab", ends=(old, new)))
    ended = {row: with_end(text.format(old, row), old, new, "Tab") for row in numbers}
    assert formulas(file) == {f"F{row}": f"={formula}" for row, formula in ended.items()}


# No stale result


def reporting_workbook(folder: Path) -> Path:
    """A block, formulas elsewhere that depend on it and show 999, and an input of it that does not and shows -7."""
    file = folder / "okr.xlsx"
    book = Workbook(file)
    board, data = book.add_worksheet("Board"), book.add_worksheet("Data")
    for cell, formula in BOARD.items():
        board.write_formula(cell, formula, None, 999)
    board.write_formula("A6", "=Data!B2", None, -7)
    board.write_formula("A7", "=SUM(Data!B1:B5)", None, -16)
    data.write_number("B1", -9)
    data.write_formula("B2", "=B1+2", None, -7)
    data.write_formula("B9", "=Board!A2", None, "999")
    book.define_name("Bảng", f"={TAB}!$K$4")
    book.close()
    part, row = part_of(with_block(file)), block().last_row

    def report(parts: packages.Parts) -> None:
        """Put the input into the last row, whose other results would no longer be true."""
        before, start, rest = parts[part].decode().partition(f'<row r="{row}"')
        own, end, after = rest.partition("</row>")
        own = re.sub("</f><v>[^<]*</v>", "</f>", own)
        own = re.sub(rf'<c r="J{row}"( s="\d+")/>', rf'<c r="J{row}"\1><f>Data!B2</f><v>-7</v></c>', own)
        packages.put(part, before + start + own + end + after)(parts)

    return packages.edit(file, report)


BOARD = {
    "A1": f"={TAB}!W{block().last_row}",
    "A2": '=A1&"/"&A1',
    "A3": f'=COUNTIF({TAB}!A:A,"m*")',
    "A4": "=Bảng",
    "A5": f'=INDIRECT("{TAB}!A4")',
}


def test_no_result_is_stale_and_inputs_keep_theirs(tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = reporting_workbook(tmp_path)
    edit(file, a_row_more())
    truth, stored = libreoffice.values(file), opened(file, values=True)
    assert [stored["Board"][cell].value for cell in BOARD] == [None] * len(BOARD)
    assert (stored["Board"]["A6"].value, stored["Board"]["A7"].value) == (-7, -16)
    assert (stored["Data"]["B2"].value, stored["Data"]["B9"].value) == (-7, None)
    assert stored[TAB].cell(block().last_row, INDEX["current"]).value == -7
    libreoffice.convert(file, tmp_path / "shown.xlsx")
    for shown in (stored, opened(tmp_path / "shown.xlsx", values=True)):
        seen = {
            f"{tab}!{a1(row, column)}": (shown[tab].cell(row, column).value, value)
            for tab in ("Board", "Data", TAB)
            for row, values in enumerate(truth[tab], 1)
            for column, value in enumerate(values, 1)
            if isinstance(value, float) and isinstance(shown[tab].cell(row, column).value, int | float)
        }
        assert {cell: pair for cell, pair in seen.items() if pair[0] != pytest.approx(pair[1])} == {}
    for row, cell in enumerate(BOARD):
        assert shown["Board"][cell].value == pytest.approx(truth["Board"][row][0]), cell


def test_results_go_without_touching_another_byte_of_a_sheet(tmp_path: Path) -> None:
    file = reporting_workbook(tmp_path)
    before = parts_of(file)
    edit(file, a_row_more())
    after = parts_of(file)
    board = part_of(file, "Board")
    assert after[board] != before[board]
    assert RESULT.sub(b"", after[board]) == RESULT.sub(b"", before[board])
    assert after[board].count(b"<f>") == before[board].count(b"<f>")


def test_the_order_of_calculation_goes_wherever_it_lies(tmp_path: Path) -> None:
    file = packages.rich_workbook(tmp_path / "rich.xlsx")
    before = Path(shutil.copy(file, tmp_path / "before"))
    edit(file, TabEdit(tab="Số liệu", cells={(9, 9): Text("x")}))
    after = parts_of(file)
    assert "xl/calcChain.xml" in parts_of(before)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    sheets = {part_of(file, "Số liệu"), part_of(file, "Kế hoạch")}
    assert_only_changed(before, file, {"xl/workbook.xml"} | CHAIN | sheets)


def test_an_array_loses_the_results_of_all_its_cells(tmp_path: Path, libreoffice: LibreOffice) -> None:
    rows = '<row r="1"><c r="A1"><v>4</v></c><c r="C1"><f t="array" ref="C1:C2">A1:A2*2</f><v>999</v></c></row>'
    file = small(tmp_path, rows + '<row r="2"><c r="A2"><v>5</v></c><c r="C2"><v>999</v></c></row>')
    edit(file, TabEdit(tab="Tab", cells={(9, 9): Text("x")}))
    assert b"999" not in xml_of(file)
    assert [row[2] for row in libreoffice.values(file)["Tab"][:2]] == [8, 10]


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ('<c r="B1"><f>A1</f><v/></c>', '<c r="B1"><f>A1</f></c>'),
        ('<c r="B1"><f>A1</f><v></v></c>', '<c r="B1"><f>A1</f></c>'),
        ('<c r="B1" t="str"><f>A1</f><v>/&gt;</v></c>', '<c r="B1" t="str"><f>A1</f></c>'),
        ('<c r="B1" t="inlineStr"><f>A1</f><is><t/></is></c>', '<c r="B1" t="inlineStr"><f>A1</f></c>'),
        ('<c r="B1"><v>1</v><f>A1</f></c>', '<c r="B1"><f>A1</f></c>'),
        ('<c><f>A1</f><v>1</v></c>', '<c><f>A1</f></c>'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_results_are_taken_out_however_they_are_written(cell: str, left: str, encoding: str, tmp_path: Path) -> None:
    def other(cell: str) -> str:
        mark = f'<?xml version="1.0" encoding="{encoding}"?>'
        rows = f'<row><c r="A1"><f>Tab!A1</f></c>{cell}</row>'
        return f'{mark}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'

    parts: dict[str, str | bytes | None] = {
        "xl/workbook.xml": parts_of(package())["xl/workbook.xml"].replace(
            b"</sheets>", b'<sheet name="Other" sheetId="2" r:id="worksheet_2"/></sheets>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(
            worksheet="worksheets/sheet1.xml", worksheet_2="worksheets/sheet2.xml"
        ),
        "xl/worksheets/sheet2.xml": other(cell).encode(encoding),
    }
    file = small(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>', parts=parts)
    edit(file, TabEdit(tab="Tab", cells={(1, 1): Text("x")}))
    found = xml_of(file, "xl/worksheets/sheet2.xml")
    assert etree.tostring(etree.fromstring(found)) == etree.tostring(etree.fromstring(other(left).encode(encoding)))


# What is refused


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda file: file.with_name("~$okr.xlsx").write_bytes(b"Lan"), "file-open"),
        (lambda file: packages.edit(file, packages.put("_xmlsignatures/origin.sigs", "")), "cannot-edit-signed"),
        (lambda file: packages.edit(file, packages.put("xl/revisions/r.xml", "<a/>")), "cannot-edit-shared"),
        (lambda file: packages.edit(file, packages.drop("[Content_Types].xml")), "cannot-edit-no-workbook-part"),
        (lambda file: packages.edit(file, packages.put(SHEET, "<worksheet>")), "damaged"),
        (lambda file: packages.edit(file, packages.put(SHEET, f'<worksheet xmlns="{MAIN}"/>')), "damaged"),
        (lambda file: packages.edit(file, packages.put(SHEET, b"\xff\xfe<\0a\0")), "damaged"),
        (lambda file: packages.edit(file, packages.put(SHEET, f"{XML}<!DOCTYPE a><a/>")), "doctype"),
        (lambda file: file.write_bytes(b"no workbook"), "not-a-workbook"),
    ],
)  # fmt: skip
def test_a_workbook_that_would_be_damaged_is_left_alone(
    spoil: Callable[[Path], object], code: str, tmp_path: Path
) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    spoil(file)
    assert refusal(file, TabEdit(tab=TAB, cells={(9, 9): Text("x")}))[0] == code


def test_a_locked_structure_forbids_no_writing_into_cells(tmp_path: Path) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    lock = '<workbookProtection lockStructure="1"/><bookViews>'
    packages.edit(file, packages.replace("xl/workbook.xml", "<bookViews>", lock))
    edit(file, TabEdit(tab=TAB, cells={(30, 1): Text("x")}))


def test_the_header_of_a_table_is_left_alone(tmp_path: Path) -> None:
    file = packages.rich_workbook(tmp_path / "rich.xlsx")
    code, args = refusal(file, TabEdit(tab="Số liệu", cells={(2, 3): Text("Khác")}))
    assert (code, args["table"]) == ("cannot-edit-table-header", "Bán")
    edit(file, TabEdit(tab="Số liệu", cells={(3, 3): Text("trong bảng"), (2, 5): Text("bên cạnh")}))
    assert opened(file)["Số liệu"]["C3"].value == "trong bảng"


def test_a_tab_without_cells_is_no_place_to_write(tmp_path: Path) -> None:
    file = packages.rich_workbook(tmp_path / "rich.xlsx")
    assert refusal(file, TabEdit(tab="Biểu đồ", cells={(1, 1): Text("x")}))[0] == "cannot-edit-no-tab"
