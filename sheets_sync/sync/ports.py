"""The ports through which documents are read and written, whatever they are. Adapters fit them by shape.

tests/sync/test_source_port.py and tests/sync/test_editor_port.py are the conformance suites that every implementation
passes.
"""

from __future__ import annotations

from typing import Protocol

from sheets_sync.layout.edit import TabEdit
from sheets_sync.layout.grid import DocumentReading


class Source(Protocol):
    """Reads documents of one kind by address."""

    def signature(self, address: str) -> str | None:
        """What changes whenever the document does, without reading it; None if it is not there."""

    def read(self, address: str) -> DocumentReading:
        """The document's tabs that hold a block."""


class Editor(Protocol):
    """Writes into documents of one kind that stand already; nothing else in them changes.

    Each method is done in one step or not at all, and gives the document's signature afterwards.

    Raises:
        UnreadableDocument: the document's signature is no longer `signature` (`file-changed`), it is open elsewhere
            (`file-open`), cannot be written, or would be damaged by the change.
    """

    def edit(self, address: str, edits: tuple[TabEdit, ...], *, signature: str) -> str:
        """Write into tabs."""

    def speak_of(self, address: str, tab: str) -> tuple[str, ...]:
        """The cells of other tabs, and the names, whose formulas speak of a tab: `Tab!B2`, in order, at most 20."""

    def beside_cells(self, address: str, tab: str) -> tuple[str, ...]:
        """What a tab holds beside its cells, by kind in the document's own words: comments, drawings, tables."""

    def remove_tab(self, address: str, tab: str, *, signature: str) -> str:
        """Take a tab out; the only one is left behind empty, with its name."""
