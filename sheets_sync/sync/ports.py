"""The port through which documents are read, whatever they are. Adapters fit it by shape, without importing it.

tests/sync/test_source_port.py is the conformance suite that every implementation passes.
"""

from __future__ import annotations

from typing import Protocol

from sheets_sync.layout.grid import DocumentReading


class Source(Protocol):
    """Reads documents of one kind by address."""

    def signature(self, address: str) -> str | None:
        """What changes whenever the document does, without reading it; None if it is not there."""

    def read(self, address: str) -> DocumentReading:
        """The document's tabs that hold a block."""
