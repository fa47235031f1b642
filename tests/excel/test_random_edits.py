"""Random edits of random cells: those cells change and no other, and results that are left are still true."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.files import replace_file, signature_of
from sheets_sync.excel.reading import read_tabs
from sheets_sync.excel.source import WorkbookSource
from sheets_sync.layout.edit import Like, TabEdit, Text
from sheets_sync.layout.grid import Position, UnreadableDocument, a1
from sheets_sync.okr.cell import CellType, RawCell
from tests.excel.corpus import TAB, with_block
from tests.excel.raw_workbook import MAIN, SHEET
from tests.excel.test_editing import small
from tests.support.another_hand import opened
from tests.support.packages import parts_of

ROWS, COLUMNS = 9, 5
POSITION = st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS))
CONTENT = st.sampled_from(
    (
        *('t="n"><v>7</v>', "><v>0.25</v>", 't="b"><v>1</v>', 't="e"><v>#N/A</v>', 't="str"><v>x</v>'),
        *('t="inlineStr"><is><t>chữ</t></is>', ">", "><f>$E$9*2</f><v>4</v>", "><f>SUM(A1:B2)</f><v>5</v>"),
        *(
            't="str"><f>C3&amp;"x"</f><v>x</v>',
            "><f>Tab!D4+1</f><v>1</v>",
            "><f>1+1</f><v>2</v>",
            "><f>TODAY()</f><v>9</v>",
        ),
    )
)
SHEETS = st.dictionaries(POSITION, st.tuples(CONTENT, st.integers(0, 5)), max_size=20)
EDITS = st.dictionaries(
    POSITION, st.sampled_from((Text("mới"), Text(""))) | st.builds(Like, POSITION), min_size=1, max_size=6
)


def rows_of(stored: Mapping[Position, tuple[str, int]], anonymous: frozenset[int]) -> str:
    """The rows of a sheet; in those of `anonymous`, cells that stand behind another do not say where."""
    rows = []
    for row in sorted({row for row, _ in stored}):
        written, before = [], 0
        for column in sorted(column for other, column in stored if other == row):
            content, style = stored[row, column]
            name = "" if row in anonymous and column == before + 1 else f' r="{a1(row, column)}"'
            written.append(f'<c{name} s="{style}" {content}</c>')
            before = column
        rows.append(f'<row r="{row}">{"".join(written)}</row>')
    return "".join(rows)


@given(SHEETS, EDITS, st.frozensets(st.integers(1, ROWS)))
def test_only_the_cells_that_were_named_change(
    stored: dict[Position, tuple[str, int]], edits: dict[Position, Text | Like], anonymous: frozenset[int]
) -> None:
    with TemporaryDirectory() as folder:
        file = small(Path(folder), rows_of(stored, anonymous))
        before, formulas = read(file), other_hand(file)
        WorkbookEditor().edit(str(file), (TabEdit(tab="Tab", cells=edits),), signature=signature_of(file) or "")
        after, shown, styles = read(file), other_hand(file), styles_of(file)
    expected, looks = dict(formulas), {position: style for position, (_, style) in stored.items()}
    for position, what in edits.items():
        expected[position] = what.value or None if isinstance(what, Text) else copied(formulas, what, position)
        if isinstance(what, Like):
            looks[position] = stored.get(what.cell, ("", 0))[1]
    assert without_blanks(shown) == without_blanks(expected)
    assert {position: style for position, style in styles.items() if style} == {p: s for p, s in looks.items() if s}
    for position in before.keys() - edits.keys():
        gone = before[position].formula and after[position].type is CellType.NOT_CALCULATED
        assert gone or after[position] == before[position]
    assert after.keys() <= before.keys() | edits.keys()


def read(file: Path) -> Mapping[Position, RawCell]:
    grids = read_tabs(file.read_bytes(), lambda _: True)[1]
    return grids[0].cells if grids else {}


def other_hand(file: Path) -> dict[Position, Any]:
    """Values, and formulas as text, as openpyxl reads them."""
    rows = opened(file).worksheets[0].iter_rows()
    return {(cell.row, cell.column): cell.value for row in rows for cell in row if isinstance(cell, Cell)}


def without_blanks(found: Mapping[Position, Any]) -> dict[Position, Any]:
    return {position: value for position, value in found.items() if value is not None}


def styles_of(file: Path) -> dict[Position, int]:
    found = etree.fromstring(parts_of(file)[SHEET]).iter(f"{{{MAIN}}}c")
    return {position_of(cell.get("r", "")): int(cell.get("s", "0")) for cell in found}


def position_of(name: str) -> Position:
    letters, row = coordinate_from_string(name)
    return row, column_index_from_string(letters)


def copied(formulas: Mapping[Position, Any], what: Like, position: Position) -> Any:
    value = formulas.get(what.cell)
    if isinstance(value, str) and value.startswith("="):
        return Translator(value, a1(*what.cell)).translate_formula(a1(*position))
    return value


# Whole or not at all


WRITER = """
import sys
from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.files import replace_file, signature_of
from sheets_sync.layout.edit import TabEdit, Text
from pathlib import Path
file, tab = sys.argv[1:]
signature = signature_of(Path(file))
for number in range(100_000):
    cells = {(row, 1): Text(str(number)) for row in (60, 70)}
    signature = WorkbookEditor().edit(file, (TabEdit(tab=tab, cells=cells),), signature=signature)
    print(number, flush=True)
"""


@pytest.mark.parametrize("edits", [1, 4, 9])
def test_a_killed_edit_is_whole_or_never_was(edits: int, tmp_path: Path) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    with subprocess.Popen([sys.executable, "-c", WRITER, file, TAB], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for _ in range(edits):
            last = int(writer.stdout.readline())
        writer.kill()
    (grid,) = WorkbookSource().read(str(file)).grids
    written = {grid.at(row, 1).text for row in (60, 70)}
    assert len(written) == 1
    assert int(written.pop() or -1) >= last


def test_a_file_that_changes_at_the_last_moment_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "okr.xlsx"
    file.write_bytes(b"theirs")
    for expected in ("1:6", None):
        with pytest.raises(UnreadableDocument) as error:
            replace_file(file, b"ours", expected=expected)
        assert error.value.code == "file-changed"
    assert (file.read_bytes(), os.listdir(tmp_path)) == (b"theirs", ["okr.xlsx"])


def test_a_disk_that_is_full_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = with_block(tmp_path / "okr.xlsx")
    before = file.read_bytes()
    edit = TabEdit(tab=TAB, cells={(60, 1): Text("x")})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        with pytest.raises(UnreadableDocument) as error:
            WorkbookEditor().edit(str(file), (edit,), signature=signature_of(file) or "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (error.value.code, error.value.args_["file"]) == ("file-unwritable", str(file))
    assert (file.read_bytes(), os.listdir(tmp_path)) == (before, ["okr.xlsx"])
