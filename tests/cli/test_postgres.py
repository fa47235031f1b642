"""The same commands over PostgreSQL: one setting, nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.support.another_hand import type_into
from tests.support.postgres import fresh_database
from tests.support.product import Product


def test_the_main_job_works_on_postgresql(tmp_path: Path, postgres_server: str) -> None:
    with fresh_database(postgres_server) as url:
        product = Product(tmp_path, env={"SHEETS_SYNC_DATABASE_URL": url})
        inserted = product.ok("insert", "product_designer", "--into", "okr.xlsx", "--cycle", "2026-Q1")
        interviews = inserted["measures"][0]
        type_into(tmp_path / "okr.xlsx", {interviews["cells"]["current"].rpartition("!")[2]: 4})
        synced, again = (product.ok("sync", "okr.xlsx")["runs"] for _ in range(2))
        assert [(run["outcome"], run["check_ins"]) for run in (*synced, *again)] == [("ok", 1), ("unchanged", 0)]
        (point,) = product.ok("history", interviews["id"])
        (plan,) = product.ok("status", "--at", "2026-02-10")["plans"]
    assert (point["value"], point["at"]) == (4, "2026-02-10T02:00:00+00:00")
    assert plan["objectives"][0]["key_results"][0]["measures"][0]["progress"] == 0.8
