"""A block that belongs to no plan here, as a plan of its own: its definitions as they stand, all ids new. Pure.

What the sheet does not say (the role's id, which counts are scores, whose baseline is asked for) comes from the plan
that it was copied from, if that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sheets_sync.layout.edit import Like, TabEdit, Text
from sheets_sync.layout.grid import Position
from sheets_sync.layout.reading import BlockReading, RowReading
from sheets_sync.messages.labels import RULES, TEXTS, fold
from sheets_sync.okr.cell import NumberFormat
from sheets_sync.okr.cycle import Cycle, CycleError
from sheets_sync.okr.ids import normal_id
from sheets_sync.okr.model import KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.okr.reading import read_date
from sheets_sync.sync.definitions import measure_from, normal, read_objective, read_owner

TITLE = "OKR "


class CannotAdopt(Exception):
    """The block misses what makes a plan; `missing` names it (`cycle`, `measures`, `id column`)."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Copy:
    """A block as a plan of its own. `rows` gives the new id, objective and key result of each row, by its number."""

    plan: Plan
    block: BlockReading
    rows: dict[int, tuple[str, str, str]]

    def edit(self, binding: str, document: str) -> TabEdit:
        """What has to be written into the tab: all ids, and those of the key row."""
        cells: dict[Position, Text | Like] = {}
        for row, ids in self.rows.items():
            for key, value in zip(("id", "objective", "key_result"), ids, strict=True):
                if value and key in self.block.places:
                    cells[row, self.block.places[key]] = Text(value)
        facts = {"plan": self.plan.id, "binding": binding, "document": document}
        cells |= {(self.block.key_row, column): Text(fact) for column, fact in self._facts(facts)}
        return TabEdit(tab=self.block.tab, cells=cells)

    def _facts(self, facts: dict[str, str]) -> Iterator[tuple[int, str]]:
        """The columns of the ids in the key row; one that is gone gets the next free column."""
        key_row = {
            column: cell.raw for (row, column), cell in self.block.grid.cells.items() if row == self.block.key_row
        }
        free = max(key_row) + 1
        for name, value in facts.items():
            standing = next((column for column, text in key_row.items() if text.startswith(f"{name}:")), None)
            yield standing or free, f"{name}:{value}"
            free += standing is None


def copy_of(block: BlockReading, known: Plan | None, roles: dict[str, str], ids: Callable[[str], str]) -> Copy:
    """The block as a plan of its own.

    Args:
        block: as it stands.
        known: the plan whose ids it carries, if that is the workspace's.
        roles: the ids of the roles that are known, by their folded names.
        ids: gives a fresh id for one of `okr.ids.PREFIXES`.

    Raises:
        CannotAdopt: what makes a plan is missing.
    """
    if "id" not in block.columns:
        raise CannotAdopt("id column")
    return _Copying(block, known, roles, ids).copy()


@dataclass
class _Copying:
    block: BlockReading
    known: Plan | None
    roles: dict[str, str]
    ids: Callable[[str], str]
    rows: dict[int, tuple[str, str, str]] = field(default_factory=dict)

    def copy(self) -> Copy:
        lang = self.known.lang if self.known else self._lang()
        title = self._title()
        cycle = self.known.cycle if self.known else self._cycle(title)
        role_name = self.known.role_name if self.known else (title[1] if len(title) > 1 else "OKR")
        plan = Plan(
            id=self.ids("plan"),
            role=self.known.role if self.known else self.roles.get(fold(role_name), _slug(role_name)),
            role_name=role_name,
            owner=role_name,
            lang=lang,
            cycle=cycle,
            objectives=(),
        )
        first = next((row for row in self.block.rows if (row.id or "").startswith("p")), None)
        if first:
            plan = replace(plan, owner=read_owner(plan, first, self.block)[0])
            self.rows[first.row] = (plan.id, "", "")
        objectives = self._objectives(plan)
        if not any(objective.key_results for objective in objectives):
            raise CannotAdopt("measures")
        return Copy(replace(plan, objectives=objectives), self.block, self.rows)

    def _objectives(self, plan: Plan) -> tuple[Objective, ...]:
        objectives: dict[str, Objective] = {}
        grown: dict[str, dict[str, KeyResult]] = {}
        for row in self.block.rows:
            if row.id and row.id.startswith("o") and row.id not in objectives:
                nothing = Objective(id=self.ids("objective"), text="", key_results=())
                objectives[row.id] = read_objective(nothing, row, self.block)[0]
                grown[row.id] = {}
                self.rows[row.row] = (objectives[row.id].id, plan.id, "")
        above, read = "", set()
        for row in self.block.rows:
            if row.id in objectives:
                above = row.id or ""
            elif row.id and row.id.startswith("m") and row.id not in read:
                read.add(row.id)
                parent = self._parent(row, "objective")
                self._measure(row, plan.lang, objectives, grown, parent if parent in objectives else above)
        return tuple(
            replace(objective, key_results=tuple(grown[old].values())) for old, objective in objectives.items()
        )

    def _measure(
        self,
        row: RowReading,
        lang: str,
        objectives: dict[str, Objective],
        grown: dict[str, dict[str, KeyResult]],
        objective: str,
    ) -> None:
        """Add the measure of a row to its key result; a row that is none, or beneath no objective, keeps its id."""
        stored = self._stored(row.id)
        scored = stored is not None and (stored.scored or stored.kind is Kind.SCORE)
        measure, lacking = measure_from(row, self.block, lang, scored=scored)
        if lacking or objective not in objectives:
            return
        measure = replace(measure, id=self.ids("measure"), ask_start=stored is not None and stored.ask_start)
        key_results = grown[objective]
        old = self._parent(row, "key_result") or next(
            (key for key, each in key_results.items() if each.text == measure.text), measure.id
        )
        standing = key_results.get(old) or KeyResult(id=self.ids("key_result"), measures=())
        key_results[old] = replace(standing, measures=(*standing.measures, measure))
        self.rows[row.row] = (measure.id, objectives[objective].id, standing.id)

    def _stored(self, measure: str | None) -> Measure | None:
        every = self.known.measures() if self.known else ()
        return next((each for _, _, each in every if each.id == measure), None)

    def _parent(self, row: RowReading, key: str) -> str | None:
        column = self.block.places.get(key)
        return normal_id(self.block.grid.at(row.row, column).raw) if column else None

    def _title(self) -> list[str]:
        above = sorted((at, cell.raw) for at, cell in self.block.grid.cells.items() if at[0] < self.block.key_row)
        title = next((normal(text) for _, text in above if normal(text).startswith(TITLE)), "")
        return title.removeprefix(TITLE).split(" · ")

    def _cycle(self, title: list[str]) -> Cycle:
        """The cycle by the two days of the key row, else by the title."""
        key_row = sorted((at[1], cell) for at, cell in self.block.grid.cells.items() if at[0] == self.block.key_row)
        days = [
            day
            for _, cell in key_row
            if cell.format is NumberFormat.DATE and isinstance(day := read_date(cell, self.block.epoch), date)
        ]
        try:
            return Cycle.between(*days) if len(days) == 2 else Cycle.parse(title[0])
        except CycleError as error:
            raise CannotAdopt("cycle") from error

    def _lang(self) -> str:
        """The language that most of the rows' rules are in."""
        rules = [row.at("rule").raw.casefold() for row in self.block.rows]
        told = {lang: sum(rule in words.values() for rule in rules) for lang, words in RULES.items()}
        return max(TEXTS, key=lambda lang: told[lang])


def _slug(name: str) -> str:
    letters = "".join(character if character.isascii() and character.isalnum() else " " for character in fold(name))
    return "_".join(letters.split()) or "okr"
