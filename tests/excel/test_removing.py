"""Taking a tab out of a workbook: it and what only it used goes, everything else is as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.files import signature_of
from sheets_sync.layout.grid import UnreadableDocument
from tests.excel.corpus import MAKERS, TAB, made, part_of, with_block
from tests.excel.raw_workbook import MAIN
from tests.support import packages
from tests.support.another_hand import opened
from tests.support.libreoffice import LibreOffice
from tests.support.packages import RELATIONS, SHEET_XML, XML, add_part, assert_only_changed, parts_of, raw_parts

STRUCTURE = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/calcChain.xml"}
STRUCTURE |= {"mine/Book.XML", "mine/_rels/Book.XML.rels"}
COMMENTS = f"{SHEET_XML}.comments+xml"


def remove(file: Path, tab: str = TAB) -> None:
    signature = signature_of(file)
    assert signature
    WorkbookEditor().remove_tab(str(file), tab, signature=signature)


def refusal(file: Path, tab: str = TAB) -> str:
    before = file.read_bytes()
    with pytest.raises(UnreadableDocument) as error:
        remove(file, tab)
    assert file.read_bytes() == before
    return error.value.code


def active(file: Path) -> str:
    tab = opened(file).active
    assert tab is not None
    return tab.title


def workbook_of(file: Path) -> Any:
    return etree.fromstring(parts_of(file)["xl/workbook.xml"])


def decorated(file: Path, tab: str) -> None:
    """Give a tab a comment, a printer's settings, a drawing with a picture, and a picture that another tab has too."""
    part = part_of(file, tab)
    drawing = "xl/drawings/drawing77.xml"
    packages.edit(
        file,
        add_part("xl/comments77.xml", f'{XML}<comments xmlns="{MAIN}"/>', COMMENTS, f"{RELATIONS}/comments", part),
        add_part("xl/printerSettings/own.bin", b"own", "application/x-printer", f"{RELATIONS}/printerSettings", part),
        add_part(drawing, f'{XML}<d xmlns="urn:d"/>', "application/x-drawing", f"{RELATIONS}/drawing", part),
        add_part("xl/media/own.png", packages.png(), "image/png", f"{RELATIONS}/image", drawing),
        lambda parts: packages.put(
            "xl/drawings/_rels/drawing77.xml.rels",
            parts["xl/drawings/_rels/drawing77.xml.rels"].replace(
                b"</Relationships>",
                f'<Relationship Id="shared" Type="{RELATIONS}/image" Target="../media/image1.png"/></Relationships>'
                .encode(),
            ),
        )(parts),
    )  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_the_workbook_is_what_it_was_before_the_insert(name: str, tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = MAKERS[name](tmp_path / "book.xlsx", libreoffice)
    before, tabs = Path(shutil.copy(file, tmp_path / "before")), libreoffice.values(file)
    styles = {part for part in raw_parts(file) if part.endswith(("styles.xml", "look.xml"))} | {"xl/styles.xml"}
    with_block(file)
    remove(file)
    arrays = {part for part, data in parts_of(before).items() if b' t="array" ' in data}
    assert_only_changed(before, file, STRUCTURE | styles | arrays)
    assert libreoffice.values(file) == tabs
    old, new = parts_of(before), parts_of(file)
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        if part in old:
            assert b"sheet77" not in new[part]
            assert new[part].count(b"worksheet+xml") == old[part].count(b"worksheet+xml")


def test_what_only_the_tab_used_goes_with_it(tmp_path: Path) -> None:
    file = with_block(packages.rich_workbook(tmp_path / "rich.xlsx"))
    own = {part_of(file)}
    decorated(file, TAB)
    before = Path(shutil.copy(file, tmp_path / "before"))
    own |= {"xl/comments77.xml", "xl/printerSettings/own.bin", "xl/drawings/drawing77.xml", "xl/media/own.png"}
    own |= {f"xl/worksheets/_rels/{part_of(file).rpartition('/')[2]}.rels", "xl/drawings/_rels/drawing77.xml.rels"}
    remove(file)
    old, new = parts_of(before), parts_of(file)
    assert old.keys() - new.keys() == own | ({"xl/calcChain.xml"} & old.keys())
    assert "xl/media/image1.png" in new
    assert [part for part in own if f"/{part}".encode() in new["[Content_Types].xml"]] == []
    assert_only_changed(before, file, STRUCTURE | own | {"xl/worksheets/sheet1.xml"})


def test_names_and_views_follow_the_tabs_behind(tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = tmp_path / "okr.xlsx"
    book = Workbook(file)
    for tab in ("Đầu", "Giữa", "Ẩn", "Cuối"):
        sheet = book.add_worksheet(tab)
        sheet.write("A1", tab)
        sheet.print_area("A1:B2")
        book.define_name(f"{tab}!Riêng", f"={tab}!$A$1")
    book.define_name("Chung", "=Cuối!$A$1")
    book.get_worksheet_by_name("Ẩn").hide()
    book.get_worksheet_by_name("Giữa").activate()
    book.close()
    remove(file, "Giữa")
    after = opened(file)
    assert after.sheetnames == ["Đầu", "Ẩn", "Cuối"]
    assert {sheet.title: sheet.defined_names["Riêng"].attr_text for sheet in after.worksheets} == {
        tab: f"{tab}!$A$1" for tab in after.sheetnames
    }
    assert [sheet.print_area for sheet in after.worksheets] == [f"'{tab}'!$A$1:$B$2" for tab in after.sheetnames]
    assert list(after.defined_names) == ["Chung"]
    assert after.active is after["Đầu"]
    assert libreoffice.values(file)["Cuối"] == [["Cuối"]]


@pytest.mark.parametrize(
    ("shown", "gone", "then"), [("C", "A", "C"), ("A", "B", "A"), ("C", "C", "B"), ("B", "B", "A")]
)
def test_each_window_shows_a_tab_that_is_there(shown: str, gone: str, then: str, tmp_path: Path) -> None:
    file = tmp_path / "okr.xlsx"
    book = Workbook(file)
    for tab in "ABC":
        book.add_worksheet(tab)
    book.get_worksheet_by_name(shown).activate()
    book.get_worksheet_by_name(shown).set_first_sheet()
    book.close()
    remove(file, gone)
    assert active(file) == then
    view = workbook_of(file).find(f".//{{{MAIN}}}workbookView")
    assert opened(file).sheetnames[int(view.get("firstSheet"))] == then


@pytest.mark.parametrize("others", ["none", "hidden"])
def test_the_only_tab_that_can_be_seen_is_left_empty(others: str, tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    if others == "hidden":
        book = opened(file)
        book.create_sheet("Ẩn", 0).sheet_state = "hidden"
        book.active = 1
        book.save(file)
    before = Path(shutil.copy(file, tmp_path / "before"))
    remove(file)
    assert_only_changed(before, file, STRUCTURE | {part_of(file)})
    sheet = opened(file)[TAB]
    assert (sheet.dimensions, len(sheet.conditional_formatting), sheet.data_validations.count) == ("A1:A1", 0, 0)
    assert (dict(sheet.defined_names), sheet.print_area, sheet.auto_filter.ref) == ({}, "", None)
    assert libreoffice.values(file)[TAB] == []


def test_what_speaks_of_a_tab_is_named_and_the_tab_stays(tmp_path: Path) -> None:
    file = tmp_path / "okr.xlsx"
    book = Workbook(file)
    board, other = book.add_worksheet("Board"), book.add_worksheet("My tab")
    book.add_worksheet("Giữa")
    board.write_formula("B2", f"={TAB}!K4")
    board.write_formula("A1", f"=SUM('{TAB.lower()}'!A1:A9)")
    board.write_formula("A2", f"=INDIRECT(\"'{TAB}'!A1\")")
    board.write_formula("A3", f'="{TAB}!A1"&[1]{TAB}!A1&Other!A1')
    other.write_formula("A1", f"=SUM(Board:{TAB}!A1)")
    other.data_validation("C1:C9", {"validate": "list", "source": f"={TAB}!$D$4:$D$9"})
    other.conditional_format("D2:D9", {"type": "formula", "criteria": f"={TAB}!$D$4>1", "format": book.add_format()})
    book.define_name("Bảng", f"={TAB}!$A$1")
    book.define_name("'My tab'!Riêng", f"={TAB}!$A$1")
    book.close()
    with_block(file)
    places = WorkbookEditor().speak_of(str(file), TAB)
    assert places == ("Board!A1", "Board!A2", "Board!B2", "'My tab'!A1", "'My tab'!D2", "'My tab'!C1", "Bảng",
                      "'My tab'!Riêng")  # fmt: skip
    assert refusal(file) == "tab-spoken-of"
    assert WorkbookEditor().speak_of(str(file), "Board") == ("'My tab'!A1",)
    assert WorkbookEditor().speak_of(str(file), "Giữa") == ("'My tab'!A1",)


def test_a_table_of_the_tab_is_spoken_of_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "okr.xlsx"
    book = Workbook(file)
    book.add_worksheet("Data").add_table("A1:B3", {"name": "Sales", "columns": [{"header": "x"}, {"header": "y"}]})
    book.add_worksheet("Board").write_formula("A1", "=SUM(Sales[x])")
    book.close()
    assert WorkbookEditor().speak_of(str(file), "Data") == ("Board!A1",)
    assert refusal(file, "Data") == "tab-spoken-of"
    packages.edit(file, packages.replace("xl/worksheets/sheet2.xml", "SUM(Sales[x])", "SUM(A2:A3)"))
    remove(file, "Data")
    assert [part for part in parts_of(file) if "table" in part] == []


def test_results_that_nobody_can_explain_go(tmp_path: Path) -> None:
    file = tmp_path / "okr.xlsx"
    book = Workbook(file)
    board = book.add_worksheet("Board")
    board.write_formula("A1", "=SHEETS()", None, 2)
    board.write_formula("A2", "=A3*2", None, 6)
    book.close()
    remove(with_block(file))
    sheet = opened(file, values=True)["Board"]
    assert (sheet["A1"].value, sheet["A2"].value) == (None, 6)
    assert workbook_of(file).find(f"{{{MAIN}}}calcPr").get("fullCalcOnLoad") == "1"


def test_a_locked_structure_a_signature_and_other_kinds_of_tabs_are_left_alone(tmp_path: Path) -> None:
    file = with_block(packages.rich_workbook(tmp_path / "okr.xlsx"))
    assert refusal(file, "Biểu đồ") == "cannot-edit-no-tab"
    assert refusal(file, "Gone") == "cannot-edit-no-tab"
    lock = '<workbookProtection lockStructure="1"/><bookViews>'
    packages.edit(file, packages.replace("xl/workbook.xml", "<bookViews>", lock))
    assert refusal(file) == "cannot-edit-locked"
    packages.edit(file, packages.put("_xmlsignatures/origin.sigs", ""))
    assert refusal(file) == "cannot-edit-signed"


def test_the_corpus_loses_its_block(tmp_path: Path, libreoffice: LibreOffice) -> None:
    file = made("macros", tmp_path, libreoffice)
    remove(file)
    assert "xl/vbaProject.bin" in parts_of(file)
    assert TAB not in opened(file).sheetnames
