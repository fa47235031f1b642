"""What a workbook computes, read from its package; and taking out results that may no longer be true.

Excel computes everything anew when it opens the file, for it is told to; other programs compute what has no result.
So a stale result is taken out, never replaced: a nought would be shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from sheets_sync.excel.dependents import Calculation, Cell, Name, Table, dependents
from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.editing import Element, Package
from sheets_sync.excel.package.errors import damaged
from sheets_sync.excel.package.formulas import SheetFormulas, in_one_byte, read_formulas
from sheets_sync.excel.package.markup import MAIN, elements, whole_number
from sheets_sync.excel.package.references import rectangle
from sheets_sync.excel.package.relationships import read_relationships
from sheets_sync.excel.package.workbook import Workbook, read_workbook

BEFORE_CALCULATION = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames"),
)
"""What stands before calcPr in a workbook part (ECMA-376, 18.2.27)."""


@dataclass(frozen=True, slots=True)
class WorkbookFormulas:
    """The formulas of a package, with the places of their results."""

    workbook: Workbook
    sheets: dict[str, SheetFormulas]
    calculation: Calculation


def read_workbook_formulas(package: Package) -> WorkbookFormulas:
    """All formulas of a workbook as it stands now, changes included.

    Raises:
        PackageError: a part cannot be read.
    """
    workbook = read_workbook(package.archive)
    sheets = {
        sheet.name: read_formulas(sheet.part, in_one_byte(sheet.part, package.data(sheet.part)))
        for sheet in workbook.worksheets
    }
    calculation = Calculation(
        sheets=[sheet.name for sheet in workbook.sheets],
        formulas={name: found.formulas for name, found in sheets.items()},
        names=_names(package.tree(package.workbook), workbook),
        tables=[
            table for sheet in workbook.worksheets for table in read_tables(package.archive, sheet.name, sheet.part)
        ],
    )
    return WorkbookFormulas(workbook, sheets, calculation)


def read_tables(archive: Archive, sheet: str, part: str) -> list[Table]:
    """The tables on a worksheet.

    Raises:
        PackageError: a part cannot be read.
    """
    tables = []
    for relationship in read_relationships(archive, part).values():
        if relationship.kind == "table" and relationship.part in archive:
            _, attributes = next(elements(relationship.part, archive.chunks(relationship.part)))
            try:
                area = rectangle(attributes.get("ref", ""))
            except ValueError as error:
                raise damaged(relationship.part) from error
            header = area[0] if whole_number(attributes.get("headerRowCount"), 1) else None
            tables.append(Table(attributes.get("displayName", ""), sheet, area, header))
    return tables


def forget_results(package: Package, touched: Iterable[Cell]) -> None:
    """Take out the results that may depend on the cells that were touched, and ask for a full calculation.

    Raises:
        PackageError: a part cannot be read.
    """
    found = read_workbook_formulas(package)
    stale = dependents(found.calculation, touched)
    for sheet in found.workbook.worksheets:
        formulas = found.sheets[sheet.name]
        if cells := stale.get(sheet.name, set()) & formulas.results.keys():
            data = in_one_byte(sheet.part, package.data(sheet.part))
            package.replace(sheet.part, formulas.without_results(data, cells))
    _calculate_all(package.edited(package.workbook))
    package.drop_calculation_chain()


def _calculate_all(root: Element) -> None:
    calculation = root.find(f"{MAIN}calcPr")
    if calculation is None:
        calculation = etree.Element(f"{MAIN}calcPr")
        before = [child for child in root if etree.QName(child).localname in BEFORE_CALCULATION]
        before[-1].addnext(calculation)
    calculation.set("fullCalcOnLoad", "1")


def _names(root: Element, workbook: Workbook) -> list[Name]:
    names = []
    for name in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        index = whole_number(name.get("localSheetId"), -1)
        sheet = workbook.sheets[index].name if 0 <= index < len(workbook.sheets) else None
        names.append(Name(name.get("name", ""), sheet, name.text or ""))
    return names
