"""Any article: nothing raises, no line is lost, and what comes out is a template that the reader takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.articles.reading import Article, read_article
from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.sync.templates.importing import reviewed
from sheets_sync.sync.templates.reader import read_template

KNOWN = {"ceo": "ceo", "giam doc san pham": "product_director"}
PIECES = [
    "O1: ", "O 2. ", "KR1: ", "- KR 2: ", "• ", "Mục tiêu: ", "Key results:", "# ", "**", "@", "@Giám đốc R&D",
    ", ", "\n", "\n\n", "\r\n", "CEO", "Product Director", "tăng ", "giảm ", "lên ", "xuống ", "đạt ", "dưới ",
    "trên ", "duy trì ", "mỗi tháng", "hai tuần một lần", "/quý", "năm ", "một ", "20 ", "5-10", "10 %",
    "1.234", "1,5 triệu", "30 triệu USD", "khách hàng ", "trước cuối tháng 3", "từ quý 1", "2/3", "NPS ",
    "top 3", "24/7", "xx", "{{", "}}", "\t", "Ảnh: ", "by the end of March", "to ", "from ", "reduce ", "grow ",
    "within 24 hours", "gấp đôi", "9" * 20, "99.", "(", ")", "…", "\u200b", "\ufeff", "o\t",
]  # fmt: skip
articles = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
langs = st.sampled_from(["vi", "en"])


def read(text: str, lang: str = "vi") -> Article:
    return read_article(text, lang, KNOWN)


@settings(max_examples=200, deadline=None)
@given(articles, langs)
def test_no_line_is_dropped_silently(text: str, lang: str) -> None:
    article = read(text, lang)
    ignored = {line.line for line in article.ignored}
    assert article.used | ignored == {number for number, line in numbered(text) if has_ink(line)}


def numbered(text: str) -> list[tuple[int, str]]:
    for character in ("\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        text = text.replace(character, "\n")
    return list(enumerate(text.split("\n"), 1))


def has_ink(line: str) -> bool:
    unseen = " \t\u00a0\u3000\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff"
    return any(character not in unseen and unicodedata.category(character) not in ("Cc", "Cs") for character in line)


@settings(max_examples=200, deadline=None)
@given(articles, langs)
def test_what_comes_out_is_a_template_with_nothing_wrong_but_what_waits_for_a_person(text: str, lang: str) -> None:
    for role in read(text, lang).roles:
        written = yaml.safe_dump(reviewed(role, lang), allow_unicode=True, sort_keys=False)
        template, mistakes = read_template(written, Path(f"{role.template.id}.yaml"))
        doubtful = {TemplateCode.REVIEW_OPEN} if role.doubts else set()
        assert {mistake.code for mistake in mistakes} - tolerated(role.doubts) == doubtful
        assert template == (None if role.doubts else role.template)


def tolerated(doubts: object) -> set[TemplateCode]:
    """What a doubt may leave in the file for the person who settles it."""
    return {TemplateCode.TEXT_TOO_LONG, TemplateCode.OUT_OF_RANGE, TemplateCode.BAD_NUMBER} if doubts else set()


@settings(max_examples=100, deadline=None)
@given(articles, langs)
def test_composed_and_decomposed_letters_read_alike(text: str, lang: str) -> None:
    assert read(unicodedata.normalize("NFD", text), lang) == read(unicodedata.normalize("NFC", text), lang)


@pytest.mark.parametrize("text", ["", "\n\n", "OKR là gì? Mục tiêu của bạn là gì?", "KR1: một mình", "Ảnh: Unsplash"])
def test_an_article_without_objectives_has_no_roles(text: str) -> None:
    assert read(text).roles == ()
