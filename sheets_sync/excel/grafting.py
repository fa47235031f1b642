"""Adding a tab to a workbook that somebody made, without touching anything else in it.

The tab comes from a workbook of ours. Its sheet part is added; the workbook part, its relationships, the content types
and the styles are appended to; the calculation chain goes (Excel makes it anew). Every other part keeps its bytes.
The parts that change are edited as trees that keep their namespaces; nothing is ever re-serialised from a model.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterable
from copy import copy
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.errors import PackageError, damaged
from sheets_sync.excel.package.markup import whole_number
from sheets_sync.excel.restyling import MAIN, merge_styles

OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
SIZES_FOLLOW = 0x8
"""The flag of an entry whose sizes stand behind its bytes instead of before them."""
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

_Element = etree._Element


class CannotGraft(Exception):
    """The workbook cannot take a tab; `reason` ends a code of `messages.errors` (cannot-add-tab-…)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def graft(target: bytes, source: bytes) -> bytes:
    """The workbook `target` with the only tab of the workbook `source` appended.

    Raises:
        CannotGraft: its structure is locked, it is signed or shared, or misses what every workbook has.
        PackageError: a part that has to change cannot be read.
    """
    package = _Package(target)
    package.refuse_what_would_break()
    with zipfile.ZipFile(BytesIO(source)) as ours:
        package.add_sheet(ours)
    return package.bytes()


class _Package:
    """A package being edited: the parts that change, as bytes, and those that go."""

    def __init__(self, data: bytes) -> None:
        self.data, self.archive = data, Archive(data)
        self.changed: dict[str, bytes] = {}
        self.removed: set[str] = set()
        with zipfile.ZipFile(BytesIO(data)) as package:
            self.entries, self.comment = package.infolist(), package.comment
        self.names = {_key(entry.filename): entry.filename for entry in self.entries}
        self.workbook = self._related("", "/officeDocument")
        if self.workbook is None:
            raise CannotGraft("no-workbook-part")

    def refuse_what_would_break(self) -> None:
        """Leave alone what a new tab would damage or what forbids one."""
        if any(name.startswith("_xmlsignatures/") for name in self.names):
            raise CannotGraft("signed")
        if any("/revisions/" in name for name in self.names):
            raise CannotGraft("shared")
        protection = self.tree(self.workbook).find(f"{{{MAIN}}}workbookProtection")
        if protection is not None and protection.get("lockStructure") in ("1", "true"):
            raise CannotGraft("locked")

    def add_sheet(self, ours: zipfile.ZipFile) -> None:
        """Append the tab of `ours`: sheet, styles, names, relationship, content type."""
        book = etree.fromstring(ours.read("xl/workbook.xml"))
        sheet = etree.fromstring(ours.read("xl/worksheets/sheet1.xml"))
        strings = [
            "".join(item.itertext(f"{{{MAIN}}}t"))
            for item in etree.fromstring(ours.read("xl/sharedStrings.xml")).iter(f"{{{MAIN}}}si")
        ]
        _inline_strings(sheet, strings)
        self._merge_styles(etree.fromstring(ours.read("xl/styles.xml")), sheet)
        for view in sheet.iter(f"{{{MAIN}}}sheetView"):
            view.attrib.pop("tabSelected", None)
        part = self._free_name("xl/worksheets/sheet", ".xml")
        self.changed[part] = _serialised(sheet)
        self._type_of(part, SHEET_TYPE)
        relation = self._relate(part, f"{OFFICE_RELATIONS}/worksheet")
        self._append_to_workbook(book, relation)
        self._drop_calculation_chain()

    def bytes(self) -> bytes:
        """The package with its changes: other entries as they were and in their order, new ones at the end."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = self.comment
            for entry in self.entries:
                if entry.filename in self.removed:
                    continue
                kept = copy(entry)
                kept.extra = b""
                if entry.filename in self.changed:
                    new.writestr(kept, self.changed.pop(entry.filename))
                else:
                    self._copy_compressed(entry, kept, new)
            for name, data in self.changed.items():
                new.writestr(name, data)
        return buffer.getvalue()

    def _copy_compressed(self, entry: zipfile.ZipInfo, kept: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
        """Append an entry with the same compressed bytes, which zipfile has no method for."""
        name_length, extra_length = struct.unpack_from("<HH", self.data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        assert new.fp is not None
        kept.flag_bits &= ~SIZES_FOLLOW
        kept.header_offset = new.fp.tell()
        new.fp.write(kept.FileHeader() + self.data[start : start + entry.compress_size])
        new.start_dir = new.fp.tell()
        new.filelist.append(kept)
        new.NameToInfo[kept.filename] = kept

    def tree(self, part: str | None) -> _Element:
        """A part as a tree."""
        if part is None:
            raise CannotGraft("no-workbook-part")
        data = self.changed.get(part)
        try:
            root = etree.fromstring(b"".join(self.archive.chunks(part)) if data is None else data, _PARSER)
        except (etree.LxmlError, UnicodeError) as error:
            raise damaged(part) from error
        if root.getroottree().docinfo.doctype:
            raise PackageError("doctype")
        return root

    def _edit(self, part: str, edit: Callable[[_Element], None]) -> None:
        root = self.tree(part)
        edit(root)
        self.changed[part] = _serialised(root)

    def _append_to_workbook(self, ours: _Element, relation: str) -> None:
        def edit(root: _Element) -> None:
            sheets = root.find(f"{{{MAIN}}}sheets")
            our_sheet = ours.find(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
            if sheets is None or our_sheet is None:
                raise CannotGraft("no-workbook-part")
            numbers = [whole_number(sheet.get("sheetId"), 0) for sheet in sheets]
            added = etree.SubElement(sheets, f"{{{MAIN}}}sheet")
            added.set("name", our_sheet.get("name", ""))
            added.set("sheetId", str(max(numbers, default=0) + 1))
            added.set(f"{{{OFFICE_RELATIONS}}}id", relation)
            names = ours.find(f"{{{MAIN}}}definedNames")
            if names is not None:
                _append_names(root, names, len(sheets) - 1)

        assert self.workbook is not None
        self._edit(self.workbook, edit)

    def _merge_styles(self, ours: _Element, sheet: _Element) -> None:
        part = self._related(self.workbook or "", "/styles")
        if part is None:
            part = self._free_name("xl/styles", ".xml", first="")
            self.changed[part] = _serialised(ours)
            self._type_of(part, STYLES_TYPE)
            self._relate(part, f"{OFFICE_RELATIONS}/styles")
            return
        self._edit(part, lambda root: merge_styles(root, ours, sheet))

    def _drop_calculation_chain(self) -> None:
        part = self._related(self.workbook or "", "/calcChain")
        if part is None:
            return
        self.removed.add(part)
        relations = self._relations_of(self.workbook or "")

        def drop_relation(root: _Element) -> None:
            for relation in list(root):
                if relation.get("Type", "").endswith("/calcChain"):
                    root.remove(relation)

        def drop_type(root: _Element) -> None:
            for override in list(root):
                if override.get("PartName", "").lower().lstrip("/") == part.lower().lstrip("/"):
                    root.remove(override)

        assert relations is not None
        self._edit(relations, drop_relation)
        self._edit(self._content_types, drop_type)

    @property
    def _content_types(self) -> str:
        if "[content_types].xml" not in self.names:
            raise CannotGraft("no-workbook-part")
        return self.names["[content_types].xml"]

    def _relations_of(self, part: str) -> str | None:
        folder, _, name = part.replace("\\", "/").rpartition("/")
        return self.names.get(_key(f"{folder}/_rels/{name}.rels"))

    def _related(self, part: str, kind: str) -> str | None:
        relations = self._relations_of(part)
        if relations is None:
            return None
        for relation in self.tree(relations):
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part.replace("\\", "/")), relation.get("Target", ""))
                return self.names.get(_key(posixpath.normpath(target)))
        return None

    def _relate(self, part: str, kind: str) -> str:
        relations = self._relations_of(self.workbook or "")
        if relations is None:
            raise CannotGraft("no-workbook-part")
        taken = {relation.get("Id") for relation in self.tree(relations)}
        new = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)

        def edit(root: _Element) -> None:
            added = etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship")
            for name, value in (("Id", new), ("Type", kind), ("Target", f"/{part}")):
                added.set(name, value)

        self._edit(relations, edit)
        return new

    def _type_of(self, part: str, content_type: str) -> None:
        def edit(root: _Element) -> None:
            added = etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override")
            added.set("PartName", f"/{part}")
            added.set("ContentType", content_type)

        self._edit(self._content_types, edit)

    def _free_name(self, stem: str, suffix: str, first: str = "1") -> str:
        candidates = [first, *(str(number) for number in range(2, len(self.names) + 3))]
        return next(name for n in candidates if (name := f"{stem}{n}{suffix}").lower() not in self.names)


# Comments go: among the entries of a list they would count as one.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _key(name: str) -> str:
    """What makes two names the same part."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _serialised(root: _Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _inline_strings(sheet: _Element, strings: list[str]) -> None:
    """Put the texts into the cells themselves, so that no shared string of the workbook moves."""
    for cell in sheet.iter(f"{{{MAIN}}}c"):
        if cell.get("t") == "s":
            value = cell[0]
            text = strings[int(value.text or "0")]
            cell.remove(value)
            cell.set("t", "inlineStr")
            inline = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
            inline.text = text
            if text != text.strip():
                inline.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


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


def _append_names(root: _Element, names: Iterable[_Element], index: int) -> None:
    """Append our print titles, print area and filter as names of the tab at that index."""
    container = root.find(f"{{{MAIN}}}definedNames")
    if container is None:
        container = etree.Element(f"{{{MAIN}}}definedNames")
        before = [child for child in root if etree.QName(child).localname in BEFORE_NAMES]
        before[-1].addnext(container)
    for name in names:
        added = etree.SubElement(container, f"{{{MAIN}}}definedName", dict(name.attrib))
        added.set("localSheetId", str(index))
        added.text = name.text
