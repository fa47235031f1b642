"""Documents as people name them: a path of a workbook, or the id or URL of a Google spreadsheet."""

from __future__ import annotations

import re
from pathlib import Path

from sheets_sync.sync.errors import UserError

_ID = re.compile(r"[A-Za-z0-9_-]{40,}", re.ASCII)
"""Google's ids have 44 characters; no path without a dot is that long by chance."""


def is_spreadsheet(name: str) -> bool:
    """Whether that names a Google spreadsheet."""
    return name.startswith(("https://docs.google.com/", "http://docs.google.com/")) or bool(_ID.fullmatch(name))


def absolute(name: str) -> Path:
    """The absolute path of a document, links followed: its address.

    Raises:
        UserError: the name cannot be one (too long, a circle of links).
    """
    try:
        path = Path(name).resolve()
        path.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("file-unreadable", file=name, reason=reason) from error
    return path
