"""The words around a figure: which way they say it should go, and what it counts.

The rule a newcomer would break first: the words directly before a figure say more than those further away, and what a
word such as "with" separates from it says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheets_sync.articles.words import FigureWords, Words, at_end, at_start, matcher, phrases


@dataclass(frozen=True, slots=True)
class Course:
    """Which way the words before a figure say it should go."""

    more: bool = False
    less: bool = False
    at_most: bool = False
    at_least: bool = False
    up_to: bool = False
    down_to: bool = False
    by: bool = False
    reach: bool = False
    rise: bool = False
    growth: bool = False
    fall: bool = False
    keep: bool = False


NEAR = ("more", "less", "at_most", "at_least", "up_to", "down_to", "by", "reach", "rise", "growth", "fall", "keep")
TREND = ("rise", "fall", "keep")


def course_of(left: str, words: FigureWords) -> tuple[Course, str]:
    """The course that the words before a figure say, and the words that stand before them."""
    near: set[str] = set()
    while left.strip():
        ends = [(name, found) for name in (*NEAR, "filler") if (found := at_end(getattr(words, name)).search(left))]
        if not ends:
            break
        longest = min(found.start() for _, found in ends)
        near |= {name for name, found in ends if found.start() == longest} - {"filler"}
        left = left[:longest]
        if near & set(TREND):
            break
    if not near & {*TREND, "reach"} and (trend := _governing(left, words)):
        near.add(trend)
    if "more" in near and matcher(words.never).search(left):  # "never more than"
        near = near - {"more"} | {"at_most"}
    return Course(**dict.fromkeys(near, True)), left


def _governing(left: str, words: FigureWords) -> str | None:
    """The last verb of a trend that nothing separates from the end of the words."""
    left = matcher(words.idioms).sub(lambda found: " " * len(found[0]), left)
    last = max(
        (
            (found.start(), found.end(), name)
            for name in TREND
            for found in matcher(getattr(words, name)).finditer(left)
        ),
        default=None,
    )
    return last[2] if last and not matcher(words.breakers).search(left, last[1]) else None


def is_limited(course: Course, left: str, words: FigureWords) -> bool:
    """Whether a length of time is said to be a limit or a fall; "within" alone says neither."""
    limit = at_end(words.at_most).search(left)
    window = limit and matcher(words.window_before).fullmatch(limit[0].strip())
    return course.less or course.down_to or course.fall or (course.at_most and not window)


def is_deed(before: str, words: Words) -> bool:
    """Whether the last verb before a figure or a rate is of doing, not of reaching: "interview 5 users every week"."""
    levels = f"{words.figures.reach}|{words.figures.rise}|{words.figures.keep}"
    parts = re.split(phrases(words.figures.join), before, flags=re.IGNORECASE)
    verbs = [part for part in parts if at_start(f"{words.rates.doing}|{levels}").match(part)]
    return bool(verbs) and bool(at_start(words.rates.doing).match(verbs[-1]))


def thing_of(right: str, words: FigureWords) -> str:
    """The unit behind a number: the first word or two of the noun, its last word in English, "" where none follows."""
    right = without_aside(right, words)
    found = re.match(r"[\s\u00a0]+([^\W\d_](?:[\w/&'’-]*\w)?)(?:\s+([^\W\d_]+))?", right)
    if not found or matcher(words.stops).fullmatch(found[1]):
        return ""
    first, second = found[1], found[2]
    if not words.head_first:
        return _last_word(right, words)
    known = at_start(words.things).match(right)
    if known and len(known[0].split()) == 2:
        return " ".join(known[0].split())
    if not second or matcher(words.classifiers).fullmatch(first) or matcher(words.stops).fullmatch(second):
        return first
    return f"{first} {second}"


def without_aside(text: str, words: FigureWords) -> str:
    """A text to where it begins to compare something or to tell its worth."""
    aside = matcher(f"{words.compared}|{words.worth}").search(text)
    return text[: aside.start()] if aside else text


def _last_word(right: str, words: FigureWords) -> str:
    noun: list[str] = []
    for word in right.split():
        if len(noun) == 4 or matcher(words.stops).fullmatch(word) or not word[0].isalpha():
            break
        noun.append(word)
    return noun[-1] if noun else ""
