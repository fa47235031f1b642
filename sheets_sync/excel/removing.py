"""Taking a tab out of a workbook: its part, what only it uses, and what the workbook part says of it.

Tabs are counted from 0 in names and views, so all that point behind it move up by one. The title list of
docProps/app.xml stays as it is: no program reads it back.
The rule a newcomer would break first: a workbook needs one tab that can be seen, so the last one is emptied instead.
"""

from __future__ import annotations

from sheets_sync.excel.package.archive import Archive
from sheets_sync.excel.package.editing import CannotEdit, Element, Package
from sheets_sync.excel.package.markup import MAIN, whole_number
from sheets_sync.excel.package.relationships import ROOT, read_relationships
from sheets_sync.excel.package.workbook import Sheet, read_workbook

EMPTY = f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData/></worksheet>'.encode()
VISIBLE = "visible"


def take_out(package: Package, tab: Sheet) -> None:
    """Remove a worksheet, or empty it if no other sheet can be seen.

    Raises:
        CannotEdit: the workbook part does not list it as others do (no-workbook-part).
        PackageError: a part cannot be read.
    """
    sheets = read_workbook(package.archive).sheets
    index = sheets.index(tab)
    for part in _parts_of_its_own(package.archive, tab.part):
        package.remove(part)
    root = package.edited(package.workbook)
    if any(sheet.state == VISIBLE for sheet in sheets if sheet is not sheets[index]):
        package.disconnect(package.workbook, {_unlist(root, index)})
        package.remove(tab.part)
        _forget_names(root, index, gone=True)
        _correct_views(root, index, [sheet.state == VISIBLE for sheet in sheets])
    else:
        package.remove(package.relations_of(tab.part))
        package.replace(tab.part, EMPTY)
        _forget_names(root, index, gone=False)


def _parts_of_its_own(archive: Archive, part: str) -> set[str]:
    """The parts that a part names, directly or not, and nothing else does."""
    others = parts_reached(archive, ROOT, leaving_out=part)
    return {own for key, own in parts_reached(archive, part).items() if key not in others}


def parts_reached(archive: Archive, source: str, leaving_out: str | None = None) -> dict[str, str]:
    """The parts that can be reached from one, by the names that the file has for them."""
    left_out = archive.stored_name(leaving_out) if leaving_out else None
    found: dict[str, str] = {}
    waiting = [source]
    while waiting:
        for relationship in read_relationships(archive, waiting.pop()).values():
            key = archive.stored_name(relationship.part)
            if key and key not in found:
                found[key] = relationship.part
                if key != left_out:
                    waiting.append(relationship.part)
    return found


def _unlist(root: Element, index: int) -> str:
    """Take a sheet out of the workbook's list; the id of its relationship."""
    sheets = root.find(f"{MAIN}sheets")
    if sheets is None or index >= len(sheets):
        raise CannotEdit("no-workbook-part")
    sheet = sheets[index]
    sheets.remove(sheet)
    return next(value for name, value in sheet.attrib.items() if name.endswith("}id"))


def _forget_names(root: Element, index: int, *, gone: bool) -> None:
    names = root.find(f"{MAIN}definedNames")
    if names is None:
        return
    for name in list(names):
        place = whole_number(name.get("localSheetId"), -1)
        if place == index:
            names.remove(name)
        elif place > index and gone:
            name.set("localSheetId", str(place - 1))
    if not len(names):
        root.remove(names)


def _correct_views(root: Element, index: int, visible: list[bool]) -> None:
    """Let each window show a tab that is still there and can be seen; `visible` is as it was."""
    seen = [place for place, is_seen in enumerate(visible) if is_seen and place != index]
    for view in root.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            place = whole_number(view.get(attribute), 0)
            if place == index:
                place = min(seen, key=lambda other: abs(other - index))
            view.set(attribute, str(place - (place > index)))
