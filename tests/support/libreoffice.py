"""A warm LibreOffice for tests: a second program that opens, recalculates, edits and prints workbooks.

Each `LibreOffice` has a process and a profile folder of its own, so that parallel workers do not meet.
It starts at the first request, starts again if it died, and no request lasts longer than its time-out.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self, TypedDict

SYSTEM_PYTHON = "/usr/bin/python3"
WORKER = Path(__file__).with_name("uno_worker.py")
XLSX = "Calc MS Excel 2007 XML"
PDF = "calc_pdf_Export"

Cell = float | str | None | dict[str, int]
"""A recalculated cell; {"error": code} for an error, whose codes `uno_worker` lists."""


class _Place(TypedDict):
    sheet: str
    cell: str


class Edit(_Place, total=False):
    """What a person puts into one cell: a formula, or a value (None clears the cell)."""

    value: float | str | bool | None
    formula: str


class LibreOfficeError(RuntimeError):
    """LibreOffice refused a request, died twice over it, or took too long."""


class _DiedError(LibreOfficeError):
    """It ended before it answered."""


class LibreOffice:
    """One LibreOffice process. Use it as a context manager."""

    def __init__(self, timeout: float = 120) -> None:
        """Take the longest time in seconds that one request may last."""
        self._timeout = timeout
        self._worker: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        """Start nothing yet: the first request does."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process and remove its folder."""
        self.close()

    @property
    def session(self) -> int | None:
        """The session id of its processes while there are any."""
        return None if self._worker is None else self._worker.pid

    def values(self, path: Path, sheets: Sequence[str] | None = None) -> dict[str, list[list[Cell]]]:
        """Recalculate a workbook; return its sheets' cells, row by row from A1."""
        names = None if sheets is None else list(sheets)
        found: dict[str, list[list[Cell]]] = self._ask({"op": "values", "path": _full(path), "sheets": names})
        return found

    def convert(self, path: Path, to: Path, name: str = XLSX, *, recalculate: bool = False) -> None:
        """Save a document to another file by the filter of that name."""
        paths = {"path": _full(path), "to": _full(to)}
        self._ask({"op": "convert", **paths, "filter": name, "recalculate": recalculate})

    def edit(self, path: Path, to: Path, edits: Iterable[Edit]) -> None:
        """Set cells as a person would, and save as xlsx."""
        self._ask({"op": "edit", "path": _full(path), "to": _full(to), "edits": list(edits)})

    def sort(
        self,
        path: Path,
        to: Path,
        sheet: str,
        cells: str,
        *,
        key_column_index: int,
        ascending: bool = True,
        has_header: bool = False,
    ) -> None:
        """Sort the rows of a range (`A5:H20`) by its n-th column (from 0), and save as xlsx."""
        how = {"key_column_index": key_column_index, "ascending": ascending, "has_header": has_header}
        place = {"path": _full(path), "to": _full(to), "sheet": sheet, "range": cells}
        self._ask({"op": "sort", **place, **how})

    def arrange(self, path: Path, to: Path, sheet: str, steps: Iterable[Sequence[str]]) -> None:
        """Insert, delete, hide, move rows and columns (`("insert rows", "A5:A7")`), and save as xlsx.

        The steps are those of `uno_worker.STEPS`.
        """
        place = {"path": _full(path), "to": _full(to), "sheet": sheet}
        self._ask({"op": "arrange", **place, "steps": [list(step) for step in steps]})

    def close(self) -> None:
        """End the process, if need be by force, and remove its folder."""
        if self._worker is not None:
            with suppress(subprocess.TimeoutExpired):
                self._worker.communicate(timeout=10)
            _kill(self._worker)
            self._worker.communicate()
            self._worker = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _ask(self, request: Mapping[str, Any]) -> Any:
        """Send a request; once more to a new process if the first one died over it."""
        try:
            reply = self._exchange(request)
        except _DiedError:
            reply = self._exchange(request)
        if "error" in reply:
            raise LibreOfficeError(f"{reply['error']} in {request}")
        return reply["result"]

    def _exchange(self, request: Mapping[str, Any]) -> dict[str, Any]:
        worker = self._started()
        assert worker.stdin is not None
        assert worker.stdout is not None
        late = Event()

        def give_up() -> None:
            late.set()
            _kill(worker)

        timer = Timer(self._timeout, give_up)
        timer.start()
        try:
            worker.stdin.write(json.dumps(request).encode() + b"\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if line and not late.is_set():
            reply: dict[str, Any] = json.loads(line)
            return reply
        log = self._log()
        self.close()
        if late.is_set():
            raise LibreOfficeError(f"LibreOffice took longer than {self._timeout} s over {request}")
        raise _DiedError(f"LibreOffice died over {request}: {log}")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            self._folder = Path(tempfile.mkdtemp(prefix="sheets-sync-lo-"))
            with (self._folder / "log").open("wb") as log:
                # A session of its own: LibreOffice is several processes, which are ended together.
                self._worker = subprocess.Popen(
                    [SYSTEM_PYTHON, WORKER, self._folder],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                )
        return self._worker

    def _log(self) -> str:
        """Return what the worker said last."""
        return (self._folder / "log").read_text(errors="replace")[-2000:] if self._folder else ""


def _full(path: Path) -> str:
    return str(path.resolve())


def _kill(worker: subprocess.Popen[bytes]) -> None:
    """End the worker and the LibreOffice it started."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
