"""What begins a line: the label of an objective or a key result, the head of a list of key results, nothing.

Labels are known in both languages, whatever the article's: a Vietnamese article says "KR 1" as well.
The rule a newcomer would break first: without a number only a colon makes a label; "Objectives are hard" is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sheets_sync.articles.lines import Line

_OBJECTIVE = (
    r"(?:(?:mục\s+tiêu|objective)\s+)?o|obj|objectives?|mục\s+tiêu(?:\s+(?:chính|trọng\s+tâm|chiến\s+lược))?|mt"
)
_RESULT = (
    r"(?:(?:kết\s+quả(?:\s+then\s+chốt)?|key\s+result)\s+)?krs?|kq|kqtc|key\s*results?"
    r"|kết\s+quả\s+(?:then\s+chốt|chính|chủ\s+chốt|trọng\s+yếu|quan\s+trọng|cốt\s+lõi)"
)
_ALSO = r"(?:\s*\((?:o|obj|objectives?|krs?|key\s*results?|mục\s+tiêu|kết\s+quả\s+then\s+chốt)\s*\d{0,2}\))?"
_MARK = r"\s*(?:[:.)\]：]|[\-–—](?=\s))+\s*"
_NUMBER = r"\s*[#.\-]?\s*(?P<number>\d{1,2}|[ivx]{1,4}(?![^\W\d_]))(?:[.\-]\d{1,2})*(?![\d%])"


def _label(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"[\[(]?(?:{words})(?:{_NUMBER}{_ALSO}(?:{_MARK}|\s+|$)|{_ALSO}\s*[:：]\s*)(?P<text>.*)", re.IGNORECASE
    )


_OF_OBJECTIVE = r"(?:o\s*\d{1,2}\s*[.\-–—_/: ]\s*)?"
_OBJECTIVE_LABEL = _label(_OBJECTIVE)
_RESULT_LABEL = _label(_OF_OBJECTIVE + rf"(?:{_RESULT})")
_LIST_HEAD = re.compile(
    rf"(?:các\s+|những\s+|the\s+|its\s+)?(?:{_RESULT}){_ALSO}(?:\s+(?:bao\s+gồm|gồm|như\s+sau|are|include))?\s*[:：]?",
    re.IGNORECASE,
)
_MIDDLE = re.compile(rf"(?<=\S)\s+(?={_OF_OBJECTIVE}KR\s?\d{{1,2}}(?:\.\d{{1,2}})?\s*[:.]\s)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


class Part(Enum):
    """What a line begins."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key result"
    LIST_HEAD = "list head"


@dataclass(frozen=True, slots=True)
class Label:
    """What a line begins, under which number (None: it has none), and the text behind the label."""

    part: Part
    number: int | None
    text: str


def label_of(line: Line) -> Label | None:
    """The label that a line begins with, if any."""
    if _LIST_HEAD.fullmatch(line.bare):
        return Label(Part.LIST_HEAD, None, "")
    for part, pattern in ((Part.KEY_RESULT, _RESULT_LABEL), (Part.OBJECTIVE, _OBJECTIVE_LABEL)):
        if found := pattern.fullmatch(line.bare):
            number = (found["number"] or "").lower()
            return Label(part, _ROMAN.get(number) or (int(number) if number else None), found["text"].strip())
    return None


def split_at_labels(text: str) -> list[str]:
    """The parts of a text in whose midst key results begin: a page may have lost its line breaks."""
    return [part.strip() for part in _MIDDLE.split(text)]
