"""Cycles, periods of rates, and the date words of templates.

All dates are local dates of the workspace's zone; nothing here knows the time of day.
"""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
"""Days that a plan may name; anything outside is a slip."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class CycleError(ValueError):
    """The text names no cycle."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """The period of a plan, both days included. `label` is how people wrote it: 2026-Q1, 2026-H1, 2026."""

    label: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Cycle:
        """Read `2026-Q1`, `2026-H1`, `2026` or `2026-01-15..2026-05-31`.

        Raises:
            CycleError: the text is none of these, ends before it starts, or lies outside of 1990 to 2199.
        """
        label = text.strip().upper().replace("/", "..")
        if match := re.fullmatch(r"(20\d\d)(?:-([QH])(\d))?", label, re.ASCII):
            year, unit, number = int(match[1]), match[2], int(match[3] or 1)
            months = {"Q": 3, "H": 6, None: 12}[unit]
            if 1 <= number <= 12 // months:
                first = (number - 1) * months + 1
                last = first + months - 1
                return cls(label, date(year, first, 1), month_end(year, last))
        if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)", label, re.ASCII):
            try:
                start, end = date.fromisoformat(match[1]), date.fromisoformat(match[2])
            except ValueError as error:
                raise CycleError(text) from error
            if FIRST_DAY <= start <= end <= LAST_DAY:
                return cls(f"{start}..{end}", start, end)
        raise CycleError(text)

    @classmethod
    def between(cls, start: date, end: date) -> Cycle:
        """The cycle of two days, by its short name where it is a quarter, a half or a whole year.

        Raises:
            CycleError: it ends before it starts, or lies outside of 1990 to 2199.
        """
        year = start.year
        for label in (f"{year}", *(f"{year}-H{n}" for n in (1, 2)), *(f"{year}-Q{n}" for n in (1, 2, 3, 4))):
            with suppress(CycleError):
                if ((named := cls.parse(label)).start, named.end) == (start, end):
                    return named
        return cls.parse(f"{start}..{end}")

    @classmethod
    def quarter_of(cls, day: date) -> Cycle:
        """The calendar quarter that holds the day: the default cycle."""
        return cls.parse(f"{day.year}-Q{(day.month + 2) // 3}")


class PeriodError(ValueError):
    """The text names no period of a rate."""


@dataclass(frozen=True, slots=True)
class Period:
    """How often a rate is counted anew: every `count` units, from the cycle's first day on."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the template's form: `month`, `2 months`.

        Raises:
            PeriodError: it is no such form.
        """
        match = re.fullmatch(r"(?:([1-9]\d?) )?(day|week|month|quarter|year)s?", text.strip(), re.ASCII)
        if not match:
            raise PeriodError(text)
        return cls(int(match[1] or 1), match[2])

    def __str__(self) -> str:
        return self.unit if self.count == 1 else f"{self.count} {self.unit}s"

    def start_of(self, day: date, cycle: Cycle) -> date:
        """First day of the period that holds `day`; before the cycle, periods are counted back from its first day."""
        if self.unit in ("day", "week"):
            length = self.count * (7 if self.unit == "week" else 1)
            return day - timedelta(days=(day - cycle.start).days % length)
        months = self.count * {"month": 1, "quarter": 3, "year": 12}[self.unit]
        passed = (day.year - cycle.start.year) * 12 + day.month - cycle.start.month
        start = add_months(cycle.start, passed // months * months)
        return start if start <= day else add_months(cycle.start, (passed // months - 1) * months)


class DueError(ValueError):
    """The text is no date word of the templates."""


def resolve_date(word: str, cycle: Cycle) -> date:
    """The day that a template's date word means in a cycle.

    Words: `jan-start|jan-mid|jan-end` ..., `q1-start|q1-end` ..., `year-end`, or an ISO date. Mid is the 15th.
    The year is that of the cycle's first day, moved on if the day lies before it and the cycle reaches into
    the next year.

    Raises:
        DueError: it is none of these.
    """
    try:
        return date.fromisoformat(word)
    except ValueError:
        pass
    day = _in_year(word, cycle.start.year)
    if day < cycle.start and cycle.end.year > cycle.start.year:
        return _in_year(word, cycle.start.year + 1)
    return day


def is_date_word(word: str) -> bool:
    """Whether `resolve_date` knows the word."""
    try:
        resolve_date(word, Cycle("2026", date(2026, 1, 1), date(2026, 12, 31)))
    except DueError:
        return False
    return True


def _in_year(word: str, year: int) -> date:
    if word == "year-end":
        return date(year, 12, 31)
    if match := re.fullmatch(r"q([1-4])-(start|end)", word, re.ASCII):
        last = int(match[1]) * 3
        return date(year, last - 2, 1) if match[2] == "start" else month_end(year, last)
    match = re.fullmatch(r"([a-z]{3})-(start|mid|end)", word, re.ASCII)
    if match and match[1] in MONTHS:
        month = MONTHS.index(match[1]) + 1
        return {"start": date(year, month, 1), "mid": date(year, month, 15)}.get(match[2], month_end(year, month))
    raise DueError(word)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months on; the month's last day where it has fewer days."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
