"""Rows that people add: which of the rows without a place are measures, where they belong, and how they get ids. Pure.

A complete row (text, rule, a target that can be read; a milestone needs none) belongs to the objective of the nearest
row above, to the key result that has its text there, else to a new one. Nothing is guessed where the rows of two
objectives are mixed. The rule a newcomer would break first: a pass reads a row only once its id stands in the sheet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from sheets_sync.layout.columns import COMPUTED, END_MARK
from sheets_sync.layout.edit import Like, TabEdit, Text, edited
from sheets_sync.layout.grid import Position
from sheets_sync.layout.reading import BlockReading, RowReading, read_block
from sheets_sync.messages.codes import Code
from sheets_sync.messages.labels import HEADERS
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.model import KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.okr.reading import is_blank
from sheets_sync.sync.definitions import measure_from
from sheets_sync.sync.rows import Rows, Stray, choose_rows, names_in, names_of


@dataclass(frozen=True, slots=True)
class Added:
    """A row that may become a measure of an objective; or the measure whose id it lost (`lost`)."""

    stray: Stray
    objective: str
    measure: Measure
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """Rows with their new ids: the plan that knows them (archived until they are read), the block, and the edit."""

    plan: Plan
    block: BlockReading
    edit: TabEdit


def added_rows(plan: Plan, block: BlockReading, rows: Rows) -> tuple[list[Added], list[Finding]]:
    """The stray rows that may become measures, and a Finding on every stray row."""
    return _Judge(plan, block, rows).judge()


def adopt_rows(plan: Plan, block: BlockReading, ids: Callable[[str], str]) -> Adoption | None:
    """Give ids to all rows that may become measures; None if there are none.

    Args:
        plan: as stored.
        block: as it stands.
        ids: gives a fresh id for one of `okr.ids.PREFIXES`.
    """
    rows = choose_rows(plan, block)
    added, _ = added_rows(plan, block, rows)
    if rows.mostly_gone(plan):
        added = [each for each in added if each.lost]
    return _Adopting(plan, block, rows, ids).adopt(added) if added else None


class _Judge:
    def __init__(self, plan: Plan, block: BlockReading, rows: Rows) -> None:
        self.plan, self.block, self.rows = plan, block, rows
        self.parents = {measure.id: objective.id for objective, _, measure in plan.measures()}
        self.parents |= {objective.id: objective.id for objective in plan.objectives}
        self.measures = {measure.id: measure for _, _, measure in plan.measures()}
        self.mixed = self._mixed()
        self.called: dict[tuple[str, str], list[str]] = defaultdict(list)
        for _, _, each in plan.live_measures():
            self.called[names_in(block, each.text, each.name)].append(each.id)
        self.claimed = Counter(names_of(stray.row) for stray in rows.strays)
        self.missing = {each.id for each in rows.missing(plan)}
        lost = (self._lost(stray.row) for stray in rows.strays if not stray.rival)
        self.gone = self.missing - {row_id for row_id in lost if row_id}

    def judge(self) -> tuple[list[Added], list[Finding]]:
        own = {row.row: row_id for row_id, row in self.rows.by_id.items()}
        strays = {stray.row.row: stray for stray in self.rows.strays}
        added: list[Added] = []
        findings: list[Finding] = []
        above: str | None = None
        for row in self.block.rows:
            if row.row in own:
                above = self.parents.get(own[row.row])
            elif stray := strays.get(row.row):
                if (row.id or "").startswith(("o", "p")):
                    above = None
                one = self._added(stray, above)
                if isinstance(one, Added):
                    added.append(one)
                    one = self._finding(stray, stray.code, "id")
                findings.append(one)
        return added, findings

    def _added(self, stray: Stray, above: str | None) -> Added | Finding:
        row = stray.row
        base = self.measures.get(row.id or "")
        scored = base is not None and (base.scored or base.kind is Kind.SCORE)
        measure, lacking = measure_from(row, self.block, self.plan.lang, scored=scored)
        if stray.rival or not self._is_measure(row):
            return self._finding(stray, stray.code, "id")
        if lost := self._lost(row):
            return Added(stray, self.parents[lost], measure, lost)
        if self._may_be_anothers(row) or (stray.code is Code.BROKEN_ID and self.gone):
            return self._finding(stray, stray.code, "id")
        if lacking:
            if row.id_text:
                return self._finding(stray, stray.code, "id")
            headers = ", ".join(HEADERS[self.plan.lang][key] for key in lacking)
            return self._finding(stray, Code.ROW_INCOMPLETE, lacking[0], columns=headers)
        if above is None:
            return self._finding(stray, Code.ROW_NOT_PLACED, "text")
        if above in self.mixed:
            return self._finding(stray, Code.OBJECTIVES_INTERLEAVED, "text")
        return Added(stray, above, measure)

    def _lost(self, row: RowReading) -> str | None:
        """The measure whose id the row lost, where that is certain: only the one is called so, and only by this row."""
        names = names_of(row)
        called = self.called.get(names, [])
        return called[0] if len(called) == 1 == self.claimed[names] and called[0] in self.missing else None

    def _may_be_anothers(self, row: RowReading) -> bool:
        """Whether the row is called as a measure that is not read in this pass."""
        return any(row_id not in self.rows.by_id for row_id in self.called.get(names_of(row), ()))

    def _is_measure(self, row: RowReading) -> bool:
        return row.id is None or row.id.startswith("m") or not is_blank(row.at("rule"))

    def _finding(self, stray: Stray, code: Code, column: str, **args: str) -> Finding:
        column = column if column in self.block.columns else "id"
        return Finding(
            code=code,
            subject=stray.subject,
            column=column,
            tab=self.block.tab,
            cell=self.block.cell(stray.row.row, column),
            found=stray.found,
            args=dict(stray.args) | args,
        )

    def _mixed(self) -> frozenset[str]:
        """Objectives whose rows are mixed with those of another one."""
        spans: dict[str, tuple[int, int]] = {}
        for row_id, row in self.rows.by_id.items():
            if parent := self.parents.get(row_id):
                first, last = spans.get(parent, (row.row, row.row))
                spans[parent] = (min(first, row.row), max(last, row.row))
        mixed: set[str] = set()
        reaching = ("", 0)
        for objective, (first, last) in sorted(spans.items(), key=lambda span: span[1]):
            if first <= reaching[1]:
                mixed |= {objective, reaching[0]}
            reaching = max(reaching, (objective, last), key=lambda each: each[1])
        return frozenset(mixed)


class _Adopting:
    def __init__(self, plan: Plan, block: BlockReading, rows: Rows, ids: Callable[[str], str]) -> None:
        self.plan, self.block, self.grid, self.rows, self.ids = plan, block, block.grid, rows, ids
        self.parents = {m.id: (objective.id, kr.id) for objective, kr, m in plan.measures()}
        self.key_result_at = {
            row.row: self.parents[row_id][1] for row_id, row in rows.by_id.items() if row_id in self.parents
        }
        self.cells: dict[Position, Text | Like] = {}
        self.named: dict[int, str] = {}

    def adopt(self, added: list[Added]) -> Adoption:
        for one in added:
            row_id = one.lost or self._join(one)
            self.named[one.stray.row.row] = row_id
            self._write(one.stray.row.row, row_id)
        ends = self._ends()
        edit = TabEdit(tab=self.block.tab, cells=self.cells, ends=ends)
        block = read_block(edited(self.grid, edit))
        assert block is not None
        return Adoption(self.plan, block, edit)

    def _join(self, one: Added) -> str:
        """Put the measure into the plan; its new id."""
        measure = replace(one.measure, id=self.ids("measure"), archived=True)
        objective = next(each for each in self.plan.objectives if each.id == one.objective)
        same = next((kr for kr in objective.key_results if kr.text == measure.text), None)
        if same:
            grown = replace(same, measures=(*same.measures, measure))
            key_results = tuple(grown if kr is same else kr for kr in objective.key_results)
        else:
            grown = KeyResult(id=self.ids("key_result"), measures=(measure,))
            key_results = self._inserted(objective, grown, one.stray.row.row)
        joined = replace(objective, key_results=key_results)
        self.plan = replace(
            self.plan, objectives=tuple(joined if each is objective else each for each in self.plan.objectives)
        )
        self.key_result_at[one.stray.row.row] = grown.id
        self.parents[measure.id] = (objective.id, grown.id)
        return measure.id

    def _inserted(self, objective: Objective, new: KeyResult, row: int) -> tuple[KeyResult, ...]:
        """The objective's key results with the new one behind that of the nearest row above."""
        own = [kr.id for kr in objective.key_results]
        above = [number for number, kr in self.key_result_at.items() if number < row and kr in own]
        place = own.index(self.key_result_at[max(above)]) + 1 if above else 0
        return (*objective.key_results[:place], new, *objective.key_results[place:])

    def _write(self, row: int, row_id: str) -> None:
        objective, key_result = self.parents[row_id]
        for key, value in (("id", row_id), ("objective", objective), ("key_result", key_result)):
            if column := self.block.places.get(key):
                self.cells[row, column] = Text(value)
        for column, model in self._models():
            standing = self.grid.at(row, column)
            if standing.formula or is_blank(standing):
                self.cells[row, column] = Like((model, column))

    def _models(self) -> Iterator[tuple[int, int]]:
        """The computed columns of a measure, each with a row whose formula still stands."""
        measured = [row.row for row_id, row in self.rows.by_id.items() if row_id in self.parents]
        for key in COMPUTED:
            if column := self.block.places.get(key):
                model = next((row for row in measured if self.grid.at(row, column).formula), None)
                if model:
                    yield column, model

    def _ends(self) -> tuple[int, int] | None:
        """The end row and its new place, where a row was added beneath it."""
        old, last = self.block.end_row, max(self.named)
        if old is None or last < old:
            return None
        column = self.block.places["id"]
        end = next(row for row in count(last + 1) if is_blank(self.grid.at(row, column)))
        self.cells[old, column], self.cells[end, column] = Text(""), Text(END_MARK)
        return old, end
