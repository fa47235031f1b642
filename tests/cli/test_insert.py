"""`insert`: a role into a new workbook, or as a new tab of one that somebody made, which stays what it was."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.utility import quote_sheetname  # type: ignore[import-untyped]

from tests.support import packages
from tests.support.another_hand import opened
from tests.support.libreoffice import LibreOffice
from tests.support.packages import MAIN, OFFICE, PACKAGE, add_part, drop, edit, put, replace
from tests.support.processes import environment
from tests.support.product import Product
from tests.support.stores import everything
from tests.support.weekly import cell_of, insert, of_kind

ROLE = "product_designer"
EDITED = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
MEASURE = {
    *("id", "objective", "key_result", "name", "kind", "direction", "strict", "start", "target", "stretch", "unit"),
    *("per", "from", "due", "weight", "cells"),
}
CELLS = {"text", "owner", "due", "target", "start", "current", "progress", "confidence", "note", "id"}
STYLE = ("font", "fill", "border", "number_format", "alignment", "protection")


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


def some_workbook(file: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["Ngân sách", 120])
    book.save(file)
    return file


# What comes back


def test_the_answer_has_the_shape_that_programs_rely_on(product: Product, tmp_path: Path) -> None:
    answer = insert(product, "ceo", "okr.xlsx", "--lang", "en", "--owner", "Lan")
    assert {"plan", "binding", "document", "tab", "measures"} <= set(answer)
    assert [answer[key][0] for key in ("plan", "binding")] == ["p", "b"]
    assert (answer["document"], answer["tab"]) == (str(tmp_path / "okr.xlsx"), "OKR 2026-Q1")
    sheet = opened(tmp_path / "okr.xlsx")["OKR 2026-Q1"]
    for measure in answer["measures"]:
        assert set(measure) >= MEASURE
        assert set(measure["cells"]) == CELLS
        assert all(name.startswith("'OKR 2026-Q1'!") for name in measure["cells"].values())
        assert sheet[cell_of(measure, "id")].value == measure["id"]
        assert sheet[cell_of(measure, "current")].value is None
        assert date.fromisoformat(measure["due"]) > date(2026, 1, 1)
    assert len({row[0] for row in sheet.iter_rows(min_row=4, values_only=True)}) > len(answer["measures"])
    money = of_kind(answer, "currency")[0]
    assert (sheet[cell_of(money, "target")].value, money["target"]) == (money["target"], money["target"])
    milestone = of_kind(answer, "milestone")[0]
    assert (milestone["start"], milestone["target"], milestone["stretch"]) == (None, None, None)


@pytest.mark.parametrize(
    "tab", ["OKR", "Bảng", "Q1", "R", "C", "rc", "R1C1", "XFD1", "XFE1", "2026", "a b", "a.b", "O'Neil", "_x", "Bảng 1"]
)
def test_cells_are_named_as_spreadsheets_name_them(tab: str, product: Product) -> None:
    cell = insert(product, ROLE, "okr.xlsx", "--tab", tab)["measures"][0]["cells"]["current"]
    quoted = "'" + tab.replace("'", "''") + "'"
    assert cell.rpartition("!")[0] in {quote_sheetname(tab), tab if tab in ("OKR", "Bảng") else quoted}


def test_tabs_are_named_after_the_cycle_and_numbered(product: Product, tmp_path: Path) -> None:
    file = some_workbook(tmp_path / "okr.xlsx")
    tabs = [insert(product, ROLE, file, "--cycle", "2026-H1")["tab"] for _ in range(3)]
    assert tabs == ["OKR 2026-H1", "OKR 2026-H1 (2)", "OKR 2026-H1 (3)"]
    assert insert(product, ROLE, file, "--cycle", "2026-01-15..2026-05-31")["tab"] == "OKR 2026-01-15..2026-05-31"
    assert opened(file).sheetnames == ["Sheet", *tabs, "OKR 2026-01-15..2026-05-31"]
    synced = product.ok("sync", file)["runs"]
    assert [run["outcome"] for run in synced] == ["unchanged"] * 4
    assert len({plan["id"] for plan in product.ok("status", file)["plans"]}) == 4


def test_texts_come_out_composed_however_they_were_typed(product: Product, tmp_path: Path) -> None:
    def nfd(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    words = ["--tab", nfd("Kế hoạch quý"), "--owner", nfd("Nguyễn Thị Ái"), "--set", nfd("team=Đội số hoá")]
    words += ["--set", nfd("service=Dịch vụ"), "--set", "product_line=A", "--set", "revenue=5"]
    answer = product.ok("insert", "ceo", "--into", "okr.xlsx", *words)
    assert answer["tab"] == "Kế hoạch quý"
    sheet = opened(tmp_path / "okr.xlsx")["Kế hoạch quý"]
    texts = [value for row in sheet.values for value in row if isinstance(value, str)]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert {"Đội số hoá", "Dịch vụ"} <= {name for name in ("Đội số hoá", "Dịch vụ") if name in " ".join(texts)}
    assert "Nguyễn Thị Ái" in texts


def test_a_dry_run_writes_nothing(product: Product, tmp_path: Path) -> None:
    file = some_workbook(tmp_path / "okr.xlsx")
    insert(product, ROLE, "other.xlsx")
    before, rows, names = file.read_bytes(), everything(tmp_path / "store.db"), sorted(os.listdir(tmp_path))
    told = insert(product, ROLE, file, "--dry-run")
    assert insert(product, ROLE, "new/okr.xlsx", "--dry-run")["document"] == str(tmp_path / "new/okr.xlsx")
    assert (told["tab"], len(told["measures"])) == ("OKR 2026-Q1", 4)
    assert (file.read_bytes(), everything(tmp_path / "store.db")) == (before, rows)
    assert sorted(os.listdir(tmp_path)) == names


def test_a_dry_run_refuses_what_the_insert_would_refuse(product: Product, tmp_path: Path) -> None:
    locked(some_workbook(tmp_path / "okr.xlsx"))
    assert_refused(product, tmp_path, "cannot-add-tab-locked", ROLE, "--into", "okr.xlsx", "--dry-run")


def test_a_workbook_of_another_workspace_is_refused(product: Product, tmp_path: Path) -> None:
    insert(product, ROLE, "okr.xlsx", "--workspace", "một")
    product("status", "--workspace", "hai")
    words = (ROLE, "--into", "okr.xlsx", "--workspace", "hai")
    assert_refused(product, tmp_path, "document-of-another-workspace", *words)
    assert_refused(product, tmp_path, "document-of-another-workspace", *words, "--dry-run")


def test_only_what_is_computed_is_locked_when_asked(product: Product, tmp_path: Path) -> None:
    free = insert(product, ROLE, "free.xlsx")
    locked = insert(product, ROLE, "locked.xlsx", "--protect")
    assert not opened(tmp_path / "free.xlsx")[free["tab"]].protection.sheet
    sheet = opened(tmp_path / "locked.xlsx")[locked["tab"]]
    assert sheet.protection.sheet
    measure = locked["measures"][0]
    state = {key: sheet[cell_of(measure, key)].protection.locked for key in CELLS}
    assert {key for key, shut in state.items() if shut} == {"progress", "id"}
    assert all(cell.protection.locked for cell in sheet[2])


def test_headers_can_be_renamed_under_protection(product: Product, tmp_path: Path) -> None:
    answer = insert(product, ROLE, "okr.xlsx", "--protect")
    header = opened(tmp_path / "okr.xlsx")[answer["tab"]]["D3"]
    assert (header.value, header.protection.locked) == ("Mục tiêu / Kết quả then chốt", False)


# A workbook that somebody made


@pytest.mark.parametrize("name", ["rich.xlsx", "rich.xlsm", "streamed.xlsx"])
def test_nothing_else_in_a_workbook_changes(name: str, product: Product, tmp_path: Path) -> None:
    file = packages.rich_workbook(tmp_path / name)
    if name == "streamed.xlsx":
        packages.stream(file, before=b"junk")
    before, old = packages.raw_parts(file), opened(file)
    insert(product, ROLE, file)
    insert(product, ROLE, file)
    after, new = packages.raw_parts(file), opened(file)
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert {name for name in before if name in after and before[name] != after[name]} == EDITED
    assert list(after) == [*(name for name in before if name in after), *list(after)[-2:]]
    assert b"calcChain" not in b"".join(packages.parts_of(file).values())
    for sheet in old.worksheets:
        assert looks(new[sheet.title]) == looks(sheet)
        assert conditional_looks(new[sheet.title]) == conditional_looks(sheet)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_names_and_print_settings_go_with_their_tabs(suffix: str, product: Product, tmp_path: Path) -> None:
    file = packages.rich_workbook(tmp_path / f"rich{suffix}")
    old = opened(file)
    answer = insert(product, ROLE, file, "--tab", "Bảng của 'tôi' ở đây")
    new = opened(file)
    assert {n: d.attr_text for n, d in new.defined_names.items()} == {
        n: d.attr_text for n, d in old.defined_names.items()
    }
    for sheet in old.worksheets:
        assert page(new[sheet.title]) == page(sheet)
        assert {n: d.attr_text for n, d in new[sheet.title].defined_names.items()} == {
            n: d.attr_text for n, d in sheet.defined_names.items()
        }
    assert "Riêng" in new["Số liệu"].defined_names
    alone = insert(product, ROLE, "alone.xlsx", "--tab", answer["tab"])
    assert page(new[answer["tab"]]) == page(opened(tmp_path / "alone.xlsx")[alone["tab"]])
    assert new[answer["tab"]].print_title_rows == "$3:$3"


@pytest.mark.parametrize("make", [packages.rich_workbook, some_workbook])
def test_the_new_tab_looks_as_in_a_file_of_its_own(make: Callable[[Path], Path], tmp_path: Path) -> None:
    product = Product(tmp_path)
    file = make(tmp_path / "theirs.xlsx")
    insert(product, ROLE, file)
    insert(product, ROLE, "own.xlsx")
    theirs, own = opened(file)["OKR 2026-Q1"], opened(tmp_path / "own.xlsx")["OKR 2026-Q1"]
    assert looks(theirs) == looks(own)
    assert conditional_looks(theirs) == conditional_looks(own)
    for part in ("column_dimensions", "row_dimensions"):
        assert sizes(getattr(theirs, part)) == sizes(getattr(own, part))
    assert (theirs.freeze_panes, theirs.auto_filter.ref) == (own.freeze_panes, own.auto_filter.ref)
    assert [str(rule.sqref) for rule in theirs.data_validations.dataValidation] == [
        str(rule.sqref) for rule in own.data_validations.dataValidation
    ]


def test_another_program_opens_old_and_new(product: Product, tmp_path: Path, libreoffice: LibreOffice) -> None:
    files = [
        packages.rich_workbook(tmp_path / "rich.xlsm"),
        packages.odd_workbook(tmp_path / "odd.xlsx"),
        packages.odd_workbook(tmp_path / "styled.xlsx", styles=True),
        packages.stream(packages.rich_workbook(tmp_path / "streamed.xlsx")),
        packages.rich_workbook(tmp_path / "theirs.xlsx"),
    ]
    libreoffice.convert(files[-1], files[-1])
    for file in files:
        before = libreoffice.values(file)
        answer = insert(product, ROLE, file)
        after = libreoffice.values(file)
        assert {name: after[name] for name in before} == before
        assert list(after) == [*before, answer["tab"]]
        assert [row[0] for row in after[answer["tab"]]].count(answer["measures"][0]["id"]) == 1
        saved = tmp_path / f"saved {file.stem}.xlsx"
        libreoffice.convert(file, saved)
        look = looks(opened(saved)[answer["tab"]])
        insert(product, ROLE, f"own {file.stem}.xlsx")
        libreoffice.convert(tmp_path / f"own {file.stem}.xlsx", saved)
        own = looks(opened(saved)[answer["tab"]])
        assert [name for name in own if own[name]["fill"] != look[name]["fill"]] == []
        assert [name for name in own if own[name]["number_format"] != look[name]["number_format"]] == []
    libreoffice.convert(files[2], tmp_path / "saved.xlsx")
    title = opened(tmp_path / "saved.xlsx")["Dữ liệu"]["A1"]
    assert (title.value, title.font.b, title.font.sz) == ("Xin chào", True, 20)


def test_dates_are_right_in_a_workbook_that_counts_from_1904(product: Product, tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = date(2026, 3, 1)
    book.save(tmp_path / "mac.xlsx")
    answer = insert(product, "ceo", "mac.xlsx", "--cycle", "2026")
    sheet = opened(tmp_path / "mac.xlsx")[answer["tab"]]
    dues = {m["id"]: sheet[cell_of(m, "due")].value for m in answer["measures"]}
    given = {id_: due.date().isoformat() for id_, due in dues.items() if due is not None}
    assert given
    assert given == {m["id"]: m["due"] for m in answer["measures"] if m["id"] in given}
    (run,) = product.ok("sync", "mac.xlsx")["runs"]
    assert (run["outcome"], run["revisions"]) == ("unchanged", 0)
    (plan,) = product.ok("status")["plans"]
    assert {m["due"] for o in plan["objectives"] for k in o["key_results"] for m in k["measures"]} == {
        m["due"] for m in answer["measures"]
    }


def test_a_link_stays_a_link_and_a_mode_a_mode(product: Product, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    file = some_workbook(tmp_path / "far" / "okr.xlsx")
    file.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(file)
    answer = insert(product, ROLE, link)
    assert link.is_symlink()
    assert answer["document"] == str(file)
    assert opened(file).sheetnames == ["Sheet", "OKR 2026-Q1"]
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path / "far") == ["okr.xlsx"]
    mask = os.umask(0o027)
    try:
        insert(product, ROLE, "new/deep/okr.xlsx")
    finally:
        os.umask(mask)
    assert (tmp_path / "new/deep/okr.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_name_as_long_as_the_system_allows_is_no_obstacle(product: Product, tmp_path: Path) -> None:
    name = "ế" * 83 + ".xlsx"
    assert len(name.encode()) == 254
    insert(product, ROLE, name)
    assert product("sync", name, "--json").code == 0


# What is refused


def ole(file: Path) -> None:
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


def strict(file: Path) -> None:
    edit(file, replace("xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"))


def locked(file: Path) -> None:
    edit(file, replace("xl/workbook.xml", "<workbookProtection", '<workbookProtection lockStructure="1"'))


def signed(file: Path) -> None:
    relation = f"{PACKAGE}/relationships/digital-signature/origin"
    edit(file, put("_xmlsignatures/origin.sigs", ""), put("_xmlsignatures/sig1.xml", f"<a>{relation}</a>"))


def shared(file: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.revisionHeaders+xml"
    edit(file, add_part("xl/revisions/revisionHeaders.xml", "<headers/>", kind, f"{OFFICE}/relationships/headers"))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def flipped(part: str) -> Callable[[Path], None]:
    """Spoil the compressed bytes of a part."""

    def spoil(file: Path) -> None:
        data, raw = file.read_bytes(), packages.raw_parts(file)[part]
        file.write_bytes(data.replace(raw, bytes(len(raw))))

    return spoil


def with_doctype(part: str) -> Callable[[Path], None]:
    def add(file: Path) -> None:
        parts = packages.parts_of(file)
        head, mark, rest = parts[part].decode().partition("?>")
        head, mark, rest = (head, mark, rest) if mark else ("", "", parts[part].decode())
        put(part, f'{head}{mark}<!DOCTYPE a [<!ENTITY e "e">]>{rest}')(parts)
        packages.write(file, parts)

    return add


def broken(part: str) -> Callable[[Path], None]:
    return lambda file: void(edit(file, put(part, "<styleSheet><fonts>")))


def missing(part: str) -> Callable[[Path], None]:
    return lambda file: void(edit(file, drop(part)))


def twice(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/styles.xml", "<x/>")


def void(_: object) -> None: ...


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda file: file.with_name("~$okr.xlsx").write_bytes(b"Lan"), "file-open"),
        (locked, "cannot-add-tab-locked"),
        (signed, "cannot-add-tab-signed"),
        (shared, "cannot-add-tab-shared"),
        (strict, "strict-workbook"),
        (ole, "password-protected"),
        (lambda file: file.write_text("Tháng,Số\n"), "not-a-workbook"),
        (lambda file: file.write_bytes(b""), "not-a-workbook"),
        (lambda file: packages.write(file, {"word/document.xml": b""}), "not-a-workbook"),
        (cut, "damaged"),
        (flipped("xl/workbook.xml"), "damaged"),
        (flipped("xl/styles.xml"), "damaged"),
        (broken("xl/styles.xml"), "damaged"),
        (broken("[Content_Types].xml"), "damaged"),
        (missing("[Content_Types].xml"), "cannot-add-tab-no-workbook-part"),
        (missing("xl/workbook.xml"), "damaged"),
        (with_doctype("xl/workbook.xml"), "doctype"),
        (with_doctype("xl/styles.xml"), "doctype"),
        (twice, "unsafe-names"),
    ],
)
def test_a_workbook_that_cannot_take_a_tab_is_left_alone(
    spoil: Callable[[Path], object], code: str, product: Product, tmp_path: Path
) -> None:
    file = some_workbook(tmp_path / "okr.xlsx")
    spoil(file)
    assert_refused(product, tmp_path, code, ROLE, "--into", "okr.xlsx")


@pytest.mark.parametrize(
    ("into", "code"),
    [
        ("okr.xls", "not-xlsx"),
        ("okr.ods", "not-xlsx"),
        ("okr", "not-xlsx"),
        ("", "not-xlsx"),
        ("okr.xlsm", "new-not-xlsx"),
        ("folder.xlsx", "file-unreadable"),
        ("circle.xlsx", "file-unreadable"),
        ("text.txt/okr.xlsx", "file-unwritable"),
        ("/proc/okr.xlsx", "file-unwritable"),
        ("x" * 300 + ".xlsx", "file-unwritable"),
    ],
)
def test_a_place_that_cannot_hold_a_workbook_is_refused(into: str, code: str, product: Product, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "text.txt").touch()
    (tmp_path / "circle.xlsx").symlink_to("circle.xlsx")
    assert_refused(product, tmp_path, code, ROLE, "--into", into)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nobody"], "role-unknown"),
        ([ROLE, "--tab", "SHEET"], "tab-taken"),
        ([ROLE, "--tab", ""], "tab-bad"),
        ([ROLE, "--tab", "x" * 32], "tab-bad"),
        ([ROLE, "--tab", "🎯" * 16], "tab-bad"),
        ([ROLE, "--tab", "a/b"], "tab-bad"),
        ([ROLE, "--tab", "[a]"], "tab-bad"),
        ([ROLE, "--tab", "'a"], "tab-bad"),
        ([ROLE, "--tab", "a\tb"], "tab-bad"),
        ([ROLE, "--tab", "History"], "tab-bad"),
        ([ROLE, "--cycle", "2026-Q5"], "cycle-unreadable"),
        ([ROLE, "--cycle", "quý 1"], "cycle-unreadable"),
        ([ROLE, "--cycle", "2026-05-31..2026-01-01"], "cycle-unreadable"),
        ([ROLE, "--cycle", "2026-02-30..2026-03-31"], "cycle-unreadable"),
        ([ROLE, "--owner", " "], "owner-bad"),
        ([ROLE, "--owner", "x" * 201], "owner-bad"),
        ([ROLE, "--set", "team=A"], "values-unknown"),
        ([ROLE, "--set", "team"], "set-unreadable"),
        (["ceo"], "values-missing"),
        (["ceo", "--set", "product_line=A", "--set", "team=B", "--set", "service=C"], "values-missing"),
        (["ceo", "--set", "product_line=A", "--set", "team=B", "--set", "service=C", "--set", "revenue="], "value-bad"),
        ([ROLE, "--lang", "fr"], "usage"),
        ([ROLE, "--workspace", ""], "workspace-bad"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(words: list[str], code: str, product: Product, tmp_path: Path) -> None:
    some_workbook(tmp_path / "okr.xlsx")
    message = assert_refused(product, tmp_path, code, *words, "--into", "okr.xlsx")
    if code == "values-missing":
        assert "revenue" in message
        assert ("team" in message) == (len(words) == 1)


def assert_refused(product: Product, folder: Path, code: str, *words: str) -> str:
    product("status")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".db"}
    rows = everything(folder / "store.db")
    answer = product("insert", *words, "--json")
    assert answer.code == 2, answer
    error = answer.json["error"]
    assert (error["code"], set(error)) == (code, {"code", "message", "mend"})
    assert len(error["message"]) > 10
    assert len(error["mend"]) > 10
    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".db"
    } == before
    assert everything(folder / "store.db") == rows
    told = product("insert", *words)
    assert (told.code, told.out) == (2, "")
    assert "→" in told.err
    return str(error["message"])


# On a terminal


def test_a_terminal_is_asked_for_what_is_missing(tmp_path: Path) -> None:
    done, asked = at_a_terminal(tmp_path, ["--set", "team=Đội A"], ["Đồng hồ", "", "Thuê bao", "500"])
    assert done.returncode == 0, done
    assert asked.count("\n> ") + asked.count("\r\n> ") >= 4
    assert "OKR 2026-Q1" in done.stdout
    assert "> " not in done.stdout
    texts = " ".join(str(value) for row in opened(tmp_path / "okr.xlsx").worksheets[0].values for value in row)
    assert all(value in texts for value in ("Đồng hồ", "Đội A", "Thuê bao", "500"))


def test_who_leaves_at_a_question_has_inserted_nothing(tmp_path: Path) -> None:
    done, _ = at_a_terminal(tmp_path, [], ["Đồng hồ", "\x04"])
    assert done.returncode == 2, done
    assert not (tmp_path / "okr.xlsx").exists()


def at_a_terminal(folder: Path, words: list[str], answers: list[str]) -> tuple[subprocess.CompletedProcess[str], str]:
    """Insert the CEO's plan from a terminal where those answers are typed; and what was asked there."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(answer if answer == "\x04" else f"{answer}\n" for answer in answers).encode())
    argv = [sys.executable, "-m", "sheets_sync", "insert", "ceo", "--into", "okr.xlsx", *words]
    env = environment(folder / "store.db", {"LANG": "vi_VN.UTF-8", "TERM": "dumb"})
    try:
        done = subprocess.run(
            argv,
            cwd=folder,
            env=env,
            stdin=theirs,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    return done, done.stderr


# How tabs look


def looks(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    """The style of every cell, by name."""
    return {cell.coordinate: {p: repr(getattr(cell, p)) for p in STYLE} for row in sheet.iter_rows() for cell in row}


def conditional_looks(sheet: Worksheet) -> list[Any]:
    return [
        (str(place.sqref), rule.type, rule.formula, repr(rule.dxf))
        for place in sheet.conditional_formatting
        for rule in place.rules
    ]


def sizes(dimensions: Any) -> dict[Any, Any]:
    """Of columns or rows: hidden or not, in which group, how wide or high."""
    return {
        key: (one.hidden, one.outlineLevel, one.collapsed, getattr(one, "width", None), getattr(one, "ht", None))
        for key, one in dimensions.items()
    }


def page(sheet: Worksheet) -> list[Any]:
    return [sheet.print_title_rows, sheet.print_area, sheet.auto_filter.ref, sheet.page_setup.orientation]
