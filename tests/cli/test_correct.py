"""`correct`: a value put right or taken back, with its reason; the old one is struck out, never deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.store import open_store
from sheets_sync.sync.process import this_process
from tests.support.another_hand import type_into
from tests.support.product import Product
from tests.support.weekly import Json, as_typed, cell_of, currents, insert, of_kind


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


@pytest.fixture
def plan(product: Product) -> Json:
    return insert(product, "product_designer", "a.xlsx")


def report(product: Product, measure: Json, value: float) -> None:
    type_into(product.folder / "a.xlsx", {cell_of(measure): as_typed(measure, value)})
    assert product("sync", "a.xlsx").code == 0


def current(product: Product) -> dict[str, float | None]:
    (plan,) = product.ok("status")["plans"]
    return currents(plan)


def points(history: list[Json]) -> list[tuple[Any, bool]]:
    return [(point["value"], point["struck"]) for point in history]


def test_a_corrected_value_counts_and_the_old_one_is_struck(product: Product, plan: Json) -> None:
    measure = plan["measures"][0]
    report(product, measure, 3)
    answered = product.ok("correct", measure["id"], "--value", "2", "--reason", "Đếm nhầm một buổi")
    history = product.ok("history", measure["id"])
    assert answered == history
    assert points(history) == [(3, True), (2, False)]
    assert history[0]["reason"] == "Đếm nhầm một buổi"
    assert history[1]["source"] == {"document": None, "tab": None, "cell": None}
    assert current(product)[measure["id"]] == 2


def test_the_next_pass_does_not_undo_a_correction(product: Product, plan: Json) -> None:
    measure = plan["measures"][0]
    report(product, measure, 3)
    product.ok("correct", measure["id"], "--value", "2", "--reason", "slip")
    (run,) = product.ok("sync", "a.xlsx")["runs"]
    assert (run["check_ins"], [each["code"] for each in run["findings"]]) == (0, ["sheet-differs"])
    report(product, measure, 4)
    assert current(product)[measure["id"]] == 4
    assert points(product.ok("history", measure["id"])) == [(3, True), (2, False), (4, False)]


def test_a_retracted_value_leaves_the_measure_unreported(product: Product, plan: Json) -> None:
    measure = plan["measures"][0]
    report(product, measure, 3)
    history = product.ok("correct", measure["id"], "--retract", "--reason", "Chưa diễn ra")
    assert points(history) == [(3, True), (None, False)]
    (status,) = product.ok("status")["plans"]
    assert status["reported"] == 0
    assert product.ok("sync", "a.xlsx")["runs"][0]["check_ins"] == 0
    screen = product("history", measure["id"])
    assert "(3)" in screen.out
    assert "Chưa diễn ra" in screen.out


def test_points_of_a_percent_may_carry_their_sign(product: Product, plan: Json) -> None:
    (measure, *_) = of_kind(plan, "milestone")
    report(product, measure, 50)
    for typed in ("35", "35%", "35 %"):
        product.ok("correct", measure["id"], "--value", typed, "--reason", "slip")
        assert current(product)[measure["id"]] == 35


def test_a_measure_never_reported_may_be_given_a_value(product: Product, plan: Json) -> None:
    measure = plan["measures"][0]
    product.ok("correct", measure["id"], "--value", "2", "--reason", "told by phone")
    assert points(product.ok("history", measure["id"])) == [(2, False)]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--value", "2"], "reason-bad"),
        (["--value", "2", "--reason", " "], "reason-bad"),
        (["--reason", "why"], "correct-what"),
        (["--value", "2", "--retract", "--reason", "why"], "correct-what"),
        (["--retract", "--reason", "why"], "nothing-to-retract"),
        (["--value", "1.234", "--reason", "why"], "correct-ambiguous"),
        (["--value", "-1", "--reason", "why"], "correct-out-of-range"),
        (["--value", "two", "--reason", "why"], "correct-unreadable"),
        (["--value", "", "--reason", "why"], "correct-unreadable"),
        (["--value", "3 USD", "--reason", "why"], "correct-unreadable"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    args: list[str], code: str, product: Product, plan: Json
) -> None:
    measure = plan["measures"][0]
    answer = product("correct", measure["id"], *args, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, code)
    assert product.ok("history", measure["id"]) == []


def test_a_value_is_not_corrected_while_a_pass_is_under_way(product: Product, plan: Json) -> None:
    report(product, plan["measures"][0], 3)
    with open_store(f"sqlite:///{product.folder / 'store.db'}") as store:
        fence = store.acquire(plan["binding"], this_process(), datetime.now(UTC), timedelta(minutes=1), lambda _: True)
        answer = product("correct", plan["measures"][0]["id"], "--value", "2", "--reason", "slip", "--json")
        assert (answer.code, answer.json["error"]["code"]) == (2, "binding-busy")
        store.release(plan["binding"], fence or 0)
    product.ok("correct", plan["measures"][0]["id"], "--value", "2", "--reason", "slip")


def test_a_measure_of_another_workspace_is_not_there(product: Product, plan: Json) -> None:
    args = ("--value", "2", "--reason", "why", "--workspace", "other", "--json")
    answer = product("correct", plan["measures"][0]["id"], *args)
    assert (answer.code, answer.json["error"]["code"]) == (2, "measure-unknown")
    assert product.ok("history", plan["measures"][0]["id"]) == []


def test_a_corrected_rate_counts_in_the_period_of_the_old_value(product: Product) -> None:
    sales = insert(product, "sales_director", "a.xlsx", "--cycle", "2026-Q1")
    rate = next(measure for measure in sales["measures"] if measure["per"] == "month")
    report(product, rate, 3)
    product.now = "2026-03-05T09:00:00+07:00"
    product.ok("correct", rate["id"], "--value", "1", "--reason", "slip")
    assert current(product)[rate["id"]] is None
