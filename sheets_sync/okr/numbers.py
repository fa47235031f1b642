"""Numbers that people typed as text: `12,5`, `1.234.567`, `35 %`, `1,2 tỷ`, `USD 30 million`, `1.234 đ`.

The digits are read by Babel as Vietnamese and as English write them, strictly: what only one of them can have written,
or both mean alike, is clear; what they read differently (`1.234`) is ambiguous, and nobody guesses (DESIGN, Numbers in
cells; Duckling #176, monetize #139). Ours are the currencies, the words of magnitude, and the rule that a đồng sign
settles a number without such a word, for a đồng has no decimals in practice; a triệu đồng has.
Babel reads its own tables of languages and nothing else, and only once there is a text to read.
The rule a newcomer would break first: a number and at most one word; whatever is combined (`1 triệu 2`) is no number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sheets_sync.messages import LANGUAGES
from sheets_sync.okr.definition import CURRENCIES

CURRENCY_MARKS = {
    "₫": "VND", "đ": "VND", "vnđ": "VND", "vnd": "VND", "đồng": "VND", "dong": "VND",
    "$": "USD", "us$": "USD", "usd": "USD",
    "€": "EUR", "eur": "EUR", "¥": "JPY", "jpy": "JPY", "£": "GBP", "gbp": "GBP",
}  # fmt: skip
"""ISO code of each mark that may stand before or after a number, in lower case; all ISO codes may, in capitals."""

MAGNITUDES = {
    **dict.fromkeys(("k", "nghìn", "ngàn", "thousand", "thousands"), 10**3),
    **dict.fromkeys(("tr", "triệu", "mn", "million", "millions"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "bn", "billion", "billions"), 10**9),
    **dict.fromkeys(("trillion", "trillions"), 10**12),
}
"""What a number before the word is multiplied by. The list is closed; `m` is not in it: a metre, or a million?"""

MOST_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; a longer one is a code or a slip, and would not come back as typed."""

_ALIKE = str.maketrans(
    {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u2060\ufeff", "")
    | {"−": "-", "\u2010": "-", "\u2011": "-", "﹣": "-", "’": "'", "‘": "'", "ʼ": "'", "Ð": "Đ", "ð": "đ"}
)
"""Full-width signs, spaces of all widths, what cannot be seen, and what looks like another sign."""


@dataclass(frozen=True, slots=True)
class TextNumber:
    """What a text says: one value, or two where it is ambiguous; `percent` and `currency` if it names them."""

    values: tuple[Decimal, ...]
    percent: bool = False
    currency: str | None = None


def parse_number(text: str) -> TextNumber | None:
    """Read a text as a number; None if it is none that we know for sure how to read.

    Of two values the grouped reading comes first, the one with decimals after it.
    """
    text = _legible(text)
    match = _NUMBER.fullmatch(_bare(text))
    if match is None or (match["before"] and (match["after"] or match["percent"])):
        return None
    mark, word = match["before"] or match["after"], match["word"]
    currency = _currency(mark, text) if mark else None
    if mark and currency is None:
        return None
    values = _readings(match["digits"])
    if currency == "VND" and not word:
        values = values[:1]
    size = _SIZES[word] if word else 1
    if "-" in (match["sign"] or match["late"] or ""):
        size = -size
    return TextNumber(tuple(value * size for value in values), bool(match["percent"]), currency) if values else None


def is_combined(text: str) -> bool:
    """Whether a text that is no number is made of numbers, words of magnitude and currencies: 1 triệu 2, 2tr5."""
    words = set(re.findall(r"[^\W\d_]+", _bare(_legible(text))))
    return any(map(str.isdigit, text)) and not words.isdisjoint(_SIZES) and words <= _SIZES.keys() | _CODES.keys()


def _legible(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def _bare(text: str) -> str:
    """A text without case, blanks around it, the apostrophe that marks a text, and the marks on its letters."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(unicodedata.normalize("NFD", character)[0] for character in text)
    return text.strip().lstrip("'").lstrip()


def _currency(mark: str, text: str) -> str | None:
    """The ISO code that a mark means: one of ours, or one that the text has in capitals."""
    code = mark.upper()
    return _CODES.get(mark) or (code if code in text and code in CURRENCIES else None)


def _readings(digits: str) -> tuple[Decimal, ...]:
    """What digits with separators may mean, the larger first: nothing where no language groups them so."""
    if sum(map(str.isdigit, digits)) > MOST_DIGITS:
        return ()
    if " " in digits or "'" in digits:
        if _SPACED.fullmatch(digits) is None:
            return ()
        digits = digits.replace(" ", "").replace("'", "")
    readings = {value for lang in LANGUAGES if (value := _read(digits, lang)) is not None}
    return tuple(sorted(readings, reverse=True))


def _read(digits: str, lang: str) -> Decimal | None:
    from babel.numbers import NumberFormatError, parse_decimal

    try:
        return parse_decimal(digits, locale=lang, strict=True)
    except NumberFormatError:
        return None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CODES = {_bare(mark): code for mark, code in CURRENCY_MARKS.items()}
_SIZES = {_bare(word): size for word, size in MAGNITUDES.items()}
_MARK = _any_of(_CODES) + "|[a-z]{3}"
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?P<group>[ '])[0-9]{3}(?:(?P=group)[0-9]{3})*(?:[.,][0-9]+)?")
_NUMBER = re.compile(
    rf"""
    (?P<sign>[+-]\ ?)? (?:(?P<before>{_MARK})\ *)? (?(sign)|(?P<late>[+-]\ ?)?)
    (?P<digits>[0-9](?:[0-9.,' ]*[0-9])?)
    (?:\ *(?P<percent>%) | (?:\ *(?P<word>{_any_of(_SIZES)})(?![a-z]))? (?:\ *(?P<after>{_MARK}))?)
    """,
    re.VERBOSE,
)
