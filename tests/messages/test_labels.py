"""The words that people type into drop-down cells, however their keyboard spells them; rules as the formulas do."""

from __future__ import annotations

import unicodedata

import pytest

from sheets_sync.messages.labels import CONFIDENCES, PERIOD_UNITS, RULES, confidence_named, period_named, rule_named


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("không ổn", "low"),
        ("KHÔNG  ỔN", "low"),
        ("khong on", "low"),
        ("Rất\u00a0tốt", "high"),
        (unicodedata.normalize("NFD", "ổn"), "medium"),
        ("High", "high"),
        ("rất", None),
        ("", None),
    ],
)
def test_a_confidence_is_known_without_case_marks_and_widths(text: str, key: str | None) -> None:
    assert confidence_named(text) == key


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("quý", (1, "quarter")),
        ("quí", (1, "quarter")),
        (unicodedata.normalize("NFD", "Mỗi 2 quí"), (2, "quarter")),
        ("thang", (1, "month")),
        ("2 months", (2, "month")),
        ("every WEEK", (1, "week")),
        ("0 tuần", None),
        ("quả", None),
    ],
)
def test_a_period_is_known_in_both_spellings(text: str, period: tuple[int, str] | None) -> None:
    assert period_named(text) == period


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_label_is_known_in_both_normal_forms(lang: str) -> None:
    for table, named in (
        (CONFIDENCES, confidence_named),
        (PERIOD_UNITS, lambda text: (period_named(text) or (0, ""))[1]),
        (RULES, lambda text: rule_named(text, lang)),
    ):
        for key, label in table[lang].items():
            composed, decomposed = unicodedata.normalize("NFC", label), unicodedata.normalize("NFD", label)
            assert named(composed) == named(decomposed) == named(label.upper()) == key


@pytest.mark.parametrize("text", ["dat", "tang them", "reach", "đạt ", "đạt  >"])
def test_a_rule_is_known_only_as_the_formulas_compare_it(text: str) -> None:
    assert rule_named(text, "vi") is None
