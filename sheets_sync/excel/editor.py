"""Writing into workbooks that stand already: cells of tabs, and taking a tab out.

The file is read, changed in memory and put in place in one step. Only the parts that an edit is about change, and
results of formulas that may no longer be true go; everything else keeps its bytes.
The rule a newcomer would break first: what would damage the workbook is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_sync.excel.calculating import forget_results, read_tables
from sheets_sync.excel.cells import SheetCells
from sheets_sync.excel.dependents import Cell
from sheets_sync.excel.files import refuse_if_open, replace_file
from sheets_sync.excel.mentions import speaking_of
from sheets_sync.excel.package.editing import CannotEdit, Package
from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.package.formulas import in_one_byte, read_formulas
from sheets_sync.excel.package.relationships import read_relationships
from sheets_sync.excel.package.workbook import Sheet, read_workbook
from sheets_sync.excel.reading import read_document
from sheets_sync.excel.removing import take_out
from sheets_sync.layout.edit import TabEdit
from sheets_sync.layout.grid import UnreadableDocument, a1
from sheets_sync.layout.grid import address as address_of

REFUSALS = {
    "signed": "cannot-edit-signed",
    "shared": "cannot-edit-shared",
    "locked": "cannot-edit-locked",
    "no-workbook-part": "cannot-edit-no-workbook-part",
    "no-tab": "cannot-edit-no-tab",
    "array": "cannot-edit-array",
    "table-header": "cannot-edit-table-header",
}
"""The code of `messages.errors` for each reason why a workbook cannot take a change."""


NOTHING_OF_ANYBODYS = frozenset({"printerSettings", "vmlDrawing"})
"""Kinds of a sheet's parts that programs write by themselves; a vmlDrawing only shows what comments say."""


class WorkbookEditor:
    """Edits workbooks in the file system."""

    def edit(self, address: str, edits: tuple[TabEdit, ...], *, signature: str) -> str:
        """Write into tabs.

        Raises:
            UnreadableDocument: the file has changed, is open, cannot be read or written, has no such tab, or would be
                damaged: signed, shared, or a cell belongs to an array formula or to the header of a table.
        """

        def change(package: Package) -> None:
            touched: set[Cell] = set()
            for edit in edits:
                touched |= _edit_tab(package, edit)
            forget_results(package, touched)

        return self._change(address, signature, change)

    def remove_tab(self, address: str, tab: str, *, signature: str) -> str:
        """Take a tab out; the only one that can be seen is left behind empty, with its name.

        Raises:
            UnreadableDocument: as `edit`, or the structure is locked, or formulas elsewhere speak of the tab.
        """

        def change(package: Package) -> None:
            package.refuse_locked_structure()
            sheet = _sheet(package, tab)
            if cells := speaking_of(package, tab):
                raise UnreadableDocument("tab-spoken-of", file=address, tab=tab, cells=", ".join(cells))
            forget_results(package, ())
            take_out(package, sheet)

        return self._change(address, signature, change)

    def speak_of(self, address: str, tab: str) -> tuple[str, ...]:
        """The cells of other tabs, and the names, whose formulas speak of a tab: `Tab!B2`, in order, at most 20.

        Raises:
            UnreadableDocument: the file cannot be read, or has no such tab.
        """
        with _told(address):
            package = Package(read_document(Path(address))[0])
            return speaking_of(package, _sheet(package, tab).name)

    def beside_cells(self, address: str, tab: str) -> tuple[str, ...]:
        """What a tab holds beside its cells, by the kinds of its parts: `comments`, `drawing`, `table`.

        Raises:
            UnreadableDocument: the file cannot be read, or has no such tab.
        """
        with _told(address):
            data, _ = read_document(Path(address))
            package = Package(data)
            parts = read_relationships(package.archive, _sheet(package, tab).part).values()
            return tuple(sorted({part.kind for part in parts} - NOTHING_OF_ANYBODYS))

    @staticmethod
    def _change(address: str, signature: str, change: Callable[[Package], None]) -> str:
        path = Path(address)
        refuse_if_open(path, address)
        with _told(address):
            data, found = read_document(path)
            if found != signature:
                raise PackageError("file-changed")
            package = Package(data)
            package.refuse_what_would_break()
            change(package)
            changed = package.bytes()
        return replace_file(path, changed, expected=signature)


def _edit_tab(package: Package, edit: TabEdit) -> set[Cell]:
    """Make the changes of a tab; the cells that were touched."""
    sheet = _sheet(package, edit.tab)
    for table in read_tables(package.archive, sheet.name, sheet.part):
        _, left, _, right = table.area
        for row, column in edit.cells:
            if row == table.header and left <= column <= right:
                raise CannotEdit("table-header", cell=address_of(edit.tab, a1(row, column)), table=table.name)
    formulas = read_formulas(sheet.part, in_one_byte(sheet.part, package.data(sheet.part)))
    cells = SheetCells(sheet.name, sheet.part, package.edited(sheet.part), formulas)
    cells.apply(edit)
    return {(sheet.name, *position) for position in cells.touched}


def _sheet(package: Package, tab: str) -> Sheet:
    for sheet in read_workbook(package.archive).worksheets:
        if sheet.name == tab:
            return sheet
    raise CannotEdit("no-tab", tab=tab)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """What cannot be done with a package, as what cannot be done with the document."""
    try:
        yield
    except CannotEdit as error:
        raise UnreadableDocument(REFUSALS[error.reason], file=address, **error.args_) from error
    except PackageError as error:
        raise UnreadableDocument(error.code, **{"file": address, **error.args_}) from error
