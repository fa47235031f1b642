"""An export as a file: CSV, JSON or a workbook, written in one step or not at all.

The rule a newcomer would break first: a text from a sheet is data, so in CSV none may begin a formula.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from tempfile import gettempdir

from sheets_sync.excel.files import refuse_if_open, replace_file, signature_of
from sheets_sync.layout.report import Table, Value
from sheets_sync.store import KnownFinding, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.documents import absolute
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.exporting import Export, gather
from sheets_sync.sync.overview import overview
from sheets_sync.sync.views import Json, check_in_json, finding_json, moment, plan_json

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a CSV is UTF-8."""

_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\r\n]))(?=[^\S\r\n]*[-=+@＝＋－＠])")
"""Where a program may take what follows for a formula: the start of a text and, where it splits at semicolons and
knows no quotes between commas (Excel in Vietnamese), behind each semicolon and line break."""


SUFFIXES = (".csv", ".xlsx", ".json")
"""What the name of an exported file may end in."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write, and the signature of what stood there when it was asked for (None: nothing)."""

    path: Path
    signature: str | None

    @property
    def suffix(self) -> str:
        """Which kind of file it is: one of `SUFFIXES`."""
        return self.path.suffix.lower()

    def write(self, data: bytes) -> None:
        """Write the file in one step.

        Raises:
            UnreadableDocument: it cannot be written, or another program has written it meanwhile.
        """
        replace_file(self.path, data, expected=self.signature)


def open_output(app: App, file: str, *, force: bool) -> Output:
    """Look at the file that is to be written, before any work is done for it.

    Raises:
        UserError: its name does not end in one of `SUFFIXES`, a plan's block stands in it, or it exists and `force`
            does not say to replace it.
        UnreadableDocument: Excel or LibreOffice have it open.
    """
    output = Output(absolute(file), signature_of(absolute(file)))
    if output.suffix not in SUFFIXES:
        raise UserError("export-suffix", file=file)
    if app.store.bindings_at("xlsx", str(output.path)):
        raise UserError("output-is-bound", file=str(output.path))
    if output.signature is not None and not force:
        raise UserError("output-exists", file=str(output.path))
    refuse_if_open(output.path, file)
    return output


def render(app: App, workspace: Workspace, suffix: str, *, at: str | None, lang: str) -> tuple[Export, bytes]:
    """What a workspace holds, and the bytes of a file with that suffix; `lang` is that of a workbook's words.

    Raises:
        UserError: the date cannot be read, or there is more than a workbook's sheet takes.
    """
    if suffix == ".csv":
        export = gather(app, workspace, at)
        return export, as_csv(export.measures()).encode("utf-8")
    export = gather(app, workspace, at, check_ins=True, findings=True)
    return export, as_json(export).encode("utf-8") if suffix == ".json" else as_workbook(export, lang)


def as_workbook(export: Export, lang: str) -> bytes:
    """An export as a workbook with charts.

    Raises:
        UserError: there is more than a sheet takes, or no room for temporary files.
    """
    from sheets_sync.excel.report import MOST_ROWS, TooManyRows, write_report

    tables = (export.plans(), export.measures(), export.history(), export.known_findings())
    try:
        return write_report(overview(export), tables, lang=lang, zone=export.workspace.zone)
    except TooManyRows as error:
        raise UserError("sheet-too-long", rows=str(error.rows), most=str(MOST_ROWS)) from error
    except OSError as error:
        raise UserError("file-unwritable", file=gettempdir(), reason=error.strerror or str(error)) from error


def as_csv(table: Table) -> str:
    """A table as CSV: commas, a byte order mark, keys in the first row, texts that start no formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv(value) for value in row])
    return BYTE_ORDER_MARK + text.getvalue()


def as_json(export: Export) -> str:
    """An export as JSON: each plan, check-in and Finding in a line of its own."""
    plans = {measure: view.plan.id for measure, (view, _) in export.places.items()}
    history = (
        {"plan": plans[point.measure], "measure": point.measure} | check_in_json(point) for point in export.check_ins
    )
    parts = [
        f'"workspace": {_json(export.workspace.name)}',
        f'"day": {_json(export.day.isoformat())}',
        _lines("plans", map(plan_json, export.views)),
        _lines("history", history),
        _lines("findings", map(_finding_json, export.findings)),
    ]
    return "{" + ",\n".join(parts) + "}\n"


def _finding_json(known: KnownFinding) -> Json:
    closed = moment(known.closed_at) if known.closed_at else None
    seen = {"first_seen": moment(known.first_seen), "closed_at": closed}
    return {"document": known.address, "plan": known.plan, **seen, **finding_json(known.finding, known.lang)}


def _lines(key: str, items: Iterable[Json]) -> str:
    return f'"{key}": [' + ",".join("\n" + _json(item) for item in items) + "]"


def _json(data: object) -> str:
    """JSON that is UTF-8, even of half characters."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return _FORMULA.sub("'", value) if isinstance(value, str) else str(value)
