"""Template files in folders: a file with mistakes is never loaded, and a company's own folder comes first."""

import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from sheets_sync.messages import LANGUAGES
from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.sync.templates.folders import (
    BrokenTemplate,
    UnknownRole,
    check_folder,
    load,
    load_folder,
    load_folders,
    shipped_folder,
    template_folders,
)
from sheets_sync.sync.templates.nodes import MAX_BYTES, TemplateMistake
from sheets_sync.sync.templates.reader import read_template
from tests.sync.good_template import GOOD


def flat(mistakes: list[TemplateMistake]) -> str:
    return " ".join(f"{mistake.code}:{mistake.line}" for mistake in mistakes)


def named(role_id: str, name: str = "Bán hàng") -> str:
    return GOOD.replace("seller", role_id).replace("Bán hàng", name)


@pytest.mark.parametrize(
    "data",
    [GOOD.encode("utf-8-sig"), GOOD.replace("\n", "\r\n").encode(), GOOD.replace("due: ", "due: \t").encode()],
    ids=["BOM", "CRLF", "tab"],
)
def test_a_file_may_come_from_any_editor(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "seller.yaml").write_bytes(data)
    assert check_folder(tmp_path) == []
    assert load_folder(tmp_path) == [read_template(GOOD, tmp_path / "seller.yaml")[0]]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a", encoding="utf-8")
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").write_bytes(b"id: c\nname: \xff")
    (tmp_path / "d.yaml").write_bytes(b" " * (MAX_BYTES + 1))
    (tmp_path / "e.yml").write_text(named("e"), encoding="utf-8")
    (tmp_path / "seller.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "._seller.yaml").write_bytes(b"\x00\x05")
    (tmp_path / "notes.txt").write_text("to do", encoding="utf-8")
    assert [template.id for template in load_folder(tmp_path)] == ["e", "seller"]
    mistakes = [(mistake.file.name, flat([mistake])) for mistake in check_folder(tmp_path)]
    assert mistakes == [
        ("a.yaml", "missing-key:1"),
        ("a.yaml", "missing-key:1"),
        ("b.yaml", "unreadable:1"),
        ("c.yaml", "not-utf8:2"),
        ("d.yaml", "too-large:1"),
    ]
    assert all(all(mistake.words(lang)) for mistake in check_folder(tmp_path) for lang in LANGUAGES)


def test_two_files_of_one_role_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "seller.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "seller.yml").write_text(GOOD, encoding="utf-8")
    (mistake,) = check_folder(tmp_path)
    assert (mistake.file.name, flat([mistake])) == ("seller.yml", "id-doubled:1")
    assert mistake.words("en").message == "The id “seller” is that of seller.yaml already."
    with pytest.raises(BrokenTemplate):
        load([tmp_path], "seller")


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    assert [(m.file, m.code) for m in check_folder(missing)] == [(missing, TemplateCode.UNREADABLE)]
    with pytest.raises(BrokenTemplate) as caught:
        load([missing], "seller")
    assert caught.value.mistakes[0].file == missing


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """A company's own folder and the shipped one, each with a seller."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, name in ((own, "Bán lẻ"), (shipped, "Bán hàng")):
        folder.mkdir()
        (folder / "seller.yaml").write_text(named("seller", name), encoding="utf-8")
    (shipped / "buyer.yaml").write_text(named("buyer", "Mua hàng"), encoding="utf-8")
    return [own, shipped]


def test_a_companys_own_template_stands_for_the_shipped_one(folders: list[Path]) -> None:
    assert load(folders, "seller").name.vi == "Bán lẻ"
    assert load(folders, "buyer").name.vi == "Mua hàng"
    templates, mistakes = load_folders(folders)
    assert [template.name.vi for template in templates] == ["Mua hàng", "Bán lẻ"]
    assert mistakes == []


def test_the_shipped_folder_comes_last(tmp_path: Path) -> None:
    assert template_folders(None) == [shipped_folder()]
    assert template_folders(tmp_path) == [tmp_path, shipped_folder()]


def test_a_broken_own_template_does_not_bring_the_shipped_one_back(folders: list[Path]) -> None:
    (folders[0] / "seller.yaml").write_text("id: seller", encoding="utf-8")
    with pytest.raises(BrokenTemplate) as caught:
        load(folders, "seller")
    assert flat(list(caught.value.mistakes)) == "missing-key:1 missing-key:1"
    templates, mistakes = load_folders(folders)
    assert [template.id for template in templates] == ["buyer"]
    assert flat(mistakes) == "missing-key:1 missing-key:1"


def test_another_files_mistakes_do_not_matter(folders: list[Path]) -> None:
    (folders[0] / "other.yaml").write_text("id: [", encoding="utf-8")
    assert load(folders, "buyer").id == "buyer"


@pytest.mark.parametrize("role_id", ["baker", "", "../shipped/buyer", "Seller"])
def test_an_unknown_role_names_those_that_there_are(role_id: str, folders: list[Path]) -> None:
    with pytest.raises(UnknownRole) as caught:
        load(folders, role_id)
    assert caught.value.known == ("buyer", "seller")


def test_reading_templates_loads_no_other_library_than_yaml() -> None:
    program = """
import json, sys
before = set(sys.modules)
from sheets_sync.sync.templates.folders import load_folder, shipped_folder
load_folder(shipped_folder())
print(json.dumps(sorted({name.split(".")[0] for name in set(sys.modules) - before})))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(packages_distributions()) & set(json.loads(ran.stdout))
    assert loaded - {"sheets_sync", "yaml", "_yaml"} == set()
