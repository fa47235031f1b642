"""Cycles, periods of rates and date words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.okr.cycle import (
    MONTHS,
    Cycle,
    CycleError,
    DueError,
    Period,
    PeriodError,
    is_date_word,
    resolve_date,
)

DAY = timedelta(days=1)
UNITS = ["day", "week", "month", "quarter", "year"]
days = st.dates(date(2001, 1, 1), date(2098, 12, 31))
periods = st.builds(Period, st.integers(1, 12), st.sampled_from(UNITS))


@st.composite
def cycles(draw: st.DrawFn) -> Cycle:
    first = draw(days)
    return Cycle.parse(f"{first}..{first + draw(st.integers(0, 400)) * DAY}")


# Cycles


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        (" 2026-q1 ", "2026-01-01", "2026-03-31"),
        ("2026-01-15..2026-05-31", "2026-01-15", "2026-05-31"),
        ("2025-10-01 .. 2026-03-31", "2025-10-01", "2026-03-31"),
        ("2026-03-31..2026-03-31", "2026-03-31", "2026-03-31"),
    ],
)
def test_a_cycle_holds_its_first_and_its_last_day(text: str, first: str, last: str) -> None:
    cycle = Cycle.parse(text)
    assert (cycle.start, cycle.end) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-Q",
        "2026-Q0",
        "2026-Q5",
        "2026-Q11",
        "2026-H0",
        "2026-H3",
        "2026-1",
        "26-Q1",
        "2026Q1",
        "Q1-2026",
        "2026-01-15",
        "2026-01-15..",
        "2026-02-30..2026-03-31",
        "2026-03-31..2026-01-01",
        "2026-1-1..2026-2-1",
        "٢٠٢٦",
        "2026-Q²",
        "2026-Q1 2026-Q2",
    ],
)
def test_what_names_no_cycle_is_refused(text: str) -> None:
    with pytest.raises(CycleError):
        Cycle.parse(text)


@given(cycles() | st.builds(Cycle.quarter_of, days))
def test_the_label_of_a_cycle_names_the_same_cycle(cycle: Cycle) -> None:
    assert Cycle.parse(cycle.label) == cycle


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2026-01-01", "2026-Q1"),
        ("2026-03-31", "2026-Q1"),
        ("2026-04-01", "2026-Q2"),
        ("2026-12-31", "2026-Q4"),
    ],
)
def test_the_default_cycle_is_the_quarter_of_the_day(day: str, label: str) -> None:
    assert Cycle.quarter_of(date.fromisoformat(day)).label == label


@given(days)
def test_quarters_hold_their_days_and_follow_one_another(day: date) -> None:
    quarter = Cycle.quarter_of(day)
    assert quarter.start <= day <= quarter.end
    assert Cycle.quarter_of(quarter.end + DAY).start == quarter.end + DAY


# Periods of rates


@pytest.mark.parametrize(
    ("text", "period", "shown"),
    [
        ("day", Period(1, "day"), "day"),
        ("week", Period(1, "week"), "week"),
        ("month", Period(1, "month"), "month"),
        ("quarter", Period(1, "quarter"), "quarter"),
        ("year", Period(1, "year"), "year"),
        ("2 months", Period(2, "month"), "2 months"),
        ("10 days", Period(10, "day"), "10 days"),
        ("1 month", Period(1, "month"), "month"),
        (" 2 weeks ", Period(2, "week"), "2 weeks"),
    ],
)
def test_a_period_is_read_and_written_as_in_templates(text: str, period: Period, shown: str) -> None:
    assert Period.parse(text) == period
    assert str(period) == shown


@pytest.mark.parametrize(
    "text",
    ["", "2", "0 months", "-1 month", "1.5 months", "hour", "months 2", "2 2 months", "²  months", "tháng"],
)
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("period", "cycle", "day", "start"),
    [
        ("day", "2026-Q1", "2026-02-03", "2026-02-03"),
        ("10 days", "2026-Q1", "2026-01-10", "2026-01-01"),
        ("10 days", "2026-Q1", "2026-01-11", "2026-01-11"),
        ("week", "2026-Q1", "2026-01-07", "2026-01-01"),
        ("week", "2026-Q1", "2026-01-08", "2026-01-08"),
        ("2 weeks", "2026-Q1", "2026-01-14", "2026-01-01"),
        ("2 weeks", "2026-Q1", "2026-01-15", "2026-01-15"),
        ("month", "2026-Q1", "2026-01-01", "2026-01-01"),
        ("month", "2026-Q1", "2026-01-31", "2026-01-01"),
        ("month", "2026-Q1", "2026-02-01", "2026-02-01"),
        ("month", "2026-Q1", "2026-03-31", "2026-03-01"),
        ("2 months", "2026-Q1", "2026-02-28", "2026-01-01"),
        ("2 months", "2026-Q1", "2026-03-01", "2026-03-01"),
        ("2 months", "2026-Q2", "2026-05-31", "2026-04-01"),
        ("quarter", "2026-H1", "2026-03-31", "2026-01-01"),
        ("quarter", "2026-H1", "2026-04-01", "2026-04-01"),
        ("year", "2026-Q3", "2027-06-30", "2026-07-01"),
        ("year", "2026-Q3", "2027-07-01", "2027-07-01"),
        # over new year, and after the cycle's end
        ("month", "2025-11-01..2026-02-28", "2026-01-05", "2026-01-01"),
        ("month", "2026-Q1", "2026-05-20", "2026-05-01"),
        # before the cycle they are counted back
        ("month", "2026-Q1", "2025-12-20", "2025-12-01"),
        ("2 months", "2026-Q1", "2025-12-20", "2025-11-01"),
        ("week", "2026-Q1", "2025-12-31", "2025-12-25"),
        # cycles that start in the middle or at the end of a month
        ("month", "2026-01-15..2026-05-31", "2026-01-31", "2026-01-15"),
        ("month", "2026-01-15..2026-05-31", "2026-02-14", "2026-01-15"),
        ("month", "2026-01-15..2026-05-31", "2026-02-15", "2026-02-15"),
        ("2 months", "2026-01-15..2026-05-31", "2026-03-14", "2026-01-15"),
        ("2 months", "2026-01-15..2026-05-31", "2026-03-15", "2026-03-15"),
        ("month", "2026-01-31..2026-05-31", "2026-02-27", "2026-01-31"),
        ("month", "2026-01-31..2026-05-31", "2026-02-28", "2026-02-28"),
        ("month", "2026-01-31..2026-05-31", "2026-03-30", "2026-02-28"),
        ("month", "2026-01-31..2026-05-31", "2026-03-31", "2026-03-31"),
        ("2 months", "2026-01-31..2026-05-31", "2026-03-30", "2026-01-31"),
        ("year", "2024-02-29..2025-12-31", "2025-02-27", "2024-02-29"),
        ("year", "2024-02-29..2025-12-31", "2025-02-28", "2025-02-28"),
    ],
)
def test_periods_are_counted_from_the_cycles_first_day(period: str, cycle: str, day: str, start: str) -> None:
    found = Period.parse(period).start_of(date.fromisoformat(day), Cycle.parse(cycle))
    assert found == date.fromisoformat(start)


@given(periods, cycles(), st.integers(-500, 1_000))
def test_a_period_starts_on_or_before_its_days_and_holds_its_own_start(
    period: Period, cycle: Cycle, passed: int
) -> None:
    day = cycle.start + passed * DAY
    start = period.start_of(day, cycle)
    assert start <= day
    assert (start < cycle.start) == (day < cycle.start)
    assert period.start_of(start, cycle) == start


@given(periods, cycles(), st.integers(-500, 1_000))
def test_periods_follow_one_another_without_gap_or_overlap(period: Period, cycle: Cycle, passed: int) -> None:
    day = cycle.start + passed * DAY
    today, tomorrow = period.start_of(day, cycle), period.start_of(day + DAY, cycle)
    assert tomorrow in (today, day + DAY)


@given(periods, cycles(), st.integers(-500, 1_000))
def test_a_period_lasts_as_many_units_as_it_says(period: Period, cycle: Cycle, passed: int) -> None:
    start = end = period.start_of(cycle.start + passed * DAY, cycle)
    while period.start_of(end, cycle) == start:
        end += DAY
    length = (end - start).days
    shortest, longest = {
        "day": (1, 1),
        "week": (7, 7),
        "month": (28, 31),
        "quarter": (89, 92),
        "year": (365, 366),
    }[period.unit]
    assert period.count * shortest <= length <= period.count * longest


# Date words


def test_month_words_mean_first_fifteenth_and_last_day() -> None:
    cycle = Cycle.parse("2026")
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for number, (name, length) in enumerate(zip(MONTHS, lengths, strict=True), 1):
        found = [resolve_date(f"{name}-{part}", cycle) for part in ("start", "mid", "end")]
        assert found == [date(2026, number, 1), date(2026, number, 15), date(2026, number, length)]


@pytest.mark.parametrize(
    ("cycle", "word", "day"),
    [
        ("2026", "q1-start", "2026-01-01"),
        ("2026", "q1-end", "2026-03-31"),
        ("2026", "q2-start", "2026-04-01"),
        ("2026", "q2-end", "2026-06-30"),
        ("2026", "q3-start", "2026-07-01"),
        ("2026", "q3-end", "2026-09-30"),
        ("2026", "q4-start", "2026-10-01"),
        ("2026", "q4-end", "2026-12-31"),
        ("2026", "year-end", "2026-12-31"),
        ("2028-Q1", "feb-end", "2028-02-29"),
        ("2026-Q1", "2027-05-06", "2027-05-06"),
        ("2026-Q1", "1999-05-06", "1999-05-06"),
        # within one year a day before the cycle is kept
        ("2026-Q2", "mar-end", "2026-03-31"),
        ("2026-Q2", "sep-end", "2026-09-30"),
        # a cycle that reaches into the next year
        ("2026-10-01..2027-03-31", "oct-start", "2026-10-01"),
        ("2026-10-01..2027-03-31", "dec-end", "2026-12-31"),
        ("2026-10-01..2027-03-31", "year-end", "2026-12-31"),
        ("2026-10-01..2027-03-31", "jan-start", "2027-01-01"),
        ("2026-10-01..2027-03-31", "q1-end", "2027-03-31"),
        ("2026-10-01..2027-03-31", "sep-end", "2027-09-30"),
        ("2026-10-15..2027-03-31", "oct-start", "2027-10-01"),
        ("2026-10-15..2027-03-31", "oct-mid", "2026-10-15"),
        ("2027-10-01..2028-03-31", "feb-end", "2028-02-29"),
        ("2026-10-01..2027-03-31", "2026-02-01", "2026-02-01"),
        # only once, however far the cycle reaches
        ("2026-10-01..2028-12-31", "jan-end", "2027-01-31"),
    ],
)
def test_a_date_word_means_a_day_of_the_cycles_year(cycle: str, word: str, day: str) -> None:
    assert resolve_date(word, Cycle.parse(cycle)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "mar",
        "march-end",
        "mar-middle",
        "mar_end",
        "q1",
        "q0-start",
        "q5-end",
        "q1-mid",
        "year-start",
        "year",
        "2026-02-30",
        "2026-3-1",
        "31/03/2026",
        "q١-end",
        "tháng 3",
    ],
)
def test_what_is_no_date_word_is_refused(word: str) -> None:
    assert not is_date_word(word)
    with pytest.raises(DueError):
        resolve_date(word, Cycle.parse("2026"))


WORDS = [f"{month}-{part}" for month in MONTHS for part in ("start", "mid", "end")]
WORDS += [f"q{number}-{part}" for number in range(1, 5) for part in ("start", "end")] + ["year-end"]


@given(st.sampled_from(WORDS), cycles())
def test_a_word_lies_before_the_cycle_only_if_the_cycle_ends_in_that_year(word: str, cycle: Cycle) -> None:
    day = resolve_date(word, cycle)
    assert is_date_word(word)
    assert day >= cycle.start or day.year == cycle.start.year == cycle.end.year
    assert day.year - cycle.start.year in (0, 1)
