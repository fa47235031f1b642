"""Tables of plain values, as exports, reports and frames hold them, whatever the file is.

It answers for what a column may hold. It never computes a figure or words a header. The rule a newcomer would break
first: a percent stands in points (30 is 30 %), and `Points` says so; progress and what is expected are fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Points(float):
    """A number of percent points: 30 is 30 %."""


class Form(StrEnum):
    """What the values of a column are; each may be missing (None)."""

    TEXT = "text"
    WORD = "word"
    WHOLE = "whole"
    NUMBER = "number"
    SHARE = "share"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


Value = str | int | float | date | datetime | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its stable key. A WORD is one of `choices`, a SHARE a fraction 0..1, a MOMENT has a zone."""

    key: str
    form: Form
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values, each as long as the columns and in their order; people look at the first `front` columns."""

    key: str
    columns: tuple[Column, ...]
    front: int
    rows: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How far something is, and should be, as fractions; `progress` is None where nothing is reported."""

    label: str
    progress: float | None
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How far some plans were on some days: a line a plan, a value (or None) for each day."""

    days: tuple[date, ...]
    lines: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a report shows before its tables. `bars` are plans, or roles where `by_role`."""

    workspace: str
    day: date
    bars: tuple[Bar, ...]
    by_role: bool
    trend: Trend | None
