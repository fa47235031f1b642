"""`status`, `findings`, `history`: what is known."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.cli.common import answer, json_option, say, screen_lang, with_app, workspace_of, workspace_option
from sheets_sync.cli.sync import print_finding
from sheets_sync.cli.tables import bar, fit, line, paragraph, percent, rule
from sheets_sync.messages.figures import figure, short_figure
from sheets_sync.messages.labels import CONFIDENCES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.okr.history import CheckIn
    from sheets_sync.sync.bootstrap import App


@click.command()
@click.argument("document", required=False, type=click.Path())
@click.option("--at", metavar="DATE", help="As it was known at the end of that day.")
@workspace_option
@json_option
@with_app
def status(app: App, document: str | None, at: str | None, workspace: str | None, as_json: bool) -> None:
    """Show where every plan stands, or those of one document."""
    from sheets_sync.sync.looking import plan_views
    from sheets_sync.sync.views import plan_json

    plans = [plan_json(view) for view in plan_views(app, workspace_of(app, workspace), document, at)]
    if as_json:
        answer({"plans": plans})
        return
    for plan in plans:
        _print_plan(plan, screen_lang())
    if not plans:
        click.echo(say("no_plans"))


@click.command()
@click.argument("document", required=False, type=click.Path())
@workspace_option
@json_option
@with_app
def findings(app: App, document: str | None, workspace: str | None, as_json: bool) -> None:
    """List what needs a person: every open finding, with its cell and its mend."""
    from sheets_sync.sync.looking import open_findings
    from sheets_sync.sync.views import finding_json, moment, severity_counts

    found = open_findings(app, workspace_of(app, workspace), document)
    if as_json:
        answer(
            {
                "findings": [
                    {"document": each.address, "plan": each.plan, "first_seen": moment(each.first_seen)}
                    | finding_json(each.finding, each.lang)
                    for each in found
                ]
            }
        )
        return
    place = None
    for each in found:
        if each.address != place:
            click.echo(each.address)
            place = each.address
        print_finding(each.finding, each.lang, "  ")
    counts = severity_counts(each.finding for each in found)
    click.echo(say("totals", **counts) if found else say("no_findings"))


@click.command()
@click.argument("measure")
@workspace_option
@json_option
@with_app
def history(app: App, measure: str, workspace: str | None, as_json: bool) -> None:
    """List every accepted value of a measure, oldest first."""
    from sheets_sync.sync.looking import measure_history
    from sheets_sync.sync.views import check_in_json

    scope = workspace_of(app, workspace)
    points = measure_history(app, scope, measure)
    if as_json:
        answer([check_in_json(point) for point in points])
        return
    print_history(points, scope.zone)


def print_history(points: Sequence[CheckIn], zone: str) -> None:
    """Print the values of a measure, oldest first: struck ones in parentheses, with the reason."""
    from zoneinfo import ZoneInfo

    if not points:
        click.echo(say("no_history"))
        return
    line([(say("when"), 16), (say("value"), -17), (say("confidence"), 10), (say("where"), 16), (say("note"), 13)])
    rule()
    for point in points:
        value = say("retracted") if point.value is None else figure(point.value, screen_lang())
        confidence = CONFIDENCES[screen_lang()][point.confidence] if point.confidence else ""
        where = f"{point.tab or ''} {point.cell or ''}".strip() or say("by_hand")
        when = point.at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
        value = f"({value})" if point.struck else value
        line([(when, 16), (value, -17), (confidence, 10), (where, 16), (point.reason or point.note, 13)])


def _print_plan(plan: dict[str, Any], lang: str) -> None:
    rule()
    paragraph(f"{plan['role_name']} · {plan['owner']} · {plan['cycle']}")
    click.echo(f"{plan['document']}  [{plan['tab']}]")
    expected = say("expected", value=percent(plan["expected"]))
    reported = say("reported", reported=plan["reported"], of=plan["of"])
    progress = f"{bar(plan['progress'])} {percent(plan['progress'])}"
    click.echo(f"{progress} ({expected}) · {STATUSES[lang][plan['status']]} · {reported}")
    for number, objective in enumerate(plan["objectives"], 1):
        click.echo()
        _print_line(f"O{number} {objective['text']}", "", objective, lang)
        for key_result in objective["key_results"]:
            for measure in key_result["measures"]:
                _print_line(f"   {measure['name']}", _figures(measure, lang), measure, lang)


def _print_line(name: str, figures: str, standing: dict[str, Any], lang: str) -> None:
    indent = len(name) - len(name.lstrip())
    name = " " * indent + fit(name, (36 if figures else 57) - indent)
    numbers = fit(figures, 19, right=True) + "  " if figures else ""
    click.echo(
        f"{name}  {numbers}{fit(percent(standing['progress']), 4, right=True)}  {STATUSES[lang][standing['status']]}"
    )


def _figures(measure: dict[str, Any], lang: str) -> str:
    if measure["kind"] == "milestone":
        return "·"
    current, target = (_short(measure[key], lang) for key in ("current", "target"))
    if measure["direction"] == "increase_by" and measure["kind"] != "percent":
        return f"{current} → +{target} %"
    return f"{current} → {target} {measure['unit']}".rstrip()


def _short(number: float | None, lang: str) -> str:
    return "–" if number is None else short_figure(Decimal(str(number)), lang)
