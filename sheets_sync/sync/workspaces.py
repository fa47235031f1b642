"""Workspaces by name: the tenant that a command acts for."""

from __future__ import annotations

import unicodedata

from sheets_sync.config import DEFAULT_WORKSPACE
from sheets_sync.store.values import DEFAULT_ZONE, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.errors import UserError

LONGEST = 100


def open_workspace(app: App, name: str | None, *, make: bool = True) -> Workspace:
    """The workspace of that name, else of the settings, else `local`; made on first use unless told otherwise.

    Raises:
        UserError: the name cannot be one.
    """
    name = unicodedata.normalize(
        "NFC", name if name is not None else app.settings.workspace or DEFAULT_WORKSPACE
    ).strip()
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise UserError("workspace-bad", workspace=name)
    if make:
        return app.store.workspace(name)
    known = (each for each in app.store.workspaces() if each.name == name)
    return next(known, Workspace(0, name, DEFAULT_ZONE))
