"""A version of a sheet that was restored: values that all go back at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sheets_sync.okr.restored import Point, went_back

DAYS = {run: date(2026, 2, run) for run in range(1, 9)}


def points(*passes: dict[str, int]) -> list[Point]:
    return [
        Point(measure, run, DAYS[run], Decimal(value))
        for run, values in enumerate(passes, 1)
        for measure, value in values.items()
    ]


def test_two_values_that_return_at_once_went_back() -> None:
    assert went_back(points({"a": 1, "b": 2}, {"a": 5, "b": 6}, {"a": 1, "b": 2}), (), ()) == (2, DAYS[1])


def test_the_latest_day_that_fits_is_named() -> None:
    told = went_back(points({"a": 1, "b": 2, "c": 3}, {"c": 4}, {"c": 3}, {"a": 9, "b": 9}, {"a": 1, "b": 2}), (), ())
    assert told == (2, DAYS[3])


@pytest.mark.parametrize(
    "passes",
    [
        pytest.param([{"a": 1, "b": 2}, {"a": 5}, {"a": 1}], id="one value alone"),
        pytest.param([{"a": 1, "b": 2}, {"a": 5, "b": 6}, {"a": 1, "b": 7}], id="the other one went on"),
        pytest.param([{"a": 1, "b": 2}, {"a": 1, "b": 2}], id="nothing before"),
        pytest.param([{"a": 1, "b": 2, "c": 1}, {"a": 5, "b": 6}, {"c": 2}, {"a": 1, "b": 2}], id="a third went on"),
        pytest.param([{"a": 1}, {"b": 2, "c": 4}, {"a": 5}], id="first reports are no return"),
        pytest.param([{"a": 1, "b": 2}, {"a": 5, "b": 6}, {"a": 1, "b": 2}, {"a": 3}], id="it went on since"),
    ],
)
def test_these_are_ordinary_changes(passes: list[dict[str, int]]) -> None:
    assert went_back(points(*passes), (), ()) is None


def test_a_cell_that_is_blank_again_fits_the_time_before_its_first_report() -> None:
    story = points({"a": 1, "b": 2}, {"a": 5, "b": 6, "c": 7}, {"a": 1, "b": 2})
    assert went_back(story, {"c"}, ()) == (2, DAYS[1])
    assert went_back(story, (), ()) is None


def test_rates_return_by_nature() -> None:
    assert went_back(points({"a": 1, "b": 2}, {"a": 5, "b": 6}, {"a": 1, "b": 2}), (), {"a"}) is None
