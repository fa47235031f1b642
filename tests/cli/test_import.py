"""`templates import`, as people type it: articles in, template files, doubts and unused lines out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.product import Product

ARTICLE = """\
Ba mẫu OKR cho bạn
Ảnh: Unsplash

1. CEO – Giám đốc Điều hành
O1: Dẫn đầu thị trường
KR 1: Ký hơn 20 hợp đồng trước cuối tháng 3 @Giám đốc Bán hàng
KR 2: Đội xx ra mắt ứng dụng

2. Kế toán trưởng
O1: Số liệu tin được
KR 1: Sai lệch không quá 2 %

Xem thêm: OKR là gì?
"""
CLEAR = ARTICLE.replace("Đội xx ra", "Ra")


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


def article(product: Product, text: str = ARTICLE, encoding: str = "utf-8") -> Path:
    file = product.folder / "article.txt"
    file.write_bytes(text.encode(encoding))
    return file


def test_one_file_a_role_with_what_needs_a_person_and_what_was_not_used(product: Product) -> None:
    answer = product("templates", "import", article(product), "--lang", "vi", "-o", "ours", "--json")
    assert answer.code == 1
    assert answer.json == {
        "templates": [
            {
                "id": "ceo",
                "file": str(Path("ours/ceo.yaml")),
                "name": "CEO – Giám đốc Điều hành",
                "objectives": 1,
                "key_results": 2,
                "measures": 2,
                "review": 1,
            },
            {
                "id": "ke_toan_truong",
                "file": str(Path("ours/ke_toan_truong.yaml")),
                "name": "Kế toán trưởng",
                "objectives": 1,
                "key_results": 1,
                "measures": 1,
                "review": 0,
            },
        ],
        "review": [
            {
                "template": "ceo",
                "where": "O1 KR2",
                "text": "Đội xx ra mắt ứng dụng",
                "reason": "“xx” is a blank: fill it in, or declare it under `placeholders`.",
            }
        ],
        "ignored": [
            {"line": 1, "text": "Ba mẫu OKR cho bạn", "reason": "It stands before the first objective."},
            {"line": 2, "text": "Ảnh: Unsplash", "reason": "A picture or its credit."},
            {"line": 13, "text": "Xem thêm: OKR là gì?", "reason": "A link, or an invitation to read on."},
        ],
    }
    written = yaml.safe_load((product.folder / "ours" / "ceo.yaml").read_text("utf-8"))
    first, second = written["objectives"][0]["key_results"]
    assert first == {
        "text": {"vi": "Ký hơn 20 hợp đồng trước cuối tháng 3"},
        "owners": [{"vi": "Giám đốc Bán hàng"}],
        "due": "mar-end",
        "measures": [
            {
                "name": {"vi": "Số hợp đồng"},
                "kind": "count",
                "target": 20,
                "unit": {"vi": "hợp đồng"},
                "strict": True,
            }
        ],
    }
    assert second["review"] is True


def test_the_screen_says_the_same(product: Product) -> None:
    answer = product("templates", "import", article(product), "--lang", "vi", "-o", "ours")
    assert answer.code == 1
    for told in ("ceo.yaml", "O1 KR2", "“xx” is a blank", "line 2: A picture or its credit.", "Xem thêm"):
        assert told in answer.out
    assert "templates check ours" in answer.err


def test_what_was_imported_is_checked_and_inserted(product: Product) -> None:
    assert product("templates", "import", article(product, CLEAR), "--lang", "vi", "-o", "ours").code == 0
    assert product("templates", "check", "ours").code == 0
    product.env["SHEETS_SYNC_TEMPLATES"] = "ours"
    inserted = product.ok("insert", "ke_toan_truong", "--into", "okr.xlsx", "--lang", "vi")
    assert [measure["target"] for measure in inserted["measures"]] == [2]


def test_a_language_that_the_template_lacks_is_refused(product: Product) -> None:
    product("templates", "import", article(product, CLEAR), "--lang", "vi", "-o", "ours")
    product.env["SHEETS_SYNC_TEMPLATES"] = "ours"
    answer = product("insert", "ke_toan_truong", "--into", "okr.xlsx", "--lang", "en", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "template-language")
    assert "--lang vi" in answer.json["error"]["mend"]
    assert not (product.folder / "okr.xlsx").exists()


def test_check_tells_of_what_still_waits_for_a_person(product: Product) -> None:
    product("templates", "import", article(product), "--lang", "vi", "-o", "ours")
    answer = product("templates", "check", "ours", "--json")
    assert answer.code == 1
    assert [mistake["code"] for mistake in answer.json["mistakes"]] == ["review-open"]


def test_files_that_are_there_are_replaced_only_by_force(product: Product) -> None:
    kept = product.folder / "ours" / "ke_toan_truong.yaml"
    kept.parent.mkdir()
    kept.write_text("mine", "utf-8")
    command = ["templates", "import", str(article(product)), "--lang", "vi", "-o", "ours"]
    answer = product(*command, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "output-exists")
    assert [file.name for file in kept.parent.iterdir()] == ["ke_toan_truong.yaml"]
    assert kept.read_text("utf-8") == "mine"
    assert product(*command, "--force").code == 1
    assert "Sai lệch" in kept.read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_texts_as_editors_save_them(product: Product, encoding: str) -> None:
    file = article(product, ARTICLE.replace("\n", "\r\n"), encoding)
    answer = product("templates", "import", file, "--lang", "vi", "-o", "ours", "--json")
    assert [template["id"] for template in answer.json["templates"]] == ["ceo", "ke_toan_truong"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"OKR l\xe0 g\xec", "article-not-text"),
        (b"PK\x03\x04\x00\x00", "article-not-text"),
        ("Chỉ là một bài viết.".encode(), "article-without-okrs"),
        (b"", "article-without-okrs"),
    ],
)
def test_what_holds_no_okrs_is_refused_and_nothing_is_written(product: Product, content: bytes, code: str) -> None:
    file = product.folder / "article.txt"
    file.write_bytes(content)
    answer = product("templates", "import", file, "--lang", "vi", "-o", "ours", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, code)
    assert not (product.folder / "ours").exists()


def test_a_file_that_is_not_there(product: Product) -> None:
    answer = product("templates", "import", "none.txt", "--lang", "vi", "-o", "ours", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "file-missing")


def test_a_folder_that_cannot_be_made(product: Product) -> None:
    (product.folder / "ours").write_text("a file", "utf-8")
    answer = product("templates", "import", article(product), "--lang", "vi", "-o", "ours", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "file-unwritable")
