"""Whatever people do to a block's cells, rows and columns: no crash, no value lost, none invented.

The judge is naive and separate: it looks ids up in the mutated grid by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.layout.columns import INDEX, KEY_ROW
from sheets_sync.layout.grid import Grid, Position
from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import read_block
from sheets_sync.okr.cell import BLANK, CellType, NumberFormat, RawCell
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.history import Changes, CheckIn, LastReading, PlanState
from sheets_sync.okr.model import Kind
from sheets_sync.okr.reading import read_number
from sheets_sync.sync.decide import decide
from tests.support.generated import some_plan
from tests.support.grids import grid_of, raw

Cells = dict[Position, RawCell]

TODAY = date(2026, 2, 2)
NOW = datetime(2026, 2, 2, 3, tzinfo=UTC)
PLAN = some_plan(Random(3), 14, Cycle.parse("2026-Q1"))
BLOCK = lay_out(PLAN, tab="OKR", binding="b", document="d", today=TODAY)
MEASURES = {measure.id: measure for _, _, measure in PLAN.measures()}
LAST = Decimal(7)
"""What every measure reported before; in points where the measure is in points."""

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        ["1.234", "35%", "10,5", "Loading...", "#REF!", "✓", "1.234 đ", *list(MEASURES)[:3], "current", "id"]
    ),
).map(raw) | st.sampled_from(
    [
        RawCell(type=CellType.ERROR, text="#N/A"),
        RawCell(type=CellType.NOT_CALCULATED, formula=True),
        raw(0.5, NumberFormat.PERCENT),
        raw(46000, NumberFormat.DATE),
    ]
)
rows = st.integers(1, BLOCK.end_row + 2)
columns = st.integers(1, len(INDEX) + 9)
weekly = st.sampled_from([INDEX[key] for key in ("id", "current", "target", "unit", "rule", "note", "due", "text")])


def start() -> tuple[Cells, PlanState]:
    """The block after a pass in which every measure reported LAST."""
    cells = dict(grid_of(BLOCK).cells)
    for measure_id, measure in MEASURES.items():
        points = measure.kind in (Kind.PERCENT, Kind.MILESTONE)
        shown = NumberFormat.PERCENT if points else NumberFormat.GENERAL
        cells[BLOCK.rows[measure_id], INDEX["current"]] = raw(LAST / 100 if points else LAST, shown)
    state = PlanState(plan=PLAN, readings={}, values={})
    changes = run(cells, state)
    assert changes is not None
    assert {each.measure: each.value for each in changes.check_ins} == dict.fromkeys(MEASURES, LAST)
    return cells, after(state, changes)


def run(cells: Cells, state: PlanState) -> Changes | None:
    block = read_block(Grid(tab="OKR", cells=cells))
    return decide(state, block, NOW, TODAY) if block else None


def after(state: PlanState, changes: Changes) -> PlanState:
    readings: dict[str, LastReading] = state.readings | {each.measure: each for each in changes.readings}
    values: dict[str, CheckIn] = state.values | {each.measure: each for each in changes.check_ins}
    return PlanState(plan=changes.plan, readings=readings, values=values)


def overwrite(row: int, column: int, cell: RawCell) -> Callable[[Cells], Cells]:
    return lambda cells: {**cells, (row, column): cell}


def delete_row(row: int) -> Callable[[Cells], Cells]:
    return lambda cells: {(r - (r > row), c): cell for (r, c), cell in cells.items() if r != row}


def insert_row(row: int) -> Callable[[Cells], Cells]:
    return lambda cells: {(r + (r >= row), c): cell for (r, c), cell in cells.items()}


def delete_column(column: int) -> Callable[[Cells], Cells]:
    return lambda cells: {(r, c - (c > column)): cell for (r, c), cell in cells.items() if c != column}


def insert_column(column: int) -> Callable[[Cells], Cells]:
    return lambda cells: {(r, c + (c >= column)): cell for (r, c), cell in cells.items()}


def swap_rows(one: int, other: int) -> Callable[[Cells], Cells]:
    swapped = {one: other, other: one}
    return lambda cells: {(swapped.get(r, r), c): cell for (r, c), cell in cells.items()}


def swap_columns(one: int, other: int) -> Callable[[Cells], Cells]:
    swapped = {one: other, other: one}
    return lambda cells: {(r, swapped.get(c, c)): cell for (r, c), cell in cells.items()}


def copy_row(row: int, to: int) -> Callable[[Cells], Cells]:
    return lambda cells: (
        {at: x for at, x in cells.items() if at[0] != to}
        | {(to, c): cell for (r, c), cell in cells.items() if r == row}
    )


edits = st.lists(
    st.one_of(
        st.builds(overwrite, rows, weekly | columns, junk),
        st.builds(delete_row, rows),
        st.builds(insert_row, rows),
        st.builds(delete_column, columns),
        st.builds(insert_column, columns),
        st.builds(swap_rows, rows, rows),
        st.builds(swap_columns, columns, columns),
        st.builds(copy_row, rows, rows),
    ),
    min_size=1,
    max_size=8,
)


@given(edits)
def test_nothing_is_lost_and_nothing_is_invented(made: list[Callable[[Cells], Cells]]) -> None:
    cells, state = start()
    for edit in made:
        cells = edit(cells)
    changes = run(cells, state)
    if changes is None:
        return
    ids = where_ids_stand(cells)
    current = where_current_stands(cells)
    accepted = {each.measure: each.value for each in changes.check_ins}
    defined = {measure.id: measure for _, _, measure in changes.plan.measures()}
    for measure_id, value in accepted.items():
        measure = defined[measure_id]
        standing = [
            read_number(cells.get((row, current[0]), BLANK), measure.kind, measure.unit) for row in ids[measure_id]
        ]
        assert len(current) == 1
        assert value in standing, "a value that stands in no row of its id"
    for measure_id, measure in defined.items():
        assert measure.archived <= (measure_id not in ids), "an archived measure whose row is there"
        if len(current) != 1 or len(ids.get(measure_id, [])) != 1:
            continue
        standing_value = read_number(cells.get((ids[measure_id][0], current[0]), BLANK), measure.kind, measure.unit)
        if isinstance(standing_value, Decimal) and standing_value != LAST:
            assert accepted.get(measure_id) == standing_value, "a good new value that was not accepted"
    again = run(cells, after(state, changes))
    assert again is not None
    assert (again.check_ins, again.readings, again.revisions) == ((), (), ())
    assert again.findings == changes.findings


def where_ids_stand(cells: Cells) -> dict[str, list[int]]:
    """Rows in which a measure's id stands in the id column."""
    key_row = key_row_of(cells)
    column = [c for (r, c), cell in cells.items() if r == key_row and (cell.text or "").strip() == "id"]
    found: dict[str, list[int]] = {}
    for (r, c), cell in cells.items():
        text = cell.raw.strip().lower()
        if len(column) == 1 and c == column[0] and text in MEASURES:
            found.setdefault(text, []).append(r)
    return found


def where_current_stands(cells: Cells) -> list[int]:
    """Columns whose key is `current`."""
    key_row = key_row_of(cells)
    return [c for (r, c), cell in cells.items() if r == key_row and (cell.text or "").strip() == "current"]


def key_row_of(cells: Cells) -> int:
    """The first row that names the block's plan, or that most of the keys stand in."""
    for row in sorted({r for r, _ in cells}):
        texts = {(cell.text or "").strip() for (r, _), cell in cells.items() if r == row}
        if f"plan:{PLAN.id}" in texts or len(texts & set(INDEX)) > KEY_ROW * 5:
            return row
    return 0
