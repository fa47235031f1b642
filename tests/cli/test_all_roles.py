"""Every role in both languages: inserted, filled by another program, shuffled, synced, and judged by the oracle."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from sheets_sync.layout.columns import FIRST_ROW
from tests.support.another_hand import opened, rearrange, swap_columns
from tests.support.libreoffice import Edit, LibreOffice
from tests.support.oracle import Verdict, judge
from tests.support.product import Product
from tests.support.weekly import ROLES, examples

TODAY = "2026-02-10"
CYCLE = ("2026-01-01", "2026-12-31")
FACTS = ("progress", "expected", "met", "status", "reported", "of", "due", "weight")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_figures_are_true_however_the_sheet_was_rearranged(
    role: str, lang: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    random = Random(f"{role} {lang}")
    product = Product(tmp_path, now=f"{TODAY}T09:00:00+07:00")
    file = tmp_path / "okr.xlsx"
    inserted = product.ok("insert", role, "--into", file, "--lang", lang, "--cycle", "2026", *examples(product, role))
    typed = {measure["id"]: some_value(random, measure) for measure in inserted["measures"]}
    if lang == "vi":
        fill_by_libreoffice(libreoffice, file, inserted, typed)
    else:
        fill_by_openpyxl(file, inserted, typed)
    shuffle(file, random)

    synced = product("sync", file, "--json").json["runs"][0]
    assert (synced["check_ins"], synced["revisions"]) == (len(typed), 0)
    assert [f for f in synced["findings"] if f["severity"] != "info"] == []

    (plan,) = product.ok("status")["plans"]
    verdicts = judge(inserted["measures"], [], CYCLE, TODAY, {m: (value, TODAY) for m, value in typed.items()})
    assert differences(plan, verdicts) == []
    for measure_id, value in typed.items():
        assert [point["value"] for point in product.ok("history", measure_id)] == [pytest.approx(value, abs=1e-12)]

    again = product("sync", file, "--json").json["runs"][0]
    assert (again["check_ins"], again["revisions"]) == (0, 0)


def some_value(random: Random, measure: dict[str, Any]) -> float:
    if measure["kind"] == "milestone":
        return random.choice([0, 25, 50, 100])
    share = random.choice([0, 0.3, 0.5, 0.97, 1, 1.25])
    return round(float(measure["target"]) * share, 1 if measure["kind"] == "percent" else 0)


def as_typed(measure: dict[str, Any], value: float) -> float:
    return float(value) / 100 if measure["kind"] in ("percent", "milestone") else value


def cell_of(measure: dict[str, Any]) -> str:
    return str(measure["cells"]["current"]).rpartition("!")[2]


def fill_by_libreoffice(office: LibreOffice, file: Path, inserted: dict[str, Any], typed: dict[str, float]) -> None:
    edits: list[Edit] = [
        {"sheet": inserted["tab"], "cell": cell_of(measure), "value": as_typed(measure, typed[measure["id"]])}
        for measure in inserted["measures"]
    ]
    office.edit(file, file, edits)


def fill_by_openpyxl(file: Path, inserted: dict[str, Any], typed: dict[str, float]) -> None:
    book = opened(file)
    for measure in inserted["measures"]:
        book[inserted["tab"]][cell_of(measure)] = as_typed(measure, typed[measure["id"]])
    book.save(file)


def shuffle(file: Path, random: Random) -> None:
    """Put rows and columns into another order and give the tab another name."""
    book = opened(file)
    sheet = book.worksheets[0]
    order = list(range(FIRST_ROW, sheet.max_row))
    random.shuffle(order)
    rearrange(sheet, order, FIRST_ROW)
    for _ in range(8):
        swap_columns(sheet, *random.sample(range(1, 21), 2))
    sheet.title = "Bảng của tôi"
    book.save(file)


def differences(plan: dict[str, Any], verdicts: dict[str, Verdict]) -> list[tuple[str, str, Any, Any]]:
    """What `status` says otherwise than the oracle: (id, field, said, judged)."""
    parts = [("plan", plan)]
    for objective in plan["objectives"]:
        parts.append((objective["id"], objective))
        for key_result in objective["key_results"]:
            parts.append((key_result["id"], key_result))
            parts += [(measure["id"], measure) for measure in key_result["measures"]]
    found = []
    for part_id, said in parts:
        for fact in (*FACTS, *(("stretch_progress",) if "stretch" in said else ())):
            judged = verdicts[part_id][fact]  # type: ignore[literal-required]
            same = said[fact] == (pytest.approx(judged, abs=1e-9) if isinstance(judged, float) else judged)
            if not same:
                found.append((part_id, fact, said[fact], judged))
    assert len(parts) == len(verdicts)
    return found
