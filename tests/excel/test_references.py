"""Formulas as text: what looks like a reference and is none, and the same formulas moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from sheets_sync.excel.package.references import is_fixed, moved, position, rectangle, tokens, with_end
from sheets_sync.layout.grid import a1
from tests.excel.corpus import block

CELLS = st.builds(
    lambda column_fixed, column, row_fixed, row: f"{column_fixed}{column}{row_fixed}{row}",
    st.sampled_from(("", "$")),
    st.sampled_from(("A", "C", "Z", "AA", "XFD")),
    st.sampled_from(("", "$")),
    st.sampled_from((1, 2, 16, 1_048_576)),
)
AREAS = CELLS | st.builds("{}:{}".format, CELLS, CELLS) | st.sampled_from(("A:C", "$B:$B", "1:16", "$2:3"))
SHEETS = st.sampled_from(("", "", "OKR!", "'Kế hoạch 1'!", "'It''s A1:B2'!", "Q1!", "[1]Sheet!", "Một:Hai!"))
PIECES = (
    st.builds("{}{}".format, SHEETS, AREAS)
    | st.integers(0, 10**6).map(str)
    | st.sampled_from(
        ('"A1:B2"', '"a""b"', "1.5E+3", ".5", "TRUE", "Tên_1", "T[[#This Row],[A1]]", "#REF!", "OKR!#REF!")
    )
)
FORMULAS = st.recursive(
    PIECES,
    lambda inner: (
        st.builds("{}{}{}".format, inner, st.sampled_from("+-*/&=<>^, "), inner)
        | st.builds("{}({},{})".format, st.sampled_from(("SUM", "LOG10", "_xlfn.XLOOKUP", "N.A1")), inner, inner)
    ),
)


def areas(formula: str) -> list[str]:
    return [token.prefix + token.text for token in tokens(formula) if token.kind == "area"]


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("SUM($A$2:$A$16)+B5", ["$A$2:$A$16", "B5"]),
        ('"A1"&A1&"say ""B2"""', ["A1"]),
        ("LOG10(A1)+ATAN2(1,B2)", ["A1", "B2"]),
        ("Q1!A1+OKR2026!B2", ["Q1!A1", "OKR2026!B2"]),
        ("'Kế hoạch'!A1+Dữ_liệu!B5", ["'Kế hoạch'!A1", "Dữ_liệu!B5"]),
        ("'A1:B2'!C3+'It''s'!D4", ["'A1:B2'!C3", "'It''s'!D4"]),
        ("[1]Sheet!A1+'[book.xlsx]My tab'!B2+[1]!Name", ["[1]Sheet!A1", "'[book.xlsx]My tab'!B2"]),
        ("Một:Ba!A1", ["Một:Ba!A1"]),
        ("A:A+$B:C+1:3", ["A:A", "$B:C", "1:3"]),
        ("A1:INDEX(B:B,3)", ["A1", "B:B"]),
        ("Table1[[#This Row],[A1]]+Table1[B2]", []),
        ("1E5+Name1+XFE1+A1048577+A0+1.5", []),
        ("#REF!+Tab!#REF!", []),
        ("R1C1+A1#", ["A1"]),
        ("A1 B1:C3", ["A1", "B1:C3"]),
    ],
)
def test_only_what_is_a_reference_is_taken_for_one(formula: str, found: list[str]) -> None:
    assert areas(formula) == found


@given(FORMULAS)
def test_tokens_are_the_whole_formula(formula: str) -> None:
    assert "".join(token.prefix + token.text for token in tokens(formula)) == formula


@given(st.text(alphabet="A1$:!'\"[](),+ #é", max_size=30))
def test_any_text_comes_apart_and_together_again(formula: str) -> None:
    assert "".join(token.prefix + token.text for token in tokens(formula)) == formula
    moved(formula, 1, 1)
    with_end(formula, 1, 2, "A")


@given(FORMULAS, st.integers(-3, 3), st.integers(-3, 3))
def test_what_moves_there_and_back_is_as_it_was(formula: str, rows: int, columns: int) -> None:
    there = moved(formula, rows, columns)
    if there.count("#REF!") == formula.count("#REF!"):
        assert moved(there, -rows, -columns) == formula
    assert moved(formula, 0, 0) == formula


@pytest.mark.parametrize(("rows", "columns"), [(1, 0), (30, 0), (0, 1), (5, 3), (-3, 0)])
def test_formulas_move_as_another_program_moves_them(rows: int, columns: int) -> None:
    for (row, column), cell in block().cells.items():
        if cell.formula and row + rows > 0:
            there = Translator(cell.formula, a1(row, column)).translate_formula(a1(row + rows, column + columns))
            assert "=" + moved(cell.formula[1:], rows, columns) == there


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "there"),
    [
        ("A1", -1, 0, "#REF!"),
        ("A1:B2", 0, -1, "#REF!"),
        ("Tab!A1+$A$1", -1, -1, "Tab!#REF!+$A$1"),
        ("XFD1", 0, 1, "#REF!"),
        ("A1048576", 1, 0, "#REF!"),
        ("$A1:A$1", 2, 2, "$A3:C$1"),
        ("A:$B", 5, 1, "B:$B"),
        ("1:$2", 5, 1, "6:$2"),
    ],
)
def test_what_leaves_the_sheet_is_no_reference_any_more(formula: str, rows: int, columns: int, there: str) -> None:
    assert moved(formula, rows, columns) == there


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ("SUM($A$2:$A$16,B2:B16,B2:B$16)", "SUM($A$2:$A$20,B2:B20,B2:B$20)"),
        ("A16+$A$16&\"A2:A16\"", "A16+$A$16&\"A2:A16\""),
        ("A2:A15+A16:A17+A2:A160", "A2:A15+A16:A17+A2:A160"),
        ("okr!A2:A16+'OKR'!A2:A16+Other!A2:A16", "okr!A2:A20+'OKR'!A2:A20+Other!A2:A16"),
        ("OKR:Other!A2:A16", "OKR:Other!A2:A16"),
        ("$2:$16+A:A", "$2:$20+A:A"),
    ],
)  # fmt: skip
def test_ranges_of_the_tab_that_end_in_the_end_row_end_in_the_new_one(formula: str, there: str) -> None:
    assert with_end(formula, 16, 20, "OKR") == there


def test_areas_are_rectangles() -> None:
    assert [rectangle(area) for area in ("B3", "$C$4:A2", "B:C", "2:3")] == [
        *((3, 2, 3, 2), (2, 1, 4, 3)),
        *((1, 2, 1_048_576, 3), (2, 1, 3, 16_384)),
    ]
    assert [is_fixed(area) for area in ("$A$1", "$A1", "A:$B", "$A:$B", "$1:$2", "$A$1:B2")] == [
        *(True, False, False, True, True, False)
    ]


@pytest.mark.parametrize("reference", ["", "A", "5", "A0", "XFE1", "A1048577", "A1:B2", "1A", "Ă1"])
def test_what_is_no_cell_is_told(reference: str) -> None:
    with pytest.raises(ValueError, match="no cell"):
        position(reference)
