"""A figure in its sentence -> what it is a target of: kind, direction, strictness.

Kinds and directions are DESIGN's. The rule a newcomer would break first: nothing here looks beyond one figure and its
clause; what two figures have to do with each other stands in `measures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sheets_sync.articles.context import NEAR, TREND, Course, course_of, is_limited, thing_of
from sheets_sync.articles.exclusions import NoTarget
from sheets_sync.articles.figures import Figure
from sheets_sync.articles.sentence import Sentence
from sheets_sync.articles.words import FigureWords, at_end, at_start, matcher
from sheets_sync.messages.article_remarks import Remark
from sheets_sync.okr.model import Direction, Kind


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is a target of. `falls_by`: the figure says by how much it should fall."""

    figure: Figure
    kind: Kind
    direction: Direction
    value: Decimal
    stretch: Decimal | None = None
    strict: bool = False
    unit: str = ""
    falls_by: bool = False
    doubts: tuple[Remark, ...] = ()


def judge(figure: Figure, sentence: Sentence) -> Target | NoTarget:
    """What a figure is a target of, in a sentence without the figures that are none."""
    words = sentence.words.figures
    left, right = sentence.left(figure), sentence.right(figure)
    course, before = course_of(left, words)
    if no_window := _lone_window(figure, left, right, words):
        return no_window
    if figure.percent and not _is_score(figure, before, right, words):
        return _percent(figure, sentence, course, before, right)
    if not course.up_to and _is_multiple(figure, left, right, course, words):
        value = (figure.value - 1) * 100
        return Target(figure, Kind.PERCENT, Direction.INCREASE_BY, value, unit="%", doubts=(Remark.SHARE,))
    kind, unit, doubts = _kind(figure, sentence, before, right)
    if kind is None:
        return NoTarget(figure, Remark.NUMBER_UNUSED)
    if Remark.SHARE in doubts:  # 9/10 customers
        return Target(
            figure, kind, Direction.REACH, figure.value * 100 / (figure.out_of or 1), unit=unit, doubts=doubts
        )
    return _directed(figure, kind, unit, course, right, words, doubts)


def _lone_window(figure: Figure, left: str, right: str, words: FigureWords) -> Target | None:
    """The target of "within 24 hours" where nothing else is one."""
    unit = at_start(words.short_times).match(right)
    course, _ = course_of(left, words)
    if (
        is_limited(course, left, words)
        or figure.percent
        or not unit
        or not at_end(words.window_before).search(left)
        or matcher(words.time_subject).search(left)
    ):
        return None
    doubts = (Remark.WINDOW_OR_TARGET,)
    return Target(
        figure, Kind.COUNT, Direction.AT_MOST, figure.high or figure.value, unit=unit[0].strip(), doubts=doubts
    )


def _is_multiple(figure: Figure, left: str, right: str, course: Course, words: FigureWords) -> bool:
    """Three times as much: "gấp 3 lần", "3x"; a rise of "3 lần" means the same."""
    times = at_start(words.times).match(right) or (figure.glued and matcher(words.times).fullmatch(figure.glued))
    return (
        bool(times) and figure.value > 1 and bool(course.rise or figure.glued or at_end(words.multiplied).search(left))
    )


def _percent(figure: Figure, sentence: Sentence, course: Course, before: str, right: str) -> Target:
    words, unit = sentence.words.figures, "%"
    grows = at_start(words.growth_after).match(right) or course.growth
    if course.reach and not course.up_to and _is_growth(before, words):
        grows = True
    falls = at_start(words.fall_after).match(right)
    if course.up_to and not course.fall and not course.down_to and not course.growth:
        level, sure = _is_level(sentence, figure, before)
        direction = Direction.REACH if level else Direction.INCREASE_BY
        doubts = () if sure else (Remark.LEVEL_OR_GROWTH,)
        return _with_range(
            Target(figure, Kind.PERCENT, direction, figure.value, strict=course.more, unit=unit, doubts=doubts)
        )
    limits = course.less or course.at_most or course.down_to
    if not limits and (grows or ((course.rise or course.by) and not course.reach and not course.fall)):
        return _with_range(
            Target(figure, Kind.PERCENT, Direction.INCREASE_BY, figure.value, strict=course.more, unit=unit)
        )
    if falls and not course.keep:
        return _fall(figure, Kind.PERCENT, unit)
    return _directed(figure, Kind.PERCENT, unit, course, right, words, ())


def _is_growth(before: str, words: FigureWords) -> bool:
    """Whether what is to be reached is growth itself: "tỷ lệ tăng trưởng doanh thu đạt 20 %"."""
    found = matcher(words.growth).search(before)
    return bool(found) and not matcher(words.breakers).search(before, found.end() if found else 0)


def _is_level(sentence: Sentence, figure: Figure, before: str) -> tuple[bool, bool]:
    """Whether "to N %" is a level to reach, by what the figure is of; and whether that is sure.

    The words between the verb and the figure say it, else those before the verb, else the clause, else the sentence.
    """
    words = sentence.words.figures
    verbs = [found.end() for found in matcher(words.rise).finditer(before)]
    behind = before[verbs[-1] :] if verbs else ""
    for text in (behind, before, sentence.clause_left(figure), sentence.plain[: figure.start]):
        rate, amount = matcher(words.rate).search(text), matcher(words.amount).search(text)
        if rate and amount and words.head_first:
            return rate.start() <= amount.start(), True
        if rate or amount:
            return bool(rate), True
    return True, False


def _is_score(figure: Figure, before: str, right: str, words: FigureWords) -> bool:
    return bool(re.search(r"\be?NPS\b", before)) or (not figure.percent and _has_points(right, words))


def _has_points(right: str, words: FigureWords) -> bool:
    found = at_start(words.score_units).match(right.removeprefix("-"))
    return bool(found) and not at_start(words.score_nouns).match(right.removeprefix("-"), found.end() if found else 0)


def _kind(figure: Figure, sentence: Sentence, before: str, right: str) -> tuple[Kind | None, str, tuple[Remark, ...]]:
    """Kind and unit of a figure that is no percent; None where nothing says that it counts anything."""
    words, clause = sentence.words.figures, sentence.clause_left(figure)
    if figure.currency:
        return Kind.CURRENCY, figure.currency, ()
    if matcher(words.repeated).fullmatch(sentence.plain[figure.start : figure.end].strip()):
        return Kind.COUNT, sentence.words.names.times_unit, ()
    thing = thing_of(right, words)
    if at_start(f"{words.money}|{words.money_also}").match(right):
        return Kind.CURRENCY, words.currency, ()
    if figure.out_of and thing and not _has_points(right, words):
        return Kind.PERCENT, "%", (Remark.SHARE,)
    if at_start(f"{words.of_them}|{words.of_total}").match(right):
        return Kind.COUNT, "", ()
    if figure.out_of or _has_points(right, words):
        return Kind.SCORE, sentence.words.names.score_unit, ()
    if not thing and (matcher(words.score).search(clause) or re.search(r"\be?NPS\b", sentence.text[: figure.start])):
        return Kind.SCORE, sentence.words.names.score_unit, ()
    if not thing and matcher(words.money).search(clause):
        return Kind.CURRENCY, words.currency, () if sentence.words.lang == "vi" else (Remark.CURRENCY_ASSUMED,)
    if not thing and figure.value >= 10_000 and matcher(words.money_also).search(clause):
        return Kind.CURRENCY, words.currency, () if sentence.words.lang == "vi" else (Remark.CURRENCY_ASSUMED,)
    course, _ = course_of(sentence.left(figure), words)
    said = any(getattr(course, name) for name in NEAR if name not in TREND) or matcher(words.amount).search(clause)
    if thing or figure.scaled or said or figure.plus or _ends_like_a_value(clause):
        return Kind.COUNT, thing, ()
    return None, "", ()


def _ends_like_a_value(clause: str) -> bool:
    return clause.rstrip()[-1:] in (":", "=")


def _directed(
    figure: Figure, kind: Kind, unit: str, course: Course, right: str, words: FigureWords, doubts: tuple[Remark, ...]
) -> Target:
    """The target with the direction that its course says."""
    falls = course.fall or course.down_to
    limited = course.less or course.at_most or bool(at_start(words.or_less).match(_behind_unit(right, unit)))
    strict = course.more or course.less
    if course.down_to or (falls and (course.less or course.at_most or course.up_to or course.reach)):
        direction = Direction.DECREASE_TO
    elif falls:
        return _fall(figure, kind, unit)
    elif limited or (figure.value == 0 and figure.high is None):
        direction, strict = Direction.AT_MOST, course.less
    elif course.keep and not course.rise:
        direction = Direction.AT_LEAST
    else:
        direction = Direction.REACH
        if kind is Kind.SCORE and course.rise and not (course.up_to or course.reach):
            doubts = (*doubts, Remark.LEVEL_OR_GROWTH)
    return _with_range(Target(figure, kind, direction, figure.value, strict=strict, unit=unit, doubts=doubts))


def _behind_unit(right: str, unit: str) -> str:
    return right.strip().removeprefix(unit)


def _fall(figure: Figure, kind: Kind, unit: str) -> Target:
    target = Target(figure, kind, Direction.REACH, figure.value, unit=unit, falls_by=True, doubts=(Remark.DECREASE_BY,))
    return _with_range(target)


def _with_range(target: Target) -> Target:
    """The target with the far end of a range: a stretch where it is to be reached, else one number and a doubt."""
    figure = target.figure
    doubts = (*target.doubts, *([Remark.NUMBER_AMBIGUOUS] if figure.doubtful else []))
    value, stretch = target.value, figure.high
    if stretch is not None and target.direction is not Direction.REACH:
        falls = target.direction in (Direction.AT_MOST, Direction.DECREASE_TO)
        value, stretch = (stretch if falls else value), None
        doubts = (*doubts, Remark.RANGE_WITH_RULE)
    return Target(
        figure, target.kind, target.direction, value, stretch, target.strict, target.unit, target.falls_by, doubts
    )
