"""Whatever the bytes: a reading that makes sense, or a PackageError."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.reading import list_tabs, read_tabs
from sheets_sync.okr.cell import CellType, RawCell
from tests.excel import raw_workbook as raw

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.35</v></c>'
    '<c r="C1"><f>B1</f><v>7</v></c></row>'
    '<row r="2"><c t="inlineStr"><is><r><t>một</t></r></is></c><c t="d"><v>2026-03-31</v></c>'
    '<c t="b"><v>1</v></c></row>'
    '<row r="3"><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v></v></c><c s="2"/></row>'
)
SOUND = raw.package(
    parts={
        raw.SHEET: raw.sheet(
            ROWS, before='<dimension ref="A1"/>', after='<mergeCells><mergeCell ref="A5:B6"/></mergeCells>'
        ),
        "xl/styles.xml": raw.styles("0%", '#,##0 "₫"', "dd/mm/yyyy"),
        "xl/sharedStrings.xml": raw.strings("<t>a_x000D_</t>", "<r><t>b</t></r><rPh><t>c</t></rPh>"),
    }
)
with ZipFile(BytesIO(SOUND)) as _sound:
    PARTS = {name: _sound.read(name) for name in _sound.namelist()}

FRAGMENTS = st.sampled_from(
    [b"<", b">", b"/>", b'"', b"&", b"&#0;", b"&amp;", b"\0", b"\xff", b"..", b"-1", b"99999999999", b"1e999", b"nan",
     b"<c>", b"</c>", b"<v>", b"</v>", b"<is>", b"</is>", b"<t>", b"</t>", b"<f>", b"<row>", b"</row>", b"<rPh>",
     b"<!DOCTYPE a>", b"<![CDATA[", b"]]>", b"<!--", b' t="s"', b' t="d"', b' t="b"', b' t="inlineStr"', b' r="XFE1"',
     b"0001-01-01", b"24:00", b"_xD83D_", b"[$-", b";;", b"\\", b"%", "₫".encode(), b"Target", b'TargetMode="External"',
     b"xl/workbook.xml", b"../", b"purl.oclc.org/ooxml", b'date1904="1"', b"xmlns:x='urn:x'", b"x:"]
) | st.binary(max_size=9)  # fmt: skip


def attempt(data: bytes) -> None:
    """Read it, and check that the cells are such as RawCell promises."""
    try:
        list_tabs(data)
        grids = read_tabs(data, lambda _: True)[1]
    except PackageError:
        return
    for grid in grids:
        for (row, column), cell in grid.cells.items():
            assert 1 <= row <= 1_048_576
            assert 1 <= column <= 16_384
            check(cell)


def check(cell: RawCell) -> None:
    one = {
        CellType.NUMBER: cell.number,
        CellType.BOOLEAN: cell.boolean,
        CellType.TEXT: cell.text,
        CellType.ERROR: cell.text,
    }
    values = [value for value in (cell.number, cell.text, cell.boolean) if value is not None]
    assert values == ([one[cell.type]] if cell.type in one else [])
    assert cell.number is None or cell.number.is_finite()
    assert cell.formula or cell.type not in (CellType.BLANK, CellType.NOT_CALCULATED)
    cell.raw.encode()


def test_the_workbook_that_is_changed_here_is_sound() -> None:
    assert len(raw.cells(SOUND)) == 8


@given(data=st.binary(max_size=300), start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", SOUND, SOUND[:400]]))
def test_any_bytes(data: bytes, start: bytes) -> None:
    attempt(start + data)


@given(changes=st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, value in changes:
        data[at] = value
    attempt(bytes(data))


@given(start=st.integers(0, len(SOUND)), length=st.integers(1, 200), filling=st.binary(max_size=20))
def test_a_stretch_that_is_missing_or_replaced(start: int, length: int, filling: bytes) -> None:
    attempt(SOUND[:start] + filling + SOUND[start + length :])


@given(
    part=st.sampled_from(sorted(PARTS)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), FRAGMENTS), min_size=1, max_size=4),
)
def test_a_part_that_says_something_else(part: str, changes: list[tuple[float, int, bytes]]) -> None:
    content = PARTS[part]
    for share, length, fragment in changes:
        at = int(share * len(content))
        content = content[:at] + fragment + content[at + length :]
    attempt(raw.zipped({**PARTS, part: content}))


NAMES = ["worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "r", "rPh", "si", "mergeCell", "x"]
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["r", "t", "s", "ref", "si"]),
    st.sampled_from(
        ["", "A1", "B2:C3", "XFE9", "s", "str", "d", "b", "e", "inlineStr", "n", "0", "1", "-1", "99", "ữ"]
    ),
    max_size=3,
)


def element(name: str, attributes: dict[str, str], children: list[str]) -> str:
    head = " ".join([name, *(f'{key}="{value}"' for key, value in attributes.items())])
    return f"<{head}>{''.join(children)}</{name}>"


TREES = st.recursive(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&\ufffe\uffff"), max_size=6),
    lambda inside: st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(inside, max_size=4)),
    max_leaves=12,
)


@given(rows=TREES)
def test_elements_in_any_order_and_nesting(rows: str) -> None:
    attempt(raw.package(rows))
