"""Numbers as a person reads them, with the decimal sign and the grouping of a language.

What stands here is never read as another number: no text that one language groups and the other takes for decimals.
`okr.numbers` reads every `figure` back as the number that it shows. JSON answers have numbers, never these texts.
Babel reads its own tables of languages and nothing else, and only once there is a number to show.
The rule a newcomer would break first: `1.234` is never written, it is `1234` or `1.2340`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal, localcontext

MOST_DIGITS = 15
"""Digits that a spreadsheet keeps, and shows, of a number."""

SHORT: Mapping[str, tuple[tuple[int, str], ...]] = {
    "vi": ((10**9, "tỷ"), (10**6, "tr")),
    "en": ((10**9, "bn"), (10**6, "mn")),
}
"""Words of magnitude where there is little room, the largest first."""

NUMBERS = frozenset({"first", "second", "low", "high", "last"})
"""The arguments of sentences that may be numbers of ours; `found` is shown as it stands in the cell."""

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)( %)?", re.ASCII)


def figure(number: Decimal, lang: str, unit: str = "") -> str:
    """A number as text in a language ("vi" or "en"), its unit behind it: `1.234,5`, `35 %`, `1.234 VND`.

    Percents and milestones are points, their unit is "%". It shows at most 15 digits, as a spreadsheet does.
    """
    from babel.numbers import format_decimal

    number = Context(prec=MOST_DIGITS).plus(number)
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    whole = abs(int(number))
    if decimals == 0 and whole < 10**6 and unit != "VND":
        pattern = "0"
    elif decimals == 3 and 0 < whole < 10**3:
        pattern = "0.0000"
    else:
        pattern = "#,##0" + "." * bool(decimals) + "0" * decimals
    with localcontext(prec=max(MOST_DIGITS, number.adjusted() + decimals + 1)):
        return f"{format_decimal(number, format=pattern, locale=lang)} {unit}".rstrip()


def short_figure(number: Decimal, lang: str) -> str:
    """A number where there is little room, rounded: `123,5tr`, `1,23tỷ`."""
    for size, word in SHORT[lang]:
        if abs(number) >= size:
            number = number / size
            return figure(Context(prec=max(3, number.adjusted() + 2)).plus(number), lang) + word
    return figure(Context(prec=10).plus(number), lang)


def with_figures(args: Mapping[str, str], lang: str) -> dict[str, str]:
    """The arguments of a sentence, numbers of ours as a person reads them in a language."""
    return {name: _shown(value, lang) if name in NUMBERS else value for name, value in args.items()}


def _shown(value: str, lang: str) -> str:
    number = _NUMBER.fullmatch(value)
    return figure(Decimal(number[1]), lang, "%" if number[2] else "") if number else value
