"""`sync`: read the blocks of documents back into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.cli.common import Exit, answer, json_option, leave, say, screen_lang, with_app, workspace_option
from sheets_sync.cli.tables import paragraph
from sheets_sync.messages.codes import Severity

if TYPE_CHECKING:
    from sheets_sync.okr.finding import Finding
    from sheets_sync.sync.bootstrap import App
    from sheets_sync.sync.results import RunResult
    from sheets_sync.sync.syncing import Job


@click.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT|FOLDER]...")
@click.option("--full", is_flag=True, help="Read every bound document, also those whose time and size are the same.")
@click.option("--adopt", is_flag=True, help="Give ids to the complete rows that people added, in the document.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@workspace_option
@json_option
@with_app
def sync(
    app: App,
    documents: tuple[str, ...],
    full: bool,
    adopt: bool,
    dry_run: bool,
    workspace: str | None,
    as_json: bool,
) -> None:
    """Read documents, or everything bound when none is named, and store what is new.

    Exit 1 when a warning or error is open, 3 when some of several documents could not be read.
    """
    from sheets_sync.sync.syncing import Syncing
    from sheets_sync.sync.workspaces import open_workspace

    scope = open_workspace(app, workspace) if workspace or app.settings.workspace else None
    syncing = Syncing(app, scope.id if scope else None, lang=screen_lang(), dry_run=dry_run, adopt=adopt)
    jobs = syncing.documents(documents) if documents else syncing.cycle(full=full)
    results = [result for job in with_bar(jobs) for result in job()]
    if as_json:
        answer({"dry_run": dry_run, "runs": [_as_json(result, dry_run) for result in results]})
    else:
        _print(results, syncing.skipped, dry_run)
    leave(_exit_code(results))


def _as_json(result: RunResult, dry_run: bool) -> dict[str, Any]:
    return result.as_json() | ({"changes": list(result.would_change())} if dry_run else {})


def _exit_code(results: Sequence[RunResult]) -> Exit:
    if any(result.failed for result in results):
        return Exit.SOME_FAILED if len({result.document for result in results}) > 1 else Exit.REFUSED
    return Exit.FINDINGS if any(result.needs_a_person for result in results) else Exit.WELL


def with_bar(jobs: Sequence[Job]) -> Iterator[Job]:
    """The jobs one by one, with a bar on a terminal."""
    hidden = not sys.stderr.isatty() or len(jobs) < 2
    with click.progressbar(jobs, label=say("syncing"), file=sys.stderr, hidden=hidden) as shown:
        yield from shown


def print_results(results: Sequence[RunResult], *, dry_run: bool = False) -> None:
    """Print what came of passes, and what needs a person."""
    for result in results:
        click.echo(f"{result.document}  [{result.tab}]" if result.tab else result.document)
        outcome = say(f"outcome.{result.outcome}")
        click.echo("  " + say("run", outcome=outcome, check_ins=result.check_ins, revisions=result.revisions))
        for change in result.would_change() if dry_run else ():
            paragraph(say("change", **change), "    ")
        serious = [finding for finding in result.findings if finding.severity is not Severity.INFO]
        for finding in serious:
            print_finding(finding, result.lang, "    ")
        if len(serious) < len(result.findings):
            paragraph(say("infos", count=len(result.findings) - len(serious), document=result.document), "    ")


def _print(results: Sequence[RunResult], skipped: int, dry_run: bool) -> None:
    print_results(results, dry_run=dry_run)
    if not results:
        click.echo(say("nothing_to_sync"))
    if skipped:
        click.echo(say("skipped", count=skipped), err=True)
    if dry_run:
        click.echo(say("dry_run"), err=True)


def print_finding(finding: Finding, lang: str, indent: str = "") -> None:
    """Print a Finding: severity and place, what happened, what to do."""
    from sheets_sync.layout.grid import address
    from sheets_sync.sync.views import finding_words

    message, mend = finding_words(finding, lang)
    place = address(finding.tab, finding.cell) if finding.tab and finding.cell else finding.tab or ""
    parts = (say(f"severity.{finding.severity}"), place, f"({finding.code})")
    click.echo(indent + "  ".join(part for part in parts if part))
    paragraph(message, indent + "  ")
    paragraph(say("mend", mend=mend), indent + "  ")
