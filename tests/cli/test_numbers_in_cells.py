"""Numbers typed as text into the cells of a workbook: what a sync takes, what it asks about, what a screen shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar

import pytest

from sheets_sync.layout.columns import INDEX
from sheets_sync.layout.grid import column_letters
from tests.support.another_hand import type_into
from tests.support.product import Product
from tests.support.weekly import Json, cell_of, currents, insert, of_kind

Row = TypeVar("Row", bound=tuple[Any, ...])

READ = [
    # kind or currency, text, value
    ("count", "10,5", 10.5),
    ("count", "1.234.567,89", 1234567.89),
    ("count", "100 triệu", 100_000_000),
    ("count", "1,2 ty\u0309", 1_200_000_000),
    ("count", "300tr", 300_000_000),
    ("count", "2k", 2000),
    ("count", "5 ngàn", 5000),
    ("count", "１２，５", 12.5),
    ("count", "1\u202f234\u202f567", 1_234_567),
    ("count", "'1'234'567", 1_234_567),
    ("count", "0,500", 0.5),
    ("count", "1234.567", 1234.567),
    ("percent", "35 %", 35),
    ("percent", "12,5\u00a0%", 12.5),
    ("percent", "－２％", -2),
    ("percent", "0", 0),
    ("USD", "USD 30 million", 30_000_000),
    ("USD", "30 triệu USD", 30_000_000),
    ("USD", "$1,234.5", 1234.5),
    ("USD", "1,5 tỷ", 1_500_000_000),
    ("VND", "1.234 ₫", 1234),
    ("VND", "1.234 đ", 1234),
    ("VND", "VNĐ 12.345", 12_345),
    ("VND", "300 TRIỆU ĐỒNG", 300_000_000),
    ("milestone", "✓", 100),
    ("milestone", "40 %", 40),
]

ASKED = [
    # kind or currency, text, code, what the sentence shows of its readings
    ("count", "1.234", "ambiguous-number", ["1234", "1,2340"]),
    ("count", "10,000", "ambiguous-number", ["10000", "10"]),
    ("count", "1.200 tỷ", "ambiguous-number", ["1.200.000.000.000", "1.200.000.000"]),
    ("count", "1 triệu 2", "combined-number", []),
    ("count", "2tr5", "combined-number", []),
    ("count", "12,34,567", "text-not-number", []),
    ("count", "1.234.5", "text-not-number", []),
    ("count", "(5)", "text-not-number", []),
    ("percent", "30", "ambiguous-percent", ["30 %", "3000 %"]),
    ("percent", "0,3", "ambiguous-percent", ["0,3 %", "30 %"]),
    ("USD", "30 triệu đ", "wrong-currency", ["VND", "USD"]),
    ("USD", "1.234 USD", "ambiguous-number", ["1234", "1,2340"]),
    ("VND", "30 USD", "wrong-currency", ["USD", "VND"]),
    ("VND", "1.234", "ambiguous-number", ["1234", "1,2340"]),
    ("milestone", "0,5", "ambiguous-percent", ["0,5 %", "50 %"]),
]


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


@pytest.fixture
def measures(product: Product) -> dict[str, list[Json]]:
    """The measures of a sales plan by kind, two of its currencies made VND."""
    plan = insert(product, "sales_director", "okr.xlsx")
    kinds = {kind: of_kind(plan, kind) for kind in ("count", "percent", "milestone")}
    usd, vnd = of_kind(plan, "currency")[:2], of_kind(plan, "currency")[2:4]
    column = column_letters(INDEX["unit"])
    type_into(
        product.folder / "okr.xlsx", {column + cell_of(measure).lstrip(ascii_uppercase): "VND" for measure in vnd}
    )
    return kinds | {"USD": usd, "VND": vnd}


def rounds(rows: Sequence[Row], measures: Mapping[str, list[Json]]) -> list[list[tuple[Json, Row]]]:
    """Each row with a measure of its kind, as few syncs as there are measures for: what is typed before each."""
    typed: dict[int, list[tuple[Json, Row]]] = defaultdict(list)
    used: Counter[str] = Counter()
    for row in rows:
        turn, place = divmod(used[row[0]], len(measures[row[0]]))
        typed[turn].append((measures[row[0]][place], row))
        used[row[0]] += 1
    return list(typed.values())


def test_each_text_is_taken_for_its_number(product: Product, measures: dict[str, list[Json]]) -> None:
    file = product.folder / "okr.xlsx"
    for typed in rounds(READ, measures):
        type_into(file, {cell_of(measure): text for measure, (_, text, _) in typed})
        (run,) = product("sync", file, "--json").json["runs"]
        assert [each for each in run["findings"] if each["severity"] != "info"] == []
        known = currents(product.ok("status", file)["plans"][0])
        assert {text: known[measure["id"]] for measure, (_, text, _) in typed} == {text: v for _, (_, text, v) in typed}


def test_each_doubt_is_asked_about_with_its_readings(product: Product, measures: dict[str, list[Json]]) -> None:
    file = product.folder / "okr.xlsx"
    for typed in rounds(ASKED, measures):
        type_into(file, {cell_of(measure): text for measure, (_, text, _, _) in typed})
        (run,) = product("sync", file, "--json").json["runs"]
        found = {each["cell"]: each for each in run["findings"] if each["severity"] != "info"}
        codes = {cell: each["code"] for cell, each in found.items()}
        assert codes == {cell_of(measure): code for measure, (_, _, code, _) in typed}
        for measure, (_, text, _, readings) in typed:
            message = found[cell_of(measure)]["message"]
            assert [shown for shown in [text, *readings] if shown not in message] == [], message
        type_into(file, {cell_of(measure): None for measure, _ in typed})
    assert set(currents(product.ok("status", file)["plans"][0]).values()) == {None}


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("vi_VN.UTF-8", ["1.234.567,89", "1.234,5", "1,5tỷ →", "12,5 →"]),
        ("en_US.UTF-8", ["1,234,567.89", "1,234.5", "1.5bn →", "12.5 →"]),
    ],
)
def test_screens_show_numbers_as_the_language_writes_them(
    lang: str, shown: list[str], product: Product, measures: dict[str, list[Json]]
) -> None:
    product.env["LANG"] = product.env["LC_ALL"] = lang
    file = product.folder / "okr.xlsx"
    (million, thousand), (billion, *_), (percent, *_) = measures["count"][:2], measures["USD"], measures["percent"]
    values = {million["id"]: 1234567.89, thousand["id"]: 1234.5, billion["id"]: 1.5e9, percent["id"]: 0.125}
    type_into(file, {cell_of(m): values[m["id"]] for m in (million, thousand, billion, percent)})
    planned = product("sync", file, "--dry-run").out
    product("sync", file)
    history, status = product("history", million["id"]).out, product("status", file).out
    assert [number for number in shown[:2] if number not in planned] == []
    assert shown[0] in history
    assert [number for number in shown[1:] if number not in status] == []
    assert product.ok("history", million["id"])[0]["value"] == 1234567.89
