"""Numbers that we show to people: never of two meanings, and read back as what they were, whatever the kind."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.messages.codes import Code
from sheets_sync.messages.figures import figure, short_figure
from sheets_sync.okr.cell import CellType, RawCell
from sheets_sync.okr.model import Kind
from sheets_sync.okr.numbers import parse_number
from sheets_sync.okr.reading import RANGES, Problem, read_number

MOST = 10**15 - 1
UNITS = {
    Kind.COUNT: [""],
    Kind.SCORE: [""],
    Kind.CURRENCY: ["VND", "USD", "SGD"],
    Kind.PERCENT: ["%"],
    Kind.MILESTONE: ["%"],
}
LANGS = st.sampled_from(["vi", "en"])
WIDE = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-MOST, MOST), st.integers(0, 14))


def as_text(text: str) -> RawCell:
    return RawCell(type=CellType.TEXT, text=text)


@given(
    st.sampled_from([(kind, unit) for kind, units in UNITS.items() for unit in units]),
    st.one_of(WIDE, st.integers(-(10**7), 10**7).map(lambda number: Decimal(number) / 1000)),
    LANGS,
)
def test_a_figure_is_read_back_as_the_number_it_shows(measured: tuple[Kind, str], number: Decimal, lang: str) -> None:
    kind, unit = measured
    low, high = RANGES[kind]
    if low == 0:
        number = abs(number)
    if high is not None:
        number %= high
    number = +number.quantize(Decimal(1).scaleb(-14)).normalize() if high is not None else number
    read = read_number(as_text(figure(number, lang, unit)), kind, unit)
    few = len(figure(number, "en").strip("-").replace(",", "").replace(".", "")) <= 15
    assert read == number if few else isinstance(read, Problem) or read == number


@pytest.mark.parametrize(
    ("number", "unit", "vi", "en"),
    [
        ("0", "", "0", "0"),
        ("1234", "", "1234", "1234"),
        ("999999", "", "999999", "999999"),
        ("1234567", "", "1.234.567", "1,234,567"),
        ("-1234567.5", "", "-1.234.567,5", "-1,234,567.5"),
        ("1234.50", "", "1.234,5", "1,234.5"),
        ("1234.567", "", "1.234,567", "1,234.567"),
        ("1.125", "", "1,1250", "1.1250"),
        ("-123.456", "", "-123,4560", "-123.4560"),
        ("0.125", "", "0,125", "0.125"),
        ("12.5", "%", "12,5 %", "12.5 %"),
        ("1234", "VND", "1.234 VND", "1,234 VND"),
        ("1234", "USD", "1234 USD", "1234 USD"),
        ("1.125", "VND", "1,1250 VND", "1.1250 VND"),
        ("20", "khách", "20 khách", "20 khách"),
        ("0.30000000000000004", "", "0,3", "0.3"),
    ],
)
def test_a_figure_has_the_signs_of_the_language(number: str, unit: str, vi: str, en: str) -> None:
    assert (figure(Decimal(number), "vi", unit), figure(Decimal(number), "en", unit)) == (vi, en)


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        ("1234.5", "1.234,5", "1,234.5"),
        ("33.33333333333", "33,33333333", "33.33333333"),
        ("999999", "999999", "999999"),
        ("1000000", "1tr", "1mn"),
        ("123456789", "123,5tr", "123.5mn"),
        ("1234567890", "1,23tỷ", "1.23bn"),
        ("-1256400000000", "-1.256,4tỷ", "-1,256.4bn"),
    ],
)
def test_a_short_figure_has_the_word_of_the_language(number: str, vi: str, en: str) -> None:
    assert (short_figure(Decimal(number), "vi"), short_figure(Decimal(number), "en")) == (vi, en)


@given(WIDE, LANGS)
def test_a_short_figure_says_one_thing_and_about_the_number(number: Decimal, lang: str) -> None:
    found = parse_number(short_figure(number, lang))
    if abs(number) < Decimal("0.00001"):
        return
    assert found is not None
    (value,) = found.values
    assert abs(value - number) <= abs(number) / 200


@given(st.floats(allow_nan=False, allow_infinity=False), LANGS)
def test_every_number_that_a_cell_can_hold_is_shown(number: float, lang: str) -> None:
    exact = Decimal(repr(number))
    shown = figure(exact, lang)
    assert shown
    assert short_figure(exact, lang)
    signs = str.maketrans({",": ".", ".": None} if lang == "vi" else {",": None})
    assert abs(Decimal(shown.translate(signs)) - exact) <= abs(exact) / 10**14


@pytest.mark.parametrize(
    ("text", "kind", "unit", "code", "args"),
    [
        ("1.234", Kind.COUNT, "khách", Code.AMBIGUOUS_NUMBER, {"first": "1234", "second": "1.234"}),
        ("1.200 tỷ", Kind.COUNT, "", Code.AMBIGUOUS_NUMBER, {"first": "1200000000000", "second": "1200000000"}),
        ("1.234 %", Kind.PERCENT, "%", Code.AMBIGUOUS_NUMBER, {"first": "1234 %", "second": "1.234 %"}),
        ("1.234", Kind.CURRENCY, "VND", Code.AMBIGUOUS_NUMBER, {"first": "1234", "second": "1.234"}),
        ("1,250 tỷ đ", Kind.CURRENCY, "VND", Code.AMBIGUOUS_NUMBER, {"first": "1250000000000", "second": "1250000000"}),
        ("30", Kind.PERCENT, "%", Code.AMBIGUOUS_PERCENT, {"first": "30", "second": "3000"}),
        ("0,3", Kind.MILESTONE, "", Code.AMBIGUOUS_PERCENT, {"first": "0.3", "second": "30"}),
        ("35 %", Kind.COUNT, "", Code.PERCENT_NOT_EXPECTED, {"first": "0.35", "second": "35"}),
        ("30 triệu USD", Kind.CURRENCY, "VND", Code.WRONG_CURRENCY, {"currency": "USD", "unit": "VND"}),
        ("30 triệu đ", Kind.COUNT, "khách", Code.WRONG_CURRENCY, {"currency": "VND", "unit": "khách"}),
        ("30 EUR", Kind.CURRENCY, "SGD", Code.WRONG_CURRENCY, {"currency": "EUR", "unit": "SGD"}),
        ("TOP 10", Kind.COUNT, "", Code.TEXT_NOT_NUMBER, {}),
        ("(5)", Kind.SCORE, "", Code.TEXT_NOT_NUMBER, {}),
        ("30m", Kind.COUNT, "", Code.TEXT_NOT_NUMBER, {}),
        ("2tr5", Kind.CURRENCY, "VND", Code.COMBINED_NUMBER, {}),
        ("1 triệu 2", Kind.COUNT, "", Code.COMBINED_NUMBER, {}),
        ("-1 triệu", Kind.COUNT, "", Code.OUT_OF_RANGE, {"low": "0", "high": "∞"}),
        ("2k%", Kind.PERCENT, "%", Code.COMBINED_NUMBER, {}),
    ],
)
def test_what_a_kind_does_not_take_is_a_problem(
    text: str, kind: Kind, unit: str, code: Code, args: dict[str, str]
) -> None:
    assert read_number(as_text(text), kind, unit) == Problem(code, args)


@pytest.mark.parametrize("text", ["✓", "✔", "✔\ufe0f", " ☑\ufe0f ", "100 %", "１００％"])
def test_a_tick_is_the_whole_of_a_milestone(text: str) -> None:
    assert read_number(as_text(text), Kind.MILESTONE, "") == 100
