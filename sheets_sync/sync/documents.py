"""Documents as people name them: a path of a workbook, or the id or URL of a Google spreadsheet."""

from __future__ import annotations

import re

_ID = re.compile(r"[A-Za-z0-9_-]{40,}", re.ASCII)
"""Google's ids have 44 characters; no path without a dot is that long by chance."""


def is_spreadsheet(name: str) -> bool:
    """Whether that names a Google spreadsheet."""
    return name.startswith(("https://docs.google.com/", "http://docs.google.com/")) or bool(_ID.fullmatch(name))
