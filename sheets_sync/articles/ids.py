"""Ids of imported templates: the shipped role's where the name is one, else a slug of the name; each once."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from sheets_sync.messages.labels import fold

_PARTS = re.compile(r"\s[–—-]\s|[()/|:]")
_LONGEST = 60


def role_id(name: str, known: Mapping[str, str], taken: Container[str], fallback: str) -> str:
    """The id of a role.

    Args:
        name: the role's name; "CEO – Giám đốc Điều hành" is known if any of its parts is.
        known: ids by the names of the shipped roles, as `fold` makes them.
        taken: ids that are in use already.
        fallback: what to call a role whose name has no letters.
    """
    parts = [name, *_PARTS.split(name)]
    found = next((known[key] for part in parts if (key := fold(part)) in known), None)
    base = found or slug(name) or fallback
    return next(candidate for candidate in _numbered(base) if candidate not in taken)


def slug(name: str) -> str:
    """A name in the characters of an id: giam_doc_san_pham."""
    letters = re.sub(r"[^a-z0-9]+", "_", fold(name).encode("ascii", "ignore").decode()).strip("_")
    return f"role_{letters}"[:_LONGEST] if letters[:1].isdigit() else letters[:_LONGEST].strip("_")


def _numbered(base: str) -> list[str]:
    return [base, *(f"{base}_{number}" for number in range(2, 1000))]
