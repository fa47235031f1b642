"""Exports where chance and size matter: any text in a CSV, many plans in a chart, a history too long for a sheet."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sheets_sync.excel.report import MOST_ROWS, TooManyRows, write_report
from sheets_sync.layout.report import Column, Form, Overview, Points, Table
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.store import Workspace
from sheets_sync.sync.exporting import Export
from sheets_sync.sync.outputs import as_csv, as_json, as_workbook
from sheets_sync.sync.overview import MOST_BARS, MOST_LINES, overview
from sheets_sync.sync.views import PlanView

CYCLE = Cycle.parse("2026-Q1")
TODAY = date(2026, 2, 12)
BEGINS_FORMULA = re.compile(r"[\t\r\n]|\s*[-=+@＝＋－＠]")

# CSV


def table(*rows: tuple[str | float | None, ...]) -> Table:
    columns = tuple(Column(f"c{number}", Form.TEXT) for number in range(len(rows[0])))
    return Table("measures", columns, len(columns), list(rows))


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


texts = st.text(st.one_of(st.sampled_from("=+-@＝＋－＠;,'\"\t\r\n ab1"), st.characters(exclude_categories=["Cs"])))


@given(st.lists(texts, min_size=2, max_size=4))
@example(["a;=1+1", "b"])
@example(["a\n=1", "b;\t-1"])
@example(["\t", "\r\n\r\n"])
def test_no_text_begins_a_formula_and_all_come_back(row: list[str]) -> None:
    text = as_csv(table(tuple(row)))
    (_, cells) = read(text, ",")
    assert [cell for cell in cells if BEGINS_FORMULA.match(cell)] == []
    for cell, typed in zip(cells, row, strict=True):
        assert cell.replace("'", "") == typed.replace("'", "")


@given(texts)
@example('x";=1+1;"')
@example("a;\n=1")
def test_nor_does_it_where_a_program_splits_at_semicolons(typed: str) -> None:
    text = as_csv(table(("p", typed)))
    cells = [cell for row in read(text, ";") for cell in row]
    assert [cell for cell in cells if re.match(r"[^\S\r\n]*[-=+@＝＋－＠]", cell)] == []


def test_numbers_in_a_csv_are_numbers() -> None:
    text = as_csv(table((-5, -0.5, Points(30), Points(12.5), 1e16, None)))
    assert read(text, ",")[1] == ["-5", "-0.5", "30", "12.5", "10000000000000000", ""]


# Values


def test_a_past_value_has_the_unit_that_it_was_read_in() -> None:
    plan = a_plan(1)
    scales = ("count", "percent", "USD", "milestone")
    told = [replace(point(1, TODAY, 7), scale=scale) for scale in scales]
    plan = plan.with_measures({"m1": replace(next(plan.measures())[2], unit="người")})
    table = export([plan], *told).history()
    keys = [column.key for column in table.columns]
    units = [row[keys.index("unit")] for row in table.rows]
    assert units == ["người", "%", "USD", ""]
    assert [isinstance(row[keys.index("value")], Points) for row in table.rows] == [False, True, False, True]


def test_half_a_character_is_no_obstacle() -> None:
    whole = export([a_plan(1, role="C\ud83dO")], replace(point(1, TODAY, 7), note="a\ud83d", raw="\udc00b"))
    assert "a\ufffd,false,,\ufffdb" in as_csv(whole.history()).encode().decode()
    assert json.loads(as_json(whole).encode())["history"][0]["note"] == "a\ud83d"
    assert as_workbook(whole, "vi")


# Charts


def a_plan(number: int, role: str = "CEO", cycle: Cycle = CYCLE) -> Plan:
    """A plan of one measure with target 100, so that its value is its progress in percent."""
    measure = Measure(id=f"m{number}", name="chỉ số", kind=Kind.COUNT, target=Decimal(100))
    objective = Objective(
        id=f"o{number}", text="mục tiêu", key_results=(KeyResult(id=f"k{number}", measures=(measure,)),)
    )
    return Plan(
        id=f"p{number}", role="r", role_name=role, owner=f"An {number}", lang="vi", cycle=cycle, objectives=(objective,)
    )


def point(number: int, day: date, value: int | None, *, struck: bool = False) -> CheckIn:
    at = datetime.combine(day, time(2), UTC)
    exact = None if value is None else Decimal(value)
    return CheckIn(measure=f"m{number}", at=at, day=day, value=exact, scale="count", struck=struck)


def export(plans: list[Plan], *points: CheckIn) -> Export:
    values = {each.measure: each for each in points if not each.struck}
    views = [PlanView(plan=plan, document="/a.xlsx", tab="OKR", values=values, today=TODAY) for plan in plans]
    place = Workspace(1, "local", "Asia/Ho_Chi_Minh")
    return Export(workspace=place, day=TODAY, views=views, check_ins=list(points), findings=[])


def test_a_bar_is_a_plan_with_its_owner_and_cycles_where_they_differ() -> None:
    shown = overview(export([a_plan(1), a_plan(2)], point(1, TODAY, 30)))
    assert [(bar.label, bar.progress) for bar in shown.bars] == [("CEO · An 1", 0.3), ("CEO · An 2", None)]
    shown = overview(export([a_plan(1), a_plan(2, cycle=Cycle.parse("2026-H1"))]))
    assert [bar.label for bar in shown.bars] == ["CEO · An 1 · 2026-Q1", "CEO · An 2 · 2026-H1"]


def test_many_plans_are_bars_of_roles_with_their_means() -> None:
    plans = [a_plan(number, role="CEO" if number % 2 else "Bán hàng") for number in range(MOST_BARS + 1)]
    shown = overview(export(plans, *(point(number, TODAY, 60) for number in range(0, MOST_BARS + 1, 4))))
    assert shown.by_role
    assert [(bar.label, bar.progress) for bar in shown.bars] == [("Bán hàng (16)", 0.3), ("CEO (15)", None)]
    assert overview(export(plans[:-1])).by_role is False


def test_a_line_follows_what_is_known_now_of_each_day() -> None:
    told = (
        point(1, date(2026, 1, 6), 10),
        point(1, date(2026, 1, 7), 90, struck=True),
        point(1, date(2026, 1, 14), 90, struck=True),
        point(1, date(2026, 1, 21), 40),
        point(1, date(2026, 1, 14), 20),  # a correction, made last
        point(1, date(2026, 2, 2), 50),
        point(1, date(2026, 2, 2), 60),
    )
    trend = overview(export([a_plan(1)], *told)).trend
    assert trend
    assert trend.days == tuple(TODAY - timedelta(weeks=weeks) for weeks in range(6, -1, -1))
    assert trend.lines == (("CEO · An 1", (None, 0.1, 0.2, 0.4, 0.4, 0.6, 0.6)),)


def test_a_line_ends_with_its_cycle_and_a_retraction_leaves_a_gap() -> None:
    last = Cycle.parse("2025-Q4")
    plans = [a_plan(1, cycle=last), a_plan(2)]
    told = (point(1, date(2025, 12, 1), 50), point(2, date(2026, 1, 20), 10), point(2, date(2026, 2, 3), None))
    trend = overview(export(plans, *told)).trend
    assert trend
    (_, old), (_, new) = trend.lines
    shares = {day: (one, other) for day, one, other in zip(trend.days, old, new, strict=True)}
    assert shares[date(2025, 12, 25)] == (0.5, None)
    assert shares[date(2026, 1, 1)] == (None, None)
    assert shares[date(2026, 1, 22)] == (None, 0.1)
    assert shares[TODAY] == (None, None)


def test_there_are_no_lines_for_many_plans_nor_for_a_single_day() -> None:
    days = (date(2026, 1, 20), TODAY)
    plans = [a_plan(number) for number in range(MOST_LINES + 1)]
    assert overview(export(plans, *(point(0, day, 10) for day in days))).trend is None
    assert overview(export(plans[:-1], *(point(0, day, 10) for day in days))).trend
    assert overview(export(plans[:1], point(0, TODAY, 10))).trend is None
    assert overview(export([])).trend is None


def test_a_long_cycle_has_no_more_days_than_a_chart_can_show() -> None:
    plan = a_plan(1, cycle=Cycle.parse("2020-01-01..2029-12-31"))
    trend = overview(export([plan], point(1, date(2021, 1, 1), 10))).trend
    assert trend
    assert len(trend.days) <= 53
    assert trend.days[-1] == TODAY


# Sheets


def test_a_table_longer_than_a_sheet_is_refused() -> None:
    shown = Overview(workspace="local", day=TODAY, bars=(), by_role=False, trend=None)
    columns = (Column("note", Form.TEXT),)
    with pytest.raises(TooManyRows) as refused:
        write_report(shown, [Table("history", columns, 1, [("a",)] * (MOST_ROWS + 1))], lang="vi", zone="UTC")
    assert (refused.value.table, refused.value.rows) == ("history", 1_048_576)
