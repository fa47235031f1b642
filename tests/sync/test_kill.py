"""SIGKILL at random moments: one more pass gives the store of an undisturbed run; an insert is whole or never was."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook

from tests.support.another_hand import opened, type_into
from tests.support.processes import Ended, Forks, run
from tests.support.product import Product
from tests.support.stores import contents, copy_store
from tests.support.weekly import ROLES, cell_of, fill, insert

KILLS = 1000 if os.environ.get("SHEETS_SYNC_SOAK") else 60
PARTS = 2
"""For two workers."""

BOOKS = 12


@dataclass
class Field:
    """A folder of workbooks that people have been working on, and the store before the pass that is killed."""

    folder: Path
    before: Path
    after: dict[str, list[str]]
    seconds: float


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as ready:
        yield ready


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> Field:
    home = tmp_path_factory.mktemp("kill")
    product, folder, random = Product(home), home / "okr", Random(2)
    folder.mkdir()
    plans = {}
    for number in range(BOOKS):
        file = folder / f"{number:02}.xlsx"
        plans[file] = insert(product, ROLES[number % len(ROLES)], file, "--cycle", "2026")
        fill(file, plans[file], {measure["id"]: random.randint(0, 100) for measure in plans[file]["measures"][1:]})
    type_into(folder / "11.xlsx", {cell_of(plans[folder / "11.xlsx"]["measures"][1]): "khoảng 1.234"})
    assert product("sync", folder, "--json").code == 1
    for number, file in enumerate(plans):
        work_on(file, plans[file], number, random)
    (folder / "03.xlsx").rename(folder / "moved.xlsx")
    shutil.copy(folder / "04.xlsx", folder / "copy.xlsx")
    Workbook().save(folder / "nothing of ours.xlsx")
    before = home / "before.db"
    copy_store(home / "store.db", before)
    killed_between_file_and_store(before, plans[folder / "05.xlsx"]["binding"])

    undisturbed = home / "undisturbed.db"
    copy_store(before, undisturbed)
    first = run(undisturbed, "sync", folder, "--json")
    assert sum(each["check_ins"] > 0 for each in first.json["runs"]) >= BOOKS - 1, first
    after = lasting(undisturbed)
    assert after != lasting(before)
    seconds = []
    for _ in range(3):
        copy_store(before, undisturbed)
        seconds.append(forks.run(undisturbed, "sync", folder, "--json").seconds)
        assert lasting(undisturbed) == after
    return Field(folder, before, after, min(seconds))


def lasting(store: Path) -> dict[str, list[str]]:
    """What a store holds, but for the news that a file has moved: the next pass has it no more."""
    tables = contents(store)
    return {**tables, "finding": [row for row in tables["finding"] if "'moved-file'" not in row]}


def work_on(file: Path, plan: dict[str, Any], number: int, random: Random) -> None:
    """New values everywhere; in some workbooks a new target, a cell spoiled or mended, a row deleted, a tab renamed."""
    book = opened(file)
    sheet = book.worksheets[0]
    for measure in plan["measures"]:
        sheet[cell_of(measure)] = 0.5 if measure["kind"] in ("percent", "milestone") else random.randint(1, 10**6)
    first, second, *_, last = plan["measures"]
    if number % 3 == 0:
        sheet[first["cells"]["note"].rpartition("!")[2]] = "Tăng tốc"
        sheet[second["cells"]["owner"].rpartition("!")[2]] = "Trần Bình"
    if number % 4 == 1:
        sheet[cell_of(second)] = "khoảng 1.234"
    if number % 4 == 2:
        sheet.delete_rows(int(cell_of(last)[1:]))
    if number % 5 == 0:
        sheet.title = f"Trang {number}"
    book.save(file)


def killed_between_file_and_store(store: Path, binding: str) -> None:
    """Leave a block in the store as an insert does that was killed right after it wrote the file."""
    with closing(sqlite3.connect(store)) as connection, connection:
        assert connection.execute("UPDATE binding SET state = 'pending' WHERE id = ?", [binding]).rowcount == 1


@pytest.mark.parametrize("part", range(PARTS))
def test_one_more_pass_gives_the_store_of_an_undisturbed_run(
    part: int, field: Field, forks: Forks, tmp_path: Path
) -> None:
    """A kill of the first pass, then one of the pass that was to make up for it, then a pass that is let alone."""
    random, store, killed = Random(part), tmp_path / "store.db", 0
    while killed < KILLS // PARTS:
        copy_store(field.before, store)
        for _ in range(2):
            moment = random.uniform(0, field.seconds)
            killed += forks.run(store, "sync", field.folder, "--json", kill_after=moment).killed
        last = forks.run(store, "sync", field.folder, "--json")
        assert_sound(last)
        assert lasting(store) == field.after


def assert_sound(ended: Ended) -> None:
    assert ended.code in (0, 1), ended
    assert {each["outcome"] for each in ended.json["runs"]} <= {"ok", "unchanged", "findings", "copied"}, ended.json


def test_an_insert_that_was_killed_is_whole_or_never_was(forks: Forks, tmp_path: Path) -> None:
    random, store, before, folder = Random(7), tmp_path / "store.db", tmp_path / "before.db", tmp_path / "okr"
    folder.mkdir()
    existing, new, kept = folder / "team.xlsx", folder / "new.xlsx", tmp_path / "kept.xlsx"
    book = Workbook()
    book.worksheets[0].append(["Ngân sách", 120])
    book.save(kept)
    product = Product(tmp_path, env={"SHEETS_SYNC_DATABASE_URL": f"sqlite:///{store}"})
    assert product("status").code == 0
    copy_store(store, before)
    order = ["insert", "product_designer", "--json", "--into"]
    shutil.copy(kept, existing)
    seconds = max(forks.run(store, *order, file).seconds for file in (existing, new))
    killed = number = 0
    while killed < KILLS // 3:
        number += 1
        copy_store(before, store)
        if number % 4 > 1:  # the kill may meet the making of the store as well
            store.unlink()
        shutil.rmtree(folder)
        folder.mkdir()
        shutil.copy(kept, existing)
        file = (existing, new)[number % 2]
        killed += forks.run(store, *order, file, kill_after=random.uniform(0, seconds)).killed

        assert existing.read_bytes() == kept.read_bytes() or tabs_of(existing) == ["Sheet", "OKR 2026-Q1"]
        assert plans_known(product) <= plans_standing(file)
        synced = product("sync", folder, "--json")
        assert synced.code == 0, synced
        assert plans_known(product) == plans_standing(file)
        assert product("insert", "product_designer", "--into", file, "--json").code == 0
        assert len(plans_known(product)) == len(plans_standing(file)) >= 1


def tabs_of(file: Path) -> list[str]:
    assert file.exists()
    return [sheet.title for sheet in opened(file).worksheets]


def plans_standing(file: Path) -> set[str]:
    """The plans whose blocks stand in a workbook, which must be a whole one."""
    if not file.exists():
        return set()
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None
        return {
            plan.decode()
            for name in parts.namelist()
            if name.endswith(".xml")
            for plan in re.findall(rb">plan:(p\w{9})<", parts.read(name))
        }


def plans_known(product: Product) -> set[str]:
    return {plan["id"] for plan in product.ok("status")["plans"]}
