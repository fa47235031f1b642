"""Rows that people add: which become measures, of what, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from sheets_sync.layout.columns import INDEX
from sheets_sync.layout.edit import Like, Text
from sheets_sync.layout.grid import Grid
from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.okr.cell import NumberFormat
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.history import Changes, PlanState
from sheets_sync.okr.ids import new_id
from sheets_sync.okr.model import KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.sync.added import Adoption, adopt_rows
from sheets_sync.sync.decide import decide
from tests.support.grids import grid_of, raw

DRAW = Random(11).randrange
TODAY, NOW = date(2026, 2, 2), datetime(2026, 2, 2, 3, tzinfo=UTC)


def ids(thing: str) -> str:
    return new_id(thing, DRAW)


def measure(text: str, name: str, kind: Kind = Kind.COUNT, unit: str = "") -> Measure:
    return Measure(id=ids("measure"), name=name, kind=kind, target=Decimal(20), unit=unit, text=text)


A1, A2 = measure("Win markets", "countries"), measure("Win markets", "users")
B1, C1 = measure("Please customers", "NPS", Kind.SCORE, "points"), measure("Hire", "people")


def objective(text: str, *key_results: tuple[Measure, ...]) -> Objective:
    made = tuple(KeyResult(id=ids("key_result"), measures=measures) for measures in key_results)
    return Objective(id=ids("objective"), text=text, key_results=made)


GROW, BUILD = objective("Grow", (A1, A2), (B1,)), objective("Build", (C1,))
PLAN = Plan(
    id=ids("plan"),
    role="ceo",
    role_name="CEO",
    owner="CEO",
    lang="en",
    cycle=Cycle.parse("2026-Q1"),
    objectives=(GROW, BUILD),
)
BLOCK = lay_out(PLAN, tab="OKR", binding=ids("binding"), document=ids("document"), today=TODAY)


class Sheet:
    def __init__(self) -> None:
        self.cells = dict(grid_of(BLOCK).cells)

    def insert(self, row: int, **typed: Any) -> int:
        """Insert a row with those cells; its number."""
        self.cells = {(r + (r >= row), c): cell for (r, c), cell in self.cells.items()}
        self.cells |= {(row, INDEX[key]): raw(value) for key, value in typed.items()}
        return row

    def under(self, of: Measure | Objective, **typed: Any) -> int:
        return self.insert(self.row_of(of.id) + 1, **typed)

    def row_of(self, row_id: str) -> int:
        return next(r for (r, c), cell in self.cells.items() if c == INDEX["id"] and cell.text == row_id)

    def block(self) -> BlockReading:
        block = read_block(Grid(tab="OKR", cells=self.cells))
        assert block is not None
        return block

    def adopt(self) -> Adoption | None:
        return adopt_rows(PLAN, self.block(), ids)

    def found(self) -> list[tuple[str, str | None]]:
        changes = decide(PlanState(plan=PLAN, readings={}, values={}), self.block(), NOW, TODAY)
        return [(finding.code.value, finding.cell) for finding in changes.findings]


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def pass_after(adoption: Adoption) -> Changes:
    return decide(PlanState(plan=adoption.plan, readings={}, values={}), adoption.block, NOW, TODAY)


def added(plan: Plan) -> list[tuple[str, str, str]]:
    """Objective, key result and name of each live measure that the plan has gained."""
    old = {each.id for _, _, each in PLAN.measures()}
    return [(o.text, kr.text, each.name) for o, kr, each in plan.live_measures() if each.id not in old]


def values(changes: Changes) -> dict[str, Any]:
    return {check_in.measure: check_in.value for check_in in changes.check_ins}


COMPLETE: dict[str, Any] = {"text": "Win markets", "measure": "cities", "rule": "reach", "target": 5}


def test_a_complete_row_joins_the_key_result_of_its_text(sheet: Sheet) -> None:
    sheet.under(A1, **COMPLETE, current=2)
    adoption = sheet.adopt()
    assert adoption is not None
    assert added(adoption.plan) == []  # not before it was read
    changes = pass_after(adoption)
    assert added(changes.plan) == [("Grow", "Win markets", "cities")]
    grown = changes.plan.objectives[0].key_results[0]
    assert [each.name for each in grown.measures] == ["countries", "users", "cities"]
    assert values(changes) == {grown.measures[-1].id: 2}
    (revision,) = changes.revisions
    assert (revision.subject, revision.field, revision.old, revision.new) == (
        grown.measures[-1].id,
        "archived",
        True,
        False,
    )
    assert changes.findings == ()


def test_a_row_with_a_text_of_its_own_is_a_new_key_result_there(sheet: Sheet) -> None:
    sheet.under(A2, **COMPLETE | {"text": "Open shops"})
    adoption = sheet.adopt()
    assert adoption is not None
    plan = pass_after(adoption).plan
    assert [key_result.text for key_result in plan.objectives[0].key_results] == [
        "Win markets",
        "Open shops",
        "Please customers",
    ]


def test_two_new_rows_of_one_text_are_one_new_key_result(sheet: Sheet) -> None:
    row = sheet.under(C1, **COMPLETE | {"text": "Open shops"})
    sheet.insert(row + 1, **COMPLETE | {"text": "Open shops", "measure": "towns"})
    adoption = sheet.adopt()
    assert adoption is not None
    plan = pass_after(adoption).plan
    assert [len(key_result.measures) for key_result in plan.objectives[1].key_results] == [1, 2]


def test_the_same_text_in_another_objective_is_another_key_result(sheet: Sheet) -> None:
    sheet.under(C1, **COMPLETE)
    adoption = sheet.adopt()
    assert adoption is not None
    assert added(pass_after(adoption).plan) == [("Build", "Win markets", "cities")]


def test_a_milestone_needs_no_target(sheet: Sheet) -> None:
    sheet.under(A1, text="Move house", rule="milestone")
    adoption = sheet.adopt()
    assert adoption is not None
    assert [each.kind for _, _, each in pass_after(adoption).plan.live_measures()].count(Kind.MILESTONE) == 1


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"text": "Win markets", "measure": "cities", "target": 5}, "rule"),
        ({"text": "Win markets", "measure": "cities", "rule": "reach"}, "target"),
        ({"text": "Win markets", "measure": "cities", "rule": "reach", "target": "1.234"}, "target"),
        ({"measure": "cities", "rule": "reach", "target": 5}, "text"),
        ({"text": "Win markets", "rule": "win", "target": 5}, "rule"),
        ({"text": "Win markets", "target": 5}, "rule"),
        ({"target": 9, "current": 5}, "text"),
    ],
)
def test_an_incomplete_row_is_told_of_where_it_lacks_something(sheet: Sheet, typed: dict[str, Any], key: str) -> None:
    row = sheet.under(A1, **typed)
    assert sheet.adopt() is None
    assert sheet.found() == [("row-incomplete", f"{chr(64 + INDEX[key])}{row}")]


def test_a_complete_row_is_told_of_until_it_is_adopted(sheet: Sheet) -> None:
    row = sheet.under(A1, **COMPLETE)
    assert sheet.found() == [("row-without-id", f"A{row}")]


def test_a_row_above_all_objectives_has_no_place(sheet: Sheet) -> None:
    row = sheet.insert(sheet.row_of(PLAN.id) + 1, **COMPLETE)
    assert sheet.adopt() is None
    assert sheet.found() == [("row-not-placed", f"D{row}")]


def test_among_rows_of_two_objectives_nothing_is_guessed(sheet: Sheet) -> None:
    one, other = sheet.row_of(B1.id), sheet.row_of(C1.id)
    swapped = {one: other, other: one}
    sheet.cells = {(swapped.get(r, r), c): cell for (r, c), cell in sheet.cells.items()}
    row = sheet.under(A1, **COMPLETE)
    assert sheet.adopt() is None
    assert sheet.found() == [("objectives-interleaved", f"D{row}")]


def test_a_copied_and_changed_row_becomes_one_of_its_own(sheet: Sheet) -> None:
    copied = {key: sheet.cells.get((sheet.row_of(B1.id), column)) for key, column in INDEX.items()}
    row = sheet.under(B1)
    sheet.cells |= {(row, INDEX[key]): cell for key, cell in copied.items() if cell}
    sheet.cells[row, INDEX["measure"]] = raw("CSAT")
    adoption = sheet.adopt()
    assert adoption is not None
    changes = pass_after(adoption)
    assert added(changes.plan) == [("Grow", "Please customers", "CSAT")]
    assert changes.plan.objectives[0].key_results[1].measures[1].kind is Kind.SCORE
    assert changes.findings == ()


def test_an_unchanged_copy_is_nobodys(sheet: Sheet) -> None:
    copied = {key: sheet.cells.get((sheet.row_of(B1.id), column)) for key, column in INDEX.items()}
    row = sheet.under(B1)
    sheet.cells |= {(row, INDEX[key]): cell for key, cell in copied.items() if cell}
    assert sheet.adopt() is None
    assert {code for code, _ in sheet.found()} == {"doubled-id"}


def test_a_row_pasted_from_another_block_gets_an_id_of_this_one(sheet: Sheet) -> None:
    foreign = ids("measure")
    row = sheet.under(A1, **COMPLETE, id=foreign)
    assert sheet.found() == [("unknown-id", f"A{row}")]
    adoption = sheet.adopt()
    assert adoption is not None
    changes = pass_after(adoption)
    assert added(changes.plan) == [("Grow", "Win markets", "cities")]
    assert foreign not in {each.id for _, _, each in changes.plan.measures()}


def test_rows_beneath_a_pasted_objective_have_no_place(sheet: Sheet) -> None:
    row = sheet.under(B1, id=ids("objective"), text="Another one")
    sheet.insert(row + 1, **COMPLETE, id=ids("measure"))
    assert sheet.adopt() is None
    assert [code for code, _ in sheet.found()] == ["unknown-id", "row-not-placed"]


def test_a_row_that_lost_its_id_gets_it_back(sheet: Sheet) -> None:
    row = sheet.row_of(A2.id)
    sheet.cells[row, INDEX["id"]] = raw(None)
    sheet.cells[row, INDEX["current"]] = raw(7)
    adoption = sheet.adopt()
    assert adoption is not None
    assert adoption.edit.cells[row, INDEX["id"]] == Text(A2.id)
    changes = pass_after(adoption)
    assert (changes.plan, values(changes)) == (PLAN, {A2.id: 7})


def test_a_broken_id_is_nobodys_while_a_row_is_missing(sheet: Sheet) -> None:
    sheet.cells[sheet.row_of(A2.id), INDEX["id"]] = raw("m12")
    sheet.cells[sheet.row_of(A1.id) + 1, INDEX["measure"]] = raw("people")
    assert sheet.adopt() is None
    assert [code for code, _ in sheet.found()] == ["broken-id"]


def test_nothing_new_is_nothing_to_adopt(sheet: Sheet) -> None:
    assert sheet.adopt() is None


def test_a_remark_beneath_the_block_is_nobodys_row(sheet: Sheet) -> None:
    row = BLOCK.end_row + 3
    sheet.cells[row, INDEX["text"]], sheet.cells[row, INDEX["target"]] = raw("Total"), raw(300)
    assert (sheet.adopt(), sheet.found()) == (None, [])


def test_the_edit_writes_ids_and_formulas_and_leaves_what_was_typed(sheet: Sheet) -> None:
    row = sheet.under(A1, **COMPLETE, status="we shall see")
    adoption = sheet.adopt()
    assert adoption is not None
    (new,) = (each for each in adoption.plan.objectives[0].key_results[0].measures if each.name == "cities")
    cells = adoption.edit.cells
    written = {key: cells.get((row, INDEX[key])) for key in ("id", "objective", "key_result", "progress", "m_share")}
    model = sheet.row_of(A1.id)
    assert written == {
        "id": Text(new.id),
        "objective": Text(GROW.id),
        "key_result": Text(GROW.key_results[0].id),
        "progress": Like((model, INDEX["progress"])),
        "m_share": Like((model, INDEX["m_share"])),
    }
    assert (row, INDEX["status"]) not in cells
    assert {r for r, _ in cells} == {row}
    assert adoption.edit.ends is None


def test_a_row_beneath_the_end_of_the_block_moves_the_end(sheet: Sheet) -> None:
    row = BLOCK.end_row + 1
    sheet.cells |= {(row, INDEX[key]): raw(value) for key, value in COMPLETE.items()}
    adoption = sheet.adopt()
    assert adoption is not None
    assert adoption.edit.ends == (BLOCK.end_row, row + 1)
    assert adoption.edit.cells[BLOCK.end_row, INDEX["id"]] == Text("")
    assert adoption.edit.cells[row + 1, INDEX["id"]] == Text("end")


def test_with_most_of_the_block_gone_nothing_is_adopted(sheet: Sheet) -> None:
    for gone in (A1, A2, B1):
        row = sheet.row_of(gone.id)
        sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[0] != row}
    objective_row = sheet.row_of(GROW.id)
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[0] != objective_row}
    sheet.under(C1, **COMPLETE)
    assert sheet.adopt() is None


def test_a_date_typed_in_another_format_does_not_keep_a_row_out(sheet: Sheet) -> None:
    row = sheet.under(A1, **COMPLETE, due="tomorrow")
    adoption = sheet.adopt()
    assert adoption is not None
    changes = pass_after(adoption)
    assert added(changes.plan) == [("Grow", "Win markets", "cities")]
    assert [(each.code.value, each.cell) for each in changes.findings] == [("date-not-readable", f"F{row}")]
    sheet.cells[row, INDEX["due"]] = raw(date(2026, 3, 1), NumberFormat.DATE)
    good = sheet.adopt()
    assert good is not None
    assert replace(pass_after(good), findings=()) == pass_after(good)


def test_ids_filled_down_over_other_rows_are_given_back(sheet: Sheet) -> None:
    for other in (A2, B1):
        sheet.cells[sheet.row_of(other.id), INDEX["id"]] = raw(A1.id)
    adoption = sheet.adopt()
    assert adoption is not None
    assert pass_after(adoption).plan == PLAN
    assert {what for what in adoption.edit.cells.values() if isinstance(what, Text)} >= {Text(A2.id), Text(B1.id)}


def test_one_adoption_is_enough(sheet: Sheet) -> None:
    row = sheet.row_of(A2.id)
    sheet.cells[row, INDEX["id"]] = raw("m12")
    sheet.under(B1, **COMPLETE, id="m13")
    adoption = sheet.adopt()
    assert adoption is not None
    changes = pass_after(adoption)
    assert added(changes.plan) == [("Grow", "Win markets", "cities")]
    assert changes.findings == ()


def test_cells_moved_without_their_ids_are_read_as_nobodys(sheet: Sheet) -> None:
    hidden = {INDEX[key] for key in ("id", "objective", "key_result")}
    one, other = sheet.row_of(A1.id), sheet.row_of(B1.id)
    swapped = {one: other, other: one}
    sheet.cells = {(r if c in hidden else swapped.get(r, r), c): cell for (r, c), cell in sheet.cells.items()}
    sheet.cells[one, INDEX["current"]] = raw(9)
    changes = decide(PlanState(plan=PLAN, readings={}, values={}), sheet.block(), NOW, TODAY)
    assert (changes.plan, changes.check_ins, changes.revisions) == (PLAN, (), ())
    assert sheet.found() == [("row-contradicts-id", f"A{one}"), ("row-contradicts-id", f"A{other}")]
    assert sheet.adopt() is None


def move_what_is_seen(sheet: Sheet, of: str, to: str) -> None:
    """Copy the visible cells of one row over those of another."""
    hidden = {INDEX[key] for key in ("id", "objective", "key_result")}
    origin, target = sheet.row_of(of), sheet.row_of(to)
    seen = {(target, c): cell for (r, c), cell in sheet.cells.items() if r == origin and c not in hidden}
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[0] != target or at[1] in hidden} | seen


def test_while_one_row_contradicts_its_id_no_reworded_row_is_read(sheet: Sheet) -> None:
    move_what_is_seen(sheet, A1.id, B1.id)
    sheet.cells[sheet.row_of(A1.id), INDEX["measure"]] = raw("nations")
    sheet.cells[sheet.row_of(A1.id), INDEX["current"]] = raw(7)
    sheet.cells[sheet.row_of(C1.id), INDEX["current"]] = raw(8)
    state = PlanState(plan=PLAN, readings={}, values={})
    changes = decide(state, sheet.block(), NOW, TODAY)
    assert (changes.plan, changes.revisions, values(changes)) == (PLAN, (), {C1.id: 8})
    assert {each.subject for each in changes.findings} == {A1.id, B1.id}


def test_nothing_is_archived_while_cells_stand_under_other_ids(sheet: Sheet) -> None:
    move_what_is_seen(sheet, A1.id, PLAN.id)
    row = sheet.row_of(A1.id)
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[0] != row}
    changes = decide(PlanState(plan=PLAN, readings={}, values={}), sheet.block(), NOW, TODAY)
    assert changes.plan == PLAN
    assert [each.code.value for each in changes.findings] == ["row-contradicts-id"]


def test_of_two_rows_that_may_have_lost_an_id_none_is_adopted(sheet: Sheet) -> None:
    row = sheet.under(A2)
    sheet.cells[row - 1, INDEX["id"]] = raw(None)
    sheet.cells |= {(row, c): cell for (r, c), cell in sheet.cells.items() if r == row - 1}
    assert sheet.adopt() is None
    assert [code for code, _ in sheet.found()] == ["row-without-id", "row-without-id"]


def test_an_objectives_cells_over_a_measures_id_are_nobodys(sheet: Sheet) -> None:
    row = sheet.row_of(A1.id)
    sheet.cells[row, INDEX["text"]], sheet.cells[row, INDEX["measure"]] = raw(BUILD.text), raw(None)
    assert [code for code, _ in sheet.found()] == ["row-contradicts-id"]


def test_rewording_a_row_is_no_contradiction(sheet: Sheet) -> None:
    sheet.cells[sheet.row_of(A1.id), INDEX["measure"]] = raw("nations")
    assert sheet.found() == []


def test_each_of_two_rows_that_begin_alike_is_told_of(sheet: Sheet) -> None:
    text = "A sentence that is much longer than what a finding needs to tell two rows apart"
    row = sheet.under(A1, **COMPLETE | {"text": text})
    sheet.insert(row + 1, **COMPLETE | {"text": text, "measure": "towns"})
    assert sheet.found() == [("row-without-id", f"A{row}"), ("row-without-id", f"A{row + 1}")]


def test_a_row_is_pointed_at_where_the_column_it_lacks_is_gone(sheet: Sheet) -> None:
    row = sheet.under(A1, **COMPLETE)
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[1] != INDEX["text"]}
    assert ("row-incomplete", f"A{row}") in sheet.found()
