"""Closing cycles: by themselves 30 days after their end. A closed cycle is never read again, its figures stand."""

from __future__ import annotations

from datetime import timedelta

from sheets_sync.sync.bootstrap import App

OPEN_AFTER_END = timedelta(days=30)
"""How long a plan is still read once its cycle has ended, or once it was inserted if that was later."""


def close_ended_cycles(app: App, workspace: int | None) -> None:
    """Close the plans (of a workspace, or of all) whose cycle ended long enough ago."""
    now = app.clock()
    made = now - OPEN_AFTER_END
    anywhere = now.date() + timedelta(days=1) - OPEN_AFTER_END
    over = set(app.store.workspaces_with_ended(ended=anywhere, made=made))
    for each in app.store.workspaces() if over else ():
        if each.id in over and workspace in (None, each.id):
            ended = app.today(each.zone) - OPEN_AFTER_END
            app.store.close_ended(each.id, ended=ended, made=made, at=now)
