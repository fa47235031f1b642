"""What every source of documents does alike: workbooks on disk, documents in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Protocol

import pytest

from sheets_sync.excel.source import WorkbookSource
from sheets_sync.excel.writing import write_workbook
from sheets_sync.layout.block import Block
from sheets_sync.layout.grid import Grid, UnreadableDocument
from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.okr.cycle import Cycle
from sheets_sync.sync.ports import Source
from tests.support.generated import some_plan
from tests.support.grids import grid_of
from tests.support.memory_source import MemorySource

PLAN = some_plan(Random(1), 9, Cycle.parse("2026"))


class World(Protocol):
    """A source, and its documents' owner."""

    source: Source

    def address(self) -> str: ...

    def write(self, block: Block) -> None: ...

    def spoil(self) -> None: ...


class Disk:
    def __init__(self, folder: Path) -> None:
        self.source: Source = WorkbookSource()
        self.file = folder / "okr.xlsx"

    def address(self) -> str:
        return str(self.file)

    def write(self, block: Block) -> None:
        self.file.write_bytes(write_workbook(block))

    def spoil(self) -> None:
        self.file.write_bytes(b"no workbook")


class Memory:
    def __init__(self, folder: Path) -> None:
        self.memory = MemorySource()
        self.source: Source = self.memory

    def address(self) -> str:
        return "okr"

    def write(self, block: Block) -> None:
        self.memory.put("okr", [Grid(tab="Notes", cells={}), grid_of(block)])

    def spoil(self) -> None:
        self.memory.put("okr", None)


@pytest.fixture(params=[Disk, Memory])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    made: Callable[[Path], World] = request.param
    return made(tmp_path)


def block(tab: str = "OKR") -> Block:
    return lay_out(PLAN, tab=tab, binding="b", document="d", today=date(2026, 2, 2))


def readings(world: World) -> list[BlockReading]:
    found = [read_block(grid) for grid in world.source.read(world.address()).grids]
    return [each for each in found if each]


def test_a_document_that_is_not_there_has_no_signature(world: World) -> None:
    assert world.source.signature(world.address()) is None


def test_a_document_that_is_not_there_cannot_be_read(world: World) -> None:
    with pytest.raises(UnreadableDocument) as error:
        world.source.read(world.address())
    assert error.value.code == "file-missing"
    assert error.value.args_["file"] == world.address()


def test_a_document_that_is_none_cannot_be_read(world: World) -> None:
    world.spoil()
    with pytest.raises(UnreadableDocument):
        world.source.read(world.address())


def test_a_block_is_read_as_it_was_laid_out(world: World) -> None:
    world.write(block())
    (reading,) = readings(world)
    assert (reading.plan, reading.tab, reading.findings) == (PLAN.id, "OKR", ())
    measures = {measure.id: measure for _, _, measure in PLAN.measures()}
    rows = {row.id: row for row in reading.rows if row.id in measures}
    assert set(rows) == set(measures)
    assert {row.at("measure").text for row in rows.values()} == {measure.name for measure in measures.values()}


def test_the_signature_is_that_of_what_was_read(world: World) -> None:
    world.write(block())
    assert world.source.read(world.address()).signature == world.source.signature(world.address())


def test_a_changed_document_has_another_signature(world: World) -> None:
    world.write(block())
    before = world.source.signature(world.address())
    world.write(block("Other"))
    assert world.source.signature(world.address()) != before
