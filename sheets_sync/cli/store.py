"""`db`: the store itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import answer, json_option, say, with_app

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App


@click.group()
def db() -> None:
    """The store: where it is and which form it has."""


@db.command()
@json_option
@with_app
def upgrade(app: App, as_json: bool) -> None:
    """Bring the store to this release's form (every command does so by itself too)."""
    if as_json:
        answer({"store": app.store.name})
    else:
        click.echo(say("store_ready", store=app.store.name))
