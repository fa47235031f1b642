"""Bringing the styles of a sheet of ours into the styles part of another workbook: appended, never reordered."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from sheets_sync.excel.package.markup import whole_number

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST_CUSTOM_FORMAT = 164
RESERVED_FILLS = ("none", "gray125")
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
"""The order of the styles part's children (ECMA-376, 18.8.39)."""

_Element = etree._Element


def merge_styles(target: _Element, ours: _Element, sheet: _Element) -> None:
    """Append our formats to `target` and make `sheet`, written for `ours`, use them there."""
    formats = _merge_number_formats(target, ours)
    _reserve_fills(target)
    moved = {kind: _append_all(target, ours, kind) for kind in ("fonts", "fills", "borders", "dxfs")}
    first = len(_container(target, "cellXfs"))
    for xf in _container(ours, "cellXfs"):
        added = deepcopy(xf)
        for attribute, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            added.set(attribute, str(int(added.get(attribute, "0")) + moved[kind]))
        added.set("numFmtId", formats.get(added.get("numFmtId", "0"), added.get("numFmtId", "0")))
        added.set("xfId", "0")
        for what in ("Font", "Fill", "Border", "NumberFormat"):
            added.set(f"apply{what}", "1")
        _container(target, "cellXfs").append(added)
    _count(_container(target, "cellXfs"))
    _shift(sheet, first, moved["dxfs"])


def _merge_number_formats(target: _Element, ours: _Element) -> dict[str, str]:
    """Our custom number formats under ids that are free in `target`: {our id: id there}."""
    own = list(_container(ours, "numFmts"))
    there = _container(target, "numFmts")
    by_code = {each.get("formatCode"): each.get("numFmtId", "") for each in there}
    free = max([FIRST_CUSTOM_FORMAT - 1, *(whole_number(each.get("numFmtId"), 0) for each in there)]) + 1
    ids = {}
    for number_format in own:
        code = number_format.get("formatCode")
        if code not in by_code:
            added = deepcopy(number_format)
            added.set("numFmtId", str(free))
            there.append(added)
            by_code[code] = str(free)
            free += 1
        ids[number_format.get("numFmtId", "")] = by_code[code]
    if len(there):
        _count(there)
    else:
        target.remove(there)
    return ids


def _reserve_fills(target: _Element) -> None:
    """Make sure of two fills: Excel shows none for the first and grey for the second, whatever they say."""
    fills = _container(target, "fills")
    for pattern in RESERVED_FILLS[len(fills) :]:
        fill = etree.SubElement(fills, f"{{{MAIN}}}fill")
        etree.SubElement(fill, f"{{{MAIN}}}patternFill").set("patternType", pattern)


def _append_all(target: _Element, ours: _Element, kind: str) -> int:
    """Append every entry of a kind; the number that our indices move up by."""
    container = _container(target, kind)
    before = len(container)
    container.extend(deepcopy(each) for each in _container(ours, kind))
    _count(container)
    return before


def _shift(sheet: _Element, cell_formats: int, conditional_formats: int) -> None:
    for element in sheet.iter(f"{{{MAIN}}}c", f"{{{MAIN}}}row", f"{{{MAIN}}}col", f"{{{MAIN}}}cfRule"):
        name = etree.QName(element).localname
        attribute, by = {
            "c": ("s", cell_formats),
            "row": ("s", cell_formats),
            "col": ("style", cell_formats),
            "cfRule": ("dxfId", conditional_formats),
        }[name]
        value = element.get(attribute)
        if value is not None:
            element.set(attribute, str(int(value) + by))
        elif name == "c":
            element.set("s", str(by))


def _container(root: _Element, kind: str) -> _Element:
    """The list of a kind, made in its place where it is missing."""
    found = root.find(f"{{{MAIN}}}{kind}")
    if found is not None:
        return found
    made = etree.Element(f"{{{MAIN}}}{kind}")
    following = next((child for child in root if etree.QName(child).localname not in ORDER[: ORDER.index(kind)]), None)
    if following is None:
        root.append(made)
    else:
        following.addprevious(made)
    return made


def _count(container: _Element) -> None:
    container.set("count", str(len(container)))
