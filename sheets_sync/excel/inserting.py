"""A block into a file: a new workbook, or a new tab of one that somebody made; written in one step or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.excel.files import refuse_if_open, replace_file
from sheets_sync.excel.grafting import graft
from sheets_sync.excel.package.editing import CannotEdit
from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.reading import list_tabs, read_document
from sheets_sync.excel.source import SUFFIXES
from sheets_sync.excel.writing import write_workbook
from sheets_sync.layout.block import Block
from sheets_sync.layout.grid import UnreadableDocument

NEW_SUFFIX = ".xlsx"
REFUSALS = {
    "signed": "cannot-add-tab-signed",
    "shared": "cannot-add-tab-shared",
    "locked": "cannot-add-tab-locked",
    "no-workbook-part": "cannot-add-tab-no-workbook-part",
}
"""The code of `messages.errors` for each reason why a workbook cannot take a tab."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block is to go. `data` is the workbook that stands there, None for a new one; `tabs` are its tabs."""

    path: Path
    tabs: tuple[str, ...] = ()
    data: bytes | None = None
    date_1904: bool = False
    signature: str | None = None

    @property
    def address(self) -> str:
        """The document's address: its absolute path."""
        return str(self.path)

    def with_block(self, block: Block, *, protect: bool) -> bytes:
        """The workbook with the block in a new tab.

        Raises:
            UnreadableDocument: the workbook cannot take one.
        """
        ours = write_workbook(block, protect=protect, date_1904=self.date_1904)
        if self.data is None:
            return ours
        try:
            return graft(self.data, ours)
        except CannotEdit as error:
            raise UnreadableDocument(REFUSALS[error.reason], file=str(self.path)) from error
        except PackageError as error:
            raise UnreadableDocument(error.code, **{"file": str(self.path), **error.args_}) from error

    def replace(self, workbook: bytes) -> None:
        """Put the workbook in place in one step, unless another program has changed the file meanwhile.

        Raises:
            UnreadableDocument: it has, or the file cannot be written.
        """
        replace_file(self.path, workbook, expected=self.signature)


def open_target(file: Path) -> Target:
    """Look at the file that a block is to go into.

    Raises:
        UnreadableDocument: it is no workbook that can be read, or it is open in Excel.
    """
    try:
        path = file.resolve()
    except (OSError, RuntimeError) as error:  # links in a circle
        raise UnreadableDocument("file-unreadable", file=str(file), reason=str(error)) from error
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableDocument("not-xlsx", file=str(file))
    refuse_if_open(path, str(file))
    if not os.path.exists(path):
        if path.suffix.lower() != NEW_SUFFIX:
            raise UnreadableDocument("new-not-xlsx", file=str(file))
        return Target(path)
    try:
        data, signature = read_document(path)
        tabs, date_1904 = list_tabs(data)
    except PackageError as error:
        raise UnreadableDocument(error.code, **{"file": str(file), **error.args_}) from error
    return Target(path, tabs, data, date_1904, signature)
