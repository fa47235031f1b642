"""Workbooks that other programs made, part by part: with what such programs write and ours does not."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Collection
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]

Parts = dict[str, bytes]
Edit = Callable[[Parts], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = "http://purl.oclc.org/ooxml"
RELATIONS = f"{OFFICE}/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parts_of(file: Path | bytes) -> Parts:
    """The inflated parts of a package by name, in their order."""
    with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as package:
        return {name: package.read(name) for name in package.namelist()}


def raw_parts(file: Path) -> Parts:
    """The parts as they lie in the file: compressed bytes."""
    data = file.read_bytes()
    found = {}
    with zipfile.ZipFile(file) as package:
        for info in package.infolist():
            name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            found[info.filename] = data[start : start + info.compress_size]
    return found


def entries(file: Path) -> dict[str, tuple[object, ...]]:
    """What the directory says of each part, but where it lies, in order."""
    with zipfile.ZipFile(file) as package:
        return {
            info.filename: (info.compress_type, info.CRC, info.file_size, info.date_time, info.external_attr)
            for info in package.infolist()
        }


def assert_only_changed(before: Path, after: Path, parts: Collection[str]) -> None:
    """All other parts have the same compressed bytes, directory entries, names and order; new ones stand at the end."""
    old, new = raw_parts(before), raw_parts(after)
    assert [name for name in old if name not in new and name not in parts] == []
    assert list(new) == [*(name for name in old if name in new), *(name for name in new if name not in old)]
    assert {name for name in new if old.get(name) != new[name]} <= set(parts)
    listed, relisted = entries(before), entries(after)
    assert {name for name in new if listed.get(name) != relisted[name]} <= set(parts)


def write(file: Path, parts: Parts, level: int = 1) -> Path:
    """Write a package; `level` is another one than ours, so that who compresses anew is seen."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file


class Pipe(BytesIO):
    """A stream that knows no way back, so that sizes are written behind the parts, as servers write workbooks."""

    def tell(self) -> int:
        """Refuse."""
        raise OSError("a pipe")


def stream(file: Path, before: bytes = b"") -> Path:
    """Write a package anew as a server does, into a pipe, perhaps with some bytes before it."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts_of(file).items():
            package.writestr(name, data)
    file.write_bytes(before + pipe.getvalue())
    return file


def edit(file: Path, *edits: Edit) -> Path:
    """Change the parts of a package."""
    parts = parts_of(file)
    for change in edits:
        change(parts)
    return write(file, parts)


def put(name: str, data: str | bytes) -> Edit:
    """Add or replace a part."""

    def change(parts: Parts) -> None:
        parts[name] = data.encode() if isinstance(data, str) else data

    return change


def drop(name: str) -> Edit:
    """Remove a part."""
    return lambda parts: parts.__delitem__(name)


def replace(name: str, old: str, new: str, count: int = -1) -> Edit:
    """Replace a text that must stand in a part."""

    def change(parts: Parts) -> None:
        assert old.encode() in parts[name], (old, parts[name])
        parts[name] = parts[name].replace(old.encode(), new.encode(), count)

    return change


def add_part(name: str, data: str | bytes, content_type: str, relation: str, source: str = "xl/workbook.xml") -> Edit:
    """Add a part with its content type, and a relationship of that type to it."""
    folder, _, base = source.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels"

    def change(parts: Parts) -> None:
        put(name, data)(parts)
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        replace("[Content_Types].xml", "</Types>", override)(parts)
        parts.setdefault(relations, f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode())
        tag = f'<Relationship Id="rIdNew{len(parts)}" Type="{relation}" Target="/{name}"/></Relationships>'
        replace(relations, "</Relationships>", tag)(parts)

    return change


def rich_workbook(file: Path) -> Path:
    """A workbook with nearly everything that people's workbooks hold; with macros if it is named .xlsm."""
    book = Workbook(file)
    plan, data = book.add_worksheet("Kế hoạch"), book.add_worksheet("Số liệu")
    hidden = book.add_worksheet("Ẩn")
    hidden.hide()
    money = book.add_format({"num_format": '#,##0 "đ"', "bold": True, "bg_color": "#FFCC00", "border": 2})
    day = book.add_format({"num_format": "dd/mm/yyyy", "font_name": "Arial", "font_size": 14, "italic": True})
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    plan.write_row("A1", ["Tháng", "Doanh thu", "Ngày"], book.add_format({"bold": True, "rotation": 45}))
    for row in range(1, 7):
        plan.write_row(row, 0, [f"T{row}", row * 1000])
        plan.write_number(row, 1, row * 1000, money)
        plan.write_number(row, 2, 46000 + row, day)
        plan.write_formula(row, 3, f"=B{row + 1}*2", money, row * 2000)
    plan.write_rich_string("A9", "Thường ", book.add_format({"bold": True, "color": "red"}), "đậm", " hết")
    plan.write_array_formula("E2:E4", "{=B2:B4*3}", None, 3000)
    plan.write_comment("A1", "Ghi chú của chị Lan")
    plan.write_url("A10", "https://example.com/okr", string="liên kết")
    plan.conditional_format("B2:B7", {"type": "cell", "criteria": ">", "value": 3000, "format": red})
    plan.conditional_format("D2:D7", {"type": "data_bar", "data_bar_2010": True, "bar_color": "#00AA00"})
    plan.conditional_format("C2:C7", {"type": "3_color_scale"})
    plan.data_validation("A2:A7", {"validate": "list", "source": ["T1", "T2", "T3"]})
    plan.add_sparkline("F2", {"range": "'Kế hoạch'!B2:B7"})
    plan.repeat_rows(0)
    plan.print_area("A1:D7")
    plan.freeze_panes(1, 0)
    plan.protect("", {"select_locked_cells": True})
    data.add_table("B2:D6", {"name": "Bán", "columns": [{"header": "Mã"}, {"header": "Tên"}, {"header": "Số"}]})
    data.write("C3", "chữ")
    data.autofilter("F1:G5")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Kế hoạch'!$B$2:$B$7"})
    plan.insert_chart("H2", chart)
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "='Kế hoạch'!$D$2:$D$7"})
    book.add_chartsheet("Biểu đồ").set_chart(line)
    plan.insert_image("H20", "a.png", {"image_data": BytesIO(png())})
    book.define_name("Toàn_cục", "='Kế hoạch'!$B$2:$B$7")
    book.define_name("'Số liệu'!Riêng", "='Số liệu'!$C$3")
    book.set_custom_property("Phòng", "Kinh doanh")
    if file.suffix == ".xlsm":
        book.add_vba_project(BytesIO(b"\xd0\xcf\x11\xe0 not really macros" * 20), True)
    book.close()
    return edit(
        file,
        add_part("xl/calcChain.xml", f'{XML}<calcChain xmlns="{MAIN}"><c r="D2" i="1"/></calcChain>',
                 f"{SHEET_XML}.calcChain+xml", f"{RELATIONS}/calcChain"),
        add_part("xl/slicers/slicer1.xml", f'{XML}<slicers xmlns="{MAIN}"/>',
                 "application/vnd.ms-excel.slicer+xml", "http://schemas.microsoft.com/office/2007/relationships/slicer",
                 "xl/worksheets/sheet1.xml"),
        add_part("customXml/item1.xml", '<bộ xmlns="urn:x">riêng</bộ>', "application/xml", f"{RELATIONS}/customXml"),
        put("xl/printerSettings/printerSettings1.bin", bytes(range(256))),
        replace("[Content_Types].xml", "<Override",
                '<Default Extension="bin" ContentType="application/vnd.ms-office.unknown"/><Override', 1),
    )  # fmt: skip


def odd_workbook(file: Path, *, styles: bool = False) -> Path:
    """A legal workbook as few programs write it: prefixes, own folders, no shared strings, XML comments."""
    kinds = f"{SHEET_XML}.sheet.main+xml", f"{SHEET_XML}.worksheet+xml", f"{SHEET_XML}.styles+xml"
    names = "/mine/Book.XML", "/cells/a/data.xml", "/mine/look.xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in list(zip(names, kinds, strict=True))[: 2 + styles]
    )
    look = f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="look.xml"/>' if styles else ""
    parts = {
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="x" Type="{RELATIONS}/officeDocument" Target="mine/Book.XML"/></Relationships>',
        "mine/Book.XML": f'{XML}<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELATIONS}"><!-- by hand -->'
        '<x:sheets><!-- only one --><x:sheet name="Dữ liệu" sheetId="7" q:id="rId1"/></x:sheets></x:workbook>',
        "mine/_rels/Book.XML.rels": f'{XML}<p:Relationships xmlns:p="{PACKAGE}/relationships">'
        f'<p:Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="../cells/a/data.xml"/>'
        f"{look.replace('<R', '<p:R')}</p:Relationships>",
        "cells/a/data.xml": f'{XML}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row>'
        f'<x:c t="inlineStr"{" s=" + chr(34) + "1" + chr(34) if styles else ""}><x:is><x:t>Xin chào</x:t></x:is></x:c>'
        "<x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    }
    if styles:
        parts["mine/look.xml"] = (
            f'{XML}<x:styleSheet xmlns:x="{MAIN}"><!-- fonts --><x:fonts count="2"><x:font/><!-- big -->'
            '<x:font><x:b/><x:sz val="20"/></x:font></x:fonts>'
            '<x:fills count="1"><x:fill><x:patternFill patternType="none"/></x:fill></x:fills>'
            '<x:borders count="1"><x:border/></x:borders><x:cellXfs count="2"><x:xf/><!-- title -->'
            '<x:xf fontId="1" applyFont="1"/></x:cellXfs><x:extLst/></x:styleSheet>'
        )
    return write(file, {name: text.encode() for name, text in parts.items()})


def png() -> bytes:
    """The smallest picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
