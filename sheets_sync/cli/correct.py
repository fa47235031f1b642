"""`correct`: put right what is on record, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import answer, json_option, say, with_app, workspace_of, workspace_option

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App


@click.command()
@click.argument("measure")
@click.option("--value", metavar="V", help="The right value, in the measure's unit; points for a percent.")
@click.option("--retract", is_flag=True, help="Take the value back: the measure is unreported again.")
@click.option("--reason", metavar="TEXT", default="", help="Why; it stands in the history.")
@workspace_option
@json_option
@with_app
def correct(
    app: App, measure: str, value: str | None, retract: bool, reason: str, workspace: str | None, as_json: bool
) -> None:
    """Correct the value of a measure that counts, or retract it, with a reason.

    The old value is struck out in the history, never deleted. The sheet is not written.
    """
    from sheets_sync.cli.look import print_history
    from sheets_sync.sync.correcting import correct as correct_measure
    from sheets_sync.sync.errors import UserError
    from sheets_sync.sync.views import check_in_json

    if (value is None) is not retract:
        raise UserError("correct-what", measure=measure)
    scope = workspace_of(app, workspace)
    points = correct_measure(app, scope, measure, value=value, reason=reason)
    if as_json:
        answer([check_in_json(point) for point in points])
        return
    print_history(points, scope.zone)
    click.echo(say("corrected"))
