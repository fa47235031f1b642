"""From a part to the parts it names: relationship files, and targets as names of parts.

Nothing is found by a customary name such as xl/workbook.xml; what lies outside of the package is left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.markup import elements

ROOT = ""
"""The name of the package itself, as the source of relationships."""

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """`kind` is the last word of the type's address, which is the same in Strict files; `part` is the target's name."""

    kind: str
    part: str


def read_relationships(archive: Archive, source: str) -> Mapping[str, Relationship]:
    """The relationships of a part to others of the package, by id; none if it has no relationship file.

    Raises:
        PackageError: the file is damaged, too large or has a DOCTYPE.
    """
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in archive:
        return {}
    return {
        attributes.get("Id", ""): Relationship(
            kind=attributes.get("Type", "").rpartition("/")[2], part=_resolved(folder, attributes.get("Target", ""))
        )
        for tag, attributes in elements(part, archive.chunks(part))
        if tag == RELATIONSHIP and attributes.get("TargetMode", "").lower() != "external"
    }


def _resolved(folder: str, target: str) -> str:
    """A target, absolute or relative to the source's folder, as the name of a part."""
    path = target.replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
