"""Every mistake in a template file has its code and line, and all of a file come at once.

Each case changes one passage of GOOD and says which mistakes follow, as `code:line`.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.messages import LANGUAGES
from sheets_sync.messages.template_mistakes import TEMPLATE_MISTAKES, TemplateCode
from sheets_sync.okr.template import RoleTemplate, Text
from sheets_sync.sync.templates.folders import template_as_json, template_summary
from sheets_sync.sync.templates.nodes import MAX_DEPTH, TemplateMistake
from sheets_sync.sync.templates.reader import read_template
from tests.sync.good_template import GOOD

UNIT = 'unit: {vi: "khách", en: "customers"}'
NEXT_KEY = "\n            "
COUNT = NEXT_KEY.join(["kind: count", "target: 20", UNIT])


def of(*lines: str) -> str:
    """Keys of the first measure, a line each, to stand for `COUNT` or one of its lines."""
    return NEXT_KEY.join(lines)


CASES = [
    # YAML itself
    ("id: seller", "id: [seller", "yaml-syntax:2"),
    ("    due: mar-end", "\tdue: mar-end", "yaml-syntax:10"),
    ("milestone}", "milestone}\n---\nid: other", "yaml-syntax:23"),
    ("Many", "Many\x07", "control-character:13"),
    ('{vi: "Khách", en: "Customers"}', "&name {vi: K, en: C}", ""),
    ("20", "*twenty", "alias:20"),
    ("Many customers", '"}\n        weight: *a\n        due: *b #', "alias:14 alias:15"),
    ("20", "[" * MAX_DEPTH + "]" * MAX_DEPTH, "too-deep:20"),
    # Keys and shapes
    (GOOD, "", "not-a-mapping:1"),
    (GOOD, "just words", "not-a-mapping:1"),
    (GOOD, "- a list", "not-a-mapping:1"),
    (GOOD, "{}", "missing-key:1 missing-key:1 missing-key:1"),
    ("id: seller\n", "", "missing-key:1"),
    ("            kind: count\n", "", "missing-key:18"),
    ("            target: 20\n", "", "target-missing:18"),
    ('{name: {vi: "Kế hoạch", en: "Plan"}, kind: milestone}', "Plan", "not-a-mapping:22"),
    ("    weight: 2", "    wieght: 2", "unknown-key:11"),
    ("    weight: 2", "    ? [weight]\n    : 2", "unknown-key:11"),
    ("    weight: 2", "    <<: {weight: 2}", "unknown-key:11"),
    ("    weight: 2", "    due: mar-end", "doubled-key:11"),
    ("owners:\n          - ", "owners: ", "not-a-list:14"),
    ("owners:\n          - ", "owners: []\n        #", "empty-list:14"),
    ("objectives:", "objectives: []\nother:", "placeholder-unused:4 empty-list:8 unknown-key:9"),
    (UNIT, of(UNIT, "strict: 1"), "not-boolean:22"),
    (UNIT, of(UNIT, "strict: yes"), "not-boolean:22"),
    (UNIT, of(UNIT, "ask_start: 'true'"), "not-boolean:22"),
    (UNIT, of(UNIT, "strict: TRUE"), ""),
    # Texts
    ('{vi: "Bán hàng", en: "Seller"}', "Seller", "not-by-language:2"),
    ('{vi: "Bán hàng", en: "Seller"}', "{}", "language-missing:2"),
    ('{vi: "Bán hàng", en: "Seller"}', "{fr: Vendeur}", "unknown-key:2 language-missing:2"),
    ('{vi: "Bán hàng", en: "Seller"}', "{vi: Bán hàng}", ""),
    ('{vi: "Nhiều khách", en: "Many customers"}', "{en: Many customers}", "language-missing:13"),
    ('{vi: "Nhiều khách", en: "Many customers"}', "\n          vi: Nhiều khách", "language-missing:13"),
    ('"Many customers"', "100", "not-a-text:13"),
    ('"Many customers"', "No", "not-a-text:13"),
    ('"Many customers"', "[a]", "not-a-text:13"),
    ('"Many customers"', '""', "empty-text:13"),
    ('"Many customers"', '" \\u00A0"', "empty-text:13"),
    ('"Many customers"', "", "empty-text:13"),
    ('"Many customers"', f'"{"x" * 1000}"', ""),
    ('"Many customers"', f'"{"x" * 1001}"', "text-too-long:13"),
    ("Many customers", "Many\\ncustomers", "control-character:13"),
    ("Many customers", "Many\\u2028customers", "control-character:13"),
    ("Many customers", "Many\\uFFFEcustomers", "control-character:13"),
    ("Many customers", "\\u001b[31mMany", "control-character:13"),
    ("Nhiều khách", "Nhie\u0302\u0300u khách", "not-nfc:13"),
    ("Manager", "Sales, Manager", "owner-separator:15"),
    ("Manager", ";", "owner-separator:15"),
    # Ids and placeholders
    ("id: seller", "id: buyer", "bad-id:1"),
    ("id: seller", "id: [seller]", "bad-id:1"),
    ("id: seller", "id: Seller", "bad-id:1"),
    ("Grow in {{city}}", "Grow in {{City}}", "bad-placeholder:9 placeholder-differs:9"),
    ("Grow in {{city}}", "Grow in {{ city }}", "bad-placeholder:9 placeholder-differs:9"),
    ("Many customers", "Many {{customers", "bad-placeholder:13"),
    ("Many customers", "Many }} customers", "bad-placeholder:13"),
    ('"Seller"', '"Seller {{year}}"', "bad-placeholder:2"),
    ('"Where?"', '"Where in {{city}}?"', "bad-placeholder:6"),
    (UNIT, 'unit: {vi: "{{city}}", en: "{{city}}"}', "bad-placeholder:21 bad-placeholder:21"),
    ("  city:", "  City:", "bad-placeholder:4 placeholder-undeclared:9"),
    ("  city:", "  town:", "placeholder-unused:4 placeholder-undeclared:9"),
    ("  city:", "  year:", "placeholder-reserved:4 placeholder-undeclared:9"),
    ("Many customers", "Many in {{city}}", "placeholder-differs:13"),
    ('"Nhiều khách", en: "Many customers"', '"Năm {{year}}", en: "Year {{year}}"', ""),
    ("    example:", "    sample:", "missing-key:4 unknown-key:7"),
    # Figures and dates
    ("kind: count", "kind: counts", "unknown-kind:19"),
    ("kind: count", "kind: [count]", "unknown-kind:19"),
    (UNIT, of(UNIT, "direction: down"), "unknown-direction:22"),
    ("kind: milestone", "kind: milestone, target: 1, strict: true", "not-for-milestone:22 not-for-milestone:22"),
    ("kind: milestone", "kind: milestone, direction: reach", "not-for-milestone:22"),
    ("kind: count", "kind: percent", "unit-kind-mismatch:21"),
    ("kind: count", "kind: currency", "unit-kind-mismatch:21"),
    (UNIT, 'unit: {vi: "%", en: "%"}', "unit-kind-mismatch:21"),
    (UNIT, "unit: {vi: VND, en: VND}", "unit-kind-mismatch:21"),
    (COUNT, of("kind: score", "target: -5"), ""),
    (COUNT, of("kind: percent", "target: 5"), "unit-kind-mismatch:18"),
    (COUNT, of("kind: currency", "target: 5", "unit: {vi: VND, en: USD}"), "unit-kind-mismatch:21"),
    (COUNT, of("kind: currency", "target: 5", "unit: {vi: USD, en: USD}"), ""),
    ("20", "'20'", "bad-number:20"),
    ("20", "true", "bad-number:20"),
    ("20", ".nan", "bad-number:20"),
    ("20", ".inf", "bad-number:20"),
    ("20", "1_000", "bad-number:20"),
    ("20", "020", "bad-number:20"),
    ("20", "1:30", "bad-number:20"),
    ("20", "10,000", "bad-number:20"),
    ("20", "1e3", "bad-number:20"),
    ("20", "{a: 1}", "bad-number:20"),
    ("20", "~", "bad-number:20"),
    ("20", "9" * 16, "bad-number:20"),
    ("20", "9" * 15, ""),
    ("20", "0.5", ""),
    ("20", "-1", "out-of-range:20"),
    (UNIT, of(UNIT, "start: -1"), "out-of-range:22"),
    (COUNT, of("kind: percent", "target: 1001", 'unit: {vi: "%", en: "%"}'), "out-of-range:20"),
    ("weight: 2", "weight: 0", "weight-not-positive:11"),
    ("weight: 2", "weight: heavy", "bad-number:11"),
    ("20", "[2, 3]", ""),
    ("20", "[3, 2]", "bad-range:20"),
    ("20", "[2, 2]", "bad-range:20"),
    ("20", "[2]", "bad-range:20"),
    ("20", "[1, 2, 3]", "bad-range:20"),
    ("20", "[2, many]", "bad-number:20"),
    ("target: 20", of("target: [3, 2]", "start: 9"), ""),
    ("target: 20", of("target: [2, 3]", "start: 9"), "bad-range:20"),
    ("target: 20", of("target: [3, 2]", "ask_start: true"), ""),
    ("target: 20", of("target: [2, 3]", "direction: at_least"), "stretch-only-reach:20"),
    (UNIT, of(UNIT, "direction: increase_by"), "growth-needs-start:18"),
    (UNIT, of(UNIT, "direction: increase_by", "start: 0"), "growth-needs-start:23"),
    (UNIT, of(UNIT, "direction: increase_by", "ask_start: true"), ""),
    ("target: 20", of("target: 0", "direction: increase_by", "start: 10"), "growth-needs-target:20"),
    ("target: 20", of("target: 1001", "direction: increase_by", "start: 10"), "out-of-range:20"),
    (UNIT, of(UNIT, "per: fortnight"), "bad-period:22"),
    (UNIT, of(UNIT, "per: 2"), "bad-period:22"),
    (UNIT, of(UNIT, "per: 2 months"), ""),
    ("mar-end", "march", "bad-date-word:10"),
    ("mar-end", "2026-02-30", "bad-date-word:10"),
    ("mar-end", "1026-03-31", "bad-date-word:10"),
    ("mar-end", "2026-03-31", ""),
    ("q1-start", "q5-start", "bad-date-word:16"),
    ("q1-start", "", "bad-date-word:16"),
    # What the import left
    (UNIT, of(UNIT, "review: true", "reason: The figure was not clear"), "review-open:22"),
    ("        from:", "        review: true\n        from:", "review-open:16"),
    ("    weight: 2", "    review: true", "review-open:11"),
    ("        from:", "        review: false\n        from:", ""),
    # Many at once
    ("target: 20", of("target: many", "stritc: true", "per: 9"), "bad-number:20 unknown-key:21 bad-period:22"),
]  # fmt: skip

OF_FOLDERS = {TemplateCode.UNREADABLE, TemplateCode.TOO_LARGE, TemplateCode.NOT_UTF8, TemplateCode.ID_DOUBLED}


def flat(mistakes: list[TemplateMistake]) -> str:
    return " ".join(f"{mistake.code}:{mistake.line}" for mistake in mistakes)


def read(text: str) -> tuple[RoleTemplate | None, list[TemplateMistake]]:
    return read_template(text, Path("templates/seller.yaml"))


@pytest.mark.parametrize(("old", "new", "wanted"), CASES)
def test_mistakes_have_code_and_line(old: str, new: str, wanted: str) -> None:
    assert GOOD.count(old) == 1
    template, mistakes = read(GOOD.replace(old, new))
    assert flat(mistakes) == wanted
    assert (template is None) == bool(mistakes)
    for mistake in mistakes:
        for lang in LANGUAGES:
            assert all(mistake.words(lang))


def test_every_code_is_provoked() -> None:
    provoked = {case.split(":")[0] for _, _, wanted in CASES for case in wanted.split()}
    assert provoked == set(TemplateCode) - OF_FOLDERS


def test_every_code_has_its_sentences_in_each_language() -> None:
    assert set(TEMPLATE_MISTAKES) == set(TemplateCode)
    assert all(tuple(words) == LANGUAGES for words in TEMPLATE_MISTAKES.values())


@pytest.mark.parametrize(
    ("old", "new", "message", "mend"),
    [
        ("weight:", "wieght:", "`wieght`", "similar first: weight,"),
        ("kind: count", "kind: prozent", "“prozent”", "similar first: percent,"),
        ("  city:", "  town:", "`town`", "{{town}}"),
        ("mar-end", "'\\e[31mred'", "“�[31mred”", "q1-start"),
    ],
)
def test_a_sentence_says_what_stands_there_and_what_to_do(old: str, new: str, message: str, mend: str) -> None:
    new = new.replace("'", '"')
    mistake = read(GOOD.replace(old, new, 1))[1][0]
    words = mistake.words("en")
    assert message in words.message
    assert mend in words.mend


def test_the_reason_for_a_review_is_told() -> None:
    (mistake,) = read(GOOD.replace(UNIT, of(UNIT, "review: true", "reason: Hai con số")))[1]
    assert mistake.words("en").message == "This waits for somebody to look at it. Hai con số"


def test_a_good_file_is_a_template() -> None:
    template, mistakes = read(GOOD)
    assert mistakes == []
    assert template
    assert template.name == Text("Bán hàng", "Seller")
    assert template_summary(template) == {
        "id": "seller",
        "name": {"vi": "Bán hàng", "en": "Seller"},
        "objectives": [1],
        "measures": 2,
    }
    assert template_as_json(template)["objectives"][0]["weight"] == 2


def test_all_that_a_file_may_say_is_shown_as_json() -> None:
    more = of("kind: score", "target: 0.5", UNIT, "direction: at_most", "start: 0", "strict: true", "per: 2 months")
    template, _ = read(GOOD.replace(COUNT, more).replace("from:", "weight: 3\n        from:"))
    assert template
    key_result = template_as_json(template)["objectives"][0]["key_results"][0]
    assert (key_result["weight"], key_result["from"]) == (3, "q1-start")
    measure = key_result["measures"][0]
    assert list(measure) == ["name", "kind", "direction", "start", "target", "unit", "strict", "per"]
    assert (measure["start"], measure["target"], measure["per"]) == (0, 0.5, "2 months")
    assert json.dumps(measure)


def test_a_text_may_be_folded_over_lines() -> None:
    folded = "          vi: Nhiều khách\n          en: >\n            Many\n            customers\n"
    template, mistakes = read(GOOD.replace('{vi: "Nhiều khách", en: "Many customers"}', "\n" + folded))
    assert mistakes == []
    assert template
    assert template.objectives[0].key_results[0].text.en == "Many customers"


@pytest.mark.parametrize("text", ["!%ed%a0%80 a", "id: !!python/object:os.system x", "%YAML 9.9\n---\na", "[" * 99_999])
def test_traps_are_mistakes(text: str) -> None:
    template, mistakes = read(text)
    assert template is None
    assert mistakes


@given(st.text())
def test_no_text_raises(text: str) -> None:
    _show(read(text)[1])


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 12),
    st.text(max_size=8)
    | st.sampled_from(["{{", "}}", "&a", "*a", "!!int ", "~", "\n", '"\\ud800"', ": ", "- ", "[", "{", "]"]),
)
def test_no_change_of_a_good_file_raises(start: int, length: int, new: str) -> None:
    _show(read(GOOD[:start] + new + GOOD[start + length :])[1])


def _show(mistakes: list[TemplateMistake]) -> None:
    for mistake in mistakes:
        assert mistake.line >= 1
        assert all(mistake.words(lang) for lang in LANGUAGES)
