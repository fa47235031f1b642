"""Numbers typed as text: what is clear, what is ambiguous, what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.okr.numbers import TextNumber, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("10,5", "10.5"),
        ("10.5", "10.5"),
        ("0,500", "0.5"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1.234,567", "1234.567"),
        ("-7", "-7"),
        ("−7,25", "-7.25"),
        ("'12", "12"),
        ("\u00a012 ", "12"),
    ],
)
def test_a_clear_number_is_read_in_every_language(text: str, value: str) -> None:
    assert parse_number(text) == TextNumber((Decimal(value),))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("1.234", "1234", "1.234"), ("10,000", "10000", "10"), ("-123.456", "-123456", "-123.456")],
)
def test_one_separator_before_three_digits_has_two_readings(text: str, first: str, second: str) -> None:
    assert parse_number(text) == TextNumber((Decimal(first), Decimal(second)))


@pytest.mark.parametrize("text", ["1.234 đ", "1.234₫", "1,234 VND", "1.234 vnđ", "₫1.234"])
def test_a_dong_sign_settles_it(text: str) -> None:
    assert parse_number(text) == TextNumber((Decimal(1234),), currency="VND")


@pytest.mark.parametrize(("text", "value"), [("35%", "35"), ("35 %", "35"), ("2,5%", "2.5")])
def test_a_percent_sign_is_told(text: str, value: str) -> None:
    assert parse_number(text) == TextNumber((Decimal(value),), percent=True)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "%", "đ", "abc", "12a", "1e5", "1_000", "nan", "inf", "²", "१२"),
        *("12,34,567", "1.234.5", "1..2", "1,2,3", ".5", "5.", "1.234.56", "5 % đ", "1 2", "12/3", "--5"),
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=20))
def test_no_text_raises(text: str) -> None:
    parse_number(text)


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([("", "."), (",", "."), (".", ",")]))
def test_what_is_written_in_either_language_is_among_the_readings(number: Decimal, signs: tuple[str, str]) -> None:
    group, point = signs
    text = f"{number:,.2f}".replace(",", "g").replace(".", point).replace("g", group)
    found = parse_number(text)
    assert found is not None
    assert found.values == (number,)
