"""Numbers typed as text: what is clear, what is ambiguous, what is none."""

from __future__ import annotations

import re
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.okr.numbers import CURRENCY_MARKS, MAGNITUDES, TextNumber, is_combined, parse_number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "numbers.md"

CLEAR = [
    # text, value, currency
    ("12", "12", None),
    ("10,5", "10.5", None),
    ("10.5", "10.5", None),
    ("10,50", "10.5", None),
    ("1.50", "1.5", None),
    ("0,500", "0.5", None),
    ("0.125", "0.125", None),
    ("0.000", "0", None),
    ("012.345", "12.345", None),
    ("1234.567", "1234.567", None),
    ("1.234.567", "1234567", None),
    ("1,234,567", "1234567", None),
    ("1.234,5", "1234.5", None),
    ("1,234.5", "1234.5", None),
    ("1.234,50", "1234.5", None),
    ("1,234.000", "1234", None),
    ("1.234.567,89", "1234567.89", None),
    ("1.234,567", "1234.567", None),
    # signs and apostrophes
    ("-7", "-7", None),
    ("+7", "7", None),
    ("−7,25", "-7.25", None),
    ("－７", "-7", None),
    ("\u20117", "-7", None),
    ("'12", "12", None),
    ("’12", "12", None),
    # a space or an apostrophe is never a decimal sign: it groups
    ("1 234", "1234", None),
    ("1 234 567", "1234567", None),
    ("1\u202f234\u202f567,5", "1234567.5", None),
    ("1 234,567", "1234.567", None),
    ("1'234'567", "1234567", None),
    ("1’234.5", "1234.5", None),
    # what cannot be seen, and what is drawn wider
    ("\u00a012 ", "12", None),
    ("\u200e12\ufeff", "12", None),
    ("１２，５", "12.5", None),
    # words of magnitude
    ("100 triệu", "100000000", None),
    ("100 trieu", "100000000", None),
    ("100\u00a0TRIỆU", "100000000", None),
    ("1,2 tỷ", "1200000000", None),
    ("1,2 tỉ", "1200000000", None),
    ("1.2 ty", "1200000000", None),
    ("300tr", "300000000", None),
    ("300 Tr", "300000000", None),
    ("2k", "2000", None),
    ("2 K", "2000", None),
    ("5 nghìn", "5000", None),
    ("5 ngàn", "5000", None),
    ("5 nghin", "5000", None),
    ("5 ngan", "5000", None),
    ("30 million", "30000000", None),
    ("3 millions", "3000000", None),
    ("30mn", "30000000", None),
    ("1.5 billion", "1500000000", None),
    ("1.5bn", "1500000000", None),
    ("2 thousand", "2000", None),
    ("1.2 trillion", "1200000000000", None),
    ("-1,5 tỷ", "-1500000000", None),
    ("1 234,5 triệu", "1234500000", None),
    # currencies, before or after
    ("USD 30 million", "30000000", "USD"),
    ("30 triệu USD", "30000000", "USD"),
    ("$30", "30", "USD"),
    ("-$5", "-5", "USD"),
    ("$-5", "-5", "USD"),
    ("US$ 1,234.5", "1234.5", "USD"),
    ("30€", "30", "EUR"),
    ("30 SGD", "30", "SGD"),
    ("THB 1.5 million", "1500000", "THB"),
    ("10,5 đ", "10.5", "VND"),
    ("VND30tr", "30000000", "VND"),
    ("300 triệu đồng", "300000000", "VND"),
    ("300 trieu dong", "300000000", "VND"),
    ("300trđ", "300000000", "VND"),
    ("1,25 tỷ VNĐ", "1250000000", "VND"),
    # a đồng sign settles what would be ambiguous: a đồng has no decimals
    *((text, "1234", "VND") for text in ("1.234 đ", "1.234₫", "1,234 VND", "1.234 vnđ", "₫1.234", "Đ 1.234")),
    *((text, "1234", "VND") for text in ("1.234 đồng", "1.234 Đồng", "VNĐ 1,234", "1.234\u2009VNĐ", "1.234 Ð")),
    ("12.000.000 đ", "12000000", "VND"),
]

AMBIGUOUS = [
    # text, grouped, with decimals
    ("1.234", "1234", "1.234"),
    ("10,000", "10000", "10"),
    ("-123.456", "-123456", "-123.456"),
    ("１．２３４", "1234", "1.234"),
    ("1.200 tỷ", "1200000000000", "1200000000"),
    ("1,250k", "1250000", "1250"),
    ("USD 1.234", "1234", "1.234"),
    ("1.234 %", "1234", "1.234"),
    # a triệu đồng or a tỷ đồng has decimals
    ("1,250 tỷ đồng", "1250000000000", "1250000000"),
]

NONE = [
    *("", "-", "%", "đ", "triệu", "abc", "about 4", "12a", "KPI5", "A5", "1e5", "1_000", "nan", "inf", "²", "5²", "½"),
    *("१२", "٣", "𝟏𝟐", "①", "Ⅻ", "1̶2̶", "12,34,567", "1.234.5", "1..2", "1,2,3", ".5", "5.", "1.234.56", "0,500,000"),
    *("1 2", "12 34", "1  234", "1\t234", "12\n345", "0 123", "1 234'567", "1234 567", "1 234 56", "1, 234", "12'34"),
    *("5'11", "12/3", "5-6", "--5", "-$-5", "(5)", "–5", "5-", "~5", ">5", "1234567890123456"),
    *("5 % đ", "% 5", "₫5%", "5%%", "5 triệu %", "$5 USD", "đ5đ", "30 sgd", "30 KPI", "30 $ triệu", "30 bnd"),
    *("30m", "30 M", "3 mil", "5 tấn", "5 d", "5 củ", "5 tỷty", "30trusd"),
    *("1 triệu 2", "2tr5", "5 nghìn tỷ", "1,5 triệu tỷ", "1 tỷ 200 triệu", "20-30 triệu"),
]


@pytest.mark.parametrize(("text", "value", "currency"), CLEAR)
def test_a_clear_number_is_read_in_every_language(text: str, value: str, currency: str | None) -> None:
    assert parse_number(text) == TextNumber((Decimal(value),), currency=currency)


@pytest.mark.parametrize(("text", "grouped", "decimal"), AMBIGUOUS)
def test_one_separator_before_three_digits_has_two_readings(text: str, grouped: str, decimal: str) -> None:
    found = parse_number(text)
    assert found is not None
    assert found.values == (Decimal(grouped), Decimal(decimal))


@pytest.mark.parametrize(
    ("text", "value"), [("35%", "35"), ("35 %", "35"), ("2,5\u202f%", "2.5"), ("－１２，５％", "-12.5")]
)
def test_a_percent_sign_is_told(text: str, value: str) -> None:
    assert parse_number(text) == TextNumber((Decimal(value),), percent=True)


@pytest.mark.parametrize("text", NONE)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "combined"),
    [
        *((text, True) for text in ("1 triệu 2", "2tr5", "5 nghìn tỷ", "1,5 trieu tỷ", "20-30 tr", "$30 million USD")),
        *((text, False) for text in ("about 1 triệu", "12,34,567", "nghìn tỷ", "30m", "", "5 USD đ")),
    ],
)
def test_numbers_put_together_from_words_are_told_from_other_texts(text: str, combined: bool) -> None:
    assert (parse_number(text), is_combined(text)) == (None, combined)


def told(heading: str) -> list[tuple[str, str]]:
    """The texts in the first column of a table of docs/numbers.md, each with what the second column says."""
    section = re.split(rf"^## {heading}$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1].partition("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \| (.*?) \|", section, re.MULTILINE)
    return [
        (text, second) for first, second in rows if "milestone" not in first for text in re.findall("`(.+?)`", first)
    ]


def test_the_documentation_tells_what_is_read_and_what_is_not() -> None:
    read, asked = told("What is read"), told("What is asked about")
    assert min(len(read), len(asked)) > 15
    assert [text for text, _ in read if (found := parse_number(text)) is None or len(found.values) > 1] == []
    for text, code in asked:
        found = parse_number(text)
        assert (found is None) == (code in ("`text-not-number`", "`combined-number`")), text
        assert is_combined(text) == (code == "`combined-number`") or found is not None, text
        assert (found is not None and len(found.values) > 1) == (code == "`ambiguous-number`"), text


def test_no_other_sign_is_taken_for_a_digit_or_a_separator() -> None:
    """Of all numerals, signs and spaces of Unicode only these make one number of `1?5`."""
    signs = (sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign)[0] in "NPSZ")
    assert "".join(sign for sign in signs if parse_number(f"1{sign}5")) == ",.0123456789，．０１２３４５６７８９"


# Any text


SPACES = ["", " ", "\u00a0", "\u2007", "\u2009", "\u202f", "\u3000"]
WORDS = [*MAGNITUDES, *map(str.upper, MAGNITUDES), "%", "m", "trieu"]
MARKS = [*CURRENCY_MARKS, *map(str.upper, CURRENCY_MARKS), "SGD"]
DIGITS = st.from_regex(r"[0-9]{1,4}([., '][0-9]{1,4}){0,4}", fullmatch=True)
LIKE_NUMBERS = st.lists(st.one_of(DIGITS, st.sampled_from([*WORDS, *MARKS, *"+-−'đ"])), max_size=5)
TEXTS = st.one_of(st.text(max_size=20), LIKE_NUMBERS.map(" ".join), LIKE_NUMBERS.map("".join))


@given(TEXTS)
def test_no_text_raises_and_both_normal_forms_say_the_same(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert parse_number(text) == parse_number(composed) == parse_number(decomposed)
    assert is_combined(text) == is_combined(composed) == is_combined(decomposed)


@given(LIKE_NUMBERS, st.data())
def test_one_space_is_as_good_as_another(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    mixed = "".join(data.draw(st.sampled_from(SPACES[1:])) if sign == " " else sign for sign in text)
    assert parse_number(mixed) == parse_number(text)


@given(
    number=DIGITS.filter(lambda text: parse_number(text) is not None),
    sign=st.sampled_from(["", "-", "−", "+"]),
    word=st.sampled_from(["", *MAGNITUDES]),
    gaps=st.tuples(*[st.sampled_from(SPACES)] * 2),
    mark=st.sampled_from([*CURRENCY_MARKS]),
    before=st.booleans(),
)
def test_number_word_and_currency_are_read_each_by_itself(
    number: str, sign: str, word: str, gaps: tuple[str, str], mark: str, before: bool
) -> None:
    bare = parse_number(number)
    assert bare is not None
    if word and not before and mark[0].isalpha():
        gaps = (gaps[0], " ")
    counted = gaps[0] + word if word else ""
    text = f"{sign}{mark}{gaps[1]}{number}{counted}" if before else f"{sign}{number}{counted}{gaps[1]}{mark}"
    values = bare.values[:1] if CURRENCY_MARKS[mark] == "VND" and not word else bare.values
    size = MAGNITUDES[word] if word else 1
    size = -size if sign in ("-", "−") else size
    expected = TextNumber(tuple(value * size for value in values), currency=CURRENCY_MARKS[mark])
    assert parse_number(unicodedata.normalize("NFC", text)) == expected
    assert parse_number(unicodedata.normalize("NFD", text)) == expected


# Other ways to say the same


GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*(?P<decimals>[.,][0-9]+)?")
PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]+))?")


def by_the_book(digits: str) -> set[Decimal]:
    """The readings of digits with dots and commas, as DESIGN words the rule."""
    readings = set()
    if (grouped := GROUPED.fullmatch(digits)) and not (grouped["decimals"] or "").startswith(grouped["group"]):
        whole = digits[: grouped.start("decimals")] if grouped["decimals"] else digits
        readings.add(Decimal(re.sub("[.,]", "", whole) + "." + (grouped["decimals"] or ".0")[1:]))
    if plain := PLAIN.fullmatch(digits):
        readings.add(Decimal(f"{plain['whole']}.{plain['decimals'] or 0}"))
    return readings


@given(st.from_regex(r"(0{0,3}[0-9]{0,3}[1-9]?0{0,3}[.,]){0,4}[0-9]{1,4}", fullmatch=True))
def test_dots_and_commas_mean_what_the_rule_says(digits: str) -> None:
    found = parse_number(digits)
    few = sum(map(str.isdigit, digits)) <= 15
    assert set(found.values if found else ()) == (by_the_book(digits) if few else set())


@given(
    st.decimals(-(10**12) + 1, 10**12 - 1, places=2),
    st.sampled_from(["vi", "en"]),
    st.sampled_from(["number", "percent", "VND", "USD", "EUR"]),
)
def test_what_babel_writes_in_either_language_is_among_the_readings(number: Decimal, lang: str, sort: str) -> None:
    if sort == "number":
        text = format_decimal(number, locale=lang, decimal_quantization=False)
    elif sort == "percent":
        text = format_percent(number / 100, locale=lang, decimal_quantization=False)
    else:
        number = number.quantize(Decimal(1) if sort == "VND" else Decimal("0.01"))
        text = format_currency(number, sort, locale=lang)
    found = parse_number(text)
    assert found is not None
    assert number in found.values
    assert (found.percent, found.currency) == (sort == "percent", sort if len(sort) == 3 else None)
    assert len(found.values) == 1 or (sort != "VND" and number == number.to_integral_value())
