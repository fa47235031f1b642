"""The workbook part: which sheets there are, where they lie, and from which day dates count.

Strict workbooks are refused here: every other reader of ours knows the usual namespaces only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.errors import PackageError, damaged
from sheets_sync.excel.package.markup import MAIN, STRICT_MAIN, Attributes, elements, is_true
from sheets_sync.excel.package.relationships import ROOT, Relationship, read_relationships

WORKBOOK, PROPERTIES, SHEET = f"{MAIN}workbook", f"{MAIN}workbookPr", f"{MAIN}sheet"
WORKSHEET = "worksheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of any kind: `kind` is worksheet, chartsheet, ...; `state` visible, hidden or veryHidden."""

    name: str
    kind: str
    state: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What the workbook part says. `strings` and `styles` are names of parts, None where there is none."""

    sheets: tuple[Sheet, ...]
    date_1904: bool
    strings: str | None
    styles: str | None

    @property
    def worksheets(self) -> tuple[Sheet, ...]:
        """The sheets that have cells."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == WORKSHEET)


def read_workbook(archive: Archive) -> Workbook:
    """The workbook of a package.

    Raises:
        PackageError: not-a-workbook, strict-workbook, damaged, doctype or too-large.
    """
    part = _main_part(archive)
    related = read_relationships(archive, part)
    sheets = []
    date_1904 = False
    for number, (tag, attributes) in enumerate(elements(part, archive.chunks(part))):
        if number == 0:
            _check_root(tag, attributes)
        elif tag == SHEET:
            sheets.append(_sheet(part, attributes, related))
        elif tag == PROPERTIES:
            date_1904 = is_true(attributes.get("date1904"))
    if not sheets:
        raise damaged(part)
    return Workbook(
        sheets=tuple(sheets),
        date_1904=date_1904,
        strings=_part_of_kind(related, "sharedStrings"),
        styles=_part_of_kind(related, "styles"),
    )


def _main_part(archive: Archive) -> str:
    part = _part_of_kind(read_relationships(archive, ROOT), "officeDocument")
    if part is None or part.lower().endswith(".bin"):  # .xlsb is not XML
        raise PackageError("not-a-workbook")
    return part


def _check_root(tag: str, attributes: Attributes) -> None:
    if tag.startswith(STRICT_MAIN) or (tag == WORKBOOK and attributes.get("conformance") == "strict"):
        raise PackageError("strict-workbook")
    if tag != WORKBOOK:
        raise PackageError("not-a-workbook")


def _sheet(part: str, attributes: Attributes, related: Mapping[str, Relationship]) -> Sheet:
    id_ = next((value for name, value in attributes.items() if name.endswith("}id")), "")
    if id_ not in related or "name" not in attributes:
        raise damaged(part)
    target = related[id_]
    return Sheet(name=attributes["name"], kind=target.kind, state=attributes.get("state", "visible"), part=target.part)


def _part_of_kind(related: Mapping[str, Relationship], kind: str) -> str | None:
    return next((relationship.part for relationship in related.values() if relationship.kind == kind), None)
