"""Numbers that people typed as text: `12,5`, `1.234.567`, `35 %`, `1.234 đ`.

One separator followed by exactly three digits, after one to three digits that do not start with 0, is ambiguous
in every language (DESIGN, Numbers in cells; Duckling #176, monetize #139): both readings are given back and nobody
guesses. A đồng sign in the same text settles it, for a đồng has no decimals in practice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

CURRENCY_MARKS = {
    "₫": "VND", "đ": "VND", "vnđ": "VND", "vnd": "VND",
    "$": "USD", "us$": "USD", "usd": "USD",
    "€": "EUR", "eur": "EUR", "¥": "JPY", "jpy": "JPY", "£": "GBP", "gbp": "GBP",
}  # fmt: skip
"""ISO code of each mark that may stand before or after a number, in lower case."""

MOST_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; a longer one is a code or a slip, and would not come back as typed."""

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\u2060\ufeff", " "))
_NUMBER = re.compile(r"(?P<sign>[+-]?) ?(?P<digits>[0-9][0-9.,]*)", re.ASCII)
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*(?P<decimals>[.,][0-9]+)?", re.ASCII
)
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class TextNumber:
    """What a text says: one value, or two where it is ambiguous; `percent` and `currency` if it names them."""

    values: tuple[Decimal, ...]
    percent: bool = False
    currency: str | None = None


def parse_number(text: str) -> TextNumber | None:
    """Read a text as a number; None if it is none that we know for sure how to read."""
    text = unicodedata.normalize("NFC", text).translate(_SPACES).strip().lstrip("'’").strip().replace("−", "-")
    text, percent = (text[:-1].rstrip(), True) if text.endswith("%") else (text, False)
    text, currency = _without_currency(text)
    match = _NUMBER.fullmatch(text)
    if match is None or (percent and currency) or sum(map(str.isdigit, match["digits"])) > MOST_DIGITS:
        return None
    values = _values(match["digits"], dong=currency == "VND")
    if match["sign"] == "-":
        values = tuple(-value for value in values)
    return TextNumber(values, percent, currency) if values else None


def _without_currency(text: str) -> tuple[str, str | None]:
    lower = text.lower()
    for mark in sorted(CURRENCY_MARKS, key=len, reverse=True):
        if lower.startswith(mark):
            return text[len(mark) :].strip(), CURRENCY_MARKS[mark]
        if lower.endswith(mark):
            return text[: -len(mark)].strip(), CURRENCY_MARKS[mark]
    return text, None


def _values(digits: str, dong: bool) -> tuple[Decimal, ...]:
    """The readings of digits with separators: none if they are grouped wrongly, two if ambiguous."""
    readings = []
    if (grouped := _GROUPED.fullmatch(digits)) and grouped["decimals"] is None:
        readings.append(Decimal(re.sub("[.,]", "", digits)))
    elif grouped and grouped["decimals"][0] != grouped["group"]:
        whole, decimals = digits[: grouped.start("decimals")], grouped["decimals"][1:]
        readings.append(Decimal(f"{re.sub('[.,]', '', whole)}.{decimals}"))
    if (plain := _PLAIN.fullmatch(digits)) and not (dong and readings):
        readings.append(Decimal(f"{plain['whole']}.{plain['decimals'] or 0}"))
    return tuple(readings)
