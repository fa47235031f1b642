"""Decide: what a pass changes, from the readings of a block and the last known state. Pure.

What cannot be read leaves the last good value standing and becomes a Finding. A cell is compared with its own last
reading, not with the last check-in, so an unchanged cell never makes a check-in and a correction is never undone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sheets_sync.layout.reading import BlockReading, RowReading
from sheets_sync.messages.codes import Code
from sheets_sync.messages.labels import CONFIDENCES, confidence_named, is_start_hint
from sheets_sync.okr.cell import CellType, plain
from sheets_sync.okr.definition import odd_definitions, scale_of
from sheets_sync.okr.finding import Args, Finding
from sheets_sync.okr.history import Changes, CheckIn, LastReading, PlanState, Revision
from sheets_sync.okr.model import Confidence, Kind, Measure, Objective, Plan
from sheets_sync.okr.progress import counting_value
from sheets_sync.okr.reading import Problem, is_blank, read_number, unreadable
from sheets_sync.okr.restored import Point, went_back
from sheets_sync.sync.added import added_rows
from sheets_sync.sync.definitions import (
    RowProblem,
    measure_revisions,
    normal,
    plan_revisions,
    read_measure,
    read_objective,
    read_owner,
)
from sheets_sync.sync.rows import choose_rows, names_in, names_of


def decide(state: PlanState, block: BlockReading, now: datetime, today: date) -> Changes:
    """Everything that one pass over a block changes.

    Args:
        state: what the store knows of the plan.
        block: what stands in its tab.
        now: the time of the check-ins and revisions.
        today: the workspace's date.
    """
    return _Pass(state, block, now, today).changes()


@dataclass
class _Pass:
    state: PlanState
    block: BlockReading
    now: datetime
    today: date

    def __post_init__(self) -> None:
        self.findings: list[Finding] = list(self.block.findings)
        self.check_ins: list[CheckIn] = []
        self.readings: list[LastReading] = []
        self.objectives = {objective.id: objective for objective in self.state.plan.objectives}
        self.measures = {measure.id: measure for _, _, measure in self.state.plan.measures()}
        self.found = choose_rows(self.state.plan, self.block)
        self.rows = self.found.by_id

    def changes(self) -> Changes:
        self.findings += added_rows(self.state.plan, self.block, self.found)[1]
        plan, revisions = self._definitions()
        for _, _, measure in plan.live_measures():
            if measure.id in self.rows:
                self._value(measure, plan)
        self.findings += [self._placed(finding) for finding in odd_definitions(plan)]
        self.findings += self._differing_rows(plan)
        self.findings += self._gone_back(plan)
        return Changes(
            plan=plan,
            check_ins=tuple(self.check_ins),
            readings=tuple(self.readings),
            revisions=tuple(revisions),
            findings=tuple({finding.key: finding for finding in self.findings}.values()),
        )

    # Definitions

    def _definitions(self) -> tuple[Plan, list[Revision]]:
        """The plan as its rows now define it, and what that changed."""
        plan, measures = self.state.plan, {}
        if plan.id in self.rows:
            owner, problems = read_owner(plan, self.rows[plan.id], self.block)
            self._report(plan.id, self.rows[plan.id], problems)
            plan = replace(plan, owner=owner)
        gone = self._gone()
        for measure_id, measure in self.measures.items():
            if row := self.rows.get(measure_id):
                read, problems = read_measure(measure, row, self.block, plan.lang)
                self._report(measure_id, row, problems)
                measures[measure_id] = replace(read, archived=False)
            elif measure_id in gone:
                measures[measure_id] = replace(measure, archived=True)
        objectives: list[Objective] = []
        for objective in plan.objectives:
            if row := self.rows.get(objective.id):
                read_o, problems = read_objective(objective, row, self.block)
                self._report(objective.id, row, problems)
                objective = read_o  # noqa: PLW2901
            objectives.append(objective)
        plan = replace(plan, objectives=tuple(objectives)).with_measures(measures)
        return plan, [
            *plan_revisions(self.state.plan, plan, self.now),
            *measure_revisions(self.state.plan, plan, self.now),
        ]

    def _gone(self) -> frozenset[str]:
        """Measures whose rows were deleted: none when most of the block is missing, or an id may have been lost."""
        if "id" not in self.block.columns:
            return frozenset()
        if gone := self.found.mostly_gone(self.state.plan):
            args = {"gone": str(gone[0]), "of": str(gone[1])}
            self.findings.append(
                Finding(code=Code.BLOCK_MOSTLY_GONE, subject=self.state.plan.id, tab=self.block.tab, args=args)
            )
            return frozenset()
        strays = self.found.strays
        if self.found.contradicting or any(stray.code is Code.BROKEN_ID for stray in strays):
            return frozenset()
        names = {names_of(stray.row) for stray in strays}
        missing = self.found.missing(self.state.plan)
        called = {measure.id: names_in(self.block, measure.text, measure.name) for measure in missing}
        return frozenset(measure for measure, said in called.items() if said not in names)

    def _differing_rows(self, plan: Plan) -> list[Finding]:
        findings = []
        for objective in plan.objectives:
            for key_result in objective.key_results:
                for measure in key_result.live[1:]:
                    if measure.text != key_result.text and measure.id in self.rows:
                        findings.append(
                            self._placed(
                                Finding(
                                    code=Code.KEY_RESULT_DIFFERS,
                                    subject=measure.id,
                                    column="text",
                                    found=measure.text,
                                    args={"text": key_result.text},
                                )
                            )
                        )
        return findings

    # Values

    def _value(self, measure: Measure, plan: Plan) -> None:
        """Read the weekly cells of one measure; make a check-in if they say something new."""
        row = self.rows[measure.id]
        if "current" not in self.block.columns:
            return
        last = self.state.readings.get(measure.id) or LastReading(measure=measure.id, seen="")
        value = self._current(measure, row, last)
        confidence, note = self._confidence(measure, row, plan, last), self._note(measure, row, last)
        seen = _seen(measure, row, confidence, note)
        if isinstance(value, Problem):
            self._find(value.code, measure.id, "current", row, args=value.args)
            value = None
        if seen != last.seen:
            reading = replace(last, seen=seen)
            if value is not None and not self._said(last, measure, value, confidence, note, seen):
                reading = replace(
                    reading,
                    value=value,
                    scale=scale_of(measure),
                    confidence=confidence,
                    note=note,
                    day=self.today,
                )
                self.check_ins.append(self._check_in(row, reading))
                self.readings.append(reading)
                return
            self.readings.append(reading)
        canonical = self.state.values.get(measure.id)
        if value is not None and canonical is not None and canonical.value != value:
            last_value = "–" if canonical.value is None else plain(canonical.value)
            self._find(Code.SHEET_DIFFERS, measure.id, "current", row, args={"last": last_value})

    def _current(self, measure: Measure, row: RowReading, last: LastReading) -> Decimal | Problem | None:
        cell = row.at("current")
        value = read_number(cell, measure.kind, measure.unit)
        canonical = self.state.values.get(measure.id)
        cycle = self.state.plan.cycle
        counting = None
        if canonical is not None:
            counting = counting_value(measure, canonical.value, canonical.day, self.today, cycle)
        if value is None and counting is not None:
            args = {"last": plain(counting), "measure": measure.id}
            self._find(Code.CLEARED, measure.id, "current", row, found="", args=args)
        unticked = cell.type is CellType.BOOLEAN and cell.boolean is False
        if unticked and measure.kind is Kind.MILESTONE and last.value is None:
            return None
        return value

    def _said(
        self, last: LastReading, measure: Measure, value: Decimal, confidence: Confidence | None, note: str, seen: str
    ) -> bool:
        """Whether the last good reading already said this: value, confidence, note and, for a rate, the period.

        A rate whose value and note are as they were says nothing new, however they are read now.
        """
        if measure.per is not None and last.value is not None and _stood(seen) == _stood(last.seen):
            return True
        said = (last.value, last.scale, last.confidence, last.note)
        if said != (value, scale_of(measure), confidence, note):
            return False
        if measure.per is None or last.day is None:
            return True
        cycle = self.state.plan.cycle
        return measure.per.start_of(last.day, cycle) == measure.per.start_of(self.today, cycle)

    def _confidence(self, measure: Measure, row: RowReading, plan: Plan, last: LastReading) -> Confidence | None:
        cell = row.at("confidence")
        if "confidence" not in self.block.columns:
            return last.confidence
        if is_blank(cell):
            return None
        if problem := unreadable(cell):
            self._find(problem.code, measure.id, "confidence", row, args=problem.args)
            return last.confidence
        key = confidence_named(cell.raw)
        if key is None:
            choices = ", ".join(CONFIDENCES[plan.lang].values())
            self._find(Code.CONFIDENCE_UNKNOWN, measure.id, "confidence", row, args={"choices": choices})
            return last.confidence
        return Confidence(key)

    def _note(self, measure: Measure, row: RowReading, last: LastReading) -> str:
        cell = row.at("note")
        if "note" not in self.block.columns:
            return last.note
        if problem := unreadable(cell):
            self._find(problem.code, measure.id, "note", row, args=problem.args)
            return last.note
        text = normal(cell.raw)
        return "" if is_start_hint(text) else text

    def _gone_back(self, plan: Plan) -> list[Finding]:
        """A Finding while the last values accepted are those of an earlier day, as after restoring a version."""
        accepted = [Point(each.measure, None, each.day, each.value) for each in self.check_ins]
        rates = [measure.id for _, _, measure in plan.measures() if measure.per]
        measures = (measure.id for _, _, measure in plan.measures())
        blank = [each for each in measures if each not in self.rows or is_blank(self.rows[each].at("current"))]
        back = went_back((*self.state.points, *accepted), blank, rates)
        if back is None:
            return []
        args = {"count": str(back[0]), "day": back[1].isoformat()}
        return [Finding(code=Code.VALUES_WENT_BACK, subject=plan.id, tab=self.block.tab, args=args)]

    def _check_in(self, row: RowReading, reading: LastReading) -> CheckIn:
        return CheckIn(
            measure=reading.measure,
            at=self.now,
            day=self.today,
            value=reading.value,
            scale=reading.scale,
            confidence=reading.confidence,
            note=reading.note,
            raw=row.at("current").raw,
            tab=self.block.tab,
            cell=self.block.cell(row.row, "current"),
        )

    # Findings

    def _find(
        self, code: Code, subject: str, column: str, row: RowReading, found: str | None = None, args: Args | None = None
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                subject=subject,
                column=column,
                tab=self.block.tab,
                cell=self.block.cell(row.row, column),
                found=row.at(column).raw if found is None else found,
                args=args or {},
            )
        )

    def _report(self, subject: str, row: RowReading, problems: list[RowProblem]) -> None:
        for column, problem in problems:
            self._find(problem.code, subject, column, row, args=problem.args)

    def _placed(self, finding: Finding) -> Finding:
        """A finding about a definition with the place where that stands now."""
        row = self.rows.get(finding.subject)
        cell = self.block.cell(row.row, finding.column) if row else None
        return replace(finding, tab=self.block.tab, cell=cell)


def _seen(measure: Measure, row: RowReading, confidence: Confidence | None, note: str) -> str:
    """What stands in the weekly cells, then how it is read, as one text to compare; "" if nothing stands there."""
    cell = row.at("current")
    if is_blank(cell) and confidence is None and not note:
        return ""
    stands = str(cell.number) if cell.number is not None else cell.raw
    how = (cell.format, cell.currency or "", scale_of(measure), confidence or "")
    return "\x1e".join("\x1f".join(part) for part in ((cell.type, stands, note), how))


def _stood(seen: str) -> str:
    """The part of `_seen` that says what value and note stood there."""
    return seen.rpartition("\x1e")[0]
