"""A package being changed: parts are edited as trees or replaced, added and removed; every other one keeps its bytes.

What was not asked for keeps its compressed bytes, its name and its place; new parts stand at the end.
The rule a newcomer would break first: a tree keeps its namespaces and is written as it is, never made from a model.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from copy import copy
from io import BytesIO

from lxml import etree

from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.errors import PackageError, damaged
from sheets_sync.excel.package.markup import MAIN, is_true
from sheets_sync.excel.package.relationships import ROOT, read_relationships

OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPES_PART = "[Content_Types].xml"
CALC_CHAIN = "calcChain"
SIZES_FOLLOW = 0x8
"""The flag of an entry whose sizes stand behind its bytes instead of before them."""

Element = etree._Element


class CannotEdit(Exception):
    """The workbook cannot take a change; `reason` is a key of the REFUSALS of who asked for it."""

    def __init__(self, reason: str, **args: str) -> None:
        super().__init__(reason, args)
        self.reason, self.args_ = reason, args


class Package:
    """A workbook's package. `workbook` is the name of its workbook part."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a file.

        Raises:
            CannotEdit: it misses what every workbook has (no-workbook-part).
            PackageError: it cannot be read.
        """
        self.archive = Archive(data)
        self._data = data
        self._trees: dict[str, Element] = {}
        self._parts: dict[str, bytes] = {}
        self._removed: set[str] = set()
        with zipfile.ZipFile(BytesIO(data)) as package:
            self._entries, self._comment = package.infolist(), package.comment
        workbook = self.related(ROOT, "officeDocument")
        if workbook is None or TYPES_PART not in self.archive:
            raise CannotEdit("no-workbook-part")
        self.workbook = workbook

    def refuse_what_would_break(self) -> None:
        """Leave alone what any change would damage.

        Raises:
            CannotEdit: the workbook is signed or shared.
        """
        names = [entry.filename.replace("\\", "/").lower() for entry in self._entries]
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise CannotEdit("signed")
        if any("/revisions/" in name for name in names):
            raise CannotEdit("shared")

    def refuse_locked_structure(self) -> None:
        """Leave alone a workbook that forbids adding and removing tabs.

        Raises:
            CannotEdit: it does (locked).
        """
        protection = self.tree(self.workbook).find(f"{MAIN}workbookProtection")
        if protection is not None and is_true(protection.get("lockStructure")):
            raise CannotEdit("locked")

    def related(self, source: str, kind: str) -> str | None:
        """The first part of a kind that a part names; None if there is none."""
        for relationship in read_relationships(self.archive, source).values():
            if relationship.kind == kind:
                return relationship.part if relationship.part in self.archive else None
        return None

    def data(self, part: str) -> bytes:
        """The bytes of a part, changed or not.

        Raises:
            PackageError: it is damaged, missing or too large.
        """
        part = self._stored(part)
        if part in self._trees:
            return serialised(self._trees[part])
        return self._parts[part] if part in self._parts else b"".join(self.archive.chunks(part))

    def tree(self, part: str) -> Element:
        """A part as a tree, to look at.

        Raises:
            PackageError: it is damaged, missing, too large or has a DOCTYPE.
        """
        changed = self._trees.get(self._stored(part))
        return _parsed(part, self.data(part)) if changed is None else changed

    def edited(self, part: str) -> Element:
        """A part as the tree that will be written; raises as `tree` does."""
        tree = self._trees[self._stored(part)] = self.tree(part)
        return tree

    def replace(self, part: str, data: bytes) -> None:
        """Give a part other bytes."""
        part = self._stored(part)
        self._trees.pop(part, None)
        self._parts[part] = data

    def add(self, stem: str, tree: Element, content_type: str, kind: str, first: str = "1") -> str:
        """Add a part that the workbook part names, as `stem` and the first free number; the relationship's id."""
        numbers = [first, *(str(number) for number in range(2, len(self._entries) + len(self._trees) + 3))]
        part = next(name for n in numbers if (name := f"{stem}{n}.xml") not in self.archive and name not in self._trees)
        self._trees[part] = tree
        override = etree.SubElement(self.edited(TYPES_PART), f"{CONTENT_TYPES}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", content_type)
        relations = self.edited(self.relations_of(self.workbook))
        taken = {relation.get("Id") for relation in relations}
        new = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        relation = etree.SubElement(relations, f"{PACKAGE_RELATIONS}Relationship")
        for name, value in (("Id", new), ("Type", f"{OFFICE_RELATIONS}/{kind}"), ("Target", f"/{part}")):
            relation.set(name, value)
        return new

    def disconnect(self, source: str, ids: set[str]) -> None:
        """Remove relationships of a part."""
        relations = self.edited(self.relations_of(source))
        for relation in list(relations):
            if relation.get("Id") in ids:
                relations.remove(relation)

    def remove(self, part: str) -> None:
        """Remove a part, its own relationships and its content type; who names it has to be disconnected."""
        for name in (part, self.relations_of(part)):
            if name in self.archive:
                self._removed.add(self._stored(name))
                self._trees.pop(self._stored(name), None)
                self._parts.pop(self._stored(name), None)
        types = self.edited(TYPES_PART)
        for override in list(types):
            if self._stored(override.get("PartName", "").lstrip("/")) == self._stored(part):
                types.remove(override)

    def drop_calculation_chain(self) -> None:
        """Remove the order in which Excel calculated last; it makes that anew."""
        relationships = read_relationships(self.archive, self.workbook)
        ids = {id_ for id_, relationship in relationships.items() if relationship.kind == CALC_CHAIN}
        for id_ in ids:
            self.remove(relationships[id_].part)
        if ids:
            self.disconnect(self.workbook, ids)

    def bytes(self) -> bytes:
        """The package with its changes."""
        changed = self._parts | {part: serialised(tree) for part, tree in self._trees.items()}
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = self._comment
            for entry in self._entries:
                if entry.filename in self._removed:
                    continue
                kept = copy(entry)
                kept.extra = b""
                if entry.filename in changed:
                    new.writestr(kept, changed.pop(entry.filename))
                else:
                    self._copy_compressed(entry, kept, new)
            for name, data in changed.items():
                new.writestr(name, data)
        return buffer.getvalue()

    def _copy_compressed(self, entry: zipfile.ZipInfo, kept: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
        """Append an entry with the same compressed bytes, which zipfile has no method for."""
        name_length, extra_length = struct.unpack_from("<HH", self._data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        assert new.fp is not None
        kept.flag_bits &= ~SIZES_FOLLOW
        kept.header_offset = new.fp.tell()
        new.fp.write(kept.FileHeader() + self._data[start : start + entry.compress_size])
        new.start_dir = new.fp.tell()
        new.filelist.append(kept)
        new.NameToInfo[kept.filename] = kept

    def _stored(self, part: str) -> str:
        """The name under which the file has, or will have, a part."""
        return self.archive.stored_name(part) or part

    @staticmethod
    def relations_of(part: str) -> str:
        """The name of the part that has a part's relationships, whether it is there or not."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")


def serialised(tree: Element) -> bytes:
    """A tree as the bytes of a part."""
    return etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


# Comments go: among the entries of a list they would count as one.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _parsed(part: str, data: bytes) -> Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, UnicodeError) as error:
        raise damaged(part) from error
    if root.getroottree().docinfo.doctype:
        raise PackageError("doctype")
    return root
