"""Workspaces by name: the tenant that a command acts for."""

from __future__ import annotations

import unicodedata

from sheets_sync.config import DEFAULT_WORKSPACE
from sheets_sync.store import Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.errors import UserError

LONGEST = 100


def open_workspace(app: App, name: str | None) -> Workspace:
    """The workspace of that name, else of the settings, else `local`; made on first use.

    Raises:
        UserError: the name cannot be one.
    """
    name = unicodedata.normalize(
        "NFC", name if name is not None else app.settings.workspace or DEFAULT_WORKSPACE
    ).strip()
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise UserError("workspace-bad", workspace=name)
    return app.store.workspace(name)
