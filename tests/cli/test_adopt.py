"""`sync --adopt` and `adopt`: rows and blocks that people made by copying and typing become the store's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.another_hand import opened, type_into
from tests.support.libreoffice import LibreOffice
from tests.support.product import Product
from tests.support.weekly import Json, cell_of, currents, insert

ROLE = "product_designer"


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


@pytest.fixture
def plan(product: Product) -> Json:
    return insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q1", "--lang", "en")


def row_of(measure: Json) -> int:
    return int("".join(filter(str.isdigit, cell_of(measure))))


def column_of(measure: Json, key: str) -> int:
    name = cell_of(measure, key).rstrip("0123456789")
    return sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(name)))


def sheet_of(product: Product, file: str = "a.xlsx", tab: int = 0) -> Worksheet:
    return opened(product.folder / file).worksheets[tab]


def add_row(product: Product, plan: Json, row: int, cells: dict[str, Any], file: str = "a.xlsx") -> None:
    """Type a row of the block, by the letters of the first measure's columns."""
    letters = {key: cell_of(plan["measures"][0], key).rstrip("0123456789") for key in plan["measures"][0]["cells"]}
    letters |= {"measure": "G", "unit": "I", "rule": "P"}
    type_into(product.folder / file, {f"{letters[key]}{row}": value for key, value in cells.items()})


def beneath(plan: Json) -> int:
    """The first row beneath the hidden end row: where people go on typing."""
    return max(row_of(measure) for measure in plan["measures"]) + 2


def status(product: Product) -> Json:
    (plan,) = product.ok("status")["plans"]
    return dict(plan)


def names(plan: Json) -> list[str]:
    return [m["name"] for o in plan["objectives"] for kr in o["key_results"] for m in kr["measures"]]


NEW: dict[str, Any] = {
    "text": "Show the style at fairs",
    "measure": "Fairs",
    "rule": "reach",
    "target": 4,
    "current": 1,
}


def test_a_new_row_is_told_of_then_adopted_then_read(product: Product, plan: Json) -> None:
    add_row(product, plan, beneath(plan), NEW)
    told = product("sync", "a.xlsx", "--json")
    assert (told.code, [each["code"] for each in told.json["runs"][0]["findings"]]) == (1, ["row-without-id"])
    assert "--adopt" in told.json["runs"][0]["findings"][0]["mend"]
    (run,) = product.ok("sync", "a.xlsx", "--adopt")["runs"]
    assert (run["check_ins"], run["revisions"], run["findings"]) == (1, 1, [])
    assert names(status(product))[-1] == "Fairs"
    (again,) = product.ok("sync", "a.xlsx")["runs"]
    assert (again["outcome"], again["check_ins"]) == ("unchanged", 0)
    type_into(product.folder / "a.xlsx", {f"J{beneath(plan)}": 3})
    assert product.ok("sync", "a.xlsx")["runs"][0]["check_ins"] == 1


def test_adopting_shows_what_it_would_do_and_writes_nothing(product: Product, plan: Json) -> None:
    add_row(product, plan, beneath(plan), NEW)
    before = (product.folder / "a.xlsx").read_bytes()
    dry = product.ok("sync", "a.xlsx", "--adopt", "--dry-run")
    assert [change["name"] for change in dry["runs"][0]["changes"]] == ["Fairs", "Fairs (archived)"]
    assert (product.folder / "a.xlsx").read_bytes() == before
    assert "Fairs" not in names(status(product))


def test_a_cycle_adopts_in_files_that_have_not_changed(product: Product, plan: Json) -> None:
    add_row(product, plan, beneath(plan), NEW)
    assert product("sync", "--json").code == 1
    assert product.ok("sync", "--adopt")["runs"][0]["check_ins"] == 1


def test_an_adopted_row_computes_as_its_neighbours_do(
    product: Product, plan: Json, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    add_row(product, plan, beneath(plan), NEW)
    add_row(product, plan, beneath(plan) + 1, NEW | {"measure": "Shows", "current": 3})
    product.ok("sync", "a.xlsx", "--adopt")
    told = status(product)
    every = [m for o in told["objectives"] for kr in o["key_results"] for m in kr["measures"]]
    assert [measure["name"] for measure in every[-2:]] == ["Fairs", "Shows"]
    libreoffice.convert(tmp_path / "a.xlsx", tmp_path / "shown.xlsx", recalculate=True)
    sheet = opened(tmp_path / "shown.xlsx", values=True).worksheets[0]
    progress = cell_of(plan["measures"][0], "progress").rstrip("0123456789")
    shown = [sheet[f"{progress}{beneath(plan) + number}"].value for number in (0, 1)]
    assert shown == [pytest.approx(measure["progress"]) for measure in every[-2:]]
    objective = next(row for row in range(1, 40) if sheet.cell(row, 1).value == told["objectives"][0]["id"])
    assert sheet[f"{progress}{objective}"].value == pytest.approx(told["objectives"][0]["progress"])


def test_a_copied_and_reworded_row_becomes_one_of_its_own(product: Product, plan: Json) -> None:
    first = row_of(plan["measures"][0])
    book = opened(product.folder / "a.xlsx")
    sheet = book.worksheets[0]
    for cell in sheet[first]:
        sheet.cell(beneath(plan), cell.column or 1).value = cell.value
    sheet.cell(beneath(plan), 7).value = "Interviews watched"
    book.save(product.folder / "a.xlsx")
    assert product("sync", "a.xlsx", "--json").code == 1
    product.ok("sync", "a.xlsx", "--adopt")
    key_result = status(product)["objectives"][0]["key_results"][0]
    assert [measure["name"] for measure in key_result["measures"]][-1] == "Interviews watched"


def test_the_rest_of_the_file_is_left_as_it_was(product: Product, plan: Json) -> None:
    book = opened(product.folder / "a.xlsx")
    other = book.create_sheet("Budget")
    other["A1"], other["B1"] = "Rent", "=SUM(B2:B9)"
    book.save(product.folder / "a.xlsx")
    add_row(product, plan, beneath(plan), NEW)
    before = {sheet.title: [[c.value for c in row] for row in sheet] for sheet in opened(product.folder / "a.xlsx")}
    product.ok("sync", "a.xlsx", "--adopt")
    after = {sheet.title: [[c.value for c in row] for row in sheet] for sheet in opened(product.folder / "a.xlsx")}
    assert after["Budget"] == before["Budget"]
    row = beneath(plan) - 1
    typed = [value for value in before[plan["tab"]][row] if value is not None]
    assert [value for value in after[plan["tab"]][row] if value in typed] == typed


def test_a_file_that_is_open_elsewhere_is_not_written(product: Product, plan: Json) -> None:
    add_row(product, plan, beneath(plan), NEW)
    (product.folder / "~$a.xlsx").touch()
    type_into(product.folder / "a.xlsx", {cell_of(plan["measures"][0]): 3})
    before = (product.folder / "a.xlsx").read_bytes()
    answer = product("sync", "a.xlsx", "--adopt", "--json")
    (run,) = answer.json["runs"]
    assert (answer.code, run["check_ins"]) == (1, 1)
    assert {each["code"] for each in run["findings"]} == {"not-adopted", "row-without-id"}
    assert (product.folder / "a.xlsx").read_bytes() == before
    (product.folder / "~$a.xlsx").unlink()
    assert product.ok("sync", "a.xlsx", "--adopt")["runs"][0]["findings"] == []


def test_what_a_formula_last_said_is_read_with_the_rows(product: Product, plan: Json, libreoffice: LibreOffice) -> None:
    # The edit takes the results of volatile formulas out of the file; they count as they were read.
    current, typed = cell_of(plan["measures"][0]), product.folder / "typed.xlsx"
    add_row(product, plan, beneath(plan), NEW)
    type_into(product.folder / "a.xlsx", {current: "=TODAY()-TODAY()+4"})
    libreoffice.convert(product.folder / "a.xlsx", typed, recalculate=True)
    typed.replace(product.folder / "a.xlsx")
    (run,) = product.ok("sync", "a.xlsx", "--adopt")["runs"]
    assert (run["check_ins"], run["findings"]) == (2, [])
    assert next(iter(currents(status(product)).values())) == 4


# Blocks


@pytest.mark.parametrize("name", ["a_v2.xlsx", "a-DESKTOP-AB12.xlsx", "mail/a.xlsx"])
def test_a_copied_file_becomes_a_plan_of_its_own(name: str, product: Product, plan: Json) -> None:
    first = plan["measures"][0]
    type_into(product.folder / "a.xlsx", {cell_of(first): 2})
    product.ok("sync", "a.xlsx")
    (product.folder / "mail").mkdir()
    shutil.copy(product.folder / "a.xlsx", product.folder / name)
    told = product("sync", name, "--json").json["runs"][0]
    assert (told["outcome"], [each["code"] for each in told["findings"]]) == ("copied", ["copied-file"])
    (adopted,) = product.ok("adopt", name)["adopted"]
    assert adopted["plan"] != plan["plan"]
    assert (adopted["role"], adopted["cycle"], adopted["measures"]) == (ROLE, "2026-Q1", len(plan["measures"]))
    type_into(product.folder / name, {cell_of(first): 9})
    assert product.ok("sync", name)["runs"][0]["check_ins"] == 1
    both = {each["document"]: each for each in product.ok("status")["plans"]}
    assert len(both) == 2
    assert next(iter(currents(both[str(product.folder / "a.xlsx")]).values())) == 2
    assert next(iter(currents(both[str(product.folder / name)]).values())) == 9
    ids = [set(currents(each)) for each in both.values()]
    assert not ids[0] & ids[1]


def test_a_copied_tab_becomes_a_plan_of_its_own(product: Product, plan: Json) -> None:
    book = opened(product.folder / "a.xlsx")
    book.copy_worksheet(book.worksheets[0]).title = "Copy"
    book.save(product.folder / "a.xlsx")
    assert product("sync", "a.xlsx", "--json").code == 1
    answer = product.ok("adopt", "a.xlsx", "--tab", "Copy")
    assert [(each["tab"], each["plan"] == plan["plan"]) for each in answer["adopted"]] == [("Copy", False)]
    assert {(run["tab"], len(run["findings"])) for run in product.ok("sync", "a.xlsx")["runs"]} == {
        (plan["tab"], 0),
        ("Copy", 0),
    }


def test_a_block_of_another_store_becomes_a_plan_of_this_one(product: Product, plan: Json, tmp_path: Path) -> None:
    type_into(product.folder / "a.xlsx", {cell_of(plan["measures"][0]): 2})
    elsewhere = Product(tmp_path, env={"SHEETS_SYNC_DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"})
    told = elsewhere("sync", "a.xlsx", "--json").json["runs"][0]
    assert (told["outcome"], [each["code"] for each in told["findings"]]) == ("unknown", ["unknown-plan"])
    (adopted,) = elsewhere.ok("adopt", "a.xlsx")["adopted"]
    assert (adopted["role"], adopted["cycle"]) == (ROLE, "2026-Q1")
    mine, theirs = status(elsewhere), status(product)
    assert mine["lang"] == "en"
    drop = {"id", "document", "at", "source", "run"}

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items() if key not in drop}
        return [bare(each) for each in value] if isinstance(value, list) else value

    first = mine["objectives"][0]["key_results"][0]["measures"][0]
    assert first["current"] == 2
    assert [bare(o["text"]) for o in mine["objectives"]] == [bare(o["text"]) for o in theirs["objectives"]]
    assert names(mine) == names(theirs)
    assert product("sync", "a.xlsx", "--json").json["runs"][0]["outcome"] == "unknown"


def test_what_is_bound_already_is_not_adopted(product: Product, plan: Json) -> None:
    answer = product("adopt", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "nothing-to-adopt")
    shutil.copy(product.folder / "a.xlsx", product.folder / "b.xlsx")
    assert product("adopt", "a.xlsx", "--tab", plan["tab"], "--json").json["error"]["code"] == "nothing-to-adopt"
    answer = product("adopt", "b.xlsx", "--tab", "Nowhere", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "tab-without-block")


@pytest.mark.parametrize(
    ("name", "code"), [("none.xlsx", "file-missing"), ("notes.txt", "not-xlsx"), ("plain.xlsx", "no-block")]
)
def test_what_holds_no_block_is_not_adopted(name: str, code: str, product: Product, plan: Json) -> None:
    (product.folder / "notes.txt").write_text("x")
    book = opened(product.folder / "a.xlsx")
    book.create_sheet("Plain")
    del book[plan["tab"]]
    book.save(product.folder / "plain.xlsx")
    answer = product("adopt", name, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, code)


def test_a_copy_held_by_another_workspace_is_not_adopted(product: Product, plan: Json) -> None:
    insert(product, ROLE, "b.xlsx", "--workspace", "other")
    book = opened(product.folder / "b.xlsx")
    book.copy_worksheet(book.worksheets[0]).title = "Copy"
    book.save(product.folder / "b.xlsx")
    before = (product.folder / "b.xlsx").read_bytes()
    answer = product("adopt", "b.xlsx", "--tab", "Copy", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "document-of-another-workspace")
    assert (product.folder / "b.xlsx").read_bytes() == before


# Taking a block out again


def test_an_untouched_block_is_taken_out(product: Product, plan: Json) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q2")
    (removed,) = product.ok("remove", "a.xlsx", "--tab", plan["tab"])["removed"]
    assert (removed["plan"], removed["tab"]) == (plan["plan"], plan["tab"])
    assert opened(product.folder / "a.xlsx").sheetnames == ["OKR 2026-Q2"]
    assert [each["cycle"] for each in product.ok("status")["plans"]] == ["2026-Q2"]
    assert [run["outcome"] for run in product.ok("sync", "a.xlsx")["runs"]] == ["unchanged"]


def test_the_only_tab_stays_behind_empty(product: Product, plan: Json) -> None:
    product.ok("remove", "a.xlsx")
    sheet = sheet_of(product)
    assert (sheet.title, [cell.value for row in sheet for cell in row if cell.value is not None]) == (plan["tab"], [])
    assert product("sync", "a.xlsx", "--json").json["error"]["code"] == "no-block"


@pytest.mark.parametrize("key", ["current", "note", "target", "owner", "text"])
def test_a_block_with_something_of_somebodys_own_stays(key: str, product: Product, plan: Json) -> None:
    cell = cell_of(plan["measures"][1], key)
    type_into(product.folder / "a.xlsx", {cell: 7, "D60": "our own remark"})
    product("sync", "a.xlsx")
    before = (product.folder / "a.xlsx").read_bytes()
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "block-changed")
    assert f"{cell}, D60" in answer.json["error"]["message"]
    assert (product.folder / "a.xlsx").read_bytes() == before
    assert len(product.ok("status")["plans"]) == 1


def test_a_tab_that_others_use_stays(product: Product, plan: Json) -> None:
    book = opened(product.folder / "a.xlsx")
    book.create_sheet("Board")["B2"] = f"='{plan['tab']}'!K5"
    book.save(product.folder / "a.xlsx")
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "tab-spoken-of")
    assert "Board!B2" in answer.json["error"]["message"]


def test_a_tab_with_a_comment_or_a_chart_stays(product: Product, plan: Json) -> None:
    book = opened(product.folder / "a.xlsx")
    book.worksheets[0]["D6"].comment = Comment("Why not more?", "Boss")
    book.save(product.folder / "a.xlsx")
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "tab-with-objects")
    assert "comments" in answer.json["error"]["message"]


def test_a_formula_in_an_input_is_somebodys_own(product: Product, plan: Json) -> None:
    measure = plan["measures"][0]
    type_into(product.folder / "a.xlsx", {cell_of(measure, "target"): f"={measure['target']}"})
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "block-changed")


def test_a_tab_that_a_chart_elsewhere_shows_stays(product: Product, plan: Json) -> None:
    book = opened(product.folder / "a.xlsx")
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=11, min_row=5, max_row=8))
    book.create_sheet("Board").add_chart(chart)
    book.save(product.folder / "a.xlsx")
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "tab-spoken-of")
    assert "Board (chart)" in answer.json["error"]["message"]


def test_of_several_blocks_one_must_be_named(product: Product, plan: Json) -> None:
    insert(product, ROLE, "a.xlsx", "--cycle", "2026-Q2")
    answer = product("remove", "a.xlsx", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "remove-which")
    assert "OKR 2026-Q2" in answer.json["error"]["mend"]


def test_a_lost_file_or_tab_only_leaves_the_list(product: Product, plan: Json) -> None:
    (product.folder / "a.xlsx").unlink()
    product.ok("remove", "a.xlsx")
    assert product.ok("status")["plans"] == []
    assert product.ok("sync")["runs"] == []


def test_what_is_not_bound_cannot_be_removed(product: Product, plan: Json) -> None:
    answer = product("remove", "a.xlsx", "--workspace", "other", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "document-unknown")
