"""What every editor of documents does alike: workbooks on disk, documents in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Protocol

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from sheets_sync.excel.editor import WorkbookEditor
from sheets_sync.excel.inserting import open_target
from sheets_sync.excel.source import WorkbookSource
from sheets_sync.layout.block import Block
from sheets_sync.layout.edit import Like, TabEdit, Text
from sheets_sync.layout.grid import Grid, Position, UnreadableDocument
from sheets_sync.layout.laying import lay_out
from sheets_sync.okr.cell import CellType, RawCell
from sheets_sync.okr.cycle import Cycle
from sheets_sync.sync.ports import Editor, Source
from tests.support.generated import some_plan
from tests.support.grids import grid_of
from tests.support.memory_source import MemoryEditor, MemorySource

PLAN = some_plan(Random(1), 9, Cycle.parse("2026"))
TEXTS = ("m000000001", " hai  dòng\nmới ", "=1+1", "007", "1e5", "#REF!", "TRUE", "_x0041_", "<a> & 'b'", "tỷ", "\t")


class World(Protocol):
    """An editor, and the documents that it writes into."""

    source: Source
    editor: Editor

    def address(self) -> str: ...

    def make(self, *blocks: Block, notes: bool = True) -> None:
        """A document with a tab for each block, and before them perhaps one of notes."""

    def speak_of(self, tab: str, times: int) -> None:
        """Put formulas that speak of a tab into B1, B2, … of the notes."""


class Disk:
    def __init__(self, folder: Path) -> None:
        self.source: Source = WorkbookSource()
        self.editor: Editor = WorkbookEditor()
        self.file = folder / "okr.xlsx"
        self.formulas: list[str] = []
        self.made: tuple[tuple[Block, ...], bool] = ((), True)

    def address(self) -> str:
        return str(self.file)

    def make(self, *blocks: Block, notes: bool = True) -> None:
        self.made = blocks, notes
        self.file.unlink(missing_ok=True)
        if notes:
            book = Workbook(self.file)
            sheet = book.add_worksheet("Notes")
            for row, formula in enumerate(self.formulas):
                sheet.write_formula(row, 1, formula, None, 1)
            book.close()
        for one in blocks:
            target = open_target(self.file)
            target.replace(target.with_block(one, protect=False))

    def speak_of(self, tab: str, times: int) -> None:
        self.formulas = [f"='{tab}'!A{number}" for number in range(1, times + 1)]
        blocks, notes = self.made
        self.make(*blocks, notes=notes)


class Memory:
    def __init__(self, folder: Path) -> None:
        self.memory = MemorySource()
        self.memory_editor = MemoryEditor(self.memory)
        self.source: Source = self.memory
        self.editor: Editor = self.memory_editor

    def address(self) -> str:
        return "okr"

    def make(self, *blocks: Block, notes: bool = True) -> None:
        self.memory.put("okr", [*([Grid(tab="Notes", cells={})] if notes else []), *(grid_of(one) for one in blocks)])

    def speak_of(self, tab: str, times: int) -> None:
        self.memory_editor.spoken["okr", tab] = tuple(f"Notes!B{number}" for number in range(1, times + 1))


@pytest.fixture(params=[Disk, Memory])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    made: Callable[[Path], World] = request.param
    return made(tmp_path)


def block(tab: str = "OKR") -> Block:
    return lay_out(PLAN, tab=tab, binding="b", document="d", today=date(2026, 2, 2))


def signature(world: World) -> str:
    found = world.source.signature(world.address())
    assert found is not None
    return found


def cells(world: World, tab: str = "OKR") -> Mapping[Position, RawCell]:
    return next(grid for grid in world.source.read(world.address()).grids if grid.tab == tab).cells


def plain(found: Mapping[Position, RawCell]) -> dict[Position, RawCell]:
    """All cells but formulas, whose results may be gone after an edit."""
    return {position: cell for position, cell in found.items() if not cell.formula}


def edit(world: World, *edits: TabEdit) -> str:
    return world.editor.edit(world.address(), edits, signature=signature(world))


def refusal(world: World, act: Callable[[], object]) -> str:
    """The code of what is raised; nothing has changed."""
    before = world.source.signature(world.address())
    with pytest.raises(UnreadableDocument) as error:
        act()
    assert error.value.args_["file"] == world.address()
    assert world.source.signature(world.address()) == before
    return error.value.code


INPUT = next(p for p, cell in sorted(block().cells.items()) if cell.formula is None and isinstance(cell.value, str))
COMPUTED = next(p for p, cell in sorted(block().cells.items()) if cell.formula and p[0] > 3)
FREE = (block().end_row + 2, 1)


def test_texts_are_written_as_texts_and_nothing_else_changes(world: World) -> None:
    world.make(block())
    before = cells(world)
    written = {(FREE[0] + number, 1): text for number, text in enumerate(TEXTS)} | {INPUT: "mới"}
    edit(world, TabEdit(tab="OKR", cells={position: Text(text) for position, text in written.items()}))
    after = cells(world)
    assert {position: (after[position].type, after[position].text) for position in written} == {
        position: (CellType.TEXT, text) for position, text in written.items()
    }
    assert plain(after) == plain(before) | {position: after[position] for position in written}
    assert {p for p, cell in after.items() if cell.formula} == {p for p, cell in before.items() if cell.formula}


def test_an_empty_text_clears_a_cell(world: World) -> None:
    world.make(block())
    edit(world, TabEdit(tab="OKR", cells={INPUT: Text(""), COMPUTED: Text(""), FREE: Text("")}))
    assert not {INPUT, COMPUTED, FREE} & cells(world).keys()


def test_a_cell_like_a_computed_one_is_computed_and_has_no_result_yet(world: World) -> None:
    world.make(block())
    edit(world, TabEdit(tab="OKR", cells={FREE: Like(COMPUTED)}))
    found = cells(world)[FREE]
    assert (found.type, found.formula) == (CellType.NOT_CALCULATED, True)


def test_a_cell_like_a_plain_one_has_its_value(world: World) -> None:
    world.make(block())
    before = cells(world)
    edit(world, TabEdit(tab="OKR", cells={FREE: Like(INPUT)}))
    assert cells(world)[FREE] == before[INPUT]


def test_a_cell_like_a_blank_one_is_blank(world: World) -> None:
    world.make(block())
    edit(world, TabEdit(tab="OKR", cells={INPUT: Like(FREE)}))
    assert INPUT not in cells(world)


def test_a_model_is_taken_as_it_stood_before(world: World) -> None:
    world.make(block())
    before = cells(world)
    edit(world, TabEdit(tab="OKR", cells={INPUT: Text("mới"), FREE: Like(INPUT)}))
    assert cells(world)[FREE] == before[INPUT]


def test_several_tabs_are_written_at_once(world: World) -> None:
    world.make(block("Một"), block("Hai"))
    edit(world, *(TabEdit(tab=tab, cells={FREE: Text(tab)}) for tab in ("Một", "Hai")))
    assert [cells(world, tab)[FREE].text for tab in ("Một", "Hai")] == ["Một", "Hai"]


def test_the_new_signature_comes_back(world: World) -> None:
    world.make(block())
    before = signature(world)
    assert edit(world, TabEdit(tab="OKR", cells={FREE: Text("x")})) == signature(world) != before


def test_all_is_written_or_nothing(world: World) -> None:
    world.make(block())
    edits = (TabEdit(tab="OKR", cells={FREE: Text("x")}), TabEdit(tab="Gone", cells={FREE: Text("x")}))
    assert refusal(world, lambda: edit(world, *edits)) == "cannot-edit-no-tab"
    assert FREE not in cells(world)


def test_a_tab_that_is_not_there_cannot_be_spoken_of_or_removed(world: World) -> None:
    world.make(block())
    assert refusal(world, lambda: world.editor.speak_of(world.address(), "Gone")) == "cannot-edit-no-tab"
    remove = lambda: world.editor.remove_tab(world.address(), "Gone", signature=signature(world))  # noqa: E731
    assert refusal(world, remove) == "cannot-edit-no-tab"


def test_a_document_that_has_changed_is_left_alone(world: World) -> None:
    world.make(block())
    read = signature(world)
    edit(world, TabEdit(tab="OKR", cells={FREE: Text("theirs")}))
    one = TabEdit(tab="OKR", cells={FREE: Text("ours")})
    assert refusal(world, lambda: world.editor.edit(world.address(), (one,), signature=read)) == "file-changed"
    assert refusal(world, lambda: world.editor.remove_tab(world.address(), "OKR", signature=read)) == "file-changed"
    assert cells(world)[FREE].text == "theirs"


def test_that_it_has_changed_is_said_before_what_is_missing_now(world: World) -> None:
    world.make(block())
    read = signature(world)
    world.make(block("Other"))
    one = TabEdit(tab="OKR", cells={FREE: Text("ours")})
    assert refusal(world, lambda: world.editor.edit(world.address(), (one,), signature=read)) == "file-changed"


def test_a_document_that_is_not_there_cannot_be_edited(world: World) -> None:
    for act in (
        lambda: world.editor.edit(world.address(), (TabEdit(tab="OKR"),), signature="1"),
        lambda: world.editor.remove_tab(world.address(), "OKR", signature="1"),
        lambda: world.editor.speak_of(world.address(), "OKR"),
    ):
        assert refusal(world, act) == "file-missing"


def test_a_tab_goes_and_the_others_stay(world: World) -> None:
    world.make(block("Một"), block("Hai"))
    before = plain(cells(world, "Hai"))
    gone = world.editor.remove_tab(world.address(), "Một", signature=signature(world))
    reading = world.source.read(world.address())
    assert (reading.signature, reading.tabs) == (gone, ("Notes", "Hai"))
    assert plain(cells(world, "Hai")) == before


def test_the_only_tab_stays_without_its_content(world: World) -> None:
    world.make(block(), notes=False)
    world.editor.remove_tab(world.address(), "OKR", signature=signature(world))
    reading = world.source.read(world.address())
    assert (reading.tabs, reading.grids) == (("OKR",), ())


def test_a_tab_that_formulas_speak_of_is_told_of_and_stays(world: World) -> None:
    world.make(block())
    assert world.editor.speak_of(world.address(), "OKR") == ()
    world.speak_of("OKR", 2)
    assert world.editor.speak_of(world.address(), "OKR") == ("Notes!B1", "Notes!B2")
    remove = lambda: world.editor.remove_tab(world.address(), "OKR", signature=signature(world))  # noqa: E731
    assert refusal(world, remove) == "tab-spoken-of"
    world.speak_of("OKR", 30)
    assert world.editor.speak_of(world.address(), "OKR") == tuple(f"Notes!B{number}" for number in range(1, 21))
