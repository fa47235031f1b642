"""Dates in a sentence: "trước giữa tháng 3", "by the end of Q1", "kể từ đầu tháng 11" -> the date words of templates.

"Before" a period is its first day, "by", "in" and "until" its last, unless the words themselves say start or middle.
The rule a newcomer would break first: a period that only names something (the plan for 2026, the report of Q4) and a
time that something lasts ("serves sales until the end of March") are no due dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from sheets_sync.articles.words import DateWords, Words, at_end, at_start, matcher, phrases
from sheets_sync.messages.article_remarks import Remark
from sheets_sync.okr.cycle import MONTHS, Cycle, month_end, resolve_date

_ANY_CYCLE = Cycle.parse("2026")
_EDGES = {"start": "start", "middle": "mid", "end": "end"}
Groups = Mapping[str, str | None]


class Role(Enum):
    """What a date does in its sentence."""

    DUE = "due"
    FROM = "from"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as it stands: its span, what it does there, its date word (None: the cycle's end), and a doubt.

    `said` tells that a word such as "before" makes it a date, not only its place in the sentence.
    """

    start: int
    end: int
    role: Role
    word: str | None
    doubt: Remark | None = None
    said: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


def find_dates(text: str, words: Words) -> list[DateMention]:
    """Every date in a text, in order."""
    found = [match for pattern in _patterns(words) for match in pattern.finditer(text)]
    mentions: list[DateMention] = []
    for match in sorted(found, key=lambda match: (match.start("period"), -match.end())):
        if mentions and match.start("period") < mentions[-1].end:
            continue
        if mention := _mention(text, match, words, mentions[-1] if mentions else None):
            mentions.append(mention)
    return mentions


def due_of(mentions: Iterable[DateMention]) -> tuple[str | None, tuple[Remark, ...]]:
    """The date by which something is due, the latest of several, and what is doubtful about it."""
    dues = [mention for mention in mentions if mention.role is Role.DUE and mention.word]
    dues = [mention for mention in dues if mention.said] or dues
    if not dues:
        return None, ()
    last = max(dues, key=lambda mention: resolve_date(str(mention.word), _ANY_CYCLE))
    doubts = [Remark.DATES_SEVERAL] if len({mention.word for mention in dues}) > 1 else []
    return last.word, (*doubts, *([last.doubt] if last.doubt else []))


def from_of(mentions: Iterable[DateMention]) -> str | None:
    """The date from which on something is done."""
    return next((mention.word for mention in mentions if mention.role is Role.FROM), None)


@cache
def _patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    dates = words.dates
    prepositions = _named(before=dates.before, since=dates.since, until=dates.until, within=dates.within)
    edges = _named(
        first_half=dates.first_half,
        second_half=dates.second_half,
        start=dates.start,
        middle=dates.middle,
        end=dates.end,
    )
    of = rf"(?:{phrases(dates.of)}[\s:-]*)*"
    ahead = rf"(?:(?P<latest>{phrases(dates.latest)})[\s:]*)?(?:(?P<preposition>{prepositions})(?=\W)[\s:]*)?{of}"
    edge = rf"(?:(?P<edge>{edges})(?=\W)[\s-]*)?{of}"
    behind = rf"(?:\s+(?P<onwards>{phrases(dates.onwards)}))?(?:\s+(?P<closes>{phrases(dates.closes)}))?"
    return tuple(
        re.compile(rf"{ahead}{edge}(?<![\w.,/])(?P<period>{weak}{period})(?![\w%]){behind}", re.IGNORECASE)
        for weak, periods in (("", dates.periods), ("(?P<weak>)", dates.weak))
        for period in periods
    )


def _named(**tables: str) -> str:
    return "|".join(f"(?P<{name}>{phrases(table)})" for name, table in tables.items())


def _mention(text: str, match: re.Match[str], words: Words, previous: DateMention | None) -> DateMention | None:
    dates = words.dates
    groups = match.groupdict()
    said = any(groups[name] for name in ("preposition", "edge", "latest", "onwards"))
    if not said and ("weak" in groups or at_end(dates.not_after).search(text[: match.start("period")])):
        return None
    if groups.get("any_year") and groups["preposition"] in (groups["until"], groups["since"]) and not groups["edge"]:
        return None  # "đến năm khách hàng" counts
    word, exact = _word(groups, dates)
    if word is None and not groups.get("now"):
        return None
    role = _role(text, match, dates, previous)
    doubt = None if exact else Remark.DATE_INEXACT
    if role is None:  # "doanh thu quý 1 đạt 5 tỷ" speaks of the quarter, others may or may not
        goes = at_start(f"{words.figures.reach}|{words.figures.rise}|{words.figures.fall}").match(text, match.end())
        role, doubt = Role.DUE, doubt if goes else Remark.DATE_UNCLEAR
    return DateMention(match.start(), match.end(), role, word, doubt, said)


def _role(text: str, match: re.Match[str], dates: DateWords, previous: DateMention | None) -> Role | None:
    """What a date does; None where it stands bare in the midst of a sentence."""
    groups, before, after = match.groupdict(), text[: match.start()], text[match.end() :]
    if groups["since"] or groups["onwards"]:
        return Role.FROM
    if groups["until"] and not (previous and previous.role is Role.FROM):
        clause = re.split(r"[,;.]", before)[-1]
        return Role.NEITHER if matcher(dates.serves).search(clause) else Role.DUE
    if groups["preposition"] or groups["latest"]:
        return Role.DUE
    if at_end(dates.reference).search(before):
        return Role.NEITHER
    if groups["edge"]:
        named = groups.get("any_year") and matcher(dates.yearly).search(
            " ".join(re.split(r"[,;.]", before)[-1].split()[-4:])
        )
        return Role.NEITHER if named and after.strip() else Role.DUE
    if groups.get("year") and not any(groups.get(name) for name in ("month", "quarter", "half", "months", "day")):
        return Role.NEITHER
    if (
        previous
        and previous.role is Role.FROM
        and re.fullmatch(rf"\s*{phrases(dates.until_there)}\s*", text[previous.end : match.start()])
    ):
        return Role.DUE
    opens = not before.strip() or before.rstrip()[-1] in ",;(–—-:"
    closes = not after.strip() or after.lstrip()[0] in ",;).:–—-"
    if opens and closes:
        return Role.DUE
    return Role.NEITHER if matcher(dates.document).search(re.split(r"[,;.]", before)[-1]) else None


def _word(groups: Groups, dates: DateWords) -> tuple[str | None, bool]:
    """The date word of a mention, and whether it says the day exactly; None for the cycle's own end."""
    first, length = _months(groups, dates)
    if first is None:
        return None, True
    year = int(groups["year"] or 0) if groups.get("year") else None
    if day := groups.get("day"):
        return _day(int(day), first, year)
    edge = _edge(groups)
    month = first + (length - 1) * {"start": 0, "middle": 1, "end": 2}[edge] // 2
    exact = edge != "middle" or length in (1, 3) or bool(groups["first_half"])
    if edge == "middle" and length > 3:
        edge = "end"  # the midst of a half or a year is the end of a month
    if year:
        return _iso(year, month, edge), exact
    if length == 3 and edge != "middle":
        return f"q{(month + 2) // 3}-{edge}", exact
    if edge == "end" and month == 12 and length > 3:
        return "year-end", exact
    return f"{MONTHS[month - 1]}-{_EDGES[edge]}", exact


def _edge(groups: Groups) -> str:
    """Which day of its period a mention means: start, middle or end."""
    if groups["closes"] or groups.get("closed") or groups["second_half"]:
        return "end"
    if groups["middle"] or groups["first_half"]:
        return "middle"
    if groups["edge"]:
        return "start" if groups["start"] else "end"
    return "start" if groups["before"] or groups["since"] or groups["onwards"] else "end"


def _months(groups: Groups, dates: DateWords) -> tuple[int | None, int]:
    """The first month of a mention's period, and how many it has; None where it names none."""
    if month := groups.get("month"):
        number = _number(month, dates.months)
        return (number if 1 <= number <= 12 else None), 1
    if quarter := groups.get("quarter"):
        number = _number(quarter, dates.ordinals)
        return (number * 3 - 2 if 1 <= number <= 4 else None), 3
    if half := groups.get("half"):
        return (7 if _number(half, dates.ordinals) != 1 else 1), 6
    if months := groups.get("months"):
        number = _number(months, dates.ordinals)
        valid = 1 <= number <= 12
        return ((13 - number if groups.get("ending_months") else 1) if valid else None), number
    return (1 if groups.get("year") or groups.get("any_year") or groups.get("closed") else None), 12


def _number(text: str, names: Mapping[str, int]) -> int:
    folded = " ".join(text.lower().rstrip(".").split())
    return int(folded) if folded.isdigit() else names.get(folded, 0)


def _iso(year: int, month: int, edge: str) -> str:
    last = month_end(year, month)
    return last.replace(day={"start": 1, "middle": 15, "end": last.day}[edge]).isoformat()


def _day(day: int, month: int, year: int | None) -> tuple[str | None, bool]:
    """A day of a month: the word that means it, or the nearest one where no year is said."""
    last = 29 if month == 2 else month_end(2026, month).day
    if not 1 <= day <= last:
        return None, True
    if year:
        end = month_end(year, month)
        return end.replace(day=min(day, end.day)).isoformat(), True
    known = {1: "start", 15: "mid", last: "end", min(last, 28) if month == 2 else last: "end"}
    nearest = min(known, key=lambda candidate: abs(candidate - day))
    return f"{MONTHS[month - 1]}-{known[nearest]}", nearest == day
