"""`sync`, `status`, `findings`, `history`: which documents are read, what is said of the others, and to whom."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.another_hand import opened, type_into
from tests.support.processes import run
from tests.support.product import Answer, Product
from tests.support.stores import everything
from tests.support.weekly import Json, cell_of, currents, fill, insert, of_kind

ROLE = "product_designer"


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


def runs(answer: Answer) -> dict[str, Json]:
    """The runs of a sync by the name of the document."""
    return {Path(each["document"]).name: each for each in answer.json["runs"]}


def outcomes(answer: Answer) -> dict[str, str]:
    return {name: each["outcome"] for name, each in runs(answer).items()}


def codes(run: Json) -> list[str]:
    return [each["code"] for each in run["findings"]]


def report(product: Product, file: str, plan: Json, *values: float) -> None:
    """Type those values into the first measures' cells."""
    fill(product.folder / file, plan, {m["id"]: value for m, value in zip(plan["measures"], values, strict=False)})


def damaged(file: Path) -> Path:
    file.write_bytes(b"PK\x03\x04 no workbook")
    return file


def count(product: Product, table: str) -> int:
    return len(everything(product.folder / "store.db")[table])


# Which documents


def test_a_folder_is_searched_for_blocks(product: Product, tmp_path: Path) -> None:
    insert(product, ROLE, "okr/a.xlsx")
    insert(product, ROLE, "okr/deep/er/b.xlsx")
    Workbook().save(tmp_path / "okr/none.xlsx")
    (tmp_path / "okr/notes.txt").write_text("x")
    (tmp_path / "okr/~$a.xlsx").write_bytes(b"Lan")
    (tmp_path / "okr/.sheets-sync-x.xlsx").write_bytes(b"half")
    answer = product("sync", "okr", "--json")
    assert (answer.code, outcomes(answer)) == (0, {"a.xlsx": "unchanged", "b.xlsx": "unchanged"})
    assert set(answer.json["runs"][0]) >= {
        *("document", "tab", "outcome", "calls", "check_ins", "revisions", "findings")
    }
    assert Path(answer.json["runs"][0]["document"]).is_absolute()
    assert "1" in product("sync", "okr").err


@pytest.mark.parametrize(
    "lone", [["none.xlsx"], ["damaged.xlsx"], ["gone.xlsx"], ["notes.txt"], ["gone"], ["bound.xlsx"]]
)
def test_one_document_that_cannot_be_read_is_an_error(lone: list[str], product: Product, tmp_path: Path) -> None:
    insert(product, ROLE, "bound.xlsx")
    damaged(tmp_path / "bound.xlsx")
    Workbook().save(tmp_path / "none.xlsx")
    damaged(tmp_path / "damaged.xlsx")
    (tmp_path / "notes.txt").write_text("x")
    code = {"none": "no-block", "damaged": "damaged", "bound": "damaged", "notes": "not-xlsx", "gone": "file-missing"}
    before = everything(tmp_path / "store.db")
    answer = product("sync", *lone, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, code[lone[0].partition(".")[0]])
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message", "mend"}
    assert lone[0] in answer.json["error"]["message"]
    assert everything(tmp_path / "store.db") == before
    told = product("sync", *lone)
    assert (told.code, told.out) == (2, "")
    assert lone[0] in told.err


@pytest.mark.parametrize("bound", [True, False])
@pytest.mark.parametrize("by_folder", [True, False])
def test_one_of_several_that_cannot_be_read_does_not_stop_the_others(
    bound: bool, by_folder: bool, product: Product, tmp_path: Path
) -> None:
    plans = [insert(product, ROLE, f"okr/{name}.xlsx") for name in "ac"]
    if bound:
        insert(product, ROLE, "okr/b.xlsx")
    damaged(tmp_path / "okr/b.xlsx")
    report(product, "okr/c.xlsx", plans[1], 3)
    answer = product("sync", *(["okr"] if by_folder else [f"okr/{name}.xlsx" for name in "abc"]), "--json")
    assert answer.code == 3, answer
    assert outcomes(answer) == {"a.xlsx": "unchanged", "b.xlsx": "failed", "c.xlsx": "ok"}
    (found,) = runs(answer)["b.xlsx"]["findings"]
    assert found["code"] == "document-unreadable"
    assert min(len(found["message"]), len(found["mend"])) > 10
    assert runs(answer)["c.xlsx"]["check_ins"] == 1


def test_one_of_several_that_is_gone_does_not_stop_the_others(product: Product, tmp_path: Path) -> None:
    plans = [insert(product, ROLE, f"{name}.xlsx") for name in "abc"]
    report(product, "c.xlsx", plans[2], 3)
    (tmp_path / "a.xlsx").unlink()
    answer = product("sync", "a.xlsx", "b.xlsx", "c.xlsx", "never.xlsx", "--json")
    assert answer.code == 3
    told = outcomes(answer)
    assert told.pop("a.xlsx") in ("unreachable", "failed")
    assert told == {"b.xlsx": "unchanged", "c.xlsx": "ok", "never.xlsx": "failed"}


def test_a_cycle_says_which_bound_file_is_missing(product: Product, tmp_path: Path) -> None:
    insert(product, ROLE, "a.xlsx")
    plan = insert(product, ROLE, "b.xlsx")
    report(product, "b.xlsx", plan, 3)
    product("sync", "--json")
    (tmp_path / "b.xlsx").rename(tmp_path / "c.xlsx")
    answer = product("sync", "--json")
    assert (answer.code, outcomes(answer)) == (3, {"a.xlsx": "unchanged", "b.xlsx": "unreachable"})
    assert codes(runs(answer)["b.xlsx"]) == ["document-missing"]
    (found,) = product.ok("findings")["findings"]
    assert (found["code"], found["document"]) == ("document-missing", str(tmp_path / "b.xlsx"))
    assert currents(product.ok("status", "b.xlsx")["plans"][0])[plan["measures"][0]["id"]] == 3
    (tmp_path / "c.xlsx").rename(tmp_path / "b.xlsx")
    answer = product("sync", "--json")
    assert (answer.code, outcomes(answer)["b.xlsx"]) == (0, "unchanged")
    assert product.ok("findings")["findings"] == []


def test_a_cycle_reads_only_what_has_changed(product: Product, tmp_path: Path) -> None:
    plans = {name: insert(product, ROLE, f"{name}.xlsx") for name in "abc"}
    product("sync", "--json")
    before, rows = count(product, "sync_run"), everything(tmp_path / "store.db")
    answer = product("sync", "--json")
    assert (answer.code, set(outcomes(answer).values())) == (0, {"unchanged"})
    after = everything(tmp_path / "store.db")
    assert count(product, "sync_run") == before + 1
    assert {name: after[name] for name in after if name != "sync_run"} == {n: rows[n] for n in rows if n != "sync_run"}

    report(product, "b.xlsx", plans["b"], 5)
    answer = product("sync", "--json")
    assert outcomes(answer) == {"a.xlsx": "unchanged", "b.xlsx": "ok", "c.xlsx": "unchanged"}

    # A change that time and size do not show.
    report(product, "c.xlsx", plans["c"], 6)
    status = (tmp_path / "c.xlsx").stat()
    with closing(sqlite3.connect(tmp_path / "store.db")) as store, store:
        seen = f"{status.st_mtime_ns}:{status.st_size}"
        store.execute("UPDATE binding SET signature = ? WHERE id = ?", [seen, plans["c"]["binding"]])
    assert outcomes(product("sync", "--json"))["c.xlsx"] == "unchanged"
    assert outcomes(product("sync", "--full", "--json"))["c.xlsx"] == "ok"


def test_a_file_that_was_touched_but_says_the_same_adds_its_run_and_nothing_else(
    product: Product, tmp_path: Path
) -> None:
    insert(product, ROLE, "a.xlsx")
    product("sync", "--json")
    before = everything(tmp_path / "store.db")
    os.utime(tmp_path / "a.xlsx")
    product("sync", "a.xlsx", "--json")
    after = everything(tmp_path / "store.db")
    assert len(after["sync_run"]) == len(before["sync_run"]) + 1
    quiet = set(after) - {"sync_run", "lease", "binding"}
    assert {name: after[name] for name in quiet} == {name: before[name] for name in quiet}


def test_nothing_bound_is_nothing_to_sync(product: Product) -> None:
    answer = product("sync", "--json")
    assert (answer.code, answer.json["runs"]) == (0, [])
    assert product("sync").out.strip()


# Copies, moves, strangers


def test_a_copied_file_is_not_read(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "copy.xlsx")
    report(product, "copy.xlsx", plan, 9)
    answer = product("sync", tmp_path, "--json")
    assert (answer.code, outcomes(answer)) == (1, {"a.xlsx": "unchanged", "copy.xlsx": "copied"})
    (found,) = runs(answer)["copy.xlsx"]["findings"]
    assert (found["code"], found["severity"]) == ("copied-file", "error")
    assert str(tmp_path / "a.xlsx") in found["message"]
    assert set(currents(product.ok("status")["plans"][0]).values()) == {None}


def test_a_moved_file_is_read_where_it_is_now(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx")
    report(product, "a.xlsx", plan, 1)
    product("sync", "--json")
    (tmp_path / "new").mkdir()
    (tmp_path / "a.xlsx").rename(tmp_path / "new/b.xlsx")
    report(product, "new/b.xlsx", plan, 2)
    answer = product("sync", "new/b.xlsx", "--json")
    assert (answer.code, outcomes(answer)) == (0, {"b.xlsx": "ok"})
    assert codes(runs(answer)["b.xlsx"]) == ["moved-file"]
    assert product.ok("status", "new/b.xlsx")["plans"][0]["document"] == str(tmp_path / "new/b.xlsx")
    points = product.ok("history", plan["measures"][0]["id"])
    assert [(point["value"], Path(point["source"]["document"]).name) for point in points][-1] == (2, "b.xlsx")

    report(product, "new/b.xlsx", plan, 3)
    answer = product("sync", "--json")
    assert (answer.code, outcomes(answer)) == (0, {"b.xlsx": "ok"})
    assert product("status", "a.xlsx", "--json").json["error"]["code"] == "document-unknown"


def test_a_file_saved_over_another_stays_where_it_is_now(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "b.xlsx")
    insert(product, ROLE, "a.xlsx")
    report(product, "b.xlsx", plan, 3)
    os.replace(tmp_path / "b.xlsx", tmp_path / "a.xlsx")
    product("sync", "--json")
    report(product, "a.xlsx", plan, 4)
    product("sync", "--json")
    assert [point["value"] for point in product.ok("history", plan["measures"][0]["id"])] == [3, 4]
    places = {each["id"]: Path(each["document"]).name for each in product.ok("status")["plans"]}
    assert places[plan["plan"]] == "a.xlsx"


def test_of_two_tabs_with_one_block_the_bound_one_is_read(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx")
    cell = cell_of(plan["measures"][0])
    book = opened(tmp_path / "a.xlsx")
    book.copy_worksheet(book.worksheets[0]).title = "Bản sao"
    book.move_sheet("Bản sao", -1)
    book["Bản sao"][cell], book[plan["tab"]][cell] = 9, 4
    book.save(tmp_path / "a.xlsx")
    answer = product("sync", "a.xlsx", "--json")
    (found,) = runs(answer)["a.xlsx"]["findings"]
    assert (answer.code, found["code"], found["tab"]) == (1, "copied-tab", "Bản sao")
    assert currents(product.ok("status")["plans"][0])[plan["measures"][0]["id"]] == 4

    book[plan["tab"]].title = "Đổi tên"
    book["Đổi tên"][cell] = 5
    book.save(tmp_path / "a.xlsx")
    answer = product("sync", "a.xlsx", "--json")
    assert (answer.code, outcomes(answer), runs(answer)["a.xlsx"]["check_ins"]) == (1, {"a.xlsx": "copied"}, 0)
    assert {each["tab"] for each in runs(answer)["a.xlsx"]["findings"]} == {"Bản sao", "Đổi tên"}
    assert currents(product.ok("status")["plans"][0])[plan["measures"][0]["id"]] == 4


def test_a_block_of_another_store_is_unknown(product: Product, tmp_path: Path) -> None:
    insert(product, ROLE, "a.xlsx")
    stranger = Product(tmp_path, env={"SHEETS_SYNC_DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"})
    answer = stranger("sync", "a.xlsx", "--json")
    assert (answer.code, outcomes(answer)) == (1, {"a.xlsx": "unknown"})
    assert codes(runs(answer)["a.xlsx"]) == ["unknown-plan"]
    assert everything(tmp_path / "other.db")["plan"] == []


def test_a_deleted_tab_leaves_its_figures(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--tab", "Một")
    other = insert(product, ROLE, "a.xlsx", "--tab", "Hai")
    report(product, "a.xlsx", plan, 4)
    product("sync", "--json")
    book = opened(tmp_path / "a.xlsx")
    del book["Một"]
    book.save(tmp_path / "a.xlsx")
    answer = product("sync", "a.xlsx", "--json")
    by_tab = {each["tab"]: each for each in answer.json["runs"]}
    assert (by_tab["Hai"]["outcome"], by_tab["Một"]["outcome"]) == ("unchanged", "findings")
    assert codes(by_tab["Một"]) == ["block-gone"]
    known = {each["id"]: each for each in product.ok("status")["plans"]}
    assert set(known) == {plan["plan"], other["plan"]}
    assert currents(known[plan["plan"]])[plan["measures"][0]["id"]] == 4


# Without writing, and while another writes


def test_a_dry_run_counts_and_writes_nothing(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx")
    report(product, "a.xlsx", plan, 3, 4)
    type_into(tmp_path / "a.xlsx", {cell_of(plan["measures"][1], "target"): 77})
    before = everything(tmp_path / "store.db")
    for words in (["a.xlsx"], [str(tmp_path)], [], ["--full"]):
        answer = product("sync", *words, "--dry-run", "--json")
        (told,) = answer.json["runs"]
        assert (told["outcome"], told["check_ins"], told["revisions"]) == ("ok", 2, 1)
    assert everything(tmp_path / "store.db") == before
    shown = product("sync", "a.xlsx", "--dry-run").out
    assert "77" in shown
    answer = product("sync", "a.xlsx", "--json")
    assert (runs(answer)["a.xlsx"]["check_ins"], runs(answer)["a.xlsx"]["revisions"]) == (2, 1)


def test_a_binding_is_never_synced_twice_at_once(product: Product, tmp_path: Path) -> None:
    from sheets_sync.sync.process import this_process

    plan = insert(product, ROLE, "a.xlsx")
    report(product, "a.xlsx", plan, 3)
    later = (datetime.now(UTC) + timedelta(minutes=5)).isoformat(timespec="microseconds").replace("+00:00", "Z")
    hold(tmp_path / "store.db", this_process(), later)
    busy = run(tmp_path / "store.db", "sync", "a.xlsx", "--json")
    assert (busy.code, busy.json["runs"][0]["outcome"], busy.json["runs"][0]["check_ins"]) == (0, "busy", 0)
    assert product.ok("history", plan["measures"][0]["id"]) == []

    hold(tmp_path / "store.db", this_process().rpartition(":")[0] + ":1", later)
    done = run(tmp_path / "store.db", "sync", "a.xlsx", "--json")
    assert (done.code, done.json["runs"][0]["outcome"], done.json["runs"][0]["check_ins"]) == (0, "ok", 1)


def hold(store: Path, owner: str, until: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        held = connection.execute("UPDATE lease SET owner = ?, until = ?, fence = fence + 1", [owner, until])
        assert held.rowcount == 1


# What was known when


def test_status_tells_what_was_known_on_a_day(product: Product, tmp_path: Path) -> None:
    product.now = "2026-01-05T09:00:00+07:00"
    plan = insert(product, ROLE, "a.xlsx")
    first = plan["measures"][0]
    file = tmp_path / "a.xlsx"
    for day, value, target in (("01-10", 2, 30), ("01-20", 5, 40), ("01-30", 9, 40)):
        product.now = f"2026-{day}T23:30:00+07:00"
        type_into(file, {cell_of(first): value, cell_of(first, "target"): target})
        product("sync", "a.xlsx", "--json")
    product.now = "2026-02-10T09:00:00+07:00"

    def told(at: str | None) -> tuple[float | None, float, str | None] | None:
        plans = product.ok("status", *(["--at", at] if at else []))["plans"]
        if not plans:
            return None
        measure = plans[0]["objectives"][0]["key_results"][0]["measures"][0]
        assert measure["id"] == first["id"]
        return measure["current"], measure["target"], measure["at"] and measure["at"][:10]

    assert told("2026-01-04") is None
    assert told("2026-01-05") == (None, first["target"], None)
    assert told("2026-01-09") == (None, first["target"], None)
    assert told("2026-01-10") == (2, 30, "2026-01-10")
    assert told("2026-01-19") == (2, 30, "2026-01-10")
    assert told("2026-01-20") == (5, 40, "2026-01-20")
    assert told("2026-02-10") == told(None) == (9, 40, "2026-01-30")
    assert product("status", "--at", "10/02/2026", "--json").json["error"]["code"] == "date-unreadable"
    early, late = (product.ok("status", "--at", day)["plans"][0]["expected"] for day in ("2026-01-10", "2026-01-30"))
    assert early < late


def test_history_tells_where_each_value_stood(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx")
    first = plan["measures"][0]
    note, confidence = cell_of(first, "note"), cell_of(first, "confidence")
    type_into(tmp_path / "a.xlsx", {cell_of(first): 2, note: "Đã gặp", confidence: "ổn"})
    product("sync", "a.xlsx", "--json")
    type_into(tmp_path / "a.xlsx", {cell_of(first): "12,5", note: None})
    product("sync", "a.xlsx", "--json")
    one, two = product.ok("history", first["id"].upper())
    assert set(one) >= {"at", "value", "confidence", "note", "raw", "struck", "source", "run"}
    assert (one["value"], one["confidence"], one["note"], one["struck"]) == (2, "medium", "Đã gặp", False)
    assert (two["value"], two["note"], two["raw"]) == (12.5, "", "12,5")
    assert one["source"] == {"document": str(tmp_path / "a.xlsx"), "tab": plan["tab"], "cell": cell_of(first)}
    assert datetime.fromisoformat(one["at"]) == datetime.fromisoformat(product.now)
    assert one["run"] != two["run"]
    assert product("history", "m000000000", "--json").json["error"]["code"] == "measure-unknown"


def test_findings_tell_the_worst_first(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--lang", "en")
    insert(product, ROLE, "b.xlsx")
    first, second, third, *_ = plan["measures"]
    type_into(tmp_path / "a.xlsx", {cell_of(first): 5, cell_of(second): "many", cell_of(third): "#REF!"})
    product("sync", "--json")
    type_into(tmp_path / "a.xlsx", {cell_of(first): None})
    assert product("sync", "--json").code == 1
    found = product.ok("findings", "a.xlsx")["findings"]
    assert [(each["code"], each["cell"]) for each in found] == [
        ("error-value", cell_of(third)),
        ("text-not-number", cell_of(second)),
        ("cleared", cell_of(first)),
    ]
    assert set(found[0]) >= {"code", "severity", "tab", "cell", "found", "message", "mend"}
    assert found[1]["found"] == "many"
    assert "many" in found[1]["message"]
    assert product.ok("findings", "b.xlsx")["findings"] == []
    assert product("findings", "c.xlsx", "--json").json["error"]["code"] == "document-unknown"


# Workspaces


def test_a_workspace_sees_nothing_of_another(product: Product, tmp_path: Path) -> None:
    plan = insert(product, ROLE, "a.xlsx", "--workspace", "một")
    measure = plan["measures"][0]
    type_into(tmp_path / "a.xlsx", {cell_of(measure): "many", cell_of(plan["measures"][1]): 5})
    product("sync", "--workspace", "một", "--json")

    def of_two(*words: str) -> Json:
        return dict(product(*words, "--workspace", "hai", "--json").json)

    before = everything(tmp_path / "store.db")
    assert of_two("status") == {"plans": []}
    assert of_two("findings") == {"findings": []}
    assert of_two("sync")["runs"] == []
    (told,) = of_two("sync", "a.xlsx")["runs"]
    assert (told["outcome"], told["check_ins"], codes(told)) == ("unknown", 0, ["unknown-plan"])
    for words, code in (
        (["status", "a.xlsx"], "document-unknown"),
        (["findings", "a.xlsx"], "document-unknown"),
        (["history", measure["id"]], "measure-unknown"),
        (["insert", ROLE, "--into", "a.xlsx"], "document-of-another-workspace"),
    ):
        answer = product(*words, "--workspace", "hai", "--json")
        assert (answer.code, answer.json["error"]["code"]) == (2, code)
        assert "một" not in answer.out
    after = everything(tmp_path / "store.db")
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"workspace", "sync_run"}
    assert opened(tmp_path / "a.xlsx").sheetnames == [plan["tab"]]
    assert len(product.ok("status", "--workspace", "một")["plans"]) == 1
    assert product.ok("status")["plans"] == []


def test_a_sync_for_nobody_in_particular_is_for_all(product: Product) -> None:
    for name in ("một", "hai"):
        plan = insert(product, ROLE, f"{name}.xlsx", "--workspace", name)
        report(product, f"{name}.xlsx", plan, 3)
    answer = product("sync", "--json")
    assert outcomes(answer) == {"một.xlsx": "ok", "hai.xlsx": "ok"}


# Screens


def test_a_stand_in_for_the_time_is_warned_about(product: Product) -> None:
    answer = product("status", "--json")
    assert "2026-02-10T09:00:00+07:00" in answer.err
    assert answer.json == {"plans": []}
    product.now = "hôm qua"
    answer = product("status", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "now-unreadable")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "vi_VN.UTF-8",
            {"sync": "đã cập nhật", "status": "Chưa báo cáo", "history": "Giá trị", "findings": "cảnh báo"},
        ),
        ("en_US.UTF-8", {"sync": "updated", "status": "No report", "history": "Value", "findings": "warning"}),
        ("C.UTF-8", {"sync": "updated", "status": "No report", "history": "Value", "findings": "warning"}),
    ],
)
def test_screens_speak_the_language_of_the_terminal(lang: str, words: dict[str, str], tmp_path: Path) -> None:
    product = Product(tmp_path, env={"LANG": lang})
    plan = insert(product, ROLE, "a.xlsx")
    first, second = of_kind(plan, "count")
    type_into(tmp_path / "a.xlsx", {cell_of(first): 3})
    assert words["sync"] in product("sync", "a.xlsx").out
    type_into(tmp_path / "a.xlsx", {cell_of(second): "khoảng 3"})
    product("sync")
    for command in (["status"], ["history", first["id"]], ["findings"]):
        answer = product(*command)
        assert words[command[0]] in answer.out
        assert max(len(line) for line in answer.out.splitlines() if "/" not in line) <= 80
    answer = product("status", "nowhere.xlsx")
    assert (answer.code, answer.out) == (2, "")
    assert ("Không" in answer.err or "không" in answer.err) == lang.startswith("vi")


@pytest.mark.parametrize("url", ["sqlite:////proc/no/store.db", "mysql://x/y", "sqlite:///{folder}"])
def test_a_store_that_cannot_be_opened_is_said_to_be_so(url: str, tmp_path: Path) -> None:
    product = Product(tmp_path, env={"SHEETS_SYNC_DATABASE_URL": url.format(folder=tmp_path)})
    for command in (["status"], ["sync"], ["insert", ROLE, "--into", "a.xlsx"]):
        answer = product(*command, "--json")
        assert answer.code == 2
        assert answer.json["error"]["code"] in ("store-unreachable", "store-url")
        assert len(answer.json["error"]["mend"]) > 10
    assert not (tmp_path / "a.xlsx").exists()
