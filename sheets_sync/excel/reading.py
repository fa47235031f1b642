"""A workbook's bytes -> its tabs as grids.

It knows cells and tabs, not blocks: who asks says which rows make a tab worth reading.
The rule a newcomer would break first: a tab that nobody wants is not read past its first rows, for it may be huge.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from sheets_sync.excel.package.archive import MEBIBYTE, Archive
from sheets_sync.excel.package.errors import PackageError, too_large
from sheets_sync.excel.package.sheet import MAX_CELLS, SheetReader, StoredCell
from sheets_sync.excel.package.strings import SharedStrings
from sheets_sync.excel.package.styles import read_styles
from sheets_sync.excel.package.values import Context, value_reader
from sheets_sync.excel.package.workbook import Workbook, read_workbook
from sheets_sync.layout.grid import EPOCH_1900, EPOCH_1904, Grid, Position
from sheets_sync.okr.cell import RawCell

FIRST_ROWS = 1_000
MAX_FILE = 256 * MEBIBYTE
ATTEMPTS = 3

HasBlock = Callable[[Sequence[RawCell]], bool]


def read_document(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and their signature, both of one moment.

    Raises:
        PackageError: file-missing, file-unreadable, file-changed (each time it was read) or too-large.
    """
    try:
        if path.exists() and not path.is_file():
            raise PackageError("file-unreadable", file=str(path), reason="not a regular file")
        for _ in range(ATTEMPTS):
            with path.open("rb") as file:
                before = signature(os.fstat(file.fileno()))
                data = file.read(MAX_FILE + 1)
                after = signature(os.fstat(file.fileno()))
            if len(data) > MAX_FILE:
                raise PackageError("too-large", file=str(path))
            if before == after:
                return data, after
    except FileNotFoundError as error:
        raise PackageError("file-missing", file=str(path)) from error
    except OSError as error:
        raise PackageError("file-unreadable", file=str(path), reason=error.strerror or str(error)) from error
    raise PackageError("file-changed", file=str(path))


def signature(status: os.stat_result) -> str:
    """What changes whenever a file does: when and how large, `mtime_ns:size`."""
    return f"{status.st_mtime_ns}:{status.st_size}"


def list_tabs(data: bytes) -> tuple[tuple[str, ...], bool]:
    """The names of all sheets of a workbook, in order, those without cells too; and whether dates count from 1904.

    Raises:
        PackageError: the bytes cannot be read as a workbook.
    """
    workbook = read_workbook(Archive(data))
    return tuple(sheet.name for sheet in workbook.sheets), workbook.date_1904


def read_tabs(data: bytes, has_block: HasBlock) -> tuple[list[str], list[Grid]]:
    """The names of all worksheets, and the grid of each that holds a block.

    Args:
        data: a workbook, .xlsx or .xlsm.
        has_block: whether the stored cells of one row show that a block is there; asked for the first 1,000 rows.

    Raises:
        PackageError: the bytes cannot be read as a workbook.
    """
    archive = Archive(data)
    workbook = read_workbook(archive)
    context = _context(archive, workbook)
    read = value_reader(context)
    grids = []
    for sheet in workbook.worksheets:
        reader = SheetReader(sheet.part, archive.chunks(sheet.part), read)
        cells = _wanted(reader.cells(), has_block)
        if cells is not None:
            grids.append(Grid(tab=sheet.name, cells=cells, merges=reader.merges, epoch=context.epoch))
        if sum(len(grid.cells) for grid in grids) > MAX_CELLS:
            raise too_large(sheet.part)
    return [sheet.name for sheet in workbook.worksheets], grids


def _context(archive: Archive, workbook: Workbook) -> Context:
    strings, styles = workbook.strings, workbook.styles
    return Context(
        strings=SharedStrings(strings, archive.chunks(strings)) if strings else None,
        formats=read_styles(styles, archive.chunks(styles)) if styles and styles in archive else (),
        epoch=EPOCH_1904 if workbook.date_1904 else EPOCH_1900,
    )


def _wanted(cells: Iterator[StoredCell], has_block: HasBlock) -> dict[Position, RawCell] | None:
    """All cells by position, or None as soon as it is clear that they hold no block."""
    kept: dict[Position, RawCell] = {}
    rows = groupby(_keeping(cells, kept), key=_row)
    if any(has_block([cell for _, cell in row]) for _, row in islice(rows, FIRST_ROWS)):
        kept.update(cells)
        return kept
    return None


def _keeping(cells: Iterator[StoredCell], kept: dict[Position, RawCell]) -> Iterator[StoredCell]:
    """The cells, each kept when it is taken."""
    for stored in cells:
        kept[stored[0]] = stored[1]
        yield stored


def _row(cell: StoredCell) -> int:
    return cell[0][0]
