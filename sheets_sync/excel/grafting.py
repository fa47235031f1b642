"""Adding a tab to a workbook that somebody made, without touching anything else in it.

The tab comes from a workbook of ours. Its sheet part is added; the workbook part, its relationships, the content types
and the styles are appended to; the calculation chain goes (Excel makes it anew). Every other part keeps its bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from lxml import etree

from sheets_sync.excel.cells import set_text
from sheets_sync.excel.package.editing import OFFICE_RELATIONS, CannotEdit, Element, Package
from sheets_sync.excel.package.markup import MAIN, whole_number
from sheets_sync.excel.restyling import merge_styles

SPREADSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def graft(target: bytes, source: bytes) -> bytes:
    """The workbook `target` with the only tab of the workbook `source` appended.

    Raises:
        CannotEdit: its structure is locked, it is signed or shared, or misses what every workbook has.
        PackageError: a part that has to change cannot be read.
    """
    package = Package(target)
    package.refuse_what_would_break()
    package.refuse_locked_structure()
    with zipfile.ZipFile(BytesIO(source)) as ours:
        _add_sheet(package, ours)
    return package.bytes()


def _add_sheet(package: Package, ours: zipfile.ZipFile) -> None:
    """Append the tab of `ours`: sheet, styles, names, relationship, content type."""
    book = etree.fromstring(ours.read("xl/workbook.xml"))
    sheet = etree.fromstring(ours.read("xl/worksheets/sheet1.xml"))
    strings = [
        "".join(item.itertext(f"{MAIN}t"))
        for item in etree.fromstring(ours.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
    ]
    _inline_strings(sheet, strings)
    _merge_styles(package, etree.fromstring(ours.read("xl/styles.xml")), sheet)
    for view in sheet.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    relation = package.add("xl/worksheets/sheet", sheet, f"{SPREADSHEET_TYPE}.worksheet+xml", "worksheet")
    _append_to_workbook(package.edited(package.workbook), book, relation)
    package.drop_calculation_chain()


def _merge_styles(package: Package, ours: Element, sheet: Element) -> None:
    part = package.related(package.workbook, "styles")
    if part is None:
        package.add("xl/styles", ours, f"{SPREADSHEET_TYPE}.styles+xml", "styles", first="")
    else:
        merge_styles(package.edited(part), ours, sheet)


def _append_to_workbook(root: Element, ours: Element, relation: str) -> None:
    sheets, our_sheet = root.find(f"{MAIN}sheets"), ours.find(f"{MAIN}sheets/{MAIN}sheet")
    if sheets is None or our_sheet is None:
        raise CannotEdit("no-workbook-part")
    numbers = [whole_number(sheet.get("sheetId"), 0) for sheet in sheets]
    added = etree.SubElement(sheets, f"{MAIN}sheet")
    added.set("name", our_sheet.get("name", ""))
    added.set("sheetId", str(max(numbers, default=0) + 1))
    added.set(f"{{{OFFICE_RELATIONS}}}id", relation)
    names = ours.find(f"{MAIN}definedNames")
    if names is not None:
        _append_names(root, names, len(sheets) - 1)


def _inline_strings(sheet: Element, strings: list[str]) -> None:
    """Put the texts into the cells themselves, so that no shared string of the workbook moves."""
    for cell in sheet.iter(f"{MAIN}c"):
        if cell.get("t") == "s":
            value = cell[0]
            cell.remove(value)
            set_text(cell, strings[int(value.text or "0")])


BEFORE_NAMES = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
)


def _append_names(root: Element, names: Iterable[Element], index: int) -> None:
    """Append our print titles, print area and filter as names of the tab at that index."""
    container = root.find(f"{MAIN}definedNames")
    if container is None:
        container = etree.Element(f"{MAIN}definedNames")
        before = [child for child in root if etree.QName(child).localname in BEFORE_NAMES]
        before[-1].addnext(container)
    for name in names:
        added = etree.SubElement(container, f"{MAIN}definedName", dict(name.attrib))
        added.set("localSheetId", str(index))
        added.text = name.text
