"""Deciding what a pass changes: what is read, what stands, what becomes a Finding."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from sheets_sync.layout.columns import INDEX, KEY_ROW
from sheets_sync.layout.grid import Grid
from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import read_block
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell
from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.history import Changes, PlanState
from sheets_sync.okr.ids import new_id
from sheets_sync.okr.model import Confidence, Direction, KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.sync.decide import decide
from sheets_sync.sync.views import PlanView
from tests.support.grids import grid_of, raw

DRAW = Random(7).randrange
MONDAY = date(2026, 2, 2)
PERCENT, DATE, CURRENCY = NumberFormat.PERCENT, NumberFormat.DATE, NumberFormat.CURRENCY


def measure(name: str, kind: Kind, target: int | None, unit: str, per: Period | None = None) -> Measure:
    return Measure(
        id=new_id("measure", DRAW),
        name=name,
        kind=kind,
        target=None if target is None else Decimal(target),
        unit=unit,
        per=per,
        text=f"Win by {name}",
    )


COUNTRIES = measure("countries", Kind.COUNT, 20, "countries")
SHARE = measure("share", Kind.PERCENT, 30, "%")
MVP = measure("MVP", Kind.MILESTONE, None, "")
REVENUE = measure("revenue", Kind.CURRENCY, 300, "VND")
SESSIONS = measure("sessions", Kind.COUNT, 2, "sessions", Period(1, "month"))
NPS = measure("NPS", Kind.SCORE, 9, "points")
MEASURES = (COUNTRIES, SHARE, MVP, REVENUE, SESSIONS, NPS)
GROW = Objective(
    id=new_id("objective", DRAW),
    text="Grow",
    key_results=tuple(KeyResult(id=new_id("key_result", DRAW), measures=(each,)) for each in MEASURES),
)
PLAN = Plan(
    id=new_id("plan", DRAW),
    role="ceo",
    role_name="CEO",
    owner="CEO",
    lang="en",
    cycle=Cycle.parse("2026-Q1"),
    objectives=(GROW,),
)
BLOCK = lay_out(PLAN, tab="OKR", binding=new_id("binding", DRAW), document=new_id("document", DRAW), today=MONDAY)
FREE_ROW = BLOCK.end_row + 3


class Sheet:
    """A tab that people type into, and what the store knows of it, pass after pass."""

    def __init__(self) -> None:
        self.cells = dict(grid_of(BLOCK).cells)
        self.state = PlanState(plan=PLAN, readings={}, values={})

    def type(self, row_id: str, key: str, value: Any, shown: NumberFormat = NumberFormat.GENERAL) -> None:
        cell = value if isinstance(value, RawCell) else raw(value, shown)
        self.cells[BLOCK.rows[row_id], INDEX[key]] = cell

    def move_row(self, row_id: str, to: int, *, keep: bool = False) -> None:
        row = BLOCK.rows[row_id]
        moved = {(to, column): cell for (r, column), cell in self.cells.items() if r == row}
        if not keep:
            self.delete_row(row_id)
        self.cells |= moved

    def delete_row(self, row_id: str) -> None:
        row = BLOCK.rows[row_id]
        self.cells = {at: cell for at, cell in self.cells.items() if at[0] != row}

    def sync(self, today: date = MONDAY) -> Changes:
        block = read_block(Grid(tab="OKR", cells=self.cells))
        assert block is not None
        now = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
        changes = decide(self.state, block, now, today)
        self.state = PlanState(
            plan=changes.plan,
            readings=self.state.readings | {each.measure: each for each in changes.readings},
            values=self.state.values | {each.measure: each for each in changes.check_ins},
        )
        return changes


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def found(changes: Changes) -> list[tuple[str, str | None]]:
    return [(finding.code.value, finding.cell) for finding in changes.findings]


def values(changes: Changes) -> list[tuple[str, Any]]:
    return [(check_in.measure, check_in.value) for check_in in changes.check_ins]


def current(of: Measure) -> str:
    return BLOCK.cell_of(of.id, "current")


def test_a_fresh_block_changes_nothing(sheet: Sheet) -> None:
    assert sheet.sync() == Changes(plan=PLAN)


@pytest.mark.parametrize(
    ("of", "cell", "value"),
    [
        (COUNTRIES, raw(5), 5),
        (COUNTRIES, raw("12,5"), Decimal("12.5")),
        (COUNTRIES, raw("1.234.567"), 1234567),
        (COUNTRIES, raw("0,500"), Decimal("0.5")),
        (COUNTRIES, raw(0), 0),
        (SHARE, raw(0.35, PERCENT), 35),
        (SHARE, raw("35 %"), 35),
        (SHARE, raw(0), 0),
        (MVP, raw(0.4, PERCENT), 40),
        (MVP, raw(True), 100),
        (MVP, raw("✓"), 100),
        (REVENUE, raw("1.234 đ"), 1234),
        (REVENUE, raw(7, CURRENCY), 7),
        (NPS, raw(-8.5), Decimal("-8.5")),
    ],
)
def test_what_can_be_read_becomes_a_check_in(sheet: Sheet, of: Measure, cell: RawCell, value: Any) -> None:
    sheet.type(of.id, "current", cell)
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([(of.id, Decimal(value))], [])
    assert sheet.sync() == Changes(plan=PLAN)


@pytest.mark.parametrize(
    ("of", "cell", "code"),
    [
        (COUNTRIES, raw("about twelve"), "text-not-number"),
        (COUNTRIES, raw("12,34,567"), "text-not-number"),
        (COUNTRIES, raw("1.234"), "ambiguous-number"),
        (COUNTRIES, raw("10,000"), "ambiguous-number"),
        (COUNTRIES, raw(0.3, PERCENT), "percent-not-expected"),
        (COUNTRIES, raw(46000, DATE), "date-not-number"),
        (COUNTRIES, raw(True), "boolean-not-number"),
        (COUNTRIES, RawCell(type=CellType.ERROR, text="#REF!"), "error-value"),
        (COUNTRIES, raw("Loading..."), "still-loading"),
        (COUNTRIES, RawCell(type=CellType.NOT_CALCULATED, formula=True), "not-calculated"),
        (COUNTRIES, raw(-1), "out-of-range"),
        (SHARE, raw(0.3), "ambiguous-percent"),
        (SHARE, raw(30), "ambiguous-percent"),
        (SHARE, raw("30"), "ambiguous-percent"),
        (SHARE, raw(10.01, PERCENT), "out-of-range"),
        (MVP, raw(1), "ambiguous-percent"),
        (MVP, raw(1.2, PERCENT), "out-of-range"),
        (REVENUE, raw("$ 5"), "wrong-currency"),
        (
            REVENUE,
            RawCell(type=CellType.NUMBER, number=Decimal(5), format=NumberFormat.CURRENCY, currency="USD"),
            "wrong-currency",
        ),
    ],
)
def test_what_cannot_be_read_is_a_finding_and_the_last_value_stands(
    sheet: Sheet, of: Measure, cell: RawCell, code: str
) -> None:
    sheet.type(of.id, "current", raw(0.2, PERCENT) if of in (SHARE, MVP) else raw(4))
    sheet.sync()
    sheet.type(of.id, "current", cell)
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([], [(code, current(of))])
    assert sheet.state.values[of.id].value == (20 if of in (SHARE, MVP) else 4)


def test_a_cell_mended_back_to_the_last_value_is_no_new_check_in(sheet: Sheet) -> None:
    for typed, check_ins in ((5, 1), ("soon", 0), (5, 0), (6, 1)):
        sheet.type(COUNTRIES.id, "current", typed)
        assert len(sheet.sync().check_ins) == check_ins


def test_a_new_note_or_confidence_is_a_new_check_in(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.type(COUNTRIES.id, "confidence", "rất tốt")
    assert sheet.sync().check_ins[0].confidence is Confidence.HIGH
    sheet.type(COUNTRIES.id, "note", "Laos opened")
    assert [(c.value, c.note) for c in sheet.sync().check_ins] == [(Decimal(5), "Laos opened")]


def test_a_note_without_a_value_is_no_check_in(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "note", "soon")
    assert values(sheet.sync()) == []


def test_a_cleared_cell_leaves_the_last_value_standing(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.sync()
    sheet.type(COUNTRIES.id, "current", None)
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([], [("cleared", current(COUNTRIES))])


def test_unticked_is_no_report_until_there_was_one(sheet: Sheet) -> None:
    sheet.type(MVP.id, "current", False)
    assert values(sheet.sync()) == []
    sheet.type(MVP.id, "current", True)
    sheet.sync()
    sheet.type(MVP.id, "current", False)
    assert values(sheet.sync()) == [(MVP.id, 0)]


def test_an_unchanged_rate_is_not_reported_again_in_a_new_period(sheet: Sheet) -> None:
    sheet.type(SESSIONS.id, "current", 2)
    assert len(sheet.sync(date(2026, 1, 20)).check_ins) == 1
    assert sheet.sync(date(2026, 2, 3)).check_ins == ()
    sheet.type(SESSIONS.id, "note", "again two")
    assert values(sheet.sync(date(2026, 2, 4))) == [(SESSIONS.id, 2)]


def test_a_correction_is_not_undone_by_the_next_pass(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.sync()
    corrected = replace(sheet.state.values[COUNTRIES.id], value=Decimal(4))
    sheet.state = replace(sheet.state, values={COUNTRIES.id: corrected})
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([], [("sheet-differs", current(COUNTRIES))])


def test_changes_of_the_definition_are_revisions(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "target", 25)
    sheet.type(COUNTRIES.id, "due", date(2026, 3, 1), DATE)
    sheet.type(COUNTRIES.id, "rule", "at most <")
    sheet.type(GROW.id, "text", "Grow faster")
    sheet.type(PLAN.id, "owner", "Nguyễn An")
    changes = sheet.sync()
    assert {(revision.subject, revision.field, revision.new) for revision in changes.revisions} == {
        (COUNTRIES.id, "target", Decimal(25)),
        (COUNTRIES.id, "due", date(2026, 3, 1)),
        (COUNTRIES.id, "direction", Direction.AT_MOST),
        (COUNTRIES.id, "strict", True),
        (GROW.id, "text", "Grow faster"),
        (PLAN.id, "owner", "Nguyễn An"),
    }
    assert sheet.sync().revisions == ()


@pytest.mark.parametrize(
    ("key", "cell", "code"),
    [
        ("target", raw("many"), "text-not-number"),
        ("target", raw(None), "target-missing"),
        ("due", raw("31/03/2026"), "date-not-readable"),
        ("due", raw(3.0), "date-not-readable"),
        ("rule", raw("whatever"), "rule-unknown"),
        ("per", raw("now and then"), "period-unknown"),
        ("text", raw(None), "text-missing"),
        ("weight", raw("heavy"), "text-not-number"),
    ],
)
def test_a_definition_that_cannot_be_read_stays_as_it_was(sheet: Sheet, key: str, cell: RawCell, code: str) -> None:
    sheet.type(COUNTRIES.id, key, cell)
    changes = sheet.sync()
    assert (changes.plan, found(changes)) == (PLAN, [(code, BLOCK.cell_of(COUNTRIES.id, key))])


def test_a_unit_that_makes_the_target_unreadable_changes_nothing(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "unit", "%")
    changes = sheet.sync()
    assert (changes.plan, found(changes)) == (PLAN, [("ambiguous-percent", BLOCK.cell_of(COUNTRIES.id, "target"))])


def test_rows_are_found_by_id_wherever_they_are(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.move_row(COUNTRIES.id, FREE_ROW)
    changes = sheet.sync()
    assert [(c.measure, c.value, c.cell) for c in changes.check_ins] == [(COUNTRIES.id, Decimal(5), f"J{FREE_ROW}")]
    assert changes.revisions == ()


def test_a_deleted_row_is_archived_and_lives_again_when_it_returns(sheet: Sheet) -> None:
    whole = dict(sheet.cells)
    sheet.delete_row(COUNTRIES.id)
    (revision,) = sheet.sync().revisions
    assert (revision.subject, revision.field, revision.new) == (COUNTRIES.id, "archived", True)
    sheet.cells = whole
    (revision,) = sheet.sync().revisions
    assert (revision.field, revision.new) == ("archived", False)


def test_most_rows_gone_at_once_archives_none(sheet: Sheet) -> None:
    for each in MEASURES[:4]:
        sheet.delete_row(each.id)
    changes = sheet.sync()
    assert (changes.plan, found(changes)) == (PLAN, [("block-mostly-gone", None)])


def test_a_row_whose_id_was_lost_is_not_archived(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "id", None)
    changes = sheet.sync()
    assert (changes.plan, found(changes)) == (PLAN, [("row-without-id", BLOCK.cell_of(COUNTRIES.id, "id"))])


@pytest.mark.parametrize(("text", "code"), [("oops", "broken-id"), (new_id("measure", DRAW), "unknown-id")])
def test_a_row_with_a_wrong_id_is_not_read(sheet: Sheet, text: str, code: str) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.type(COUNTRIES.id, "id", text)
    changes = sheet.sync()
    assert (values(changes), found(changes)[0]) == ([], (code, BLOCK.cell_of(COUNTRIES.id, "id")))


def test_of_a_copied_row_the_one_that_still_equals_the_definition_is_read(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.move_row(COUNTRIES.id, FREE_ROW, keep=True)
    sheet.cells[FREE_ROW, INDEX["measure"]] = raw("cities")
    sheet.cells[FREE_ROW, INDEX["current"]] = raw(9)
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([(COUNTRIES.id, 5)], [("doubled-id", f"A{FREE_ROW}")])


def test_of_two_equal_copies_neither_is_read(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.move_row(COUNTRIES.id, FREE_ROW, keep=True)
    changes = sheet.sync()
    cells = [BLOCK.cell_of(COUNTRIES.id, "id"), f"A{FREE_ROW}"]
    assert (values(changes), found(changes)) == ([], [("doubled-id", cell) for cell in cells])


def test_columns_are_found_by_key_wherever_they_are(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    away = {at: cell for at, cell in sheet.cells.items() if at[1] == INDEX["current"]}
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at not in away}
    sheet.cells |= {(row, 60): cell for (row, _), cell in away.items()}
    assert [(c.value, c.cell) for c in sheet.sync().check_ins] == [(Decimal(5), f"BH{BLOCK.rows[COUNTRIES.id]}")]


@pytest.mark.parametrize("key", ["id", "current", "target", "note"])
def test_a_column_that_is_gone_leaves_everything_standing(sheet: Sheet, key: str) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.sync()
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[1] != INDEX[key]}
    changes = sheet.sync()
    assert (changes.plan, values(changes)) == (PLAN, [])
    assert ("missing-column", None) in found(changes)


def test_a_copied_column_is_not_read(sheet: Sheet) -> None:
    copies = {(row, 60): cell for (row, column), cell in sheet.cells.items() if column == INDEX["current"]}
    sheet.cells |= copies
    sheet.type(COUNTRIES.id, "current", 5)
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([], [("doubled-column", f"J{KEY_ROW}")])


def test_rows_of_one_key_result_worded_differently_are_pointed_out() -> None:
    twin = replace(COUNTRIES, id=new_id("measure", DRAW), name="cities")
    both = KeyResult(id=GROW.key_results[0].id, measures=(COUNTRIES, twin))
    plan = replace(PLAN, objectives=(replace(GROW, key_results=(both,)),))
    block = lay_out(plan, tab="OKR", binding="b", document="d", today=MONDAY)
    cells = dict(grid_of(block).cells)
    cells[block.rows[twin.id], INDEX["text"]] = raw("Something else")
    reading = read_block(Grid(tab="OKR", cells=cells))
    assert reading is not None
    state = PlanState(plan=plan, readings={}, values={})
    changes = decide(state, reading, datetime(2026, 2, 2, tzinfo=UTC), MONDAY)
    assert found(changes) == [("key-result-differs", block.cell_of(twin.id, "text"))]
    assert changes.plan.objectives[0].key_results[0].text == COUNTRIES.text


def test_a_note_that_cannot_be_read_leaves_the_last_one_standing(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.type(COUNTRIES.id, "note", "Laos opened")
    sheet.sync()
    sheet.type(COUNTRIES.id, "note", RawCell(type=CellType.ERROR, text="#REF!"))
    changes = sheet.sync()
    assert (values(changes), found(changes)) == ([], [("error-value", BLOCK.cell_of(COUNTRIES.id, "note"))])


def test_an_unknown_confidence_leaves_the_last_one_standing(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.type(COUNTRIES.id, "confidence", "high")
    sheet.sync()
    sheet.type(COUNTRIES.id, "confidence", "hihg")
    changes = sheet.sync()
    assert values(changes) == []
    assert found(changes) == [("confidence-unknown", BLOCK.cell_of(COUNTRIES.id, "confidence"))]


def test_a_note_in_decomposed_letters_is_the_same_note(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 5)
    sheet.type(COUNTRIES.id, "note", "Đã ký với Lào")
    sheet.sync()
    sheet.type(COUNTRIES.id, "note", unicodedata.normalize("NFD", "Đã ký với Lào"))
    assert sheet.sync() == Changes(plan=PLAN)


def current_of(sheet: Sheet, of: Measure) -> Decimal | None:
    view = PlanView(plan=sheet.state.plan, document="", tab="", values=sheet.state.values, today=MONDAY)
    return view.current(next(m for _, _, m in sheet.state.plan.measures() if m.id == of.id))


def test_a_value_does_not_count_as_another_kind_until_it_is_read_anew(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", 30)
    sheet.sync()
    assert current_of(sheet, COUNTRIES) == 30
    sheet.type(COUNTRIES.id, "rule", "milestone")
    assert found(sheet.sync()) == [("ambiguous-percent", current(COUNTRIES))]
    assert current_of(sheet, COUNTRIES) is None
    sheet.type(COUNTRIES.id, "current", 0.3, PERCENT)
    assert values(sheet.sync()) == [(COUNTRIES.id, 30)]
    assert current_of(sheet, COUNTRIES) == 30


def test_a_rate_that_is_only_read_otherwise_is_not_reported_again(sheet: Sheet) -> None:
    sheet.type(SESSIONS.id, "current", 2)
    sheet.sync(date(2026, 1, 20))
    sheet.type(SESSIONS.id, "unit", "USD")
    assert sheet.sync(date(2026, 2, 3)).check_ins == ()


def test_a_score_is_a_score_again_after_having_been_something_else(sheet: Sheet) -> None:
    sheet.type(NPS.id, "rule", "milestone")
    sheet.sync()
    sheet.type(NPS.id, "rule", "reach")
    kinds = {measure.id: measure.kind for _, _, measure in sheet.sync().plan.measures()}
    assert kinds[NPS.id] is Kind.SCORE


@pytest.mark.parametrize("unit", ["NPS", "KPI", "API"])
def test_three_capitals_are_no_money_unless_they_are_a_currency(sheet: Sheet, unit: str) -> None:
    sheet.type(COUNTRIES.id, "unit", unit)
    kinds = {measure.id: measure.kind for _, _, measure in sheet.sync().plan.measures()}
    assert kinds[COUNTRIES.id] is Kind.COUNT


@pytest.mark.parametrize("text", ["đạt", "tối đa", "at  most", "at-most"])
def test_a_rule_is_read_no_more_freely_than_the_formulas_read_it(sheet: Sheet, text: str) -> None:
    sheet.type(COUNTRIES.id, "rule", text)
    assert found(sheet.sync()) == [("rule-unknown", BLOCK.cell_of(COUNTRIES.id, "rule"))]


def test_an_unreadable_rule_keeps_the_target_too(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "rule", "whatever")
    sheet.type(COUNTRIES.id, "target", 99)
    assert sheet.sync().plan == PLAN


def test_rows_deleted_in_two_passes_are_not_added_up(sheet: Sheet) -> None:
    for each in MEASURES[:3]:
        sheet.delete_row(each.id)
    sheet.sync()
    for each in MEASURES[3:5]:
        sheet.delete_row(each.id)
    changes = sheet.sync()
    assert (len(changes.revisions), found(changes)) == (2, [])


def test_a_total_beneath_the_block_is_nobodys_row(sheet: Sheet) -> None:
    sheet.cells[FREE_ROW, INDEX["text"]] = raw("Total")
    sheet.cells[FREE_ROW, INDEX["current"]] = raw(12)
    assert sheet.sync() == Changes(plan=PLAN)


def test_a_number_of_many_digits_is_no_number(sheet: Sheet) -> None:
    sheet.type(COUNTRIES.id, "current", "9" * 400)
    assert found(sheet.sync()) == [("text-not-number", current(COUNTRIES))]
