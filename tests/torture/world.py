"""A small company: a folder of workbooks, the plans in them, a calendar, and what its people still remember.

As `Source` and `Editor` of documents in memory it is all that the product sees of it. Files of the same names stand in
a real folder, empty, since the use cases look there for what to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from sheets_sync.config import Settings
from sheets_sync.layout.block import Block
from sheets_sync.layout.columns import COLUMNS, INDEX, KEY_ROW, Use
from sheets_sync.layout.edit import TabEdit, Text
from sheets_sync.layout.grid import DocumentReading, Position, UnreadableDocument
from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import is_key_row
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.ids import new_id
from sheets_sync.okr.model import Plan
from sheets_sync.okr.template import RoleTemplate, make_plan
from sheets_sync.store import Store, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.templates.folders import load_folders, template_folders
from tests.support.generated import some_plan
from tests.support.grids import grid_of
from tests.torture.sheet import ADDRESSING, Cell, Column, Document, Row, Tab, Thing, text_cell

FIRST_DAY = datetime(2026, 1, 12, 2, tzinfo=UTC)
HIDDEN = frozenset(column.key for column in COLUMNS if column.use in (Use.ADDRESS, Use.COMPUTED))
ROLES_OF_ROWS = {"id": "key", "header": "header", "end": "end"}


@dataclass(frozen=True, slots=True)
class Written:
    """An id that the product wrote into a row."""

    document: Path
    tab: Tab
    row: Row
    old: str
    new: str


@dataclass(slots=True)
class Drive:
    """The workbooks by their paths. Fits the ports `Source` and `Editor`."""

    folder: Path
    documents: dict[Path, Document] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)

    def put_files(self) -> None:
        """Let the real folder hold files of the documents' names."""
        for file in self.folder.rglob("*.xlsx"):
            if file not in self.documents:
                file.unlink()
        for file in self.documents:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()

    def signature(self, address: str) -> str | None:
        document = self.documents.get(Path(address))
        return str(document.version) if document else None

    def read(self, address: str) -> DocumentReading:
        document = self.documents.get(Path(address))
        if document is None:
            raise UnreadableDocument("file-missing", file=address)
        grids = [tab.grid() for tab in document.tabs if any(_is_key_row(row) for row in tab.rows)]
        names = tuple(tab.name for tab in document.tabs)
        return DocumentReading(signature=self.signature(address) or "", tabs=names, grids=tuple(grids))

    def edit(self, address: str, edits: tuple[TabEdit, ...], *, signature: str) -> str:
        document = self.documents[Path(address)]
        if signature != self.signature(address):
            raise UnreadableDocument("file-changed", file=address)
        for edit in edits:
            tab = next(tab for tab in document.tabs if tab.name == edit.tab)
            for position, content in edit.cells.items():
                if isinstance(content, Text):
                    self.write(Path(address), tab, position, content.value)
        document.change()
        return self.signature(address) or ""

    def speak_of(self, address: str, tab: str) -> tuple[str, ...]:
        return ()

    def beside_cells(self, address: str, tab: str) -> tuple[str, ...]:
        return ()

    def remove_tab(self, address: str, tab: str, *, signature: str) -> str:
        raise NotImplementedError

    def write(self, address: Path, tab: Tab, position: Position, value: str) -> None:
        """Write a text as the product does; `written` and `overwritten` remember what and over what."""
        row, column = tab.cell_at(position)
        key, old = tab.key_of(column), row.at(column)
        if row.role != "key" and key not in ADDRESSING:
            self.overwritten.append(f"{tab.name}!{tab.number(row)} {key}: {old.shown!r} by {value!r}")
        if key == "id" and row.role == "data":
            self.written.append(Written(address, tab, row, old.shown, value))
        if key == "id" and value == "end":
            row.role = "end"
        row.cells[column] = text_cell(value)


@dataclass(slots=True)
class World:
    """Everything that a scenario changes. `things` are known by their ids; `trash` holds what was deleted."""

    drive: Drive
    app: App
    workspace: Workspace
    now: datetime = FIRST_DAY
    things: dict[str, Thing] = field(default_factory=dict)
    plans: list[str] = field(default_factory=list)
    trash: list[tuple[Tab, Row]] = field(default_factory=list)
    older: list[tuple[Path, Document]] = field(default_factory=list)
    serial: int = 0

    @property
    def documents(self) -> dict[Path, Document]:
        return self.drive.documents

    def tabs(self) -> Iterator[tuple[Path, Tab]]:
        """All tabs that hold a block, or a copy of one."""
        return ((path, tab) for path, each in self.documents.items() for tab in each.tabs if tab.is_block)

    def next_serial(self) -> int:
        self.serial += 1
        return self.serial

    def next_week(self) -> None:
        """Keep the files as they are for who wants them back later, and let a week pass."""
        self.older += [(path, document.copy()) for path, document in self.documents.items()]
        self.now += timedelta(days=7)

    def insert(self, random: Random, path: Path, measures: int) -> str:
        """Lay out a plan in a new tab of a document, as `insert` does."""
        lang, cycle = random.choice(("vi", "vi", "en")), random.choice(("2026-Q1", "2026-H1", "2026"))
        template = random.choice([*[None] * 8, *_templates()])
        if template is None:
            plan = some_plan(random, measures, Cycle.parse(cycle), lang)
        else:
            values = {blank.name: blank.example.in_lang(lang) for blank in template.placeholders}
            ids = random.randrange
            plan = make_plan(
                template,
                lang=lang,
                owner=None,
                cycle=Cycle.parse(cycle),
                values=values,
                ids=lambda thing: new_id(thing, ids),
            )
        document = self.documents.setdefault(path, Document([]))
        tab = document.free_name(f"OKR {cycle}")
        binding, own_id = new_id("binding", random.randrange), new_id("document", random.randrange)
        bound = self.app.store.add_plan(
            self.workspace.id,
            plan,
            binding=binding,
            document=own_id,
            kind="xlsx",
            address=str(path),
            tab=tab,
            at=self.now,
        )
        block = lay_out(plan, tab=tab, binding=binding, document=bound.document, today=self.now.date())
        document.tabs.append(self._laid_out(plan, block))
        document.change()
        self.app.store.activate(binding)
        self.plans.append(plan.id)
        return f"{path.name} [{tab}]: {plan.role} ({lang}), {sum(1 for _ in plan.measures())} measures"

    def _laid_out(self, plan: Plan, block: Block) -> Tab:
        """The block as people see it: the one time at which ids tell what a row is."""
        names = {plan.id: ("plan", "the plan")}
        names |= {each.id: ("objective", each.text[:30]) for each in plan.objectives}
        names |= {each.id: ("measure", f"{each.name[:24]}") for _, _, each in plan.measures()}
        self.things |= {key: Thing(name, sort, plan.id, key) for key, (sort, name) in names.items()}
        grid = grid_of(block)
        columns = [Column() for _ in range(max(column for _, column in grid.cells))]
        rows = [Row({}, "title") for _ in range(block.end_row)]
        for (number, place), raw in grid.cells.items():
            rows[number - 1].cells[columns[place - 1]] = Cell(raw)
        for number, row in enumerate(rows, 1):
            own = row.at(columns[INDEX["id"] - 1]).raw.text or ""
            if number >= KEY_ROW:
                row.role = ROLES_OF_ROWS.get(own, "data")
            row.thing = self.things.get(own)
        tab = Tab(block.tab, columns, rows, plan.id)
        for row in tab.measures:
            if row.thing:
                row.thing.look, row.thing.kinds = tab.look(row), {tab.kind(row)}
        return tab


def new_world(store: Store, folder: Path) -> World:
    """An empty folder and a store, on the first day."""
    drive = Drive(folder)
    settings = Settings(database_url=store.name, source="", workspace=None, templates=None, now=None)
    app = App(settings, store, {"xlsx": drive}, {"xlsx": drive}, lambda: world.now)
    world = World(drive, app, store.workspace("local"))
    return world


def _is_key_row(row: Row) -> bool:
    return is_key_row(cell.raw for cell in row.cells.values())


@cache
def _templates() -> tuple[RoleTemplate, ...]:
    return tuple(load_folders(template_folders(None))[0])
