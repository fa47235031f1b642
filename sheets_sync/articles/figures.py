"""Figures in a sentence: digits or words, their size, range, currency or percent, with their spans.

In prose a sign of grouping groups: in Vietnamese "10.000" is ten thousand and "4,5" four and a half; English the other
way round. The sign of the other language before exactly three digits is read as grouping too, and doubted.
The rule a newcomer would break first: this says what stands there ("30 million USD"), never what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from sheets_sync.articles.words import NumberWords, Words, at_end, at_start, glued, matcher, phrases
from sheets_sync.okr.definition import CURRENCIES

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?![\d.,])")
_OUT_OF = re.compile(r"\s?(?:/|out of|trên|trong thang)\s?(?:điểm\s)?(5|10|100)(?!\d|[.,/]\d|\s*%)")
_SHORT_SIZES = {"m": 10**6, "b": 10**9}
_HYPHENS = "-–—−~"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands, from `start` to `end` in its sentence, with what belongs to it.

    `high` is the end of a range. `out_of` is the scale of a score such as 4.5/5. `digits` is False for numbers written
    out. `doubtful`: the sign in it may group or not. `glued` are letters that follow directly ("4G", "20x"), `scaled`
    tells that a word of magnitude was there.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    percent: bool = False
    currency: str | None = None
    out_of: int | None = None
    digits: bool = True
    scaled: bool = False
    plus: bool = False
    doubtful: bool = False
    glued: str = ""


def find_figures(text: str, words: Words) -> list[Figure]:
    """Every figure in a sentence, ranges joined, in order. Dates must be blanked out before."""
    single: list[Figure] = []
    position = 0
    while found := _next(text, position, words.numbers):
        single.append(found)
        position = found.end
    return _joined(text, single, words.numbers)


def _next(text: str, position: int, words: NumberWords) -> Figure | None:
    written = _written(words).search(text, position)
    digits = _number_at(text, position)
    if digits and (written is None or digits[0] <= written.start()):
        start, end = digits
        value, doubtful = _value(text[start:end], words)
        return _with_context(text, Figure(start, end, value, doubtful=doubtful), words)
    if written is None:
        return None
    found = Figure(written.start(), written.end(), _sum(written[0], words), digits=False)
    return _with_context(text, found, words)


def _number_at(text: str, position: int) -> tuple[int, int] | None:
    """The next digits that are not the tail of a word such as Q1, P0 or B2B."""
    while found := _DIGITS.search(text, position):
        before = text[found.start() - 1 : found.start()]
        if not (before.isalpha() or before in ("_", "#")) or text[max(0, found.start() - 3) : found.start()] == "US$":
            spaced = _SPACED.match(text, found.start())
            return found.start(), (spaced or found).end()
        position = found.end()
    return None


def _value(digits: str, words: NumberWords) -> tuple[Decimal, bool]:
    """What digits mean in prose, and whether that is doubtful."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", digits)
    parts = re.split(r"[.,]", bare)
    signs = [sign for sign in bare if sign in ".,"]
    groups = len(parts[0]) <= 3 and not parts[0].startswith("0") and all(len(part) == 3 for part in parts[1:])
    if not signs:
        return Decimal(bare), False
    if len(set(signs)) == 1 and groups:
        return Decimal("".join(parts)), len(signs) == 1 and signs[0] == words.decimal
    if len(signs) == 1:
        return Decimal(f"{parts[0]}.{parts[1]}"), False
    return Decimal("".join(parts[:-1]) + "." + parts[-1]), len(set(signs)) != 2 or signs.count(signs[-1]) > 1


def _with_context(text: str, figure: Figure, words: NumberWords) -> Figure:
    """The figure with the magnitude, percent, currency and scale that stand around it."""
    figure = _scaled(text, figure, words)
    if (
        not figure.scaled
        and (short := re.compile(r"\s?([mb])(?!\w)").match(text, figure.end))
        and _marked(text, figure, words)
    ):
        figure = replace(figure, end=short.end(), value=figure.value * _SHORT_SIZES[short[1]], scaled=True)
    if out_of := _OUT_OF.match(text, figure.end):
        return replace(figure, end=out_of.end(), out_of=int(out_of[1]))
    if text[figure.end : figure.end + 1] == "+":
        figure = replace(figure, end=figure.end + 1, plus=True)
        figure = _scaled(text, figure, words)
    if found := at_start(words.points).match(text, figure.end):
        return replace(figure, end=found.end(), percent=True)
    if found := _percent(words).match(text, figure.end):
        end = found.end() + (text[found.end() : found.end() + 1] == "+")
        if figure.doubtful:  # 99,999 % is no grouping
            value = Decimal(re.sub(r"[.,]", ".", text[figure.start : figure.end]))
            figure = replace(figure, value=value, doubtful=False)
        return replace(figure, end=end, percent=True, plus=figure.plus or end > found.end())
    if (found := _mark(words).match(text, figure.end)) and (code := _code(found["mark"], words)):
        return replace(figure, end=found.end(), currency=code)
    if (found := _mark_before(words).search(text, 0, figure.start)) and (code := _code(found["mark"], words)):
        return replace(figure, start=found.start(), currency=code)
    letters = re.compile(r"[^\W\d_]+|°").match(text, figure.end) if figure.digits else None
    return replace(figure, glued=letters[0]) if letters else figure


def _marked(text: str, figure: Figure, words: NumberWords) -> bool:
    """Whether a currency stands before a figure: only money counts by m and b."""
    found = _mark_before(words).search(text, 0, figure.start)
    return bool(found and _code(found["mark"], words))


def _scaled(text: str, figure: Figure, words: NumberWords) -> Figure:
    while found := _magnitude(words).match(text, figure.end):
        word = found["word"].strip()
        size = {"M": 10**6, "B": 10**9}.get(word) or words.magnitudes[word.lower()]
        figure = replace(figure, end=found.end(), value=figure.value * size, scaled=True)
        if half := at_start(words.and_half).match(text, figure.end):
            figure = replace(figure, end=half.end(), value=figure.value + Decimal(size) / 2)
    return figure


def _code(mark: str, words: NumberWords) -> str | None:
    return words.currencies.get(" ".join(mark.lower().split())) or (mark if mark in CURRENCIES else None)


def _joined(text: str, single: Sequence[Figure], words: NumberWords) -> list[Figure]:
    """The figures with ranges ("4-6", "10% đến 15%", "1-2 triệu") made one."""
    joined: list[Figure] = []
    for figure in single:
        before = joined[-1] if joined else None
        if before and before.high is None and _is_range(text, before, figure, words):
            size = figure.value / _unscaled(text, figure, words) if figure.scaled and not before.scaled else 1
            low = before.value * size
            if low < figure.value:
                joined[-1] = replace(
                    figure,
                    start=before.start,
                    value=low,
                    high=figure.value,
                    currency=figure.currency or before.currency,
                    doubtful=before.doubtful or figure.doubtful,
                )
                continue
        joined.append(figure)
    return joined


def _is_range(text: str, low: Figure, high: Figure, words: NumberWords) -> bool:
    if low.glued or low.out_of or (low.percent and not high.percent) or (low.currency and not high.currency):
        return False
    between = text[low.end : high.start].strip()
    if (between in _HYPHENS and between) or re.fullmatch(phrases(words.between), between, re.IGNORECASE):
        return True
    opens, joins = words.between_both
    return bool(at_end(opens).search(text[: low.start]) and re.fullmatch(phrases(joins), between, re.IGNORECASE))


def _unscaled(text: str, figure: Figure, words: NumberWords) -> Decimal:
    found = _number_at(text, figure.start)
    return _value(text[found[0] : found[1]], words)[0] if found and figure.digits else figure.value


def _sum(written: str, words: NumberWords) -> Decimal:
    """The value of a number written out: two hundred and fifty, hai trăm năm mươi."""
    if matcher(words.half).fullmatch(written):
        return Decimal("0.5")
    total = last = Decimal(0)
    for word in re.findall(r"\w+", written.lower()):
        if word in words.times:
            last = (last or Decimal(1)) * words.times[word]
        elif word in words.small:
            total, last = total + last, Decimal(words.small[word])
    return total + last


@cache
def _written(words: NumberWords) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words.written})(?!\w)", re.IGNORECASE)


@cache
def _magnitude(words: NumberWords) -> re.Pattern[str]:
    """A word of magnitude behind a number; M and B stand directly behind it."""
    table = glued("|".join(words.magnitudes))
    return re.compile(rf"(?P<word>\s*(?i:{table})(?!\s+(?i:{phrases(words.not_magnitude)}))|[MB](?!\w))")


@cache
def _percent(words: NumberWords) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:%|％|{phrases(words.percent)})", re.IGNORECASE)


def _marks(words: NumberWords) -> str:
    signs = "|".join(
        re.escape(mark) for mark in sorted(words.currencies, key=len, reverse=True) if not mark[-1].isalpha()
    )
    names = "|".join(mark for mark in words.currencies if mark[-1].isalpha())
    return rf"(?i:{signs})|(?i:{glued(names)})|(?<![A-Za-z])[A-Z]{{3}}(?!\w)"


@cache
def _mark(words: NumberWords) -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<mark>{_marks(words)})(?!\s*(?i:{phrases(words.not_currency)}))")


@cache
def _mark_before(words: NumberWords) -> re.Pattern[str]:
    return re.compile(rf"(?P<mark>{_marks(words)})\s*$")
