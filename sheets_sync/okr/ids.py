"""Ids of rows, plans, bindings and documents: ten characters that survive spreadsheets.

A letter that tells the sort of thing, eight random characters, one check character. The alphabet is Crockford's
base 32 without `e`: no id can be taken for a number (`12e345`), none reads ambiguously, and 31 being a prime,
the check finds every single wrong character and every swap of two. Compared without case.
"""

from __future__ import annotations

from collections.abc import Callable

ALPHABET = "0123456789abcdfghjkmnpqrstvwxyz"
PREFIXES = {"objective": "o", "key_result": "k", "measure": "m", "plan": "p", "binding": "b", "document": "d"}
LENGTH = 10

Draw = Callable[[int], int]
"""Gives a random whole number below its argument, like `secrets.randbelow`."""


def new_id(thing: str, draw: Draw) -> str:
    """A fresh id for one of the `PREFIXES`."""
    body = PREFIXES[thing] + "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(LENGTH - 2))
    return body + _check(body)


def normal_id(text: str) -> str | None:
    """The id that a cell's text means (case and outer blanks do not count), or None if it is not one."""
    text = text.strip().lower()
    well_formed = (
        len(text) == LENGTH
        and text[0] in PREFIXES.values()
        and all(character in ALPHABET for character in text[1:])
        and _check(text[:-1]) == text[-1]
    )
    return text if well_formed else None


def _check(body: str) -> str:
    numbers = [max(ALPHABET.find(character), 0) for character in body]  # of the prefixes only o is not in it
    return ALPHABET[sum(weight * number for weight, number in enumerate(numbers, 1)) % len(ALPHABET)]
