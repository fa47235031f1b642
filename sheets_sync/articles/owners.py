"""Owners at the end of a key result: "… @Giám đốc Marketing, @Operations Director" -> text and roles, in order.

The rule a newcomer would break first: an owner's name ends where a sentence would go on; what is too long for a name is
kept as it stands and doubted, never cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIRST = re.compile(r"(?:^|(?<=[\s(\[,;.:–—\-/]))@\s?(?=[^\W_])")
_BETWEEN = re.compile(r"[,;\n]+|\s+(?:và|and|&|cùng|với|with)\s+(?=@)|@")
_AROUND = " \u00a0.,;:()[]{}–—-|/*_"
_ROLE_START = re.compile(
    r"(?<=\w)\s+(?:và|and)\s+(?=(?:tổng\s+giám|giám\s+đốc|giám\s+sát|trưởng|phó|chuyên\s+viên|nhân\s+viên)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s+(?=(?:để|nhằm|trước\s+(?:cuối|giữa|đầu|ngày|tháng|quý|khi)|trong|vào|từ|sẽ|cần|hoàn\s+thành|to|by|before|in|on|will)(?!\w))|[.:;]\s+(?=\w)"
)
_OPEN = re.compile(
    r"(?<!\w)(?:cùng(?:\s+với)?|với|của|cho|bởi|giúp|và|with|to|for|and|of|by|help|from)\s*$", re.IGNORECASE
)
LONGEST = 60
"""Characters of a role's name; a longer one is doubted."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A text without the owners at its end, the owners, and the mention within the sentence ("" for none)."""

    text: str
    owners: tuple[str, ...] = ()
    inside: str = ""


def split_owners(text: str) -> Owned:
    """Take the owners off the end of a text; their names may stand in either language.

    Where the sentence goes on behind a mention it stays whole, and the mention is told.
    """
    start = _FIRST.search(text)
    if start is None:
        return Owned(text)
    if _OPEN.search(text[: start.start()]):
        return Owned(text, (), _GOES_ON.split(text[start.end() :])[0][:LONGEST].strip(_AROUND))
    tail = text[start.start() :]
    names = tuple(dict.fromkeys(name for part in _BETWEEN.split(tail) for name in _names(part)))
    if inside := next((name for name in names if _GOES_ON.search(name)), None):
        ended = tuple(_GOES_ON.split(name)[0].strip(_AROUND) for name in names[: names.index(inside) + 1])
        return Owned(text, ended, ended[-1])
    return Owned(text[: start.start()].rstrip(" \u00a0([-–—|/"), names)


def _names(part: str) -> list[str]:
    return [name for piece in _ROLE_START.split(part) if (name := piece.strip(_AROUND))]
