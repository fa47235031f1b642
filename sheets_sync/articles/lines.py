"""Text -> lines: the characters that word processors and web pages leave are taken off, what a line says is kept.

It knows bullets, numbers in front and Markdown; it does not know what an OKR is.
The rule a newcomer would break first: `said` is what the author wrote, `bare` is only for recognising a line. A line
may begin with a figure ("1.5 million users") that looks like a number in front.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)/]|\(\d{1,2}\)|[IVX]{1,4}[.)]|[a-zA-Z][.)])\s+(?=\S)|\d{1,2}(?:\.\d{1,2})+\s+(?=[^\W\d_])"
)
_SIGNS = re.compile(r"(?:[·•‣⁃∙●○◦▪▫■□§→➤]+|[*+\-–—−>|]+(?=[^\d.,|\-–—])|o(?=\s{2,}))\s*")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_WORD_CIRCLE = re.compile(r"\s*o\t")  # a bullet of the second level, as Word copies it
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))+\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    `raw` is the line as it stands, `said` its text, without Markdown and signs in front; `bare` also without a number
    in front ("2.", "IV)"). `heading` is the level of a Markdown heading, 0 for none;
    `strong`: all of it is bold. `apart`: a blank line stands before it. `width` counts the characters as they stood.
    """

    number: int
    raw: str
    said: str
    bare: str
    heading: int
    strong: bool
    bulleted: bool
    numbered: bool
    apart: bool
    width: int


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank; numbers count from 1."""
    return list(_lines(unicodedata.normalize("NFC", text)))


def _lines(text: str) -> Iterator[Line]:
    apart = True
    for number, raw in enumerate(_BREAKS.split(text), 1):
        whole = _printable(raw)
        if not whole:
            apart = True
            continue
        heading = _HEADING.fullmatch(whole)
        said, bulleted = _without_signs(heading[2] if heading else whole)
        strong = bool(_STRONG.fullmatch(said) or _STRONG.fullmatch(said.rstrip(":")))
        said = _without_markdown(said) or whole
        front = _numbered(said)
        yield Line(
            number=number,
            raw=raw.strip(),
            said=said,
            bare=_without_signs(said[front.end() :])[0] if front else said,
            heading=len(heading[1]) if heading else 0,
            strong=strong,
            bulleted=bulleted,
            numbered=bool(front),
            apart=apart,
            width=len(raw),
        )
        apart = False


def _numbered(said: str) -> re.Match[str] | None:
    """The number in front of a text; "1.1 Open" has one, "1.5 million" is a figure."""
    front = _NUMBERED.match(said)
    is_figure = front and front[0].rstrip()[-1].isdigit() and said[front.end()].islower()
    return None if is_figure else front


def _printable(raw: str) -> str:
    """A line without the characters that no cell should hold; a tab is a blank."""
    raw = _WORD_CIRCLE.sub("• ", raw, count=1) if _WORD_CIRCLE.match(raw) else raw
    kept = (" " if c == "\t" else c for c in raw if c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip(" \u00a0\u200b\u200e\u200f\u2060\ufeff\u3000\ufffe\uffff")


def _without_signs(text: str) -> tuple[str, bool]:
    """A text without bullets, arrows and pictures in front, and whether there were any."""
    start = 0
    while start < len(text):
        found = _SIGNS.match(text, start)
        if found and not _STRONG.match(text, start) and not _EMPHASIS.match(text, start):
            start = found.end()
        elif unicodedata.category(text[start]) in ("So", "Co") or text[start] in "\ufe0f\u200d":
            start += 1
            while start < len(text) and text[start].isspace():
                start += 1
        else:
            break
    return (text[start:], True) if 0 < start < len(text) else (text, False)


def _without_markdown(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\1", text)
    return re.sub(r"\\([*_#\[\]()<>.+\-])", r"\1", text).strip()
