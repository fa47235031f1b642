"""Figures that are no targets: parts of words, years, segments, versions, ranks, lengths of time.

Each rule is a function over a figure and its sentence; `RULES` has them in their order. The rule a newcomer would break
first: a figure that may be a target after all is told with a doubt, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.articles.context import course_of, is_limited, thing_of
from sheets_sync.articles.figures import Figure
from sheets_sync.articles.sentence import Sentence
from sheets_sync.articles.words import FigureWords, at_end, at_start, matcher
from sheets_sync.messages.article_remarks import Remark


@dataclass(frozen=True, slots=True)
class NoTarget:
    """A figure that is none; the doubt, if any, is told where nothing else in the sentence is a target."""

    figure: Figure
    doubt: Remark | None = None


def no_target(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """Why a figure is no target; None where it may be one."""
    return next((none for rule in RULES if (none := rule(figure, sentence))), None)


def _is_part_of_a_word(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """4G, 3D, 2nd, 7-day, 24/7, 1:1."""
    text, behind = sentence.plain, sentence.plain[figure.end : figure.end + 2]
    if figure.glued and not matcher(sentence.words.figures.times).fullmatch(figure.glued):
        return NoTarget(figure)
    if at_start(sentence.words.figures.score_units).match(behind[:1].replace("-", " ") + text[figure.end + 1 :]):
        return None  # a 4.5-star rating
    if (behind[:1] in "-–" and behind[1:2].isalpha()) or (behind[:1] == "-" and behind[1:2].isdigit()):
        return NoTarget(figure)
    if (behind[:1] in "/:" and behind[1:2].isdigit()) or re.search(r"\d\s?[/:]\s?$", text[: figure.start]):
        return NoTarget(figure, Remark.NUMBER_UNUSED if "/" in behind and not behind.startswith("/7") else None)
    return NoTarget(figure) if re.search(r"[^\W\d_][-–]$", text[: figure.start]) and not figure.scaled else None


def _is_year(figure: Figure, sentence: Sentence) -> NoTarget | None:
    years = [value for value in (figure.value, figure.high) if value is not None]
    plain = sentence.plain[figure.start : figure.end]
    if not all(1990 <= year <= 2099 for year in years) or figure.percent or figure.currency or not plain[:4].isdigit():
        return None
    words = sentence.words.figures
    named = at_end(words.year_before).search(sentence.plain[: figure.start])
    return NoTarget(figure) if named or not at_start(words.things).match(sentence.plain[figure.end :]) else None


def _is_named(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """A version, a tier, a priority, a standard: "phiên bản 2.0", "tier 1"; a rank: "top 3"."""
    words, before = sentence.words.figures, sentence.plain[: figure.start]
    if figure.currency or figure.scaled:
        return None
    before = matcher(words.idioms).sub(lambda found: "." * len(found[0]), before)
    if not figure.percent and at_end(words.rank).search(before):
        return NoTarget(figure, Remark.RANK)
    if figure.percent or not at_end(words.numbered).search(before):
        return None
    return (
        NoTarget(figure) if not thing_of(sentence.right(figure), words) or at_end(words.labels).search(before) else None
    )


def _is_segment(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """A share that only names whom it is about: the top 5 %, the 10 % largest customers; the whole of a share."""
    words, before = sentence.words.figures, sentence.plain[: figure.start]
    right = sentence.right(figure)
    if at_end(words.discount).search(before) and not at_end(words.no_discount).search(before):
        return NoTarget(figure, Remark.NUMBER_UNUSED if figure.currency else None)
    named = at_end(words.segment_before).search(before)
    if figure.percent and (named or _superlative(right, words)):
        return NoTarget(figure)
    if (named or at_end(words.whose).search(before)) and _superlative(right, words) and not figure.currency:
        return NoTarget(figure)
    others = [other for other in sentence.figures if other.end <= figure.start]
    near = others and figure.start - others[-1].end < 30
    total = at_end(words.of_total).search(sentence.left(figure))
    if (
        near
        and total
        and not figure.percent
        and (others[-1].percent or not sentence.left(figure)[: total.start()].strip())
    ):
        return NoTarget(figure)
    return None


def _is_base(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """What a rate is counted on: 2 complaints per 1,000 devices."""
    before = [other for other in sentence.figures if other.end <= figure.start]
    base = figure.value >= 100 and figure.value.normalize().as_tuple().digits == (1,)
    if not base or not before or figure.percent or figure.currency or before[-1].percent:
        return None
    between = sentence.plain[before[-1].end : figure.start]
    near = len(between.split()) <= 5 and at_end(sentence.words.figures.per_many).search(between)
    return NoTarget(figure) if near and "," not in between else None


def _is_compared(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """What a figure is compared with: 500 leads compared with 300 last year."""
    compared = at_end(sentence.words.figures.compared).search(sentence.left(figure))
    return NoTarget(figure, Remark.NUMBER_UNUSED) if compared else None


def _is_scope(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """Where something is done, behind what is counted: 48 interviews in three cities."""
    words = sentence.words.figures
    left, counted = sentence.left(figure), any(other.end <= figure.start for other in sentence.figures)
    if not counted or figure.percent or matcher(f"{words.deliver}|{words.reach}|{words.rise}").search(left):
        return None
    there = at_end(words.place_before).search(left)
    return NoTarget(figure) if there and at_start(words.places).match(sentence.right(figure)) else None


def _is_company(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """With how many something is done, where how often is counted: a meeting with twelve managers every two weeks."""
    start, end = sentence.clause(figure.start)
    often = any(rate.times is not None and start <= rate.start < end for rate in sentence.rates)
    along = at_end(sentence.words.figures.along).search(sentence.plain[: figure.start])
    return NoTarget(figure) if often and along and not figure.percent else None


def _superlative(right: str, words: FigureWords) -> bool:
    """Whether the noun behind a share is said to be the largest, the most active ..."""
    found = matcher(words.segment_after).search(right)
    noun = right[: found.start()] if found else ""
    return found is not None and len(noun.split()) <= 5 and not matcher(words.reach).search(noun)


def _is_share_of_a_few(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """9 guests out of 10: a share that is said in words."""
    of_total = at_end(sentence.words.figures.of_total).search(sentence.right(figure))
    counted = of_total and of_total[0].strip().lower() not in ("of", "of the", "of our")
    return NoTarget(figure, Remark.NUMBER_UNUSED) if counted and not figure.percent and not figure.scaled else None


def _is_window(figure: Figure, sentence: Sentence) -> NoTarget | None:
    """A length of time that is no target itself: within 24 hours, 30-day retention, a plan of three years."""
    words, right = sentence.words.figures, sentence.right(figure)
    unit = at_start(words.time_units).match(right)
    if unit is None or figure.percent or figure.currency or figure.scaled:
        return None
    if at_start(words.time_nouns).match(right, unit.end()):
        return None
    left = sentence.left(figure)
    course, before = course_of(left, words)
    limited = is_limited(course, left, words)
    subject = matcher(words.time_subject).search(sentence.clause_left(figure))
    alone = not any(other is not figure and (other.percent or other.currency) for other in _in_clause(figure, sentence))
    within = at_end(words.window_before).search(left.rstrip() if not limited else before)
    if (limited or subject) and alone and not (within and not subject and not limited):
        return None
    short = at_start(words.short_times).match(right) and within
    return NoTarget(figure, Remark.WINDOW_OR_TARGET if short else None)


def _in_clause(figure: Figure, sentence: Sentence) -> list[Figure]:
    start, end = sentence.clause(figure.start)
    return [other for other in sentence.figures if start <= other.start < end]


RULES: tuple[Callable[[Figure, Sentence], NoTarget | None], ...] = (
    _is_part_of_a_word,
    _is_year,
    _is_segment,
    _is_base,
    _is_compared,
    _is_scope,
    _is_company,
    _is_named,
    _is_share_of_a_few,
    _is_window,
)
