"""`cycle close`: a closed cycle is never read again, by command or 30 days after its end; its figures stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.another_hand import opened, type_into
from tests.support.product import Product
from tests.support.weekly import Json, cell_of, currents, insert

ROLE = "product_designer"


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


def report(product: Product, file: str, plan: Json, value: float) -> None:
    type_into(product.folder / file, {cell_of(plan["measures"][0]): value})


def values(product: Product) -> list[float | None]:
    return [next(iter(currents(plan).values())) for plan in product.ok("status")["plans"]]


def test_closing_reads_a_last_time_and_never_again(product: Product) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    report(product, "a.xlsx", plan, 3)
    closed = product.ok("cycle", "close", "2026-q1")
    assert (closed["cycle"], [each["plan"] for each in closed["closed"]]) == ("2026-Q1", [plan["plan"]])
    assert [run["check_ins"] for run in closed["runs"]] == [1]
    report(product, "a.xlsx", plan, 4)
    (named,) = product.ok("sync", "a.xlsx")["runs"]
    assert (named["outcome"], [each["code"] for each in named["findings"]]) == ("unchanged", ["cycle-closed"])
    assert product.ok("sync", "--full")["runs"] == []
    assert values(product) == [3]


def test_only_the_plans_of_that_cycle_close(product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    other = insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q2")
    product.ok("cycle", "close", "2026-Q1")
    type_into(product.folder / "a.xlsx", {cell_of(other["measures"][0]): 2}, other["tab"])
    runs = product.ok("sync", "a.xlsx")["runs"]
    assert [(run["tab"], run["check_ins"]) for run in runs] == [("OKR 2026-Q1", 0), ("OKR 2026-Q2", 1)]


def test_nothing_is_inserted_into_a_closed_cycle(product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    product.ok("cycle", "close", "2026-Q1")
    answer = product("insert", ROLE, "--into", "b.xlsx", "--cycle", "2026-01-01..2026-03-31", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "cycle-closed")
    assert not (product.folder / "b.xlsx").exists()
    insert(product, ROLE, "b.xlsx", "--cycle", "2026-Q2")


@pytest.mark.parametrize(
    ("cycle", "code"), [("2026-Q2", "cycle-empty"), ("Q1", "cycle-unreadable"), ("2026-Q1", "cycle-closed")]
)
def test_a_cycle_that_cannot_be_closed_is_told_of(cycle: str, code: str, product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    product.ok("cycle", "close", "2026-Q1")
    answer = product("cycle", "close", cycle, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, code)


def test_a_cycle_closes_by_itself_30_days_after_its_end(product: Product) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    product.now = "2026-04-30T09:00:00+07:00"
    report(product, "a.xlsx", plan, 3)
    assert product("sync", "--json").json["runs"][0]["check_ins"] == 1
    product.now = "2026-05-01T09:00:00+07:00"
    report(product, "a.xlsx", plan, 4)
    assert product.ok("sync")["runs"] == []
    assert product.ok("sync", "a.xlsx")["runs"][0]["check_ins"] == 0
    assert values(product) == [3]


def test_a_plan_made_long_after_its_cycle_is_read_for_30_days(product: Product) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--cycle", "2025-Q1")
    report(product, "a.xlsx", plan, 3)
    assert product("sync", "--json").json["runs"][0]["check_ins"] == 1
    product.now = "2026-03-13T09:00:00+07:00"
    assert product.ok("sync", "--full")["runs"] == []


@pytest.mark.parametrize("spoil", ["lost", "cut short"])
def test_a_file_that_cannot_be_read_a_last_time_keeps_its_cycle_open(spoil: str, product: Product) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    insert(product, ROLE, "b.xlsx", "--cycle", "2026-Q1")
    report(product, "a.xlsx", plan, 3)
    file = product.folder / "a.xlsx"
    whole = file.read_bytes()
    file.write_bytes(whole[:999])
    if spoil == "lost":
        file.unlink()
    answer = product("cycle", "close", "2026-Q1", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "cycle-unread")
    file.write_bytes(whole)
    closed = product.ok("cycle", "close", "2026-Q1")
    assert (len(closed["closed"]), sum(run["check_ins"] for run in closed["runs"])) == (2, 1)


def test_a_file_that_is_gone_for_good_is_taken_out_first(product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    insert(product, ROLE, "b.xlsx", "--cycle", "2026-Q1")
    (product.folder / "a.xlsx").unlink()
    product.ok("remove", "a.xlsx")
    assert len(product.ok("cycle", "close", "2026-Q1")["closed"]) == 1


def test_a_tab_copied_from_a_closed_cycle_is_told_of(product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    product.ok("cycle", "close", "2026-Q1")
    book = opened(product.folder / "a.xlsx")
    book.copy_worksheet(book.worksheets[0]).title = "OKR next"
    book.save(product.folder / "a.xlsx")
    answer = product("sync", "a.xlsx", "--json")
    assert {each["code"] for each in answer.json["runs"][0]["findings"]} == {"cycle-closed", "copied-tab"}
    assert answer.code == 1


def test_another_workspace_closes_only_its_own(product: Product) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    answer = product("cycle", "close", "2026-Q1", "--workspace", "other", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "cycle-empty")
    assert product.ok("sync", "--full")["runs"] != []


def test_values_that_all_go_back_are_told_of_once(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1")
    one, two = (cell_of(measure) for measure in plan["measures"][:2])
    file = tmp_path / "a.xlsx"
    for number, day in ((1, "02-02"), (2, "02-09")):
        product.now = f"2026-{day}T09:00:00+07:00"
        type_into(file, {one: number, two: number + 1})
        product.ok("sync", "a.xlsx")
        shutil.copy(file, tmp_path / f"week{number}")
    product.now = "2026-02-16T09:00:00+07:00"
    shutil.copy(tmp_path / "week1", file)
    answer = product("sync", "a.xlsx", "--json")
    (run,) = answer.json["runs"]
    (finding,) = run["findings"]
    assert (answer.code, run["check_ins"], finding["code"]) == (1, 2, "values-went-back")
    assert "2026-02-02" in finding["message"]
    assert [point["value"] for point in product.ok("history", plan["measures"][0]["id"])] == [1, 2, 1]
    again = product("sync", "a.xlsx", "--json").json["runs"][0]
    assert [each["code"] for each in again["findings"]] == ["values-went-back"]
    type_into(file, {one: 5})
    assert product.ok("sync", "a.xlsx")["runs"][0]["findings"] == []
