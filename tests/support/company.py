"""A small company that has reported for five weeks, through the command line: what exports and frames are tried on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.support.another_hand import type_into
from tests.support.product import Product
from tests.support.weekly import Json, cell_of, fill, insert, of_kind

WEEKS = [date(2026, 1, 5) + timedelta(weeks=number) for number in range(5)]
OWNERS = {
    "customer_service_director": ("en", "Lê Minh Châu"),
    "product_designer": ("en", "Trần Bình"),
    "customer_care_specialist": ("vi", "Đỗ Thị Giang"),
}
SPOILT = {date(2026, 1, 26): "about 4", date(2026, 2, 2): "1.234"}
"""What one count of each plan is typed as in these weeks, instead of a number."""


def company(folder: Path) -> Product:
    """Three plans, a file each, whose measures move by their own steps; every fifth one is never reported."""
    product = Product(folder)
    plans = {}
    for minute, (role, (lang, owner)) in enumerate(OWNERS.items()):
        product.now = f"{WEEKS[0]}T08:{minute:02}:00+07:00"
        words = ("--cycle", "2026-Q1", "--lang", lang, "--owner", owner)
        plans[role] = insert(product, role, folder / f"{role}.xlsx", *words)
    for number, day in enumerate(WEEKS, 1):
        product.now = f"{day}T09:00:00+07:00"
        for role, plan in plans.items():
            _report(folder / f"{role}.xlsx", plan, number)
            if day in SPOILT:
                type_into(folder / f"{role}.xlsx", {cell_of(of_kind(plan, "count")[-1]): SPOILT[day]})
        assert product("sync").code == (1 if day in SPOILT else 0)
    return product


def _report(file: Path, plan: Json, week: int) -> None:
    values: dict[str, float | None] = {}
    for number, measure in enumerate(plan["measures"]):
        if number % 5 == 4:
            continue
        target = measure["target"] or 100
        value = target * week / 12 * (0.5 + number % 4 / 4)
        values[measure["id"]] = round(value) if measure["kind"] == "count" else round(value, 1)
    fill(file, plan, values)
