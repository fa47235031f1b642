"""`sync`: read the blocks of documents back into the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.cli.common import (
    Exit,
    answer,
    answer_line,
    error_json,
    exit_of_stop,
    is_quiet,
    json_option,
    leave,
    note,
    say,
    screen_lang,
    timeout_option,
    with_app,
    workspace_option,
)
from sheets_sync.cli.tables import fit, paragraph
from sheets_sync.messages.codes import Code, Severity
from sheets_sync.messages.errors import Refusal, error_words
from sheets_sync.messages.figures import figure
from sheets_sync.sync.stopping import Stopped, settle

if TYPE_CHECKING:
    from sheets_sync.okr.finding import Finding
    from sheets_sync.sync.bootstrap import App
    from sheets_sync.sync.results import RunResult
    from sheets_sync.sync.syncing import Job


@click.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT|FOLDER]...", type=click.Path())
@click.option("--full", is_flag=True, help="Read every bound document, also those whose time and size are the same.")
@click.option("--adopt", is_flag=True, help="Give ids to the complete rows that people added, in the document.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@timeout_option
@click.option("--json-lines", "as_lines", is_flag=True, help="Answer with a line of JSON for each run, as it ends.")
@workspace_option
@json_option
@with_app
def sync(
    app: App,
    documents: tuple[str, ...],
    full: bool,
    adopt: bool,
    dry_run: bool,
    as_lines: bool,
    workspace: str | None,
    as_json: bool,
) -> None:
    """Read documents, or everything bound when none is named, and store what is new.

    Exit 1 when a warning or error is open, 3 when some of several documents could not be read or time ran out.
    """
    from sheets_sync.sync.syncing import Syncing
    from sheets_sync.sync.views import moment
    from sheets_sync.sync.workspaces import open_workspace

    if as_json and as_lines:
        raise Refusal("json-or-lines")
    scope = open_workspace(app, workspace) if workspace or app.settings.workspace else None
    syncing = Syncing(app, scope.id if scope else None, lang=screen_lang(), dry_run=dry_run, adopt=adopt)
    jobs = syncing.documents(documents) if documents else syncing.cycle(full=full)
    work = Work(jobs, partial(_print_lines, app, dry_run) if as_lines else None)
    stop = work.run()
    told = {"error": error_json(stop.code), "not_reached": work.not_reached()} if stop else {}
    if as_json:
        answer({"dry_run": dry_run, "runs": [_as_json(result, dry_run) for result in work.results]} | told)
    elif as_lines and stop:
        answer_line({"time": moment(app.clock())} | told)
    elif not as_lines:
        _print(work.results, syncing.skipped, dry_run, complete=stop is None)
        if stop:
            _print_stop(stop.code, work.not_reached())
    leave(exit_of_stop(stop.code) if stop else _exit_code(work.results))


class Work:
    """Jobs done one after the other, with a bar on a terminal, as far as they get before a stop."""

    def __init__(self, jobs: Sequence[Job], each: Callable[[Sequence[RunResult], float], None] | None) -> None:
        """`each` is told the results of a job as it ends, and the seconds it took."""
        self.jobs, self.each, self.done = jobs, each, 0
        self.results: list[RunResult] = []

    def run(self) -> Stopped | None:
        """Do them; what stopped it, None when all are done."""
        try:
            with closing(with_bar(self.jobs)) as shown:
                for job in shown:
                    began = monotonic()
                    results = job()
                    self.done += 1
                    self.results += results
                    if self.each:
                        self.each(results, monotonic() - began)
        except Stopped as stop:
            settle()
            return stop
        settle()
        return None

    def not_reached(self) -> list[str]:
        """The documents that were not read, the one in hand first."""
        return [job.document for job in self.jobs[self.done :] if job.document]


def _as_json(result: RunResult, dry_run: bool) -> dict[str, Any]:
    return result.as_json() | ({"changes": list(result.would_change())} if dry_run else {})


def _print_lines(app: App, dry_run: bool, results: Sequence[RunResult], seconds: float) -> None:
    from sheets_sync.sync.views import moment, severity_counts

    for result in results:
        run = _as_json(result, dry_run) | {"findings": severity_counts(result.findings)}
        answer_line({"time": moment(app.clock())} | run | {"seconds": round(seconds, 3)})


def _print_stop(code: str, not_reached: list[str]) -> None:
    message, mend = error_words(code, screen_lang(), {})
    missed = [say("not_reached", document=document) for document in not_reached]
    click.echo("\n  ".join([message, *missed, say("mend", mend=mend)]), err=True)


def _exit_code(results: Sequence[RunResult]) -> Exit:
    if any(result.failed for result in results):
        return Exit.SOME_FAILED if len({result.document for result in results}) > 1 else Exit.REFUSED
    return Exit.FINDINGS if any(result.needs_a_person for result in results) else Exit.WELL


def with_bar(jobs: Sequence[Job]) -> Generator[Job]:
    """The jobs one by one; on a terminal, with a bar and the name of the document in hand."""
    hidden = is_quiet() or not sys.stderr.isatty() or len(jobs) < 2
    bar = click.progressbar(jobs, label=say("syncing"), file=sys.stderr, hidden=hidden, item_show_func=_in_hand)
    with bar as shown:
        yield from shown


def _in_hand(job: Job | None) -> str | None:
    return fit(os.path.basename(job.document), 30).rstrip() if job else None


def print_results(results: Sequence[RunResult], *, dry_run: bool = False) -> None:
    """Print what came of passes, and what needs a person."""
    for result in results:
        click.echo(f"{result.document}  [{result.tab}]" if result.tab else result.document)
        outcome = say(f"outcome.{result.outcome}")
        click.echo("  " + say("run", outcome=outcome, check_ins=result.check_ins, revisions=result.revisions))
        for change in result.would_change(partial(figure, lang=screen_lang())) if dry_run else ():
            paragraph(say("change", **change), "    ")
        told = (Code.CYCLE_CLOSED,)  # an info that is stored nowhere
        serious = [each for each in result.findings if each.severity is not Severity.INFO or each.code in told]
        for finding in serious:
            print_finding(finding, result.lang, "    ")
        if len(serious) < len(result.findings):
            paragraph(say("infos", count=len(result.findings) - len(serious), document=result.document), "    ")


def _print(results: Sequence[RunResult], skipped: int, dry_run: bool, *, complete: bool) -> None:
    if is_quiet():
        results = [result for result in results if result.failed or result.needs_a_person]
    elif not results and complete:
        click.echo(say("nothing_to_sync"))
    print_results(results, dry_run=dry_run)
    if skipped:
        note(say("skipped", count=skipped))
    if dry_run:
        note(say("dry_run"))


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
