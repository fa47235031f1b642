"""Workbooks as several programs make them, each with a block in its last tab, `OKR`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from sheets_sync.excel.inserting import open_target
from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.workbook import read_workbook
from sheets_sync.layout.block import Block
from sheets_sync.layout.laying import lay_out
from sheets_sync.okr.cycle import Cycle
from tests.support.generated import some_plan
from tests.support.libreoffice import LibreOffice
from tests.support.packages import (
    MAIN,
    PACKAGE,
    RELATIONS,
    SHEET_XML,
    XML,
    add_part,
    edit,
    odd_workbook,
    rich_workbook,
    stream,
)

TAB = "OKR"
PLAN = some_plan(Random(1), 9, Cycle.parse("2026"))
"""Nine measures."""

Maker = Callable[[Path, LibreOffice], Path]


def block(tab: str = TAB) -> Block:
    return lay_out(PLAN, tab=tab, binding="b", document="d", today=date(2026, 2, 2))


def with_block(file: Path, tab: str = TAB) -> Path:
    """The file with the block in a new tab."""
    target = open_target(file)
    target.replace(target.with_block(block(tab), protect=False))
    return file


def _openpyxl(file: Path, office: LibreOffice) -> Path:
    """By openpyxl: a chart, a comment, names, dates from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "Bán hàng"
    for row in range(1, 6):
        sheet.append([date(2026, 3, row), row * 10, f"=B{row}*2"])
    sheet["B1"].comment = Comment("Chị Lan ghi", "Lan")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5))
    sheet.add_chart(chart, "E2")
    book.create_sheet("Khác")["A1"] = "='Bán hàng'!B2+Tổng"
    book.defined_names["Tổng"] = DefinedName("Tổng", attr_text="'Bán hàng'!$B$1:$B$5")
    book.save(file)
    return file


def _pivot_and_links(file: Path, office: LibreOffice) -> Path:
    """With a pivot table over another tab, and a formula of another file."""
    rich_workbook(file)
    cache, definition = "xl/pivotCache/pivotCacheDefinition1.xml", f"{SHEET_XML}.pivotCacheDefinition+xml"
    pivot, link = "xl/pivotTables/pivotTable1.xml", "xl/externalLinks/externalLink1.xml"
    source = '<cacheSource type="worksheet"><worksheetSource ref="B2:D6" sheet="Số liệu"/></cacheSource>'
    outside = f"{RELATIONS}/externalLinkPath"
    return edit(
        file,
        add_part(cache, f'{XML}<pivotCacheDefinition xmlns="{MAIN}">{source}<cacheFields count="0"/>'
                 "</pivotCacheDefinition>", definition, f"{RELATIONS}/pivotCacheDefinition"),
        add_part(pivot, f'{XML}<pivotTableDefinition xmlns="{MAIN}" name="P1" cacheId="1" '
                 'dataCaption="Values"><location ref="F8:G9" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/>'
                 "</pivotTableDefinition>",
                 f"{SHEET_XML}.pivotTable+xml", f"{RELATIONS}/pivotTable", "xl/worksheets/sheet3.xml"),
        add_part(link, f'{XML}<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/>'
                 "</externalLink>", f"{SHEET_XML}.externalLink+xml", f"{RELATIONS}/externalLink"),
        lambda parts: parts.__setitem__(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{outside}" '
            'Target="other.xlsx" TargetMode="External"/></Relationships>'.encode(),
        ),
    )  # fmt: skip


def _libreoffice(file: Path, office: LibreOffice) -> Path:
    rich_workbook(file)
    office.convert(file, file)
    return file


MAKERS: dict[str, Maker] = {
    "XlsxWriter": lambda file, office: rich_workbook(file),
    "macros": lambda file, office: rich_workbook(file.with_suffix(".xlsm")),
    "streamed": lambda file, office: stream(rich_workbook(file)),
    "prefixes": lambda file, office: odd_workbook(file, styles=True),
    "openpyxl": _openpyxl,
    "pivot": _pivot_and_links,
    "LibreOffice": _libreoffice,
}


def block_saved_by_libreoffice(file: Path, office: LibreOffice) -> Path:
    """A block that another program has written anew, as people's files are."""
    with_block(file)
    office.convert(file, file)
    return file


def made(name: str, folder: Path, office: LibreOffice) -> Path:
    """A workbook of the corpus, with the block."""
    return with_block(MAKERS[name](folder / "book.xlsx", office))


def part_of(file: Path, tab: str = TAB) -> str:
    """The name of a tab's part."""
    return next(sheet.part for sheet in read_workbook(Archive(file.read_bytes())).sheets if sheet.name == tab)
