"""A sentence with its dates, rates and figures blanked or marked, and the words around each figure.

It answers for how far the context of a figure reaches: to the next figure, and to the end of its clause.
The rule a newcomer would break first: all spans refer to the same text; blanking never moves a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sheets_sync.articles.dates import DateMention, find_dates
from sheets_sync.articles.figures import Figure, find_figures
from sheets_sync.articles.rates import Rate, find_rates
from sheets_sync.articles.words import Words, at_end, at_start

_BOUNDARY = re.compile(r"[,;()\[\]…!?\n](?!\d)|[.:](?=\s|$)|\s[–—-](?=\s)|\.{2,}")

_ABBREVIATION = re.compile(r"\(([^()\d%,;]{1,25})\)")
"""A few words in brackets, which separate nothing: "the customer satisfaction (CSAT) reaches 4.6"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and what was found in it; `plain` is the text with dates and rates blanked out."""

    text: str
    plain: str
    words: Words
    dates: tuple[DateMention, ...]
    rates: tuple[Rate, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, text: str, words: Words) -> Sentence:
        """Find everything in a text."""
        dates = find_dates(text, words)
        undated = masked(text, ((date.start, date.end) for date in dates))
        rates = find_rates(undated, words)
        plain = masked(undated, ((rate.start, rate.end) for rate in rates))
        plain = _ABBREVIATION.sub(lambda found: f" {found[1]} ", plain)
        found = cls(text, plain, words, tuple(dates), tuple(rates), tuple(find_figures(plain, words)))
        return replace(found, figures=tuple(figure for figure in found.figures if found._is_number(figure)))

    def _is_number(self, figure: Figure) -> bool:
        """Whether a figure is a number at all: một is "a" as well, năm is "year", thứ ba is "third"."""
        lone = self.words.figures.lone.get(self.plain[figure.start : figure.end].lower())
        if lone is None:
            return True
        before, behind = self.plain[: figure.start], self.plain[figure.end :]
        if before[-2:-1].isdigit() or any(other.end == figure.start - 1 for other in self.figures):
            return False
        if at_end(lone.not_after).search(before) or at_start(lone.not_before).match(behind):
            return False
        if lone.only_before and not at_start(lone.only_before).match(behind):
            return False
        start, end = self.clause(figure.start)
        told = any(start <= rate.start < end for rate in self.rates)
        return not lone.told or told or bool(at_end(self.words.figures.at_least).search(before))

    def only(self, figures: Iterable[Figure]) -> Sentence:
        """The same sentence, in which only these figures bound the words around each other."""
        return replace(self, figures=tuple(figures))

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends."""
        start = end = None
        for found in _BOUNDARY.finditer(self.plain):
            if any(figure.start <= found.start() < figure.end for figure in self.figures):
                continue
            if found.start() < position:
                start = found.end()
            elif end is None:
                end = found.start()
        return start or 0, len(self.plain) if end is None else end

    def left(self, figure: Figure) -> str:
        """The words before a figure in its clause, behind the figure before it."""
        start = self.clause(figure.start)[0]
        before = [other.end for other in self.figures if other.end <= figure.start]
        return self.plain[max([start, *before]) : figure.start]

    def clause_left(self, figure: Figure) -> str:
        """All words before a figure in its clause."""
        return self.plain[self.clause(figure.start)[0] : figure.start]

    def right(self, figure: Figure) -> str:
        """The words behind a figure in its clause, before the next figure."""
        end = self.clause(figure.end)[1]
        behind = [other.start for other in self.figures if other.start >= figure.end]
        return self.plain[figure.end : min([end, *behind])]


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text of the same length in which the spans are blank."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
