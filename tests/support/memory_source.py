"""A source of documents kept in memory: the port's smallest implementation."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets_sync.layout.grid import DocumentReading, Grid, UnreadableDocument
from sheets_sync.layout.reading import read_block


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
