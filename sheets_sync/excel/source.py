"""The source of Excel workbooks: their blocks' grids, read by address (the absolute path)."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.excel.files import signature_of
from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.reading import read_document, read_tabs
from sheets_sync.layout.grid import DocumentReading, UnreadableDocument
from sheets_sync.layout.reading import is_key_row

SUFFIXES = (".xlsx", ".xlsm")
"""What the name of a workbook that we read may end in."""


class WorkbookSource:
    """Reads workbooks from the file system."""

    def signature(self, address: str) -> str | None:
        """Time and size of the file, None if it is not there."""
        return signature_of(Path(address))

    def read(self, address: str) -> DocumentReading:
        """The workbook's tabs that hold a block.

        Raises:
            UnreadableDocument: it cannot be read.
        """
        try:
            data, read_at = read_document(Path(address))
            tabs, grids = read_tabs(data, is_key_row)
        except PackageError as error:
            raise UnreadableDocument(error.code, **{"file": address, **error.args_}) from error
        return DocumentReading(signature=read_at, tabs=tuple(tabs), grids=tuple(grids))
