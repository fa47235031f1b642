"""`cycle close`: a cycle that is over is read no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import (
    answer,
    json_option,
    say,
    screen_lang,
    timeout_option,
    with_app,
    workspace_of,
    workspace_option,
)
from sheets_sync.cli.sync import print_results, with_bar
from sheets_sync.sync.stopping import settle

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App


@click.group()
def cycle() -> None:
    """Close cycles that are over."""


@cycle.command()
@click.argument("cycle")
@timeout_option
@workspace_option
@json_option
@with_app
def close(app: App, cycle: str, workspace: str | None, as_json: bool) -> None:
    """Read the documents of a cycle a last time and close its plans: they are never read again.

    A cycle closes by itself 30 days after its end.
    """
    from sheets_sync.sync.closing import close_cycle

    done = close_cycle(app, workspace_of(app, workspace), cycle, screen_lang(), with_bar)
    settle()
    if as_json:
        closed = [{"plan": each.plan, "document": each.address, "tab": each.tab} for each in done.closed]
        runs = [result.as_json() for result in done.results]
        answer({"cycle": done.cycle.label, "closed": closed, "runs": runs})
        return
    print_results(done.results)
    click.echo(say("cycle_closed", cycle=done.cycle.label, count=len(done.closed)))
