"""A number format's code -> what it makes of a number: percent, date, currency (and which) or nothing special.

It judges the first section that shows a number. Quoted and escaped text is no token; beside digits, letters such as
the d of `0 dozen` are text that a program forgot to quote, not a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheets_sync.okr.cell import NumberFormat
from sheets_sync.okr.numbers import CURRENCY_MARKS


@dataclass(frozen=True, slots=True)
class Format:
    """What a format makes of a number. `currency` is an ISO code, None if the format names none that we know."""

    kind: NumberFormat
    currency: str | None = None


GENERAL = Format(NumberFormat.GENERAL)
PERCENT = Format(NumberFormat.PERCENT)
DATE = Format(NumberFormat.DATE)
CURRENCY = Format(NumberFormat.CURRENCY)

BUILTIN: dict[int, Format] = {
    **dict.fromkeys((9, 10), PERCENT),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), DATE),
    **dict.fromkeys((*range(5, 9), *range(41, 45)), CURRENCY),
}
"""The formats that a number alone names, in any language of Excel; all others are General."""

HOMES = {"$": {"409", "en-us", "42a", "vi-vn"}, "¥": {"411", "ja-jp"}}
"""Locales in which a mark that several countries use means what CURRENCY_MARKS says; elsewhere it may be another's."""

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | [_*].
    | \[\$(?P<mark>[^\]-]*)-?(?P<locale>[^\]]*)\]
    | (?P<elapsed>\[(?:h+|m+|s+)\](?:[.,]0+)?) | \[[^\]]*\]
    | (?P<number>General|[0#?][0#?.,/]*(?:E[+-][0#?]+)?)
    | (?P<date>AM/PM|A/P|s+[.,]0+|[dmyhs]+)
    | (?P<percent>%) | (?P<end>;) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]*\$|[^\W\d_]+|[₫€¥£]")
_ISO = re.compile(r"[A-Z]{3}")


def read_format(code: str) -> Format:
    """What a format code makes of a number; GENERAL for anything we do not understand."""
    section = _Section()
    for token in _TOKEN.finditer(code):
        if token["end"]:
            if section.shows_something:
                break
            section = _Section()
        else:
            section.add(token)
    return section.format()


class _Section:
    """What stands in one of the parts between semicolons."""

    def __init__(self) -> None:
        self._number = self._date = self._percent = False
        self._literal = ""
        self._bracketed: list[Format] = []

    @property
    def shows_something(self) -> bool:
        return self._number or self._date

    def add(self, token: re.Match[str]) -> None:
        if token["mark"]:
            self._bracketed.append(Format(NumberFormat.CURRENCY, _bracket_currency(token["mark"], token["locale"])))
        self._number |= bool(token["number"])
        self._date |= bool(token["date"] or token["elapsed"])
        self._percent |= bool(token["percent"])
        self._literal += token["quoted"] or token["escaped"] or token["date"] or token["other"] or " "

    def format(self) -> Format:
        if self._percent:
            return PERCENT
        if self._date and not self._number:
            return DATE
        if self._bracketed:
            return self._bracketed[0]
        for word in _WORD.findall(self._literal):
            if word.lower() in CURRENCY_MARKS:
                return Format(NumberFormat.CURRENCY, CURRENCY_MARKS[word.lower()])
            if word.endswith("$"):
                return CURRENCY
        return GENERAL


def _bracket_currency(mark: str, locale: str) -> str | None:
    mark = mark.strip()
    homes = HOMES.get(mark)
    if homes is not None and locale and _language(locale) not in homes:
        return None
    return CURRENCY_MARKS.get(mark.lower()) or (mark if _ISO.fullmatch(mark) else None)


def _language(locale: str) -> str:
    """A locale without the calendar and numerals that its upper digits name: 409 for 10409, en-us for en-US."""
    return locale.lower() if "-" in locale else locale[-4:].lower().lstrip("0")
