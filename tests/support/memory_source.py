"""A source and an editor of documents kept in memory: the ports' smallest implementations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sheets_sync.layout.edit import TabEdit, Text
from sheets_sync.layout.grid import DocumentReading, Grid, Position, UnreadableDocument
from sheets_sync.layout.reading import read_block
from sheets_sync.okr.cell import CellType, RawCell


@dataclass
class MemorySource:
    """Documents by address: each a list of tabs, or None for one that cannot be read."""

    documents: dict[str, list[Grid] | None] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def put(self, address: str, grids: list[Grid] | None) -> None:
        """Write a document, as its owner would."""
        self.documents[address] = grids
        self.versions[address] = self.versions.get(address, 0) + 1

    def signature(self, address: str) -> str | None:
        return str(self.versions[address]) if address in self.documents else None

    def read(self, address: str) -> DocumentReading:
        if address not in self.documents:
            raise UnreadableDocument("file-missing", file=address)
        grids = self.documents[address]
        if grids is None:
            raise UnreadableDocument("damaged", file=address)
        return DocumentReading(
            signature=str(self.versions[address]),
            tabs=tuple(grid.tab for grid in grids),
            grids=tuple(grid for grid in grids if read_block(grid)),
        )


@dataclass
class MemoryEditor:
    """Writes into the documents of a source. `spoken` are the cells whose formulas speak of a tab: none has a text."""

    source: MemorySource
    spoken: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def edit(self, address: str, edits: tuple[TabEdit, ...], *, signature: str) -> str:
        grids = self._grids(address, signature)
        for edit in edits:
            place = _place(grids, address, edit.tab)
            grids[place] = replace(grids[place], cells=_edited(grids[place], edit))
        return self._put(address, grids)

    def speak_of(self, address: str, tab: str) -> tuple[str, ...]:
        self.source.read(address)
        _place(list(self.source.documents[address] or ()), address, tab)
        return self.spoken.get((address, tab), ())[:20]

    def beside_cells(self, address: str, tab: str) -> tuple[str, ...]:
        return ()

    def remove_tab(self, address: str, tab: str, *, signature: str) -> str:
        grids = self._grids(address, signature)
        place = _place(grids, address, tab)
        if cells := self.speak_of(address, tab):
            raise UnreadableDocument("tab-spoken-of", file=address, tab=tab, cells=", ".join(cells))
        if len(grids) > 1:
            del grids[place]
        else:
            grids = [Grid(tab=tab, cells={})]
        return self._put(address, grids)

    def _grids(self, address: str, signature: str) -> list[Grid]:
        self.source.read(address)
        if self.source.signature(address) != signature:
            raise UnreadableDocument("file-changed", file=address)
        return list(self.source.documents[address] or ())

    def _put(self, address: str, grids: list[Grid]) -> str:
        self.source.put(address, grids)
        return str(self.source.versions[address])


def _place(grids: list[Grid], address: str, tab: str) -> int:
    for place, grid in enumerate(grids):
        if grid.tab == tab:
            return place
    raise UnreadableDocument("cannot-edit-no-tab", file=address, tab=tab)


def _edited(grid: Grid, edit: TabEdit) -> dict[Position, RawCell]:
    cells = dict(grid.cells)
    for position, what in edit.cells.items():
        cells.pop(position, None)
        if isinstance(what, Text):
            if what.value:
                cells[position] = RawCell(type=CellType.TEXT, text=what.value)
        elif model := grid.cells.get(what.cell):
            cells[position] = RawCell(type=CellType.NOT_CALCULATED, formula=True) if model.formula else model
    return cells
