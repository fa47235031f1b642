"""What number formats make of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheets_sync.excel.package.errors import PackageError
from sheets_sync.okr.cell import NumberFormat
from tests.excel.raw_workbook import MAIN, cells, package, styles

GENERAL, PERCENT = NumberFormat.GENERAL, NumberFormat.PERCENT
DATE, CURRENCY = NumberFormat.DATE, NumberFormat.CURRENCY
CELL = '<row r="1"><c r="A1" s="1"><v>35</v></c></row>'


def shown(part: str) -> tuple[NumberFormat, str | None]:
    """Format and currency of a number in style 1 of a styles part."""
    cell = cells(package(CELL, parts={"xl/styles.xml": part}))["A1"]
    assert cell.number == Decimal(35)
    return cell.format, cell.currency


@pytest.mark.parametrize(
    "code",
    ["General", "GENERAL", "", "0", "#,##0", "#,##0.00", "0.00E+00", "##0.0E+0", "# ?/?", "@", "[Red]0", "[>=1000]0;0",
     '0"%"', "0\\%", "0_%", "0*%", '0 "tháng"', '"ngày" 0', "#,##0 y", "0 dozen", "0 ngày", "[$-409]#,##0", ";;;",
     "0;0%", '0 "đơn"', '#,##0" sản phẩm"', "[Color10]0", '"unclosed', "0 [unclosed", "\\", "_", "[$]0"],
)  # fmt: skip
def test_a_plain_number(code: str) -> None:
    assert shown(styles(code)) == (GENERAL, None)


@pytest.mark.parametrize(
    "code",
    ["0%", "0.0%", "0.00 %", "#,##0.0#%", "[Red]0%", "0%;[Red]-0%", '[=0]"";0%', '"đạt "0%', '_("$"* 0%_)', ";0%"],
)
def test_a_percent(code: str) -> None:
    assert shown(styles(code)) == (PERCENT, None)


@pytest.mark.parametrize(
    "code",
    ["dd/mm/yyyy", "DD/MM/YYYY", "yyyy-mm-dd", "d mmm", "mm\\/dd\\/yy", 'dd"/"mm"/"yyyy', "[$-409]d mmm yyyy;@",
     "[h]:mm", "[mm]:ss.00", "[ss].00", "h:mm AM/PM", "h:mm a/p", "ss.000",
     "dd\\-mmm\\-yyyy\\ hh:mm:ss.000", "[$-F800]dddd",
     '"ngày" d "tháng" m "năm" yyyy', '"上午/下午 "hh"時"mm"分"ss"秒 "', '[$-411]ge"年"m"月"'],
)  # fmt: skip
def test_a_date(code: str) -> None:
    assert shown(styles(code)) == (DATE, None)


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("#,##0\\ [$₫-42A]", "VND"), ("#,##0 [$đ-42A]", "VND"), ('#,##0 "₫"', "VND"), ('#,##0" đ"', "VND"),
        ('#,##0 "VNĐ"', "VND"), ('#,##0 "VND"', "VND"), ("[$VND] #,##0", "VND"), ("#,##0 [$VND]", "VND"),
        ("#,##0\\ \\đ", "VND"), ("#,##0 ₫", "VND"), ('_-* #,##0 "₫"_-;\\-* #,##0 "₫"_-;_-* "-" "₫"_-;_-@_-', "VND"),
        ('"$"#,##0.00', "USD"), ("$#,##0", "USD"), ("\\$0", "USD"), ("[$$-409]#,##0.00", "USD"), ("[$$]0", "USD"),
        ("[$$-10409]0", "USD"), ("[$$-en-US]#,##0", "USD"), ("[$US$-409]0", "USD"), ('"US$"0', "USD"), ("0 USD", "USD"),
        ("[$USD]\\ #,##0", "USD"), ('_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"??_);_(@_)', "USD"),
        ("[$$-1004]#,##0", None), ("[$$-C09]#,##0", None), ('"A$"0', None), ("[$HK$-C04]0", None),
        ("[$€-2] #,##0.00", "EUR"), ('0.00 "€"', "EUR"), ("#,##0 [$€-407]", "EUR"), ("[$EUR]0", "EUR"),
        ("[$¥-411]#,##0", "JPY"), ("¥0", "JPY"), ("[$¥-804]#,##0", None), ("[$£-809]0", "GBP"), ('"£"0', "GBP"),
        ("[$SGD] 0", "SGD"), ("[$CHF-807]0", "CHF"), ("[$kr-41D]0", None), ("[$Rp-421]#,##0", None),
        ("[Red][$₫-42A]0", "VND"), ('0.0,," tr ₫"', "VND"),
    ],
)  # fmt: skip
def test_a_currency(code: str, currency: str | None) -> None:
    assert shown(styles(code)) == (CURRENCY, currency)


@pytest.mark.parametrize(
    ("ids", "format_"),
    [
        ((9, 10), PERCENT),
        ((14, 17, 18, 22, 27, 36, 45, 47, 50, 58), DATE),
        ((5, 8, 41, 44), CURRENCY),
        ((0, 1, 4, 11, 13, 23, 26, 37, 40, 48, 49, 59, 163, 164, 999, 4_294_967_295), GENERAL),
    ],
)
def test_formats_that_a_number_alone_names(ids: tuple[int, ...], format_: NumberFormat) -> None:
    for id_ in ids:
        part = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="{id_}"/></cellXfs></styleSheet>'
        assert shown(part) == (format_, None)


def test_a_code_in_the_file_counts_more_than_the_number() -> None:
    part = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="14" formatCode="0%"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    assert shown(part) == (PERCENT, None)


@pytest.mark.parametrize(
    "part",
    [
        f'<styleSheet xmlns="{MAIN}"><fonts/><fills count="1"><fill/></fills><borders><border nonsense="1"/></borders>'
        '<cellXfs count="-3"><xf fillId="99"/><xf numFmtId="9" fillId="x"><alignment horizontal="sideways"/></xf>'
        "</cellXfs><dxfs><dxf><numFmt/></dxf></dxfs></styleSheet>",
        f'<x:styleSheet xmlns:x="{MAIN}"><x:cellXfs><x:xf/><x:xf numFmtId=" 9 "/></x:cellXfs></x:styleSheet>',
    ],
)
def test_styles_that_other_programs_choke_on(part: str) -> None:
    assert shown(part) == (PERCENT, None)


@pytest.mark.parametrize(
    "part",
    ["<nothing/>", f'<styleSheet xmlns="{MAIN}"/>',
     f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="nine"/></cellXfs></styleSheet>'],
)  # fmt: skip
def test_odd_styles_are_general(part: str) -> None:
    assert shown(part) == (GENERAL, None)


def test_a_workbook_without_styles() -> None:
    assert cells(package(CELL, parts={"xl/styles.xml": None}))["A1"].format is GENERAL


def test_styles_that_are_no_xml() -> None:
    with pytest.raises(PackageError, match="damaged"):
        shown("<styleSheet>")
