"""The XML of a part, as events: no tree is built, depth and number of elements are limited, so memory is too.

A DOCTYPE is refused in every part (entities could multiply or reach outside); nothing is fetched.
The rule a newcomer would break first: handlers see any well-formed XML, so they assume no order and no nesting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from sheets_sync.excel.package.errors import PackageError, damaged

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT_MAIN = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"

MAX_DEPTH, MAX_ELEMENTS = 256, 25_000_000

Attributes = Mapping[str, str]


class Handler:
    """Told of a part's elements and text in their order; tags and attributes are named {namespace}name."""

    _started = _ended = 0

    def opened(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def closed(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, not always the whole of it at once."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Called by the parser: count, and pass on."""
        self._started += 1
        if self._started - self._ended > MAX_DEPTH or self._started > MAX_ELEMENTS:
            raise PackageError("too-large")
        self.opened(tag, attributes)

    def end(self, tag: str) -> None:
        """Called by the parser: count, and pass on."""
        self._ended += 1
        self.closed(tag)

    def doctype(self, name: str, public_id: str | None, system: str | None) -> None:
        """Called by the parser: refuse it."""
        raise PackageError("doctype")

    def close(self) -> None:
        """Called by the parser at the end of the part."""


def parse(part: str, chunks: Iterable[bytes], handler: Handler) -> Iterator[None]:
    """Tell `handler` of a part, piece by piece: at each step of the iteration one more piece.

    Raises:
        PackageError: doctype, damaged, too-large, or what the handler or the chunks raise.
    """
    target: Any = handler  # lxml's stubs ask for methods that are better not there: each costs a call an element
    # Not resolve_entities=False: with it libxml2 hands over attributes with &#38; for every &.
    parser = etree.XMLParser(target=target, resolve_entities="internal", no_network=True, huge_tree=False)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield
        parser.close()
        yield
    except (etree.LxmlError, UnicodeError) as error:
        raise damaged(part) from error


def elements(part: str, chunks: Iterable[bytes]) -> Iterator[tuple[str, Attributes]]:
    """The tag and attributes of each element of a part, in their order.

    Raises:
        PackageError: doctype, damaged or too-large.
    """
    collector = _Collector()
    for _ in parse(part, chunks, collector):
        yield from collector.found
        collector.found.clear()


def whole_number(text: str | None, default: int) -> int:
    """A whole number of at most nine digits as an attribute or index has it; the default for anything else."""
    digits = (text or "").strip()
    return int(digits) if len(digits) <= 9 and digits.isascii() and digits.isdigit() else default


def is_true(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text is not None and text.strip().lower() in ("1", "true", "on")


class _Collector(Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, Attributes]] = []

    def opened(self, tag: str, attributes: Attributes) -> None:
        self.found.append((tag, attributes))
