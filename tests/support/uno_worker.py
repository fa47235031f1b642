"""A warm LibreOffice that answers requests: one JSON line in, one JSON line out.

Run by the system's Python (it alone has `uno`), by nobody but `tests.support.libreoffice`. Usage:
uno_worker.py PROFILE_FOLDER. It starts LibreOffice with that profile and ends it when its input ends.

An answer is {"result": ...} or {"error": "a sentence"}; the requests are the functions in OPERATIONS.
Paths are absolute. Cells are numbers, texts or null; {"error": code} stands for an error, such as
532 for #DIV/0!, 524 for #REF!, 525 for #NAME?, 32767 for #N/A, 519 for #VALUE!, 522 for a circle.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uno

START_SECONDS = 60
XLSX = "Calc MS Excel 2007 XML"
# com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
CONTENT = 1 | 2 | 4 | 16
# com.sun.star.sheet.FormulaResult
TEXT_RESULT = 2
ERROR_RESULT = 4

Request = dict[str, Any]
Grid = list[list[Any]]


def values(desktop: Any, request: Request) -> dict[str, Grid]:
    """Recalculate everything; return the cells of the sheets named, or of all."""
    with Opened(desktop, request["path"]) as document:
        document.calculateAll()
        wanted = request.get("sheets") or document.Sheets.ElementNames
        return {name: read(document.Sheets.getByName(name)) for name in wanted}


def convert(desktop: Any, request: Request) -> None:
    """Save under another name with the filter named, recalculated if asked."""
    with Opened(desktop, request["path"]) as document:
        if request.get("recalculate"):
            document.calculateAll()
        save(document, request["to"], request["filter"])


def edit(desktop: Any, request: Request) -> None:
    """Set cells as a person would, and save as xlsx."""
    with Opened(desktop, request["path"]) as document:
        for change in request["edits"]:
            cell = document.Sheets.getByName(change["sheet"]).getCellRangeByName(change["cell"])
            enter(document, cell.getCellByPosition(0, 0), change)
        save(document, request["to"], XLSX)


def sort(desktop: Any, request: Request) -> None:
    """Sort the rows of a range by one of its columns, and save as xlsx."""
    with Opened(desktop, request["path"]) as document:
        cells = document.Sheets.getByName(request["sheet"]).getCellRangeByName(request["range"])
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field = request["key_column_index"]
        field.IsAscending = request["ascending"]
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        cells.sort((option("SortFields", fields), option("ContainsHeader", request["has_header"])))
        save(document, request["to"], XLSX)


def arrange(desktop: Any, request: Request) -> None:
    """Insert, delete, hide and move rows and columns of a sheet, step by step, and save as xlsx."""
    with Opened(desktop, request["path"]) as document:
        sheet = document.Sheets.getByName(request["sheet"])
        for step, *arguments in request["steps"]:
            STEPS[step](sheet, *arguments)
        save(document, request["to"], XLSX)


def move(sheet: Any, cells: str, to: str) -> None:
    """Cut a range and paste it with its top left cell there."""
    target = sheet.getCellRangeByName(to).getCellByPosition(0, 0)
    sheet.moveRange(target.CellAddress, sheet.getCellRangeByName(cells).RangeAddress)


def hide(sheet: Any, cells: str) -> None:
    """Hide the rows of a range."""
    sheet.getCellRangeByName(cells).Rows.IsVisible = False


# The rows or columns of a range, as many as it has.
STEPS: dict[str, Callable[..., None]] = {
    "insert rows": lambda sheet, cells: sheet.Rows.insertByIndex(*_span(sheet, cells, "Row")),
    "delete rows": lambda sheet, cells: sheet.Rows.removeByIndex(*_span(sheet, cells, "Row")),
    "insert columns": lambda sheet, cells: sheet.Columns.insertByIndex(*_span(sheet, cells, "Column")),
    "delete columns": lambda sheet, cells: sheet.Columns.removeByIndex(*_span(sheet, cells, "Column")),
    "move": move,
    "hide": hide,
    "merge": lambda sheet, cells: sheet.getCellRangeByName(cells).merge(True),
    "rename": lambda sheet, name: sheet.setName(name),
}


def _span(sheet: Any, cells: str, what: str) -> tuple[int, int]:
    area = sheet.getCellRangeByName(cells).RangeAddress
    first = getattr(area, f"Start{what}")
    return first, getattr(area, f"End{what}") - first + 1


OPERATIONS: dict[str, Callable[[Any, Request], Any]] = {
    "values": values,
    "convert": convert,
    "edit": edit,
    "sort": sort,
    "arrange": arrange,
}


def read(sheet: Any) -> Grid:
    """Return the cells from A1 to the last one with content."""
    filled = sheet.queryContentCells(CONTENT).RangeAddresses
    if not filled:
        return []
    last_row = max(area.EndRow for area in filled)
    last_column = max(area.EndColumn for area in filled)
    cells = sheet.getCellRangeByPosition(0, 0, last_column, last_row)
    # An empty cell and an empty text look alike here: only a formula gives an empty text.
    rows = [[None if value == "" else value for value in row] for row in cells.DataArray]
    for row, column in places(cells.queryFormulaCells(TEXT_RESULT)):
        rows[row][column] = sheet.getCellByPosition(column, row).String
    for row, column in places(cells.queryFormulaCells(ERROR_RESULT)):
        rows[row][column] = {"error": sheet.getCellByPosition(column, row).getError()}
    return rows


def places(ranges: Any) -> Iterator[tuple[int, int]]:
    """List row and column of every cell in some ranges."""
    for area in ranges.RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row, column


def enter(document: Any, cell: Any, change: Request) -> None:
    """Put a formula, a boolean, a number or a text into a cell, or clear it and keep its format."""
    value = change.get("value")
    if "formula" in change:
        cell.setFormula(change["formula"])
    elif value is None:
        cell.clearContents(CONTENT)
    elif isinstance(value, bool):
        cell.setValue(int(value))
        locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        logical = uno.getConstantByName("com.sun.star.util.NumberFormat.LOGICAL")
        cell.NumberFormat = document.NumberFormats.getStandardFormat(logical, locale)
    elif isinstance(value, int | float):
        cell.setValue(value)
    else:
        cell.setString(value)


class Opened:
    """Open a document without a window; close it whatever happens.

    Not a `contextmanager`: that sets the traceback of an exception, which those of UNO refuse.
    """

    def __init__(self, desktop: Any, path: str) -> None:
        """Open it."""
        self.document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (option("Hidden", True),))
        if self.document is None:
            raise ValueError(f"LibreOffice cannot open {path}")

    def __enter__(self) -> Any:
        """Return the document."""
        return self.document

    def __exit__(self, *problem: object) -> None:
        """Close the document."""
        self.document.close(True)


def save(document: Any, path: str, name: str) -> None:
    """Write the document to a path by the filter of that name."""
    document.storeToURL(Path(path).as_uri(), (option("FilterName", name),))


def option(name: str, value: Any) -> Any:
    """Make a named argument as LibreOffice takes them."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name = name
    made.Value = value
    return made


def start(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice; return its process and its desktop."""
    pipe = profile.name
    process = subprocess.Popen(
        [
            *(
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation={profile.as_uri()}",
            ),
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    return process, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def answer(desktop: Any, line: str) -> dict[str, Any]:
    """Carry out one request."""
    request = json.loads(line)
    try:
        return {"result": OPERATIONS[request["op"]](desktop, request)}
    except Exception as problem:
        desktop.getCurrentFrame()  # raises if LibreOffice is gone, which ends this worker as well
        return {"error": f"{type(problem).__name__}: {problem}"}


def main() -> None:
    """Answer requests until there are no more."""
    process, desktop = start(Path(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(answer(desktop, line)), flush=True)
    desktop.terminate()
    process.wait(10)


if __name__ == "__main__":
    main()
