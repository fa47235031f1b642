"""`export`: everything a workspace holds, as a file or on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import (
    answer,
    json_option,
    say,
    screen_lang,
    with_app,
    workspace_of,
    workspace_option,
)

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App


@click.command()
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="A file that ends in .csv, .xlsx or .json.")
@click.option("--at", metavar="DATE", help="As it was known at the end of that day.")
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Language of a workbook (default: the screen's).")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@workspace_option
@json_option
@with_app
def export(
    app: App,
    output: str | None,
    at: str | None,
    lang: str | None,
    force: bool,
    workspace: str | None,
    as_json: bool,
) -> None:
    """Write all plans with their figures: CSV, a workbook with charts, or JSON with history and findings.

    Without a file, CSV goes to stdout, JSON with --json.
    """
    from sheets_sync.sync.outputs import open_output, render

    file = open_output(app, output, force=force) if output else None
    suffix = file.suffix if file else ".json" if as_json else ".csv"
    exported, data = render(app, workspace_of(app, workspace), suffix, at=at, lang=lang or screen_lang())
    if file is None:
        click.echo(data.decode("utf-8"), nl=False)
        return
    file.write(data)
    measures = sum(1 for view in exported.views for _ in view.plan.live_measures())
    counts = {"plans": len(exported.views), "measures": measures}
    if as_json:
        answer({"file": str(file.path), **counts})
    else:
        click.echo(say("exported", file=file.path, **counts))
