"""What the words of a language mean in an article: closed tables, one `Words` a language.

A table is a text, its phrases between bars; a blank stands for any blanks, and a phrase matches whole words only, in
any case. The logic that uses the tables knows no language.
The rule a newcomer would break first: a word is in one table for one reason; an exception is a phrase of its own, not
a condition in the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


def meanings(table: str) -> dict[str, str]:
    """What each phrase of a table means, the meaning behind an equals sign: "weekly=week|monthly=month"."""
    return dict(entry.split("=") for entry in table.split("|"))


def amounts(table: str) -> dict[str, int]:
    """The number that each phrase of a table means: "một=1|hai=2"."""
    return {phrase: int(number) for phrase, number in meanings(table).items()}


@cache
def phrases(table: str) -> str:
    """A table as a regular expression without groups; the longest phrases are tried first."""
    found = sorted((phrase.strip() for phrase in table.split("|") if phrase.strip()), key=len, reverse=True)
    inner = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found)
    return rf"(?:(?<!\w)(?:{inner})(?!\w))" if inner else r"(?!)"


@cache
def glued(table: str) -> str:
    """A table as `phrases`, but a phrase may follow a digit directly: 300tr, 500.000đ."""
    return phrases(table).replace(r"(?<!\w)", r"(?<![^\W\d])", 1)


@cache
def matcher(table: str) -> re.Pattern[str]:
    """Finds any phrase of a table."""
    return re.compile(phrases(table), re.IGNORECASE)


@cache
def at_end(table: str) -> re.Pattern[str]:
    """Finds a phrase of a table at the end of a text."""
    return re.compile(phrases(table) + r"\s*$", re.IGNORECASE)


@cache
def at_start(table: str) -> re.Pattern[str]:
    """Finds a phrase of a table at the start of a text, for `match`."""
    return re.compile(r"\s*" + phrases(table), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DateWords:
    """How dates are said.

    `periods` are patterns with groups named for what they find: month, quarter, half, months (the first or, with
    `ending_months`, the last months of a year), day, year, any_year (the cycle's), now (the cycle itself), closed (its
    end, "year-end"). A `weak` one is a date only behind a preposition or an edge.
    """

    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    periods: tuple[str, ...]
    weak: tuple[str, ...]
    before: str
    since: str
    until: str
    until_there: str
    within: str
    latest: str
    of: str
    start: str
    middle: str
    end: str
    first_half: str
    second_half: str
    onwards: str
    closes: str
    serves: str
    reference: str
    document: str
    yearly: str
    not_after: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NumberWords:
    """How numbers are said.

    `written` is a pattern of numbers written out, `small` and `times` what its words add; `between` joins a range, of
    `between_both` the first stands before its low end and the second joins.
    """

    decimal: str
    written: str
    small: Mapping[str, int]
    times: Mapping[str, int]
    half: str
    and_half: str
    magnitudes: Mapping[str, int]
    not_magnitude: str
    between: str
    between_both: tuple[str, str]
    percent: str
    points: str
    currencies: Mapping[str, str]
    not_currency: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoneNumber:
    """When a number word on its own counts: not behind and not before some words, or only before some.

    `told`: only where a rate or "at least" says that it is a number, for it is the article as well.
    """

    not_after: str = ""
    not_before: str = ""
    only_before: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RateWords:
    """How rates are said.

    `patterns` have the groups n (every n units), unit, and times ("once", "hai lần"); `adjectives` are "weekly" and the
    like, `repeated` growth that comes again in each period, "month on month". An `average`, and `people` who are active
    every day, are levels, unless something is done with them: `doing`.
    """

    units: Mapping[str, str]
    patterns: tuple[str, ...]
    times: Mapping[str, int]
    adjectives: Mapping[str, str]
    repeated: Mapping[str, str]
    average: str
    people: str
    doing: str
    not_after: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureWords:
    """What stands around a figure and says what it means; DESIGN's directions follow from these."""

    # what it is a figure of
    currency: str
    rate: str
    amount: str
    head_first: bool
    money: str
    money_also: str
    score: str
    score_units: str
    score_nouns: str
    time_units: str
    short_times: str
    time_subject: str
    time_nouns: str
    things: str
    # which way it should go
    filler: str
    more: str
    less: str
    at_most: str
    at_least: str
    or_less: str
    up_to: str
    down_to: str
    by: str
    reach: str
    rise: str
    growth: str
    fall: str
    keep: str
    idioms: str
    never: str
    breakers: str
    since: str
    growth_after: str
    fall_after: str
    compared: str
    worth: str
    times: str
    multiplied: str
    doubled: Mapping[str, int]
    halved: str
    half_of: str
    repeated: str
    # where it is no target
    lone: Mapping[str, LoneNumber]
    segment_before: str
    segment_after: str
    whose: str
    of_them: str
    of_total: str
    per_many: str
    place_before: str
    places: str
    rank: str
    discount: str
    no_discount: str
    numbered: str
    labels: str
    year_before: str
    window_before: str
    # clauses and phrases
    join: str
    along: str
    deliver: str
    delivered: str
    repeat: str
    stops: str
    classifiers: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWords:
    """How names and units of measures are made; `{}` is what is measured."""

    count: str
    share: str
    growth: str
    fall: str
    growth_of: str
    score_unit: str
    times_unit: str
    leading: str
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """A language of articles: "vi" or "en"."""

    lang: str
    dates: DateWords
    numbers: NumberWords
    rates: RateWords
    figures: FigureWords
    names: NameWords
