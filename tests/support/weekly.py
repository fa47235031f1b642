"""What people do every week, for tests: a role inserted, its figures typed in by another program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.another_hand import opened
from tests.support.product import Product

Json = dict[str, Any]

ROLES = (
    "ceo",
    "customer_care_specialist",
    "customer_management_staff",
    "customer_service_director",
    "product_designer",
    "product_director",
    "production_director",
    "sales_director",
)


def examples(product: Product, role: str, lang: str = "vi") -> list[str]:
    """The flags that give a role's placeholders the values of its own examples."""
    blanks = product.ok("templates", "show", role).get("placeholders", {})
    return [word for name, blank in blanks.items() for word in ("--set", f"{name}={blank['example'][lang]}")]


def insert(product: Product, role: str, file: str | Path, *more: str | Path) -> Json:
    """Insert a role with the examples of its placeholders; what `insert` answers."""
    answer: Json = product.ok("insert", role, "--into", file, *examples(product, role), *more)
    return answer


def cell_of(measure: Json, key: str = "current") -> str:
    """The name of a measure's cell within its tab."""
    return str(measure["cells"][key]).rpartition("!")[2]


def as_typed(measure: Json, value: float | None) -> float | None:
    """A value as its cell holds it: points as a percent."""
    return value / 100 if value is not None and measure["kind"] in ("percent", "milestone") else value


def fill(file: Path, plan: Json, values: Mapping[str, float | None]) -> None:
    """Type values (by measure id, in points where the measure is in points) into the current cells, by openpyxl."""
    book = opened(file)
    for measure in plan["measures"]:
        if measure["id"] in values:
            book[plan["tab"]][cell_of(measure)] = as_typed(measure, values[measure["id"]])
    book.save(file)


def of_kind(plan: Json, *kinds: str) -> list[Json]:
    """The plan's measures of some kinds, in their order."""
    return [measure for measure in plan["measures"] if measure["kind"] in kinds]


def findings(run: Json) -> list[tuple[str, str | None]]:
    """Code and cell of what a pass found, infos left out, in order of cells."""
    found = [(each["code"], each["cell"]) for each in run["findings"] if each["severity"] != "info"]
    return sorted(found, key=str)


def currents(plan: Json) -> dict[str, float | None]:
    """The current value of every measure of a plan in `status`."""
    return {
        measure["id"]: measure["current"]
        for objective in plan["objectives"]
        for key_result in objective["key_results"]
        for measure in key_result["measures"]
    }
