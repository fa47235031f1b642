"""Which results an edit may make untrue: never too few, and no more than the formulas' texts ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import column_index_from_string as column_index
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from sheets_sync.excel.dependents import Calculation, Cell, Name, Table, dependents
from sheets_sync.excel.package.formulas import Formula
from sheets_sync.layout.grid import Position, a1

SHEETS = ("Tab", "Data", "My tab", "Q5", "Q10")
NAMES = (
    Name("Total", None, "Data!$B$1:$B$3"),
    Name("Relative", None, "Data!B1"),
    Name("Here", "Data", "Tab!$A$1"),
    Name("Here", None, "Data!$Z$9"),
    Name("Round", None, "Round+1"),
    Name("Twice", None, "LAMBDA(_xlpm.x,_xlpm.x*Tab!$A$1)"),
    Name("Fifth", None, "LAMBDA(_xlpm.x,_xlpm.x*Tab!$A$5)"),
    Name("Five", None, "Data!$B$5:$B$9"),
)
TABLES = (Table("Sales", "Data", (1, 5, 9, 7), 1),)


def at(name: str) -> Position:
    letters, row = coordinate_from_string(name)
    return row, column_index(letters)


def stale(formulas: dict[str, str], *touched: str, area: tuple[int, int, int, int] | None = None) -> set[str]:
    """The stale cells as `Tab!A1`, of formulas at such places; `area` is that of an array formula at Tab!A1."""
    by_sheet: dict[str, list[Formula]] = {sheet: [] for sheet in SHEETS}
    for place, text in formulas.items():
        sheet, _, name = place.partition("!")
        by_sheet[sheet].append(Formula(at(name), text, area if place == "Tab!A1" else None))
    cells: list[Cell] = [(sheet, *at(name)) for sheet, _, name in (place.partition("!") for place in touched)]
    found = dependents(Calculation(SHEETS, by_sheet, NAMES, TABLES), cells)
    return {f"{sheet}!{a1(*cell)}" for sheet, cells_ in found.items() for cell in cells_}


@pytest.mark.parametrize(
    "text",
    [
        *("A1", "$A$1", "SUM(A1:B2)", "A:A", "1:1", "Tab!A1", "'Tab'!A1:B2", "tab!a1", "Tab:Data!A1", "Data:Tab!A1"),
        *("Twice(3)", "LET(_xlpm.x,A1,_xlpm.x)", "A1#"),
        *("INDIRECT(\"B2\")", "OFFSET(B2,1,1)", "NOW()", "_xlfn.RANDARRAY(2)", "CELL(\"row\",B2)"),
        *("[1]Data!A1", "'[b.xlsx]Tab'!A1", "Gone!A1", "Unknown", "B2:INDEX(C:C,2)", "Relative", "OFFSET(B2,1,1):B9"),
        *("[1]!Function(1)", "Gone:Data!A1"),
    ],
)  # fmt: skip
def test_a_formula_that_may_read_the_cell_is_stale(text: str) -> None:
    assert stale({"Tab!C5": text}, "Tab!A1") == {"Tab!C5"}


@pytest.mark.parametrize(
    "text",
    [
        *("B5", "Data!A1", "SUM(X5:X9)", "B:B", "2:2", "'My tab'!A1", "\"A1\"", "1E5", "TRUE", "A1()", "PI()"),
        *("Data:My tab!A1", "SUMIF(B1:B9,1,C1)", "Total", "Sales[Amount]", "Here", "Round", "LOG10(B1)", "#REF!+#N/A"),
    ],
)  # fmt: skip
def test_a_formula_that_cannot_read_the_cell_keeps_its_result(text: str) -> None:
    assert stale({"Tab!C5": text.replace("Data:My tab!", "'Data:My tab'!")}, "Tab!A1") == set()


def test_sumif_reads_as_many_cells_as_it_compares() -> None:
    formulas = {"Tab!C1": "SUMIF(B1:B9,1,A1)", "Tab!C2": "AVERAGEIF(X1:Z1,1,Data!A7)", "Tab!C3": "SUM(B1:B9,1,A1)"}
    assert stale(formulas, "Tab!A9") == {"Tab!C1"}
    assert stale(formulas, "Data!C7") == {"Tab!C2"}


def test_names_and_tables_are_looked_up_where_they_are_used() -> None:
    formulas = {"Data!C1": "Here", "Tab!C1": "Data!Here", "Tab!C2": "Here", "Tab!C3": "Total", "Tab!C4": "Sales[X]"}
    formulas |= {"Data!D5": "[@X]", "Tab!D5": "Tab!Total"}
    assert stale(formulas, "Tab!A1") == {"Data!C1", "Tab!C1"}
    assert stale(formulas, "Data!Z9") == {"Tab!C2"}
    assert stale(formulas, "Data!B2") == {"Tab!C3", "Tab!D5"}
    assert stale(formulas, "Data!F5") == {"Tab!C4", "Data!D5"}


def test_what_depends_on_a_stale_result_is_stale() -> None:
    chain = {"Tab!B1": "A1", "Data!A1": "Tab!B1", "My tab!A1": "SUM(Data!A:A)", "Tab!Z1": "'My tab'!A1+Z1"}
    assert stale(chain | {"Data!B5": "Data!B4", "Tab!J5": "Data!B5"}, "Tab!A1") == set(chain)


def test_a_result_is_stale_with_nothing_touched_only_if_nobody_can_tell() -> None:
    formulas = {"Tab!A2": "B2", "Data!A2": "TODAY()", "Tab!B9": "Data!A2", "Tab!C9": "Data!A3"}
    assert stale(formulas) == {"Data!A2", "Tab!B9"}


def test_an_array_is_stale_whole_and_so_is_what_reads_a_part_of_it() -> None:
    assert stale({"Tab!A1": "D1:D3", "Tab!C2": "A3"}, area=(1, 1, 3, 1)) == {"Tab!A1", "Tab!A2", "Tab!A3", "Tab!C2"}


@pytest.mark.parametrize(
    "text",
    [
        *("SUM(Tab!$A$2:$A{0},Tab!B{0})", "Tab!A{0}+'Q{0}'!A1+{0}.5", "SUMIF(Tab!$B$2:$B$4,1,Tab!C{0})"),
        *("Total+Tab!A{0}", "Twice(Tab!A{0})", "Tab!$A$12+Tab!$A{0}+Tab!A1{0}", 'Tab!A{0}&"A{0}"&1E{0}+LOG10(2)'),
        *("'Q{0}'!A1+Tab!A{0}", "Fifth(Tab!A{0})", "Five+Tab!A{0}", "Sales[x]+Tab!A{0}", "Tab!A{0}0", "Tab!A{0}:B{0}2"),
        *("Tab!A:A+Tab!B{0}", "Tab!{0}:{0}", "Tab!A$2:A{0}", "Here{0}", "Data!A{0}:C{0}"),
    ],
)
def test_formulas_that_were_filled_down_each_read_their_own_cells(text: str) -> None:
    rows = (5, 9, 1, 2, 3, 4, 10, 12, 100, 1_048_576)
    column = {f"My tab!E{row}": text.replace("{0}", str(row)) for row in rows}
    for cell in (
        f"{sheet}!{letter}{row}" for sheet in ("Tab", "Data", "Q5") for letter in "ABCF" for row in (*rows, 6, 30, 50)
    ):
        alone = [stale({place: formula}, cell) for place, formula in column.items()]
        assert stale(column, cell) == set().union(*alone), cell


# Against a judge that looks at every cell of every area


CELL = st.builds("{}{}".format, st.sampled_from("ABCD"), st.integers(1, 6))
AREA = CELL | st.builds("{}:{}".format, CELL, CELL)
TEXT = st.lists(
    st.builds("{}{}".format, st.sampled_from(("", "Tab!", "Data!", "'My tab'!")), AREA), min_size=1, max_size=3
)
PLACE = st.builds("{}!{}".format, st.sampled_from(SHEETS[:3]), CELL)


@given(
    st.dictionaries(PLACE, TEXT.map(lambda areas: f"SUM({','.join(areas)})"), max_size=25),
    st.lists(PLACE, min_size=1, max_size=3),
)
def test_the_stale_are_all_that_read_directly_or_not(formulas: dict[str, str], touched: list[str]) -> None:
    reads = {place: read_by(place, text) for place, text in formulas.items()}
    changed, expected = set(touched), set[str]()
    while found := {place for place, read in reads.items() if read & changed and place not in expected}:
        expected |= found
        changed |= found
    assert stale(formulas, *touched) == expected


def read_by(place: str, text: str) -> set[str]:
    own = place.partition("!")[0]
    cells = set()
    for token in Tokenizer("=" + text).items:
        if token.type == "OPERAND":
            sheet, _, area = token.value.rpartition("!")
            left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
            sheet = sheet.strip("'") or own
            columns = range(min(left, right), max(left, right) + 1)
            rows = range(min(top, bottom), max(top, bottom) + 1)
            cells |= {f"{sheet}!{a1(row, column)}" for row in rows for column in columns}
    return cells
