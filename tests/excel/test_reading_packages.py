"""Files that are put together in odd ways are read; those that are unsafe, broken or something else are refused."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from sheets_sync.excel import reading
from sheets_sync.excel.package import archive, markup, sheet, strings, styles
from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.reading import list_tabs, read_tabs
from sheets_sync.okr.cell import RawCell
from tests.excel import raw_workbook as raw
from tests.excel.raw_workbook import MAIN, OFFICE, RELATIONS, SHEET, cells, package, relationships, zipped

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))


def refusal(data: bytes) -> str:
    with pytest.raises(PackageError) as caught:
        read_tabs(data, lambda _: True)
    return caught.value.code


def raws(data: bytes) -> dict[str, str]:
    return {name: cell.raw for name, cell in cells(data).items()}


def book(*tabs: tuple[str, str], root: str = "workbook", attributes: str = "", namespace: str = MAIN) -> str:
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="{id_}"/>' for n, (name, id_) in enumerate(tabs))
    return f'<{root} xmlns="{namespace}" xmlns:r="{OFFICE}" {attributes}><sheets>{sheets}</sheets></{root}>'


class TestOddButSound:
    def test_prefixed_namespaces(self) -> None:
        parts = {
            "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{OFFICE}"><x:sheets>'
            '<x:sheet name="Tab" sheetId="1" rel:id="worksheet"/></x:sheets></x:workbook>',
            SHEET: f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>",
            "xl/sharedStrings.xml": f'<y:sst xmlns:y="{MAIN}"><y:si><y:t>một</y:t></y:si></y:sst>',
        }
        assert raws(package(parts=parts)) == {"A1": "một"}

    def test_a_workbook_part_at_the_top_with_targets_of_every_form(self) -> None:
        data = zipped(
            {
                "_rels/.rels": relationships(officeDocument="/Book%20one.XML"),
                "book one.xml": book(("Một", "worksheet"), ("Hai", "worksheet_2"), ("Ba", "worksheet_3")),
                "_rels/Book one.xml.rels": relationships(
                    worksheet="/a/b.xml", worksheet_2="./a/../a/%C4%91.xml#top", worksheet_3="..\\A\\c.xml"
                ),
                "a/b.xml": raw.sheet("<row><c><v>1</v></c></row>"),
                "a/đ.xml": raw.sheet("<row><c><v>2</v></c></row>"),
                "a/C.xml": raw.sheet("<row><c><v>3</v></c></row>"),
            }
        )
        names, grids = read_tabs(data, lambda _: True)
        assert names == ["Một", "Hai", "Ba"]
        assert [[cell.raw for cell in grid.cells.values()] for grid in grids] == [["1"], ["2"], ["3"]]

    def test_backslashes_and_folders_in_the_zip(self) -> None:
        buffer = BytesIO()
        with ZipFile(BytesIO(package())) as plain, ZipFile(buffer, "w") as odd:
            odd.writestr("xl/", "")
            for name in plain.namelist():
                odd.writestr(name.replace("/", "\\"), plain.read(name))
        assert raws(buffer.getvalue()) == {"A1": "1"}

    def test_bytes_before_and_after_the_zip(self) -> None:
        assert raws(b"junk" * 9 + package() + b"\0" * 20) == {"A1": "1"}

    def test_encodings_with_a_mark(self) -> None:
        part = raw.sheet('<row><c t="str"><v>chữ ₫</v></c></row>')
        assert raws(package(parts={SHEET: part.encode("utf-16")})) == {"A1": "chữ ₫"}
        assert raws(package(parts={SHEET: part.encode("utf-8-sig")})) == {"A1": "chữ ₫"}

    def test_names_that_need_escapes(self) -> None:
        data = package(parts={"xl/workbook.xml": book(("A &amp; B &lt;&#273;&gt;", "worksheet"))})
        assert read_tabs(data, lambda _: True)[0] == ["A & B <đ>"]

    def test_only_worksheets_are_tabs_to_read(self) -> None:
        parts = {
            "xl/workbook.xml": book(("Chart", "chartsheet"), ("Tab", "worksheet"), ("Macro", "xlMacrosheet")),
            "xl/_rels/workbook.xml.rels": relationships(
                chartsheet="gone.xml", worksheet="worksheets/sheet1.xml", xlMacrosheet="gone.xml"
            ),
        }
        data = package(parts=parts)
        assert read_tabs(data, lambda _: True)[0] == ["Tab"]
        assert list_tabs(data) == (("Chart", "Tab", "Macro"), False)

    def test_what_lies_outside_of_the_package_is_left_alone(self) -> None:
        external = f'<Relationship Id="x" Type="{OFFICE}/styles" Target="styles.xml" TargetMode="External"/>'
        related = relationships(worksheet="worksheets/sheet1.xml").replace(
            "<Relationship ", f"{external}<Relationship "
        )
        rows = '<row><c s="1"><v>1</v></c></row>'
        parts = {"xl/_rels/workbook.xml.rels": related, "xl/styles.xml": raw.styles("0%")}
        assert raws(package(rows, parts=parts)) == {"A1": "1"}

    def test_broken_parts_that_nobody_reads(self) -> None:
        assert raws(package(parts={"xl/theme/theme1.xml": "<", "docProps/app.xml": "<!DOCTYPE a><a/>"})) == {"A1": "1"}


class TestRefused:
    @pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"<html></html>", b"a;b\n1;2\n", b"%PDF-1.7"])
    def test_what_is_no_zip(self, data: bytes) -> None:
        assert refusal(data) == "not-a-workbook"

    def test_a_file_with_a_password_or_of_the_old_kind(self) -> None:
        assert refusal(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)) == "password-protected"

    def test_an_encrypted_zip(self) -> None:
        data = bytearray(package())
        for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            at = data.index(mark) + flags
            data[at] |= 1
        assert refusal(bytes(data)) == "password-protected"

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_a_file_cut_short(self, share: float) -> None:
        data = package()
        assert refusal(data[: int(len(data) * share)]) == "damaged"

    def test_a_part_whose_bytes_changed(self) -> None:
        data = bytearray(package("<row><c t='str'><v>" + "abcdefgh" * 99 + "</v></c></row>"))
        with ZipFile(BytesIO(data)) as zip_file:
            at = zip_file.getinfo(SHEET).header_offset + 30 + len(SHEET)
        data[at + 20] ^= 0xFF
        assert refusal(bytes(data)) == "damaged"

    def test_a_way_of_packing_that_workbooks_do_not_have(self) -> None:
        buffer = BytesIO()
        with ZipFile(BytesIO(package())) as plain, ZipFile(buffer, "w", ZIP_BZIP2) as odd:
            for name in plain.namelist():
                odd.writestr(name, plain.read(name))
        assert refusal(buffer.getvalue()) == "damaged"

    @pytest.mark.parametrize(
        "name",
        ["../evil.xml", "xl/../../evil.xml", "..\\evil.xml", "xl\\..\\evil.xml", "/etc/evil.xml", "\\evil.xml",
         "c:/evil.xml", "%2e%2e/evil.xml", "XL/Workbook.xml", "xl\\workbook.xml", "xl/%77orkbook.xml"],
    )  # fmt: skip
    def test_names_that_are_unsafe_or_doubled(self, name: str) -> None:
        assert refusal(package(parts={name: "evil"})) == "unsafe-names"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_the_same_name_twice(self) -> None:
        buffer = BytesIO(package())
        with ZipFile(buffer, "a") as again:
            again.writestr(SHEET, raw.sheet(""))
        assert refusal(buffer.getvalue()) == "unsafe-names"

    @pytest.mark.parametrize(
        "parts",
        [
            {"_rels/.rels": None},
            {"_rels/.rels": relationships(extended="xl/workbook.xml")},
            {"_rels/.rels": relationships(officeDocument="xl/workbook.bin"), "xl/workbook.bin": b"\x83\x01"},
            {"xl/workbook.xml": "<document xmlns='urn:word'/>"},
            {"xl/workbook.xml": book(("Tab", "worksheet"), namespace="urn:other")},
        ],
    )
    def test_packages_of_something_else(self, parts: dict[str, str | bytes | None]) -> None:
        assert refusal(package(parts=parts)) == "not-a-workbook"

    @pytest.mark.parametrize(
        "parts",
        [
            {"xl/workbook.xml": None},
            {"xl/workbook.xml": book()},
            {"xl/workbook.xml": book(("Tab", "nowhere"))},
            {"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets><sheet/></sheets></workbook>'},
            {"xl/_rels/workbook.xml.rels": None},
            {SHEET: None},
            {SHEET: ""},
            {SHEET: "<worksheet"},
            {SHEET: "<worksheet/>"},
            {SHEET: f'<chartsheet xmlns="{MAIN}"/>'},
            {SHEET: raw.sheet("<row><c><v>&nbsp;</v></c></row>")},
            {SHEET: raw.sheet("<row><c t='str'><v>\x01</v></c></row>")},
            {SHEET: raw.sheet("<row><c><v>\xff</v></c></row>").encode("latin-1")},
            {SHEET: raw.sheet("", after="<mergeCell/>")},
            {SHEET: raw.sheet("", after='<mergeCell ref="A0:B1"/>')},
            {SHEET: raw.sheet("", after='<mergeCell ref="A:B"/>')},
            {SHEET: raw.sheet("", after='<mergeCell ref="1:2"/>')},
            {SHEET: raw.sheet('<row><c t="s"><v>0</v></c></row>'), "xl/sharedStrings.xml": None},
            {"xl/styles.xml": "<a>"},
        ],
    )
    def test_parts_that_are_missing_or_broken(self, parts: dict[str, str | bytes | None]) -> None:
        assert refusal(package(parts=parts)) == "damaged"

    @pytest.mark.parametrize(
        "parts",
        [
            {"xl/workbook.xml": book(("Tab", "worksheet"), namespace=STRICT)},
            {"xl/workbook.xml": book(("Tab", "worksheet"), attributes='conformance="strict"')},
            {
                "xl/workbook.xml": book(("Tab", "worksheet"), namespace=STRICT),
                "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Target="xl/workbook.xml" '
                'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>',
            },
        ],
    )
    def test_strict_workbooks(self, parts: dict[str, str]) -> None:
        assert refusal(package(parts=parts)) == "strict-workbook"

    @pytest.mark.parametrize(
        "part",
        [
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            SHEET,
        ],
    )
    @pytest.mark.parametrize(
        "doctype",
        ["<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!-- note -->\n<!DOCTYPE a []>",
         f"<!DOCTYPE a [{BOMB}]>"],
        ids=["bare", "external", "empty", "bomb"],
    )  # fmt: skip
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_doctype_in_any_part_that_is_read(self, part: str, doctype: str, encoding: str) -> None:
        rows = '<row><c t="s"><v>0</v></c></row>'
        with ZipFile(BytesIO(package(rows, parts={"xl/sharedStrings.xml": raw.strings("<t>a</t>")}))) as sound:
            parts: dict[str, str | bytes] = {name: sound.read(name) for name in sound.namelist()}
        parts[part] = (doctype + sound_text(parts[part])).encode(encoding)
        assert refusal(zipped(parts)) == "doctype"

    def test_entities_that_multiply(self) -> None:
        part = f"<!DOCTYPE a [{BOMB}]>" + raw.sheet("<row><c r='&a11;' t='str'><v>&a11;</v></c></row>")
        assert refusal(package(parts={SHEET: part})) == "doctype"


def sound_text(part: str | bytes) -> str:
    return part if isinstance(part, str) else part.decode()


class TestLimits:
    def test_a_zip_bomb(self) -> None:
        bomb = BytesIO()
        with ZipFile(bomb, "w", ZIP_DEFLATED) as zip_file, ZipFile(BytesIO(package())) as sound:
            for name in sound.namelist():
                if name != SHEET:
                    zip_file.writestr(name, sound.read(name))
            with zip_file.open(SHEET, "w") as part:
                part.write(f'<worksheet xmlns="{MAIN}">'.encode())
                for _ in range(102):
                    part.write(b" " * archive.MEBIBYTE)
        assert len(bomb.getvalue()) < archive.MEBIBYTE
        assert refusal(bomb.getvalue()) == "too-large"

    def test_a_part_that_says_it_is_small(self) -> None:
        data = bytearray(package("<row><c t='str'><v>" + "a" * 100_000 + "</v></c></row>"))
        with ZipFile(BytesIO(data)) as zip_file:
            size = struct.pack("<L", zip_file.getinfo(SHEET).file_size)
        assert data.count(size) == 2
        assert refusal(bytes(data.replace(size, struct.pack("<L", 1_000)))) == "damaged"

    @pytest.mark.parametrize("limit", ["MAX_PART", "MAX_TOTAL"])
    def test_inflated_bytes(self, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
        data = package("<row><c t='str'><v>" + "a" * 100_000 + "</v></c></row>")
        monkeypatch.setattr(archive, limit, 120_000)
        assert raws(data)["A1"] == "a" * 100_000
        monkeypatch.setattr(archive, limit, 100_000)
        assert refusal(data) == "too-large"

    def test_the_sum_over_all_parts_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "a" * 60_000
        rows = f'<row><c t="str"><v>{text}</v></c><c t="s"><v>0</v></c></row>'
        data = package(rows, parts={"xl/sharedStrings.xml": raw.strings(f"<t>{text}</t>")})
        monkeypatch.setattr(archive, "MAX_TOTAL", 100_000)
        assert refusal(data) == "too-large"

    def test_honest_repetition_passes(self) -> None:
        row = "".join(f'<c r="{letter}1" s="1"/>' for letter in "ABCDEFGHIJ")
        assert raws(package(f"<row>{row}</row>" * 50_000 + '<row r="1"><c r="A1"><v>1</v></c></row>')) == {"A1": "1"}

    def test_the_number_of_entries(self) -> None:
        buffer = BytesIO(package())
        with ZipFile(buffer, "a") as zip_file:
            for number in range(archive.MAX_ENTRIES):
                zip_file.writestr(ZipInfo(f"x/{number}"), b"")
        assert refusal(buffer.getvalue()) == "too-large"

    @pytest.mark.parametrize(
        ("module", "limit"),
        [(sheet, "MAX_CELLS"), (markup, "MAX_ELEMENTS"), (strings, "MAX_STRINGS"), (styles, "MAX_STYLES")],
    )
    def test_numbers_of_things(self, module: object, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
        count = 20
        rows = "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in range(count)) + "</row>"
        parts = {
            "xl/sharedStrings.xml": raw.strings(*["<t>a</t>"] * count),
            "xl/styles.xml": raw.styles(*["0%"] * count),
        }
        data = package(rows, parts=parts)
        assert len(raws(data)) == count
        monkeypatch.setattr(module, limit, count - 1)
        assert refusal(data) == "too-large"

    def test_cells_of_all_tabs_that_are_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        parts = {
            "xl/workbook.xml": book(("Một", "worksheet"), ("Hai", "worksheet_2")),
            "xl/_rels/workbook.xml.rels": relationships(worksheet="1.xml", worksheet_2="2.xml"),
            **{f"xl/{n}.xml": raw.sheet("<row><c><v>1</v></c><c><v>2</v></c></row>") for n in (1, 2)},
        }
        monkeypatch.setattr(reading, "MAX_CELLS", 4)
        assert len(read_tabs(package(parts=parts), lambda _: True)[1]) == 2
        monkeypatch.setattr(reading, "MAX_CELLS", 3)
        assert refusal(package(parts=parts)) == "too-large"

    def test_merges(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = package(parts={SHEET: raw.sheet("", after='<mergeCell ref="A1:A2"/>' * 4)})
        monkeypatch.setattr(sheet, "MAX_CELLS", 3)
        assert refusal(data) == "too-large"

    def test_depth(self) -> None:
        assert refusal(package(parts={SHEET: raw.sheet("<a>" * 300 + "</a>" * 300)})) == "too-large"


class TestChoosing:
    ROWS = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(10, 1_510))

    @staticmethod
    def has(number: int) -> list[int]:
        """How many cells the grids hold that are read for the sake of a row with that number."""

        def has_block(row: Sequence[RawCell]) -> bool:
            return any(cell.raw == str(number) for cell in row)

        return [len(grid.cells) for grid in read_tabs(package(TestChoosing.ROWS), has_block)[1]]

    def test_a_tab_with_a_block_is_read_to_its_end(self) -> None:
        assert self.has(10) == [1_500]

    def test_the_block_may_begin_in_the_thousandth_stored_row_but_no_later(self) -> None:
        assert self.has(1_009) == [1_500]
        assert self.has(1_010) == []

    def test_rows_are_asked_for_once_each_with_all_their_stored_cells(self) -> None:
        asked: list[list[str]] = []

        def has_block(row: Sequence[RawCell]) -> bool:
            asked.append([cell.raw for cell in row])
            return len(asked) == 2

        rows = '<row><c><v>1</v></c><c s="1"/><c><v>2</v></c></row><row/>' + "<row><c><v>3</v></c></row>" * 2
        assert len(read_tabs(package(rows), has_block)[1][0].cells) == 4
        assert asked == [["1", "2"], ["3"]]

    def test_an_unwanted_tab_is_not_read_to_its_end(self) -> None:
        rows = self.ROWS * 40 + "<broken"
        assert read_tabs(package(rows), lambda _: False) == (["Tab"], [])
        assert refusal(package(rows)) == "damaged"

    def test_only_tabs_with_blocks_become_grids(self) -> None:
        parts = {
            "xl/workbook.xml": book(("Một", "worksheet"), ("Hai", "worksheet_2"), ("Trống", "worksheet_3")),
            "xl/_rels/workbook.xml.rels": relationships(worksheet="1.xml", worksheet_2="2.xml", worksheet_3="3.xml"),
            **{f"xl/{n}.xml": raw.sheet(f"<row><c><v>{n}</v></c></row>") for n in (1, 2)},
            "xl/3.xml": raw.sheet(""),
        }
        names, grids = read_tabs(package(parts=parts), lambda row: row[0].raw == "2")
        assert names == ["Một", "Hai", "Trống"]
        assert [grid.tab for grid in grids] == ["Hai"]
