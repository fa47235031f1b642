"""Texts of a package: the shared strings, read only as far as somebody asks, and the escapes that texts hold.

A text stays as it is: no trimming, no normal form. Phonetic readings (`rPh`) are not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheets_sync.excel.package.errors import damaged, too_large
from sheets_sync.excel.package.markup import MAIN, Attributes, Handler, parse

ITEM, TEXT, PHONETIC = f"{MAIN}si", f"{MAIN}t", f"{MAIN}rPh"
MAX_STRINGS = 5_000_000

# Not _x0000_: no program shows that character, and no database keeps it.
_ESCAPE = re.compile(r"_x(?!0000)([0-9A-Fa-f]{4})_", re.ASCII)
_TO_ESCAPE = re.compile("[\\x00-\\x08\\x0b-\\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class SharedStrings:
    """The texts of the shared strings part, by index."""

    def __init__(self, part: str, chunks: Iterable[bytes]) -> None:
        self._part = part
        self._texts: list[str] = []
        self._parsing = parse(part, chunks, _Items(part, self._texts))

    def __getitem__(self, index: int) -> str:
        """The text at an index.

        Raises:
            PackageError: there is none (damaged), or the part cannot be read.
        """
        while index >= len(self._texts):
            if next(self._parsing, self) is self:
                raise damaged(self._part)
        return self._texts[index]


class RichText:
    """Joins the runs of a text, from the events of one element that holds them."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._in_text = self._in_phonetic = False

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag == TEXT:
            self._in_text = not self._in_phonetic
        elif tag == PHONETIC:
            self._in_phonetic = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == TEXT:
            self._in_text = False
        elif tag == PHONETIC:
            self._in_phonetic = False

    def data(self, text: str) -> None:
        """Text, of whatever element."""
        if self._in_text:
            self._runs.append(text)

    def whole(self) -> str:
        """The text, its escapes as they stand."""
        return "".join(self._runs)


def unescaped(text: str) -> str:
    """A text with `_x000D_` and the like as the characters they stand for; `_x005F_` stands for the underscore."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):  # halves that an escape each stood for
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def escaped(text: str) -> str:
    """A text as a cell may hold it: what XML forbids, and what would be read as an escape, as escapes."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


class _Items(Handler):
    def __init__(self, part: str, texts: list[str]) -> None:
        self._part = part
        self._texts = texts
        self._item = RichText()

    def opened(self, tag: str, attributes: Attributes) -> None:
        if tag == ITEM:
            self._item = RichText()
        else:
            self._item.start(tag)

    def closed(self, tag: str) -> None:
        if tag != ITEM:
            self._item.end(tag)
        elif len(self._texts) < MAX_STRINGS:
            self._texts.append(unescaped(self._item.whole()))
        else:
            raise too_large(self._part)

    def data(self, text: str) -> None:
        self._item.data(text)
