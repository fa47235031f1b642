"""Plan -> Block: what stands in every cell of a new block."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sheets_sync.layout.block import Block, Cell, CellValue, Conditional, Effect, Level, Look, Role, Shape, Validation
from sheets_sync.layout.columns import (
    COLUMNS,
    COMPUTED,
    END_MARK,
    FACTS,
    FIRST_ROW,
    HEADER_MARK,
    HEADER_ROW,
    INDEX,
    KEY_ROW,
    TITLE_ROW,
    WIDTHS,
    Use,
)
from sheets_sync.layout.formulas import MEASURE, OBJECTIVE, PLAN, addressed, in_words
from sheets_sync.layout.grid import Position, a1, column_letters
from sheets_sync.messages.labels import (
    CONFIDENCES,
    HEADERS,
    NO_PROGRESS,
    RULES,
    STATUSES,
    TEXTS,
    period_label,
)
from sheets_sync.okr.definition import rule_of
from sheets_sync.okr.model import Kind, Measure, Objective, Plan
from sheets_sync.okr.progress import AT_RISK_MARGIN, ON_TRACK_MARGIN, PlanStanding, Standing, stand

TALLEST = 409.0
"""Points that Excel allows a row."""

LINE, CHARACTERS_PER_UNIT, LEAST_LINES, INDENT = 14.0, 1.15, 2, 1.5
WRAPPED = ("text", "owner", "measure", "note")
CENTRED = ("confidence", "rule", "per", "weight")
FIXED = ("on_track_margin", "at_risk_margin", "cycle_start", "cycle_end")
"""What formulas need and only the key row holds, behind the ids of `FACTS`."""


def lay_out(plan: Plan, *, tab: str, binding: str, document: str, today: date) -> Block:
    """The block of a plan that nobody has reported on yet.

    Args:
        plan: the definition; archived measures are left out.
        tab: the tab it will stand in.
        binding: id that the key row carries, so that a copy is recognised.
        document: likewise.
        today: the date that the stored results of the formulas are for.
    """
    return _Laying(plan, tab, binding, document, today, stand(plan, {}, today)).block()


def title_of(plan: Plan) -> str:
    """The block's title: `OKR <cycle> · <role> · <owner>`, without the owner if that is the role's name."""
    parts = [f"OKR {plan.cycle.label}", plan.role_name]
    return " · ".join(parts if plan.owner == plan.role_name else [*parts, plan.owner])


@dataclass(frozen=True)
class _Laying:
    plan: Plan
    tab: str
    binding: str
    document: str
    today: date
    standings: PlanStanding

    def block(self) -> Block:
        rows: dict[str, int] = {self.plan.id: FIRST_ROW}
        for objective in self.plan.objectives:
            rows[objective.id] = FIRST_ROW + len(rows)
            for key_result in objective.key_results:
                for measure in key_result.live:
                    rows[measure.id] = FIRST_ROW + len(rows)
        last_row = FIRST_ROW + len(rows) - 1
        cells = dict(self._top())
        cells[last_row + 1, INDEX["id"]] = Cell(Look(Role.HIDDEN), END_MARK)
        for row, contents in self._contents(rows):
            for key, cell in contents.items():
                cells[row, INDEX[key]] = self._with_places(cell, row, last_row + 1)
        return Block(
            lang=self.plan.lang,
            tab=self.tab,
            title=title_of(self.plan),
            cells=cells,
            rows=rows,
            heights={row: _height(cells, row) for row in range(HEADER_ROW, last_row + 1)} | {TITLE_ROW: 30.0},
            last_row=last_row,
            validations=tuple(_validations(self.plan.lang)),
            conditionals=tuple(_conditionals(self.plan.lang)),
            page_footer=TEXTS[self.plan.lang]["page"],
        )

    def _top(self) -> Iterator[tuple[Position, Cell]]:
        texts = TEXTS[self.plan.lang]
        yield (TITLE_ROW, INDEX["text"]), Cell(Look(Role.TITLE), title_of(self.plan))
        yield (TITLE_ROW, INDEX["confidence"]), Cell(Look(Role.CAPTION), texts["as_of"])
        yield (TITLE_ROW, INDEX["note"]), Cell(Look(Role.CAPTION, Shape.DATE), self.today, "=TODAY()")
        for key, column in INDEX.items():
            yield (KEY_ROW, column), Cell(Look(Role.HIDDEN), key)
            header = HEADERS[self.plan.lang].get(key, "")
            yield (HEADER_ROW, column), Cell(Look(Role.HEADER), HEADER_MARK if key == "id" else header)
        facts: list[CellValue] = [
            f"{name}:{value}" for name, value in zip(FACTS, (self.plan.id, self.binding, self.document), strict=True)
        ]
        facts += [ON_TRACK_MARGIN, AT_RISK_MARGIN, self.plan.cycle.start, self.plan.cycle.end]
        for column, fact in enumerate(facts, len(COLUMNS) + 1):
            shape = Shape.DATE if isinstance(fact, date) else Shape.TEXT
            yield (KEY_ROW, column), Cell(Look(Role.HIDDEN, shape), fact)

    def _contents(self, rows: Mapping[str, int]) -> Iterator[tuple[int, dict[str, Cell]]]:
        yield FIRST_ROW, self._plan_row()
        for objective in self.plan.objectives:
            yield rows[objective.id], self._objective_row(objective)
            for key_result in objective.key_results:
                for number, measure in enumerate(key_result.live):
                    yield rows[measure.id], self._measure_row(objective, key_result.id, measure, repeated=number > 0)

    def _plan_row(self) -> dict[str, Cell]:
        return self._row(
            Level.PLAN,
            {"id": self.plan.id, "text": TEXTS[self.plan.lang]["plan_row"], "owner": self.plan.owner},
            PLAN,
            _results(self.standings.plan, self.plan.lang),
        )

    def _objective_row(self, objective: Objective) -> dict[str, Cell]:
        inputs: dict[str, CellValue] = {
            "id": objective.id,
            "objective": self.plan.id,
            "text": objective.text,
            "due": objective.due,
            "weight": _as_cell(objective.weight, Kind.SCORE),
        }
        standing = self.standings.parts.get(objective.id)
        results: dict[str, CellValue] = {}
        if standing:
            results = _results(standing, self.plan.lang) | {
                "o_share": standing.weight,
                "o_points": "",
                "o_pace": standing.weight * standing.expected,
            }
        return self._row(Level.OBJECTIVE, inputs, OBJECTIVE, results)

    def _measure_row(self, objective: Objective, key_result: str, measure: Measure, repeated: bool) -> dict[str, Cell]:
        lang, asked = self.plan.lang, measure.ask_start and measure.start is None
        inputs: dict[str, CellValue] = {
            "id": measure.id,
            "objective": objective.id,
            "key_result": key_result,
            "text": measure.text,
            "owner": measure.owner or None,
            "due": measure.due,
            "measure": measure.name,
            "target": _as_cell(measure.target, measure.target_kind),
            "unit": measure.unit or None,
            "current": None,
            "confidence": None,
            "note": TEXTS[lang]["start_hint"] if asked else None,
            "start": _as_cell(measure.start, measure.kind),
            "rule": RULES[lang][rule_of(measure)],
            "stretch": _as_cell(measure.stretch, measure.target_kind),
            "per": period_label(measure.per.count, measure.per.unit, lang) if measure.per else None,
            "weight": _as_cell(measure.weight, Kind.SCORE),
            "from": measure.from_,
        }
        standing = self.standings.parts[measure.id]
        results = _results(standing, lang) | {
            "m_share": standing.weight,
            "m_points": "",
            "m_pace": standing.weight * standing.expected,
            "m_met": Fraction(standing.met),
            "m_due": standing.due,
        }
        return self._row(Level.MEASURE, inputs, MEASURE, results, measure, repeated)

    def _row(
        self,
        level: Level,
        inputs: Mapping[str, CellValue],
        formulas: Mapping[str, str],
        results: Mapping[str, CellValue],
        measure: Measure | None = None,
        repeated: bool = False,
    ) -> dict[str, Cell]:
        contents = {}
        for column in COLUMNS:
            key = column.key
            look = Look(
                role=_role(key, column.use, level, key in inputs, key in formulas),
                shape=_shape(key, level, measure),
                level=level,
                dimmed=repeated and key in ("text", "owner"),
                asked=key == "start" and measure is not None and measure.ask_start and measure.start is None,
            )
            formula = in_words(formulas[key], self.plan.lang) if key in formulas else None
            contents[key] = Cell(look, results.get(key) if formula else inputs.get(key), formula)
        return contents

    def _with_places(self, cell: Cell, row: int, end_row: int) -> Cell:
        if cell.formula is None:
            return cell

        def whole(key: str) -> str:
            letters = column_letters(INDEX[key])
            return f"${letters}${KEY_ROW}:${letters}${end_row}"

        fixed = {"as_of": _absolute(TITLE_ROW, INDEX["note"])} | {
            name: _absolute(KEY_ROW, column) for column, name in enumerate(FIXED, len(COLUMNS) + len(FACTS) + 1)
        }
        formula = addressed(cell.formula, lambda key: f"${a1(row, INDEX[key])}", whole, fixed)
        return Cell(cell.look, cell.value, formula)


def _results(standing: Standing, lang: str) -> dict[str, CellValue]:
    return {
        "progress": NO_PROGRESS if standing.progress is None else standing.progress,
        "status": STATUSES[lang][standing.status],
        "expected": standing.expected,
        "met": Fraction(standing.met),
    }


def _role(key: str, use: Use, level: Level, is_input: bool, is_formula: bool) -> Role:
    if use in (Use.ADDRESS, Use.COMPUTED):
        return Role.HIDDEN
    if is_formula:
        return Role.COMPUTED
    if not is_input:
        return Role.EMPTY
    return Role.INPUT if level is Level.MEASURE and key in ("current", "confidence", "note") else Role.DEFINITION


def _shape(key: str, level: Level, measure: Measure | None) -> Shape:
    if key in ("due", "from", "m_due"):
        return Shape.DATE
    if key in ("progress", "expected"):
        return Shape.PERCENT
    if key in ("target", "stretch"):
        return Shape.PERCENT if measure and measure.target_kind is Kind.PERCENT else Shape.NUMBER
    if key in ("current", "start"):
        return Shape.PERCENT if measure and measure.kind in (Kind.PERCENT, Kind.MILESTONE) else Shape.NUMBER
    if key == "text" and level is not Level.MEASURE:
        return Shape.HEADING
    if key == "unit":
        return Shape.SHORT
    return Shape.CENTRED if key in CENTRED else Shape.TEXT


def _as_cell(value: Decimal | None, kind: Kind) -> Fraction | None:
    if value is None:
        return None
    return Fraction(value) / (100 if kind in (Kind.PERCENT, Kind.MILESTONE) else 1)


def _absolute(row: int, column: int) -> str:
    return f"${column_letters(column)}${row}"


def _height(cells: Mapping[Position, Cell], row: int) -> float:
    """Points for the longest wrapped text of a row: LibreOffice does not fit rows by itself."""
    lines = LEAST_LINES
    for key in WRAPPED:
        text = cells[row, INDEX[key]].value
        if isinstance(text, str):
            width = int((WIDTHS[key] - INDENT) * CHARACTERS_PER_UNIT)
            lines = max(lines, sum(len(textwrap.wrap(part, width)) or 1 for part in text.splitlines()))
    return min(lines * LINE + 4, TALLEST)


def _validations(lang: str) -> Iterator[Validation]:
    texts = TEXTS[lang]

    def number(key: str, title: str, help_: str) -> Validation:
        cell = a1(FIRST_ROW, INDEX[key])
        accepts = f'=OR(ISNUMBER({cell}),ISLOGICAL({cell}),{cell}="✓")'
        return Validation(column=key, formula=accepts, title=title, help=help_, wrong=texts["current_wrong"])

    def choice(key: str, choices: tuple[str, ...]) -> Validation:
        return Validation(
            column=key,
            choices=choices,
            title=texts["choice_title"],
            help=texts[f"{key}_help"],
            wrong=texts["choice_wrong"],
        )

    yield number("current", texts["current_title"], texts["current_help"])
    yield number("target", texts["target_title"], texts["target_help"])
    for key in ("start", "stretch", "weight"):
        yield number(key, HEADERS[lang][key], texts["number_help"])
    for key in ("due", "from"):
        accepts = f"=ISNUMBER({a1(FIRST_ROW, INDEX[key])})"
        yield Validation(
            column=key, formula=accepts, title=texts["date_title"], help=texts["date_help"], wrong=texts["date_wrong"]
        )
    yield choice("confidence", tuple(CONFIDENCES[lang].values()))
    yield choice("rule", tuple(RULES[lang].values()))
    yield choice("per", tuple(period_label(n, unit, lang) for n, unit in PERIOD_CHOICES))
    for key in COMPUTED:
        yield Validation(column=key, formula="=FALSE", title=texts["computed_title"], wrong=texts["computed_wrong"])
    for key in ("id", "objective", "key_result"):
        yield Validation(column=key, formula="=FALSE", title=texts["computed_title"], wrong=texts["hidden_wrong"])


PERIOD_CHOICES = ((1, "week"), (2, "week"), (1, "month"), (2, "month"), (1, "quarter"))


def _conditionals(lang: str) -> Iterator[Conditional]:
    def cell(key: str) -> str:
        return f"${a1(FIRST_ROW, INDEX[key])}"

    yield Conditional("progress", Effect.BAR)
    for status, label in STATUSES[lang].items():
        yield Conditional("status", Effect(status), f'={cell("status")}="{label}"')
    percent = f'TRIM({cell("unit")})="%"'
    milestone = f'{cell("rule")}="{RULES[lang]["milestone"]}"'
    growth = ",".join(f'{cell("rule")}="{RULES[lang][rule]}"' for rule in ("increase_by", "increase_by >"))
    for key in ("target", "current", "start", "stretch"):
        value = cell(key)
        in_percent = f"OR({percent},{growth if key in ('target', 'stretch') else milestone})"
        decimals = f"ABS({value}-ROUND({value},0))>1E-9"
        percent_decimals = f"ABS({value}*100-ROUND({value}*100,0))>1E-9"
        yield Conditional(key, Effect.DECIMALS, f"=IF(ISNUMBER({value}),AND(NOT({in_percent}),{decimals}),FALSE)")
        yield Conditional(
            key, Effect.PERCENT_DECIMALS, f"=IF(ISNUMBER({value}),AND({in_percent},{percent_decimals}),FALSE)"
        )
