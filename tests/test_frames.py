"""`sheets_sync.frames`: the dtypes that the docs tell, the figures of `status`, and the notebook in the docs."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sheets_sync import frames
from sheets_sync.messages.errors import Refusal
from tests.support.company import company
from tests.support.product import Product
from tests.support.stores import everything
from tests.support.weekly import currents, insert

DOCS = Path(__file__).resolve().parents[1] / "docs"
FRAMES = ("plans", "measures", "history", "findings")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Product:
    return company(tmp_path_factory.mktemp("company"))


@pytest.fixture
def product(reported: Product, monkeypatch: pytest.MonkeyPatch) -> Product:
    """The company whose store a program finds here."""
    use(reported, monkeypatch)
    return reported


def use(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEETS_SYNC_DATABASE_URL", f"sqlite:///{product.folder / 'store.db'}")
    monkeypatch.setenv("SHEETS_SYNC_NOW", product.now)


def all_frames(**where: str) -> dict[str, pd.DataFrame]:
    with frames.open(**where) as data:
        return {name: getattr(data, name)() for name in FRAMES}


def told(name: str) -> list[tuple[str, str]]:
    """The columns of a frame and their dtypes, as the docs tell them."""
    section = (DOCS / "exports.md").read_text("utf-8").partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    return re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section, re.MULTILINE)


@pytest.mark.parametrize("name", FRAMES)
def test_columns_and_dtypes_are_those_of_the_docs(product: Product, name: str) -> None:
    frame = all_frames()[name]
    assert len(frame) > 0
    assert [(key, str(dtype)) for key, dtype in frame.dtypes.items()] == told(name)


@pytest.mark.parametrize("name", FRAMES)
def test_an_empty_store_gives_the_same_columns_and_dtypes(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    filled = all_frames()[name]
    use(Product(tmp_path), monkeypatch)
    empty = all_frames()[name]
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == filled.dtypes.to_dict()


def test_measures_are_those_of_status(product: Product) -> None:
    measures = all_frames()["measures"].set_index("measure_id")
    status = product.ok("status")["plans"]
    wanted = {measure: value for plan in status for measure, value in currents(plan).items()}
    assert as_python(measures["current"]) == wanted
    assert measures["current"].isna().any()
    plans = all_frames()["plans"].set_index("plan_id")
    assert as_python(plans["progress"]) == {plan["id"]: plan["progress"] for plan in status}
    assert plans["status"].to_dict() == {plan["id"]: plan["status"] for plan in status}
    assert as_python(plans["reported"]) == {plan["id"]: plan["reported"] for plan in status}


def as_python(series: pd.Series[Any]) -> dict[Any, Any]:
    return {key: None if pd.isna(value) else value for key, value in series.items()}


def test_moments_are_those_of_the_history(product: Product) -> None:
    history = all_frames()["history"]
    for measure, points in history.groupby("measure_id"):
        wanted = product.ok("history", str(measure))
        assert [at.isoformat() for at in points["at"]] == [point["at"] for point in wanted]
        assert points["value"].tolist() == [point["value"] for point in wanted]
    assert str(history["at"].dt.tz) == "UTC"


def test_findings_say_when_they_were_mended(product: Product) -> None:
    findings = all_frames()["findings"]
    mended = findings[findings["closed_at"].notna()]
    assert set(mended["found"]) == {"about 4"}
    still_open = findings[findings["closed_at"].isna()]
    assert sorted(still_open["code"]) == sorted(each["code"] for each in product.ok("findings")["findings"])


def test_a_day_is_told_as_it_was_known(product: Product) -> None:
    then = all_frames(at="2026-01-13")
    assert then["history"]["at"].max() == pd.Timestamp("2026-01-12T02:00:00Z")
    assert set(then["plans"]["as_of"]) == {pd.Timestamp("2026-01-13")}
    status = product.ok("status", "--at", "2026-01-13")["plans"]
    assert then["plans"]["progress"].tolist() == [plan["progress"] for plan in status]


def test_a_store_and_a_workspace_can_be_named(product: Product, tmp_path: Path) -> None:
    elsewhere = Product(tmp_path)
    plan = insert(elsewhere, "product_designer", "a.xlsx", "--workspace", "acme")
    url = f"sqlite:///{tmp_path / 'store.db'}"
    named = all_frames(database_url=url, workspace="acme")
    assert set(named["plans"]["plan_id"]) == set(named["measures"]["plan_id"]) == {plan["plan"]}
    assert len(all_frames(database_url=url)["plans"]) == 0
    assert [each["name"] for each in everything(tmp_path / "store.db")["workspace"]] == ["acme"]


def test_what_cannot_be_done_is_told_by_its_code(product: Product) -> None:
    with frames.open(at="yesterday") as data, pytest.raises(Refusal) as refused:
        data.plans()
    assert refused.value.code == "date-unreadable"
    with pytest.raises(Refusal) as refused, frames.open(database_url="no url"):
        pass
    assert refused.value.code == "store-url"


def test_the_notebook_in_the_docs_prints_what_it_shows(product: Product) -> None:
    page = (DOCS / "frames.md").read_text("utf-8")
    names: dict[str, Any] = {}
    cells = re.findall(r"^```python\n(.*?)^```\n```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(cells) == page.count("```python")
    for source, shown in cells:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(source, names)
        assert [line.rstrip() for line in printed.getvalue().splitlines()] == shown.splitlines(), source
