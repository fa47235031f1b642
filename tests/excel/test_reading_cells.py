"""What stands in the cells of a tab, and where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from sheets_sync.excel.package.errors import PackageError
from sheets_sync.layout.grid import EPOCH_1900, EPOCH_1904
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell
from tests.excel.raw_workbook import SHEET, cells, grid, package, sheet, strings, styles


def number(value: str | int, *, formula: bool = False) -> RawCell:
    return RawCell(type=CellType.NUMBER, number=Decimal(value), formula=formula)


def text(value: str, *, formula: bool = False) -> RawCell:
    return RawCell(type=CellType.TEXT, text=value, formula=formula)


NOT_CALCULATED = RawCell(type=CellType.NOT_CALCULATED, formula=True)
BLANK_RESULT = RawCell(type=CellType.BLANK, formula=True)


def one(inside: str, attributes: str = "", **parts: str) -> RawCell | None:
    """The cell A1, written so."""
    rows = f'<row r="1"><c r="A1" {attributes}>{inside}</c><c r="B1"><v>0</v></c></row>'
    return cells(package(rows, parts={f"xl/{name}.xml": content for name, content in parts.items()})).get("A1")


def test_a_workbook_of_xlsxwriter() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    tab = book.add_worksheet("Kế hoạch")
    tab.write_number("A1", 0.1)
    tab.write_string("B2", "mười")
    tab.write_boolean("C3", True)
    tab.write_formula("D4", "=1+1", None, 2)
    tab.write_formula("D5", '="a"&"b"', None, "ab")
    tab.write_array_formula("D6", '{=""}', None, "")
    tab.write_formula("D7", "=1/0", None, "#DIV/0!")
    tab.write_formula("D8", "=TRUE", None, True)
    tab.write_datetime("E1", date(2026, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    tab.write_number("F1", 0.35, book.add_format({"num_format": "0%"}))
    tab.write_blank("G1", None, book.add_format({"bold": True}))
    tab.write_string("H1", "#REF!")
    tab.merge_range("A10:B11", "chung")
    book.close()
    read = grid(buffer.getvalue())
    assert read.tab == "Kế hoạch"
    assert read.merges == ((10, 1, 11, 2),)
    assert cells(buffer.getvalue()) == {
        "A1": number("0.1"),
        "B2": text("mười"),
        "C3": RawCell(type=CellType.BOOLEAN, boolean=True),
        "D4": number(2, formula=True),
        "D5": text("ab", formula=True),
        "D6": BLANK_RESULT,
        "D7": RawCell(type=CellType.ERROR, text="#DIV/0!", formula=True),
        "D8": RawCell(type=CellType.BOOLEAN, boolean=True, formula=True),
        "E1": RawCell(type=CellType.NUMBER, number=Decimal(46112), format=NumberFormat.DATE),
        "F1": RawCell(type=CellType.NUMBER, number=Decimal("0.35"), format=NumberFormat.PERCENT),
        "H1": text("#REF!"),
        "A10": text("chung"),
    }


def test_a_workbook_of_openpyxl_has_formulas_without_results() -> None:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    tab["A1"], tab["A2"], tab["A3"] = 5, "=A1*2", '=IF(A1>9,1,"")'
    buffer = BytesIO()
    book.save(buffer)
    assert cells(buffer.getvalue()) == {"A1": number(5), "A2": NOT_CALCULATED, "A3": NOT_CALCULATED}


@pytest.mark.parametrize(
    ("stored", "decimal"),
    [
        ("20", "20"),
        ("20.0", "20"),
        ("020", "20"),
        ("2E1", "20"),
        ("1e22", "10000000000000000000000"),
        ("1E-7", "1E-7"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("0.1", "0.1"),
        ("-0.50", "-0.5"),
        ("-0", "0"),
        (".5", "0.5"),
        ("5.", "5"),
        (" 7\n", "7"),
        ("120000000000", "120000000000"),
        ("9007199254740993", "9007199254740992"),
        ("123456789012345678901234567890", "123456789012345680000000000000"),
    ],
)
def test_a_number_is_the_shortest_decimal_of_its_double(stored: str, decimal: str) -> None:
    cell = one(f"<v>{stored}</v>")
    assert cell is not None
    assert str(cell.number) == decimal


@pytest.mark.parametrize(
    "stored", ["nan", "inf", "-Infinity", "1e999", "1_000", "１２", "12,5", "0x10", "1e", "+", "."]
)
def test_what_is_no_number_is_the_text_it_is(stored: str) -> None:
    assert one(f"<v>{stored}</v>") == text(stored)


@pytest.mark.parametrize(
    ("attributes", "inside", "cell"),
    [
        ('t="b"', "<v>1</v>", RawCell(type=CellType.BOOLEAN, boolean=True)),
        ('t="b"', "<v>false</v>", RawCell(type=CellType.BOOLEAN, boolean=False)),
        ('t="b"', "<v>maybe</v>", text("maybe")),
        ('t="e"', "<v>#N/A</v>", RawCell(type=CellType.ERROR, text="#N/A")),
        ('t="n"', "<v>3</v>", number(3)),
        ('t="str"', "<v>005</v>", text("005")),
        ('t="str"', "<v> \u00a05 đ </v>", text(" \u00a05 đ ")),
        ('t="inlineStr"', "<is><t>a</t></is>", text("a")),
        ('t="inlineStr"', "<v>a</v>", text("a")),
        ('t="other"', "<v>a</v>", text("a")),
        (
            't="inlineStr"',
            "<is><r><rPr><b/></rPr><t>đ</t></r><r><t xml:space='preserve'> ồng</t></r></is>",
            text("đ ồng"),
        ),
        ('t="inlineStr"', "<is><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></is>", text("a")),
        ('t="inlineStr"', "<is><t>to\u0309</t></is>", text("to\u0309")),
    ],
)
def test_a_cell_of_each_type(attributes: str, inside: str, cell: RawCell) -> None:
    assert one(inside, attributes) == cell


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [("", ""), ('s="1"', ""), ("", "<v/>"), ("", "<v> </v>"), ('t="s"', "<v></v>"), ('t="str"', "<v/>"),
     ('t="inlineStr"', "<is><t/></is>"), ('t="s"', "<v>0</v>")],
)  # fmt: skip
def test_a_cell_without_a_value_is_not_stored(attributes: str, inside: str) -> None:
    assert one(inside, attributes, sharedStrings=strings("<t/>")) is None


@pytest.mark.parametrize(
    ("attributes", "inside", "cell"),
    [
        ("", "<f>A2</f>", NOT_CALCULATED),
        ("", "<f>A2</f><v></v>", NOT_CALCULATED),
        ('t="str"', "<f>A2</f>", NOT_CALCULATED),
        ('t="e"', "<f>A2</f>", NOT_CALCULATED),
        ('t="str"', "<f>A2</f><v></v>", BLANK_RESULT),
        ('t="str"', "<f>A2</f><v/>", BLANK_RESULT),
        ('t="inlineStr"', "<f>A2</f><is><t></t></is>", BLANK_RESULT),
        ('t="inlineStr"', "<f>A2</f><is><t>x</t></is>", text("x", formula=True)),
        ('t="s"', "<f>A2</f><v>0</v>", text("chung", formula=True)),
        ("", '<f t="shared" si="0"/><v>4</v>', number(4, formula=True)),
        ("", '<f t="array" ref="A1:A3">B1:B3</f><v>4</v>', number(4, formula=True)),
        ("", '<f>IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"")"),42.0)</f><v>42</v>', number(42, formula=True)),
        ('t="str"', '<f>IFERROR(__xludf.DUMMYFUNCTION("x"),"Loading...")</f><v>Loading...</v>',
         text("Loading...", formula=True)),
        ('t="b"', "<f>A2</f><v>0</v>", RawCell(type=CellType.BOOLEAN, boolean=False, formula=True)),
        ('t="e"', "<f>A2</f><v>#REF!</v>", RawCell(type=CellType.ERROR, text="#REF!", formula=True)),
    ],
)  # fmt: skip
def test_a_formula_counts_by_its_stored_result(attributes: str, inside: str, cell: RawCell) -> None:
    assert one(inside, attributes, sharedStrings=strings("<t>chung</t>")) == cell


@pytest.mark.parametrize(
    ("stored", "serial"),
    [
        ("2026-03-31", "46112"),
        ("2026-03-31T12:00:00", "46112.5"),
        ("2026-03-31T12:00:00.000Z", "46112.5"),
        ("06:00:00", "0.25"),
    ],
)
def test_an_iso_date_becomes_a_serial_number(stored: str, serial: str) -> None:
    cell = RawCell(type=CellType.NUMBER, number=Decimal(serial), format=NumberFormat.DATE)
    assert one(f"<v>{stored}</v>", 't="d"') == cell


@pytest.mark.parametrize("stored", ["31/03/2026", "2026-13-01", "soon"])
def test_what_is_no_iso_date_is_the_text_it_is(stored: str) -> None:
    assert one(f"<v>{stored}</v>", 't="d"') == text(stored)


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("<t>một</t>", "một"),
        ("<r><t>một </t></r><r><rPr><b/></rPr><t>hai</t></r>", "một hai"),
        ("<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/>", "東京"),
        ("<t xml:space='preserve'>  a  </t>", "  a  "),
        ("<t>a_x000D_b_x0009_</t>", "a\rb\t"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_x00e1_</t>", "á"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>_xD83D_</t>", "\ufffd"),
        ("<t>a_x0000_b</t>", "a_x0000_b"),
        ("<t>_xZZZZ_ _x12_ _x1</t>", "_xZZZZ_ _x12_ _x1"),
        ("<t>a&amp;b &#8363;<![CDATA[<c>]]></t>", "a&b ₫<c>"),
    ],
)
def test_a_shared_string(item: str, shown: str) -> None:
    assert one("<v>1</v>", 't="s"', sharedStrings=strings("<t>khác</t>", item)) == text(shown)


@pytest.mark.parametrize("index", ["2", "-1", "x", "1.0", "99999999999"])
def test_a_shared_string_that_is_not_there(index: str) -> None:
    with pytest.raises(PackageError, match="damaged"):
        one(f"<v>{index}</v>", 't="s"', sharedStrings=strings("<t>a</t>", "<t>b</t>"))


def test_cells_without_a_reference_follow_the_previous_one() -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    found = {name: cell.raw for name, cell in cells(package(rows)).items()}
    assert found == {"A1": "1", "C1": "2", "C5": "3", "D5": "4", "A6": "5"}


def test_cells_and_rows_may_be_out_of_order_and_of_any_length() -> None:
    rows = (
        '<row r="9" spans="1:2"><c r="C9"><v>1</v></c><c r="A9"><v>2</v></c></row>'
        '<row r="2"><c r="aa2"><v>3</v></c></row><row r="4"/><row r="3"><c r="B7"><v>4</v></c></row>'
    )
    found = {name: cell.raw for name, cell in cells(package(rows)).items()}
    assert found == {"C9": "1", "A9": "2", "AA2": "3", "B7": "4"}


def test_a_cell_stands_where_it_says_whatever_row_is_around_it() -> None:
    rows = (
        '<row r="2"><c r="A12"><v>1</v></c><c><v>2</v></c><c r="C2"><v>3</v></c></row><row><c r="A3"><v>4</v></c></row>'
    )
    found = {name: cell.raw for name, cell in cells(package(rows)).items()}
    assert found == {"A12": "1", "B12": "2", "C2": "3", "A3": "4"}


def test_the_same_text_in_another_style_type_or_formula_is_another_cell() -> None:
    value = "<v>0.35</v>"
    rows = f'<row><c>{value}</c><c s="1">{value}</c><c t="str">{value}</c><c><f>B1</f>{value}</c><c>{value}</c></row>'
    found = cells(package(rows, parts={"xl/styles.xml": styles("0%")}))
    assert [found[name].raw for name in ("A1", "B1", "C1", "D1", "E1")] == ["0.35", "35%", "0.35", "0.35", "0.35"]
    assert [cell.formula for cell in found.values()] == [False, False, False, True, False]
    assert [cell.type for cell in found.values()] == [CellType.NUMBER] * 2 + [CellType.TEXT] + [CellType.NUMBER] * 2


@pytest.mark.parametrize("reference", ["", "5", "A", "A0", "AAAA1", "A-1", "$A$1", "A1B", "Ä1", "A１"])
def test_a_reference_that_names_no_cell(reference: str) -> None:
    with pytest.raises(PackageError, match="damaged"):
        cells(package(f'<row><c r="{reference}"><v>1</v></c></row>'))


@pytest.mark.parametrize(
    "rows", ["<c><v>1</v></c>", '<row r="0"><c><v>1</v></c></row>', "<row><c><row/><v>1</v></c></row>"]
)
def test_a_cell_that_stands_nowhere(rows: str) -> None:
    with pytest.raises(PackageError, match="damaged"):
        cells(package(rows))


@pytest.mark.parametrize("reference", ["A1048577", "XFE1", "ZZZ1"])
def test_a_cell_outside_of_any_sheet(reference: str) -> None:
    with pytest.raises(PackageError, match="too-large"):
        cells(package(f'<row><c r="{reference}"><v>1</v></c></row>'))


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "nonsense"])
def test_the_dimension_is_not_trusted(dimension: str) -> None:
    part = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        before=f'<dimension ref="{dimension}"/>',
    )
    assert cells(package(parts={SHEET: part})) == {"A1": number(1), "XFD1048576": number(2)}


def test_merges_and_what_else_stands_in_a_sheet() -> None:
    part = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        before="<sheetViews><sheetView><selection activeCell='A1'/></sheetView></sheetViews>",
        after='<mergeCells count="9"><mergeCell ref="B2:C4"/><mergeCell ref="E5"/></mergeCells>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
        '<extLst><ext><x:f xmlns:x="urn:x">A1</x:f></ext></extLst>',
    )
    read = grid(package(parts={SHEET: part}))
    assert read.cells == {(1, 1): number(1)}
    assert read.merges == ((2, 2, 4, 3), (5, 5, 5, 5))


@pytest.mark.parametrize(
    ("properties", "epoch"),
    [("", EPOCH_1900), ('<workbookPr date1904="1"/>', EPOCH_1904), ('<workbookPr date1904="true"/>', EPOCH_1904),
     ('<workbookPr date1904="0"/>', EPOCH_1900), ("<workbookPr/>", EPOCH_1900)],
)  # fmt: skip
def test_the_day_that_dates_count_from(properties: str, epoch: date) -> None:
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'{properties}<sheets><sheet name="Tab" sheetId="1" r:id="worksheet"/></sheets></workbook>'
    )
    data = package('<row><c t="d"><v>2026-03-31</v></c></row>', parts={"xl/workbook.xml": book})
    assert grid(data).epoch == epoch
    assert cells(data)["A1"].number == (date(2026, 3, 31) - epoch).days


def test_a_style_that_is_not_there_is_general() -> None:
    assert one("<v>1</v>", 's="9"', styles=styles("0%")) == number(1)
    assert one("<v>1</v>", 's="x"', styles=styles("0%")) == number(1)
