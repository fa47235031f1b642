"""Rates in a sentence: "mỗi tháng", "/quý", "hai tuần một lần", "monthly" -> periods.

The rule a newcomer would break first: "active every day" and "an average of 5 a day" are levels, the "yearly" of a
survey names it, "compared with last month" is no rate; whether a rate holds for a figure is judged where both are
known (`measures`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from sheets_sync.articles.words import Words, at_end, phrases


class Strength(Enum):
    """How a rate is said: with "each", as an adjective ("weekly"), or as growth that repeats ("month on month")."""

    EACH = "each"
    ADJECTIVE = "adjective"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it stands: its span, the period as templates write it, and how often in it where that is said."""

    start: int
    end: int
    per: str
    strength: Strength
    times: int | None = None


def find_rates(text: str, words: Words) -> list[Rate]:
    """Every rate in a text, in order; dates must be blanked out before."""
    found: list[Rate] = []
    for pattern in _patterns(words):
        for match in pattern.finditer(text):
            if rate := _rate(text, match, words):
                found.append(rate)
    for strength, table in ((Strength.ADJECTIVE, words.rates.adjectives), (Strength.REPEATED, words.rates.repeated)):
        for match in re.finditer(phrases("|".join(table)), text, re.IGNORECASE):
            found.append(Rate(match.start(), match.end(), table[_folded(match[0])], strength))
    kept: list[Rate] = []
    for rate in sorted(found, key=lambda rate: (rate.start, -rate.end)):
        if not kept or rate.start >= kept[-1].end:
            kept.append(rate)
    return kept


@cache
def _patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:(?<!\w)|(?=/)){pattern}(?!\w)", re.IGNORECASE) for pattern in words.rates.patterns)


def _rate(text: str, match: re.Match[str], words: Words) -> Rate | None:
    groups = match.groupdict()
    bare = not groups.get("times") and re.match(r"(?:một|an?)\s", match[0], re.IGNORECASE)
    if bare and at_end(words.rates.not_after).search(text[: match.start()]):
        return None
    unit = words.rates.units[_folded(groups["unit"] or "")]
    every = _count(groups.get("n"), words.rates.times, words.numbers.small) or (2 if groups.get("other") else 1)
    times = _count(groups.get("times"), words.rates.times, words.numbers.small)
    if times is None and re.search(r"/\s*lần$", match[0]):
        times = 1
    return Rate(
        match.start(),
        match.end(),
        unit if every == 1 or unit[0].isdigit() else f"{every} {unit}s",
        Strength.EACH,
        times,
    )


def _count(text: str | None, *tables: Mapping[str, int]) -> int | None:
    if not text:
        return None
    first = _folded(text).split()[0]
    return int(first) if first.isdigit() else next((table[first] for table in tables if first in table), None)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
