"""Who syncs: the use cases over documents in memory, or the command line over workbooks on disk; both say it alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sheets_sync.messages.errors import Refusal
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell
from sheets_sync.sync.syncing import Syncing
from tests.support.another_hand import opened
from tests.support.product import Product
from tests.torture.sheet import Tab
from tests.torture.world import World

FORMATS = {
    NumberFormat.GENERAL: "General",
    NumberFormat.PERCENT: "0%",
    NumberFormat.DATE: "dd/mm/yyyy",
    NumberFormat.CURRENCY: "#,##0",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A Finding. `column` is None where the answer does not say it."""

    code: str
    tab: str | None
    cell: str | None
    column: str | None
    key: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a sync said of one block; `read` is whether it was read."""

    document: str
    tab: str | None
    read: bool
    told: tuple[Told, ...]


class Desk(Protocol):
    """Runs a sync of what is named, or of everything that is bound, over the documents as they are now."""

    def sync(self, world: World, named: Sequence[Path], *, adopt: bool) -> list[Run]: ...


class UseCases:
    """The use cases, over documents in memory."""

    def sync(self, world: World, named: Sequence[Path], *, adopt: bool) -> list[Run]:
        world.drive.put_files()
        syncing = Syncing(world.app, world.workspace.id, lang="vi", adopt=adopt)
        try:
            jobs = syncing.documents([str(name) for name in named]) if named else syncing.cycle()
            results = [result for job in jobs for result in job()]
        except Refusal as refusal:
            if refusal.code != "no-block":
                raise
            return []
        return [
            Run(
                result.document,
                result.tab,
                result.changes is not None,
                tuple(Told(str(each.code), each.tab, each.cell, each.column, each.key) for each in result.findings),
            )
            for result in results
        ]


@dataclass
class CommandLine:
    """`sheets-sync sync --json` over real workbooks, which XlsxWriter writes as the documents are."""

    home: Path
    written: dict[Path, str | None] = field(default_factory=dict)

    def sync(self, world: World, named: Sequence[Path], *, adopt: bool) -> list[Run]:
        world.drive.put_files()
        for path, document in world.documents.items():
            signature = world.drive.signature(str(path))
            if self.written.get(path) != signature:
                _write(path, document.tabs)
                self.written[path] = signature
        product = Product(self.home, now=world.now.isoformat())
        answer = product("sync", *named, *(["--adopt"] if adopt else []), "--json")
        assert "Traceback" not in answer.err, answer.err
        if "error" in answer.json:
            assert answer.json["error"]["code"] == "no-block", answer
            return []
        for path in world.documents if adopt else ():
            self._read_back(world, path)
        return [_run(each) for each in answer.json["runs"]]

    def _read_back(self, world: World, path: Path) -> None:
        """Take over what the product wrote."""
        document, book = world.documents[path], opened(path, values=True)
        for tab in document.tabs:
            for cells in book[tab.name].iter_rows():
                for cell in cells:
                    number, place = int(cell.row or 0), int(cell.column or 0)
                    within = number <= len(tab.rows) and place <= len(tab.columns)
                    stood = (
                        tab.rows[number - 1].at(tab.columns[place - 1]).raw if within else RawCell(type=CellType.BLANK)
                    )
                    if isinstance(cell.value, str) and not stood.formula and cell.value != (stood.text or ""):
                        world.drive.write(path, tab, (number, place), cell.value)
        self.written[path] = world.drive.signature(str(path))


def _run(run: Any) -> Run:
    told = tuple(
        Told(each["code"], each["tab"], each["cell"], None, (each["code"], each["cell"], each["message"]))
        for each in run["findings"]
    )
    read = run["outcome"] in ("ok", "unchanged", "findings") and all(each.code != "block-gone" for each in told)
    return Run(run["document"], run["tab"], read, told)


def _write(path: Path, tabs: Sequence[Tab]) -> None:
    book = Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {shown: book.add_format({"num_format": code}) for shown, code in FORMATS.items()}
    for tab in tabs:
        sheet = book.add_worksheet(tab.name)
        for (row, column), raw in tab.grid().cells.items():
            _put(sheet, row - 1, column - 1, raw, formats[raw.format])
    book.close()


def _put(sheet: Worksheet, row: int, column: int, raw: RawCell, shown: Any) -> None:
    value: Any = raw.text if raw.number is None else float(raw.number)
    if raw.boolean is not None:
        sheet.write_boolean(row, column, raw.boolean, shown)
    elif raw.formula or raw.type is CellType.ERROR:
        sheet.write_formula(row, column, "=NA()" if raw.type is CellType.ERROR else "=0", shown, value)
    elif raw.number is None:
        sheet.write_string(row, column, value, shown)
    else:
        sheet.write_number(row, column, value, shown)
