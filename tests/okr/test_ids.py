"""Ids survive spreadsheets and people: no slip makes another id of one."""

import itertools
import re
import string
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.okr.ids import ALPHABET, LENGTH, PREFIXES, Draw, new_id, normal_id

THINGS = sorted(PREFIXES)
TYPEABLE = sorted(set(string.ascii_lowercase + string.digits + string.punctuation + " "))


@st.composite
def ids(draw: st.DrawFn) -> str:
    return new_id(draw(st.sampled_from(THINGS)), lambda below: draw(st.integers(0, below - 1)))


def mixed_case(text: str, upper: list[bool]) -> str:
    return "".join(c.upper() if up else c for c, up in zip(text, upper, strict=True))


@pytest.mark.parametrize(
    ("thing", "letter"), [("objective", "o"), ("key_result", "k"), ("measure", "m"), ("plan", "p")]
)
def test_the_first_letter_tells_what_the_id_is_of(thing: str, letter: str) -> None:
    assert new_id(thing, lambda below: below - 1)[0] == letter


def test_an_id_holds_eight_drawn_characters_between_its_letter_and_its_check() -> None:
    assert new_id("measure", in_turn(range(8)))[1:-1] == "01234567"


@given(ids())
def test_a_new_id_has_ten_characters_and_is_valid(id_: str) -> None:
    assert len(id_) == LENGTH == 10
    assert normal_id(id_) == id_


@given(ids(), st.lists(st.booleans(), min_size=LENGTH, max_size=LENGTH), st.sampled_from(["", " ", "\t", "\n"]))
def test_case_and_blanks_around_do_not_count(id_: str, upper: list[bool], blank: str) -> None:
    assert normal_id(blank + mixed_case(id_, upper) + blank) == id_


@given(ids())
def test_any_one_wrong_character_is_found(id_: str) -> None:
    for place, right in enumerate(id_):
        for wrong in TYPEABLE:
            if wrong != right:
                assert normal_id(id_[:place] + wrong + id_[place + 1 :]) is None


@given(ids())
def test_any_two_characters_swapped_are_found(id_: str) -> None:
    assert [swapped for swapped in swaps(id_) if normal_id(swapped)] == []


@pytest.mark.parametrize("thing", THINGS)
def test_the_first_letter_swapped_with_the_letter_of_another_thing_is_found(thing: str) -> None:
    letters = [ALPHABET.index(letter) for letter in PREFIXES.values() if letter in ALPHABET]
    missed = []
    for place, letter in itertools.product(range(LENGTH - 2), letters):
        id_ = new_id(thing, in_turn([0] * place + [letter] + [0] * (LENGTH - 3 - place)))
        missed += [(id_, swapped) for swapped in swaps(id_) if normal_id(swapped)]
    assert missed == []


@given(ids(), st.integers(0, LENGTH - 1))
def test_a_character_lost_or_doubled_is_found(id_: str, place: int) -> None:
    assert normal_id(id_[:place] + id_[place + 1 :]) is None
    assert normal_id(id_[:place] + id_[place] + id_[place:]) is None


@given(ids())
def test_no_id_can_be_taken_for_a_number(id_: str) -> None:
    assert not re.search(r"\de\d", id_, re.IGNORECASE)
    for text in (id_, id_.upper()):
        with pytest.raises(ValueError, match="could not convert"):
            float(text)


@given(st.text(max_size=12))
def test_other_text_is_refused_without_an_error(text: str) -> None:
    assert normal_id(text) in (None, text.strip().lower())


@pytest.mark.parametrize("text", ["", "m", "1234567890", "m 00000000", "m0000-0000", "ｍ000000000"])
def test_what_is_no_id_gives_none(text: str) -> None:
    assert normal_id(text) is None


def in_turn(numbers: Iterable[int]) -> Draw:
    """Give a source of chance that says these numbers."""
    rest = iter(numbers)
    return lambda _: next(rest)


def swaps(id_: str) -> list[str]:
    """Give every text that a swap of two different characters makes."""
    found = []
    for one, other in itertools.combinations(range(LENGTH), 2):
        letters = list(id_)
        letters[one], letters[other] = letters[other], letters[one]
        found.append("".join(letters))
    return [text for text in found if text != id_]
