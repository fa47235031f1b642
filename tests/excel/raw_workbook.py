"""Workbooks written tag by tag, for what no library would write."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from sheets_sync.excel.reading import read_tabs
from sheets_sync.layout.grid import Grid, a1
from sheets_sync.okr.cell import RawCell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

Parts = Mapping[str, str | bytes | None]


def relationships(**targets: str) -> str:
    """A relationship file: kind=target, the kind being the id too; `kind_2` is another of the same kind."""
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{id_.partition("_")[0]}" Target="{target}"/>'
        for id_, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part with these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*codes: str) -> str:
    """A styles part: style n + 1 has the nth format code, style 0 none."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode={quoteattr(code)}/>' for number, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{164 + number}"/>' for number in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def strings(*items: str) -> str:
    """A shared strings part, each item the inside of its `si`."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def package(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', *, parts: Parts | None = None) -> bytes:
    """A workbook of one tab, `Tab`, with these rows; `parts` are added, replaced or (None) left out."""
    all_parts: dict[str, str | bytes | None] = {
        "_rels/.rels": relationships(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Tab" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            worksheet="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="sharedStrings.xml"
        ),
        SHEET: sheet(rows),
        "xl/styles.xml": styles(),
        "xl/sharedStrings.xml": strings(),
        **(parts or {}),
    }
    return zipped({name: content for name, content in all_parts.items() if content is not None})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def grid(data: bytes) -> Grid:
    """The first tab that holds any cell."""
    return read_tabs(data, lambda _: True)[1][0]


def cells(data: bytes) -> dict[str, RawCell]:
    """The stored cells of that tab by their names."""
    return {a1(*position): cell for position, cell in grid(data).cells.items()}
