"""Holds what the store says after a sync against what people did: nothing misattributed, lost, invented or untold.

It reads the store's tables and the truth that `sheet` keeps, and none of the product's code. Where DESIGN lets a pass
refuse (a doubled id, a copy), a Finding on it is as right as a right reading; a wrong reading never is.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import text

from sheets_sync.store import Store
from tests.torture.desk import Run, Told
from tests.torture.meaning import NOTHING, TOLD, meanings
from tests.torture.sheet import Cell, Column, Document, Row, Tab, Thing, alike
from tests.torture.world import World, Written

ABOUT_A_TAB = frozenset({"copied-tab", "missing-column", "doubled-column"})
"""Findings that tell of every value in their tab; of columns only those that nothing can be read without."""
ABOUT_A_DOCUMENT = frozenset({"copied-file", "unknown-plan", "block-gone", "document-missing", "document-unreadable"})


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A row of the store's history."""

    seq: int
    measure: str
    value: Decimal | None
    raw: str
    address: str
    tab: str
    cell: str
    whole: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds: check-ins, where each plan is bound, which measures of which plan live."""

    check_ins: dict[int, CheckIn]
    bound: dict[str, tuple[Path, str]]
    live: dict[str, str]
    revisions: int

    @property
    def values(self) -> dict[str, Decimal | None]:
        """The last value of each measure."""
        return {each.measure: each.value for _, each in sorted(self.check_ins.items())}


def known_to(store: Store, workspace: int) -> Known:
    """Read the store's tables."""
    check_ins: dict[int, CheckIn] = {}
    bound: dict[str, tuple[Path, str]] = {}
    live: dict[str, str] = {}
    with store.engine.connect() as connection:
        documents = connection.execute(text("SELECT * FROM document WHERE workspace_id = :w"), {"w": workspace})
        addresses = {row.id: row.address for row in documents}
        for row in connection.execute(text("SELECT * FROM check_in WHERE workspace_id = :w"), {"w": workspace}):
            value = None if row.value is None else Decimal(row.value)
            place = (addresses.get(row.document_id, ""), row.tab, row.cell)
            check_ins[row.seq] = CheckIn(row.seq, row.measure_id, value, row.raw, *place, tuple(row))
        for row in connection.execute(text("SELECT * FROM binding WHERE workspace_id = :w"), {"w": workspace}):
            if row.state != "ended":
                bound[row.plan_id] = (Path(addresses[row.document_id]), row.tab)
        for row in connection.execute(
            text("SELECT id, definition FROM plan WHERE workspace_id = :w"), {"w": workspace}
        ):
            live |= dict.fromkeys(_live(json.loads(row.definition)), row.id)
        count = text("SELECT count(*) FROM revision WHERE workspace_id = :w")
        revisions = connection.execute(count, {"w": workspace}).scalar_one()
    return Known(check_ins, bound, live, revisions)


def _live(definition: Any) -> list[str]:
    return [
        measure["id"]
        for objective in definition["objectives"]
        for key_result in objective["key_results"]
        for measure in key_result["measures"]
        if not measure.get("archived")
    ]


@dataclass(slots=True)
class Verdict:
    """What a sync did wrong, each with its sort; how many values stood there new, and what became of them."""

    wrong: list[str] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)

    def add(self, sort: str, what: str) -> None:
        self.wrong.append(f"{sort}: {what}")


@dataclass
class Judge:
    """Judges one sync. `synced` are the documents that it was to read, `counted` the values that were counted."""

    world: World
    before: Known
    after: Known
    runs: Sequence[Run]
    synced: Sequence[Path]
    counted: set[int]

    def __post_init__(self) -> None:
        self.verdict = Verdict()
        self.new = [each for seq, each in self.after.check_ins.items() if seq not in self.before.check_ins]
        self.by_id = {tab: _rows_by_id(tab) for _, tab in self.world.tabs()}
        self.told: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.told_ids: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.told_tabs: set[tuple[str, str]] = set()
        self.told_documents: set[str] = set()

    def judge(self) -> Verdict:
        self._findings()
        self._ids()
        self._history()
        self._bindings()
        for check_in in self.new:
            self._check_in(check_in)
        for path in self.synced:
            for tab in self.world.documents[path].tabs if path in self.world.documents else ():
                if tab.is_block:
                    self._tab(path, tab)
        self._archived()
        return self.verdict

    # What was said

    def _findings(self) -> None:
        """Where something was told of; every place that is named must be there."""
        for run in self.runs:
            document = self.world.documents.get(Path(run.document))
            for told in run.told:
                if told.code in ABOUT_A_DOCUMENT:
                    self.told_documents.add(run.document)
                elif told.tab is not None and document is not None:
                    tab = next((each for each in document.tabs if each.name == told.tab), None)
                    self._finding(run, told, tab)

    def _finding(self, run: Run, told: Told, tab: Tab | None) -> None:
        if tab is None:
            if run.read:
                self.verdict.add("finding", f"{told.code} names the tab {told.tab}, which is not there")
            return
        if told.code in ABOUT_A_TAB and (told.code == "copied-tab" or told.column in ("id", "current", None)):
            self.told_tabs.add((run.document, tab.name))
        if told.cell and run.read:
            row, column = _position(told.cell)
            if row > len(tab.rows) or column > len(tab.columns):
                self.verdict.add("finding", f"{told.code} names {told.cell}, which is not there")
            self.told[run.document, tab.name].add(row)
            if column <= len(tab.columns) and tab.key_of(tab.columns[column - 1]) == "id":
                self.told_ids[run.document, tab.name].add(row)

    def _is_told(self, path: Path, tab: Tab, row: Row) -> bool:
        here = str(path)
        in_row = tab.number(row) in self.told[here, tab.name]
        return in_row or (here, tab.name) in self.told_tabs or here in self.told_documents

    # Ids that the product wrote

    def _ids(self) -> None:
        """Each id was written into a row of its measure, or into one that is a new measure by right."""
        written = self.world.drive.written
        for each in written:
            thing, where = each.row.thing, f"{each.tab.name}!{each.tab.number(each.row)}"
            known = self.world.things.get(each.new)
            if known is not None:
                if thing is None or thing not in (known, known.origin):
                    self.verdict.add("misattributed", f"{where} was given the id of {known.name}")
            elif thing and self._is_lost(each.tab, each.row, thing):
                self.verdict.add("lost", f"{where}, {thing.name}, was made a new measure")
        for each in written:
            each.row.thing = self._now(each)
        for overwritten in self.world.drive.overwritten:
            self.verdict.add("lost", f"overwritten: {overwritten}")
        written.clear()
        self.world.drive.overwritten.clear()
        self.by_id = {tab: _rows_by_id(tab) for _, tab in self.world.tabs()}

    def _is_lost(self, tab: Tab, row: Row, thing: Thing) -> bool:
        """Whether a row looks as its measure does, which lives and no other row goes on as."""
        if thing.id not in self.before.live or thing.plan != tab.plan or not alike(tab.look(row), thing.look):
            return False
        return all(each.thing is not thing for each in _rows_by_id(tab).get(thing.id, ()))

    def _now(self, written: Written) -> Thing:
        """What a row is that the product gave an id."""
        thing = written.row.thing
        if written.new in self.world.things:
            return self.world.things[written.new]
        if thing is None or thing.id:
            thing = Thing(thing.name if thing else "a new one", origin=thing)
        thing.id, thing.plan = written.new, written.tab.plan
        self.world.things[written.new] = thing
        return thing

    # The store by itself

    def _history(self) -> None:
        for seq, check_in in self.before.check_ins.items():
            if seq not in self.after.check_ins or self.after.check_ins[seq].whole != check_in.whole:
                self.verdict.add("history", f"a check-in of {self._name(check_in.measure)} was changed or removed")

    def _bindings(self) -> None:
        """A plan is bound elsewhere only if its document is gone, or no tab of that name is left."""
        for plan, (path, tab) in self.after.bound.items():
            old_path, old_tab = self.before.bound[plan]
            if path != old_path and old_path in self.world.documents:
                self.verdict.add("misattributed", f"{plan} was bound to {path.name} while {old_path.name} is there")
            document = self.world.documents.get(path)
            if tab != old_tab and document and len(document.blocks_of(plan)) > 1:
                self.verdict.add("misattributed", f"{plan} was bound to {tab}, one of several")

    def _name(self, measure: str) -> str:
        return self.world.things[measure].name if measure in self.world.things else measure

    # Values

    def _check_in(self, new: CheckIn) -> None:
        """A new check-in: its cell is there and says it, in the row taken for its measure, in the one source."""
        what = f"{self._name(new.measure)} = {new.value} ({new.raw!r}) of {new.tab}!{new.cell}"
        document = self.world.documents.get(Path(new.address))
        tab = next((each for each in document.tabs if each.name == new.tab), None) if document else None
        position = _position(new.cell)
        if document is None or tab is None or position[0] > len(tab.rows) or position[1] > len(tab.columns):
            self.verdict.add("invented", f"{what}: there is no such cell")
            return
        row, column = tab.cell_at(position)
        thing = self.world.things.get(new.measure)
        if self.after.bound.get(thing.plan if thing and thing.plan else "") != (Path(new.address), new.tab):
            self.verdict.add("misattributed", f"{what}: not where the plan is bound")
        elif tab not in self._sources(thing.plan if thing else None, Path(new.address), document):
            self.verdict.add("misattributed", f"{what}: the tab is a copy")
        self._row_of(new, tab, row, thing, what)
        kinds = {tab.kind(row)} | (thing.kinds if thing else set())
        if tab.key_of(column) != "current" or row.at(column).shown != new.raw:
            self.verdict.add("invented", f"{what}: there stands {row.at(column).shown!r}")
        elif new.value not in meanings(row.at(column), kinds):
            self.verdict.add("invented", f"{what}: it means {meanings(row.at(column), kinds)}")

    def _row_of(self, new: CheckIn, tab: Tab, row: Row, thing: Thing | None, what: str) -> None:
        if thing is None or row.thing is not thing:
            self.verdict.add("misattributed", f"{what}: that row is {row.thing.name if row.thing else 'none'}")
            return
        rivals = [each for each in self.by_id[tab].get(new.measure, ()) if each is not row and each.thing is thing]
        if rivals and not alike(tab.look(row), thing.look):
            self.verdict.add("misattributed", f"{what}: of doubled rows another one may be it")
        if any(alike(tab.look(each), tab.look(row)) for each in rivals):
            self.verdict.add("misattributed", f"{what}: one of two equal rows")

    def _sources(self, plan: str | None, path: Path, document: Document) -> list[Tab]:
        """The tab that a plan may be read from: the only one, else the one of the bound name."""
        tabs = document.blocks_of(plan) if plan else []
        if len(tabs) < 2 or plan is None:
            return tabs
        return [tab for tab in tabs if tab.name == self.before.bound[plan][1]]

    def _tab(self, path: Path, tab: Tab) -> None:
        """Each value that stands in a tab: it was read, or told of."""
        source = tab.plan is not None and self.after.bound.get(tab.plan) == (path, tab.name)
        source = source and tab in self._sources(tab.plan, path, self.world.documents[path])
        for row in tab.measures:
            cell, thing = tab.at(row, "current"), row.thing
            if thing is None or (not cell.typed and not cell.blank):
                continue
            if not source or not self._readable(tab, row) or self._is_refused(path, tab, row):
                self._unread(path, tab, row, cell)
                continue
            thing.kinds.add(tab.kind(row))
            thing.look = tab.look(row, thing.look)
            self._standing(path, tab, row, thing)

    def _standing(self, path: Path, tab: Tab, row: Row, thing: Thing) -> None:
        """A value in the one row of its measure: it is the measure's last one, or none and told of."""
        cell, told = tab.at(row, "current"), self._is_told(path, tab, row)
        means = meanings(cell, thing.kinds)
        value, old = self.after.values.get(thing.id or ""), self.before.values.get(thing.id or "")
        what = f"{thing.name} = {cell.shown!r} of {tab.name}!{tab.number(row)}"
        if value in means:
            self._count(cell, "read")
        elif means & {TOLD, NOTHING}:
            if value != old:
                self.verdict.add("invented", f"{what}: it was read as {value}")
            if NOTHING not in means and not told:
                self.verdict.add("untold", what)
            self._count(cell, "unreadable")
        elif told and len(means) > 1:
            self._count(cell, "told")
        else:
            self.verdict.add("lost", f"{what}: the store says {value}")

    def _readable(self, tab: Tab, row: Row) -> bool:
        """Whether nothing excuses a pass from reading a row: its id stands there, alone, as do the columns."""
        thing = row.thing
        if thing is None or thing.id is None or len(tab.keyed("id")) != 1 or len(tab.keyed("current")) != 1:
            return False
        own = thing.id == tab.at(row, "id").shown.strip().lower() and thing.plan == tab.plan
        return own and self.by_id[tab].get(thing.id) == [row]

    def _is_refused(self, path: Path, tab: Tab, row: Row) -> bool:
        """Whether a row's id was told of, for good reason: its words have changed, or are another measure's too."""
        thing, names = row.thing, tab.look(row)[:2]
        if thing is None or tab.number(row) not in self.told_ids[str(path), tab.name]:
            return False
        rows = (tab.look(each)[:2] for each in tab.measures if each is not row)
        measures = (each.look[:2] for each in self.world.things.values() if each.plan == tab.plan and each is not thing)
        return not any(names) or names != thing.look[:2] or names in rows or names in measures

    def _unread(self, path: Path, tab: Tab, row: Row, cell: Cell) -> None:
        """A value in a row that need not be read: a check-in of it was judged, else it must be told of."""
        number = f"{tab.name}!{tab.number(row)}"
        read = any((each.address, each.tab, each.cell) == (str(path), tab.name, _name(tab, row)) for each in self.new)
        if not cell.typed or read:
            self._count(cell, "read")
            return
        told = self._is_told(path, tab, row)
        same = row.thing is not None and self.after.values.get(row.thing.id or "") in meanings(cell, {tab.kind(row)})
        if not told and not same and not self._is_remark(tab, row):
            self.verdict.add("untold", f"{cell.shown!r} in {number}, {row.thing.name if row.thing else '-'}")
        self._count(cell, "told")

    @staticmethod
    def _is_remark(tab: Tab, row: Row) -> bool:
        """Whether a row without an id says too little to be taken for a measure."""
        has = [bool(tab.at(row, key).shown.strip()) for key in ("text", "measure", "rule", "target")]
        return not tab.at(row, "id").shown.strip() and (sum(has) < 2 or not (has[1] or has[2]))

    def _count(self, cell: Cell, fate: str) -> None:
        if cell.typed and cell.typed.serial not in self.counted:
            self.counted.add(cell.typed.serial)
            self.verdict.fates[fate] += 1

    # Rows that are gone

    def _archived(self) -> None:
        """A measure leaves the plan only when its row left the tab."""
        for measure in self.before.live.keys() - self.after.live.keys():
            thing = self.world.things[measure]
            path, name = self.after.bound[self.before.live[measure]]
            for tab in self.world.documents[path].tabs if path in self.world.documents else ():
                for row in tab.measures if tab.name == name else ():
                    if row.thing is thing and any(tab.look(row)[:2]) and tab.look(row)[:2] == thing.look[:2]:
                        self.verdict.add("archived", f"{thing.name} stands in {tab.name}!{tab.number(row)}")


def _rows_by_id(tab: Tab) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in tab.rows:
        if own := tab.at(row, "id").shown.strip().lower():
            rows[own].append(row)
    return rows


def _position(cell: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]+)([1-9][0-9]*)", cell)
    assert match, cell
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _name(tab: Tab, row: Row) -> str:
    """The name of a row's cell in the column of current values."""
    column: Column | None = tab.column("current")
    number, letters = tab.columns.index(column) + 1 if column else 0, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{tab.number(row)}"
