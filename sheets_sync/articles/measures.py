"""A key result's sentence -> its measures, dates and doubts.

Two figures are two measures. A deliverable beside figures is a milestone of its own only where it has its own date;
without figures the whole is a milestone. Rates are given to the figures that they stand with.
The rule a newcomer would break first: a measure that is doubted still carries the best guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from sheets_sync.articles.context import course_of, is_deed
from sheets_sync.articles.dates import DateMention, Role, due_of, from_of
from sheets_sync.articles.exclusions import NoTarget, no_target
from sheets_sync.articles.figures import Figure
from sheets_sync.articles.names import name_of, short, without_leading
from sheets_sync.articles.rates import Rate, Strength
from sheets_sync.articles.sentence import Sentence, masked
from sheets_sync.articles.targets import Target, judge
from sheets_sync.articles.words import Words, at_end, at_start, matcher, phrases
from sheets_sync.messages.article_remarks import Remark
from sheets_sync.okr.cycle import Period
from sheets_sync.okr.model import Direction, Kind
from sheets_sync.okr.reading import RANGES
from sheets_sync.okr.template import TemplateMeasure, Text


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at, and what stands there in the article."""

    remark: Remark
    found: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and the doubts about it."""

    measure: TemplateMeasure
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a key result's sentence says; `doubts` concern its dates."""

    measures: tuple[Measured, ...]
    due: str | None
    from_: str | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A measure in the making: where it stands, its target (None: a milestone), what it starts at and its rate."""

    at: int
    target: Target | None
    name: str
    start: Decimal | None = None
    per: str | None = None
    doubts: tuple[Remark, ...] = ()
    found: str = ""


def read_result(text: str, words: Words) -> Result:
    """Read the sentence of a key result, owners taken off."""
    sentence = Sentence.of(text, words)
    due, date_doubts = due_of(sentence.dates)
    drafts, unused = _figures(sentence)
    drafts = _with_rates(drafts, sentence)
    drafts += _deliverables(sentence, drafts)
    if not drafts:
        doubts = unused[:1]
        drafts = [
            _Draft(0, None, short(sentence.plain, words), doubts=tuple(none.doubt for none in doubts if none.doubt))
        ]
        drafts[0].found = text[doubts[0].figure.start : doubts[0].figure.end] if doubts else ""
    measures = tuple(_measured(draft, sentence) for draft in sorted(drafts, key=lambda draft: draft.at))
    said = said_dues(text, sentence.dates)
    return Result(measures, due, from_of(sentence.dates), tuple(Doubt(remark, said) for remark in date_doubts))


def said_dues(text: str, dates: Iterable[DateMention]) -> str:
    """The due dates of a text, as it says them."""
    return ", ".join(text[date.start : date.end].strip() for date in dates if date.role is Role.DUE)


def _figures(sentence: Sentence) -> tuple[list[_Draft], list[NoTarget]]:
    """The measures that figures make, and the figures that make none."""
    drafts: list[_Draft] = []
    nones = {figure: none for figure in sentence.figures if (none := no_target(figure, sentence))}
    often = any(rate.times is not None for rate in sentence.rates)
    if len(nones) == len(sentence.figures) and not often:  # a length of time that stands alone may be what counts
        nones = {figure: none for figure, none in nones.items() if none.doubt is not Remark.WINDOW_OR_TARGET}
    targets = sentence.only(figure for figure in sentence.figures if figure not in nones)
    skip: Figure | None = None
    for figure, behind in zip_longest(targets.figures, targets.figures[1:]):
        if figure is skip:
            continue
        judged, start = _like_the_one_before(judge(figure, targets), drafts, targets), None
        if behind and _starts(figure, behind, targets):
            skip, start = behind, figure.value
            judged = _from_to(figure, behind, judge(behind, targets))
        elif isinstance(judged, NoTarget):
            nones[figure] = judged
            continue
        elif figure.high is not None and _is_from_to(figure, targets):
            start = figure.value
            judged = replace(judged, direction=Direction.REACH, value=figure.high, stretch=None, doubts=())
        judged = _inherited(judged, drafts, targets)
        drafts.append(_Draft(figure.start, judged, name_of(replace(judged, figure=figure), targets), start=start))
    drafts += _doubled(sentence)
    return drafts, [none for none in nones.values() if none.doubt]


def _like_the_one_before(judged: Target | NoTarget, drafts: Sequence[_Draft], sentence: Sentence) -> Target | NoTarget:
    """A bare number joined to a count counts the same, 2 showrooms in Hà Nội and 1 in Huế; so do millions of money."""
    before = drafts[-1].target if drafts else None
    if before and before.kind is Kind.CURRENCY and isinstance(judged, Target) and _is_money(judged, sentence):
        return replace(judged, kind=Kind.CURRENCY, unit=before.unit, doubts=before.doubts)
    if isinstance(judged, Target) or before is None or before.kind is not Kind.COUNT or not judged.figure.digits:
        return judged
    between = sentence.plain[before.figure.end : judged.figure.start]
    if "," in between or not at_end(sentence.words.figures.join).search(between):
        return judged
    return replace(before, figure=judged.figure, value=judged.figure.value, stretch=judged.figure.high, doubts=())


def _is_money(target: Target, sentence: Sentence) -> bool:
    """Whether a count behind money is money as well: 2 billion in sales, of which 350 million from services."""
    if target.kind is not Kind.COUNT or target.unit or not target.figure.scaled or target.value < 10**6:
        return False
    words, clause = sentence.words, sentence.clause_left(target.figure)
    people, amount = matcher(words.rates.people).search(clause), matcher(words.figures.amount).search(clause)
    return not people and (not amount or target.value >= 10**9)


def _starts(first: Figure, second: Figure, sentence: Sentence) -> bool:
    """Whether the first of two figures is where the way to the second begins: from 5 % to 8 %."""
    words = sentence.words.figures
    if not at_end(words.since).search(sentence.left(first)):
        return False
    between = sentence.plain[first.end : second.start]
    same = first.percent == second.percent or not first.percent
    course, rest = course_of(between, words)
    return same and (course.up_to or course.down_to) and len(rest.split()) <= 3 and "," not in between


def _is_from_to(figure: Figure, sentence: Sentence) -> bool:
    """Whether a range is a way to go, not a choice: "tăng từ 5% đến 8%", "grow from 5 to 8"."""
    words, left = sentence.words.figures, sentence.left(figure)
    since = at_end(words.since).search(left)
    return bool(since and matcher(words.rise).search(left[: since.start()]))


def _from_to(first: Figure, second: Figure, later: Target | NoTarget) -> Target:
    """The target of a way from one figure to another."""
    direction = Direction.DECREASE_TO if second.value < first.value else Direction.REACH
    if isinstance(later, NoTarget):
        return Target(
            second,
            Kind.PERCENT if first.percent else Kind.COUNT,
            direction,
            second.value,
            unit="%" if first.percent else "",
        )
    return replace(later, direction=direction, value=second.value, stretch=None, falls_by=False, doubts=())


def _inherited(target: Target, drafts: Sequence[_Draft], sentence: Sentence) -> Target:
    """The target, which is growth too where it only continues another: 20 % more followers and 30 % interactions."""
    before = drafts[-1].target if drafts else None
    grew = before and before.kind is Kind.PERCENT and (before.direction is Direction.INCREASE_BY or before.falls_by)
    if not before or not grew or target.kind is not Kind.PERCENT or target.direction is not Direction.REACH:
        return target
    words = sentence.words.figures
    between = sentence.plain[before.figure.end : target.figure.start]
    told = any(
        matcher(table).search(between)
        for table in (words.reach, words.rate, words.rise, words.keep, words.fall, words.breakers)
    )
    if told or target.strict or len(re.split(r"[,;.]", between)) > 2 or not at_join(between, words.join):
        return target
    return replace(target, direction=before.direction, falls_by=before.falls_by, doubts=before.doubts)


def at_join(between: str, join: str) -> bool:
    """Whether a text between two figures joins them."""
    return "," in between or bool(matcher(join).search(between))


def _doubled(sentence: Sentence) -> list[_Draft]:
    """Growth and falls that are said without a figure: doubled, "gấp ba", halved."""
    words, found = sentence.words.figures, []
    for match in matcher("|".join(words.doubled)).finditer(sentence.plain):
        growth = words.doubled[" ".join(match[0].lower().split())]
        if not sentence.plain[match.end() :].startswith("-"):
            figure = Figure(match.start(), match.end(), Decimal(growth), percent=True)
            target = Target(figure, Kind.PERCENT, Direction.INCREASE_BY, figure.value, unit="%")
            found.append(_Draft(match.start(), target, name_of(target, sentence)))
    for match in matcher(words.halved).finditer(sentence.plain):
        figure = Figure(match.start(), match.end(), Decimal(50), percent=True)
        target = Target(
            figure, Kind.PERCENT, Direction.REACH, figure.value, unit="%", falls_by=True, doubts=(Remark.DECREASE_BY,)
        )
        found.append(_Draft(match.start(), target, name_of(target, sentence)))
    for match in matcher(words.half_of).finditer(sentence.plain):
        figure = Figure(match.start(), match.end(), Decimal(50), percent=True)
        if not any(figure.start < draft.target.figure.end for draft in found if draft.target):
            target = Target(figure, Kind.PERCENT, Direction.REACH, figure.value, unit="%")
            found.append(_Draft(match.start(), target, name_of(target, sentence)))
    return found


def _with_rates(drafts: list[_Draft], sentence: Sentence) -> list[_Draft]:
    """The drafts with their rates, and those that rates make on their own: "hai tuần một lần"."""
    for rate in sentence.rates:
        nearest = _rated(rate, drafts, sentence)
        if nearest is None:
            if own := _own_rate(rate, drafts, sentence):
                drafts = [*drafts, own]
            continue
        for draft in nearest:
            if draft.target and _holds(rate, draft.target, sentence):
                draft.per = draft.per or rate.per
    return drafts


def _rated(rate: Rate, drafts: Sequence[_Draft], sentence: Sentence) -> list[_Draft] | None:
    """The drafts that a rate stands with: the figure before it in its clause, else those behind; None for none."""
    start, end = sentence.clause(rate.start)
    here = [draft for draft in drafts if draft.target and start <= draft.target.figure.start < end]
    before = [draft for draft in here if draft.at < rate.start]
    counts = [draft for draft in before if draft.target and draft.target.kind is not Kind.PERCENT]
    if rate.times is not None and not counts:
        return None
    if before:
        joined = [draft for draft in before[:-1] if _joined(draft, before[-1], sentence)]
        return [*joined, before[-1]]
    if here:
        return here
    if not sentence.plain[start:end].strip():  # "Mỗi tháng, ..." holds for the next clause
        behind = [draft for draft in drafts if draft.at > rate.end]
        return behind[:1] or None
    return None


def _joined(first: _Draft, last: _Draft, sentence: Sentence) -> bool:
    """Whether two counts share the rate behind the second: 5 posts and 2 videos a week."""
    if not (first.target and last.target and first.target.kind is Kind.COUNT and last.target.kind is Kind.COUNT):
        return False
    words, between = sentence.words.figures, sentence.plain[first.target.figure.end : last.target.figure.start]
    joined = matcher(words.join).search(between) and not matcher(words.reach).search(between)
    return bool(joined) and len(between.split()) <= 6


def _holds(rate: Rate, target: Target, sentence: Sentence) -> bool:
    """Whether a target is counted anew in each period of a rate that stands with it."""
    words = sentence.words.rates
    growth = target.direction is Direction.INCREASE_BY
    if rate.strength is Strength.REPEATED:
        return growth
    start, end = sentence.clause(target.figure.start)
    lasts = matcher(sentence.words.figures.time_units).fullmatch(target.unit) and rate.start < target.figure.start
    if lasts or matcher(words.average).search(sentence.plain[start:end]):
        return False
    ahead = at_start(words.people).match(sentence.plain, rate.end)
    people = ahead or at_end(words.people).search(sentence.plain[: rate.start])
    adjective = rate.strength is Strength.ADJECTIVE
    if people and ((adjective and ahead) or not is_deed(sentence.clause_left(target.figure), sentence.words)):
        return False
    if adjective:
        counts = target.kind in (Kind.COUNT, Kind.CURRENCY) and not _is_of_name(rate, target, sentence)
        return (growth or counts) and not (rate.per == "year" and rate.start < target.figure.start)
    return not (target.kind is Kind.SCORE and rate.start < target.figure.start)


def _is_of_name(rate: Rate, target: Target, sentence: Sentence) -> bool:
    """Whether an adjective belongs to what is measured: "quarterly revenue of", "doanh thu hằng quý đạt"."""
    words, figure, before = sentence.words.figures, target.figure, rate.start < target.figure.start
    amounts = f"{words.money}|{words.money_also}|{words.amount}"
    start, end = sentence.clause(rate.start)
    if words.head_first:
        noun = without_leading(sentence.plain[start if before else figure.end : rate.start], sentence.words)
        return bool(at_start(amounts).match(noun))
    noun = sentence.plain[rate.end : figure.start if before else end]
    return (before or target.kind is Kind.CURRENCY) and bool(matcher(amounts).search(noun))


def _own_rate(rate: Rate, drafts: Sequence[_Draft], sentence: Sentence) -> _Draft | None:
    """The measure of a rate that no figure stands with: how often something is done."""
    words = sentence.words
    start, end = sentence.clause(rate.start)
    people = at_end(words.rates.people).search(sentence.plain[: rate.start])
    if rate.strength is Strength.REPEATED or (people and not is_deed(sentence.plain[start : rate.start], words)):
        return None
    if rate.times is None and drafts and not _is_repeated(rate, sentence.plain[start : rate.start], sentence):
        return None
    if rate.strength is Strength.ADJECTIVE and (rate.per == "year" or sentence.plain[rate.end : end].strip()):
        return None  # only at the end of its clause "hàng tháng" tells how often something is done
    figure = Figure(rate.start, rate.end, Decimal(rate.times or 1))
    target = Target(figure, Kind.COUNT, Direction.REACH, figure.value, unit=words.names.times_unit)
    doubts = () if rate.times else (Remark.RATE_ALONE,)
    name = short(sentence.plain[start:end].strip() or sentence.plain, words)
    return _Draft(rate.start, target, name, per=rate.per, doubts=doubts)


def _is_repeated(rate: Rate, before: str, sentence: Sentence) -> bool:
    """Whether a rate at the end of a clause tells how often its deed is done: "rehearse the recovery every quarter"."""
    ends = not sentence.plain[rate.end : sentence.clause(rate.start)[1]].strip()
    done = at_start(sentence.words.figures.repeat).match(before)
    return rate.strength is Strength.EACH and rate.per != "year" and ends and bool(done) and len(before.split()) >= 3


def _deliverables(sentence: Sentence, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Milestones beside figures: clauses without a figure that deliver something by a date of their own.

    Beside nothing but levels ("... with 90 % satisfaction") the one date of the sentence is the deliverable's.
    """
    if not drafts:
        return []
    found = []
    dues = [(date.start + date.end) // 2 for date in sentence.dates if date.role is Role.DUE and date.said]
    levels = all(draft.target and draft.target.kind in (Kind.PERCENT, Kind.SCORE) for draft in drafts)
    for start, end in _clauses(sentence):
        dated = any(levels or start <= due < end for due in dues)
        counted = any(start <= draft.at < end for draft in drafts)
        clause = sentence.plain[start:end].strip(" ,;.")
        verb = matcher(sentence.words.figures.deliver).search(clause)
        if dated and not counted and verb and (said := _delivered(clause, verb, sentence.words)):
            found.append(_Draft(start, None, short(said, sentence.words)))
    return found


def _delivered(clause: str, verb: re.Match[str], words: Words) -> str:
    """The part of a clause that says what is delivered; "" where it says too little."""
    if at_end(words.figures.delivered).search(clause[: verb.start()]):
        return clause
    said = clause[verb.start() :]
    return said if len(said.split()) >= 3 - (verb[0].lower() in ("có", "have")) else ""


def _clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses of a sentence; "and" begins one where a verb of delivery follows."""
    words = sentence.words.figures
    marked = masked(sentence.text, ((figure.start, figure.end) for figure in sentence.figures))
    cuts = [0]
    for found in re.finditer(r"[,;.:](?=\s|$)|" + phrases(f"{words.join}|{words.along}"), marked, re.IGNORECASE):
        hard = found[0] in (",", ";", ".", ":") and not _LISTED.search(marked[: found.end()])
        dated = any(
            not marked[date.end : found.start()].strip() and date.end <= found.start() for date in sentence.dates
        )
        if hard or dated or at_start(words.deliver).match(marked, found.end()):
            cuts.append(found.end())
    return list(zip(cuts, [*cuts[1:], len(marked)], strict=True))


_LISTED = re.compile(r"\b[A-Z]+\d+,$")
"""The comma of a list of codes: P0, P1."""


def _measured(draft: _Draft, sentence: Sentence) -> Measured:
    lang, text = sentence.words.lang, sentence.text
    target = draft.target
    name = Text(**{lang: draft.name or short(sentence.plain, sentence.words)})
    if target is None:
        doubts = tuple(Doubt(remark, draft.found) for remark in draft.doubts)
        return Measured(TemplateMeasure(name=name, kind=Kind.MILESTONE), doubts)
    figure = target.figure
    remarks = [*target.doubts, *draft.doubts]
    low, high = RANGES[Kind.PERCENT if target.direction is Direction.INCREASE_BY else target.kind]
    if (low is not None and target.value < low) or (high is not None and target.value > high):
        remarks.append(Remark.OUT_OF_RANGE)
    measure = TemplateMeasure(
        name=name,
        kind=target.kind,
        direction=target.direction,
        strict=target.strict,
        start=draft.start,
        target=target.value,
        stretch=target.stretch,
        unit=Text(**{lang: target.unit}) if target.unit else Text(),
        per=Period.parse(draft.per) if draft.per else None,
    )
    return Measured(
        measure, tuple(Doubt(remark, text[figure.start : figure.end].strip(), target.unit) for remark in remarks)
    )
