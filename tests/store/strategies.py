"""Generated values as odd as sheets, file names and people can make them."""

import itertools
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.model import Direction, KeyResult, Kind, Measure, Objective, Plan

ANY_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["", "\x00", "\x1b", "\x1b0000", "\ud800", "Đạt 100%", "=1+1"]
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES | st.just(UTC))  # noqa: DTZ001
DAYS = st.dates()
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False).filter(lambda number: abs(number.adjusted()) <= 1000) | (
    st.floats(allow_nan=False, allow_infinity=False).map(repr).map(Decimal)
)
PERIODS = st.builds(Period, st.integers(1, 99), st.sampled_from(["day", "week", "month", "quarter", "year"]))
_number = itertools.count()


def fresh(letter: str) -> st.SearchStrategy[str]:
    """Ids that no other case has."""
    return st.builds(lambda: f"{letter}{next(_number)}")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


MEASURES = st.builds(
    Measure,
    id=fresh("m"),
    name=ANY_TEXT,
    kind=st.sampled_from(Kind),
    direction=st.sampled_from(Direction),
    strict=st.booleans(),
    start=maybe(DECIMALS),
    target=maybe(DECIMALS),
    stretch=maybe(DECIMALS),
    unit=ANY_TEXT,
    per=maybe(PERIODS),
    from_=maybe(DAYS),
    due=maybe(DAYS),
    weight=maybe(DECIMALS),
    ask_start=st.booleans(),
    text=ANY_TEXT,
    owner=ANY_TEXT,
    archived=st.booleans(),
)
KEY_RESULTS = st.builds(KeyResult, id=fresh("k"), measures=st.lists(MEASURES, min_size=1, max_size=2).map(tuple))
OBJECTIVES = st.builds(
    Objective,
    id=fresh("o"),
    text=ANY_TEXT,
    key_results=st.lists(KEY_RESULTS, max_size=2).map(tuple),
    weight=maybe(DECIMALS),
    due=maybe(DAYS),
)
CYCLES = st.builds(Cycle, ANY_TEXT, st.just(date(2026, 1, 1)), DAYS)
PLANS = st.builds(
    Plan,
    id=fresh("p"),
    role=ANY_TEXT,
    role_name=ANY_TEXT,
    owner=ANY_TEXT,
    lang=st.sampled_from(["vi", "en"]),
    cycle=CYCLES,
    objectives=st.lists(OBJECTIVES, max_size=2).map(tuple),
)
