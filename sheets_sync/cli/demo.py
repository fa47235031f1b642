"""`demo`: the main job on real files, in a folder of its own, without account or server."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import Exit, leave, say, screen_lang, settings
from sheets_sync.cli.sync import print_finding
from sheets_sync.cli.tables import bar, line, percent, rule
from sheets_sync.messages.labels import STATUSES

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App
    from sheets_sync.sync.insert import Inserted
    from sheets_sync.sync.results import RunResult

SPOILT = "khoảng 1.234"


@click.command()
def demo() -> None:
    """Show the main job: insert, fill, shuffle, sync, look."""
    import tempfile

    from sheets_sync.sync.bootstrap import bootstrap

    folder = Path(tempfile.mkdtemp(prefix="sheets-sync-demo-"))
    store = f"sqlite:///{folder / 'sheets-sync.db'}"
    click.echo(say("demo.start", folder=folder))
    with bootstrap(replace(settings(), database_url=store)) as app:
        click.echo("\n" + say("demo.insert"))
        plans = _insert_all(app, folder)
        click.echo("\n" + say("demo.fill", cells=_fill(plans)))
        _sync(app, folder)
        rows, cells = _shuffle_and_spoil(plans)
        click.echo("\n" + say("demo.shuffle", rows=rows, cells=cells))
        _sync(app, folder)
        click.echo("\n" + say("demo.status"))
        _print_status(app)
        click.echo("\n" + say("demo.findings"))
        _print_findings(app)
        click.echo("\n" + say("demo.again"))
        _sync(app, folder)
    command = f"SHEETS_SYNC_DATABASE_URL={store} {sys.argv[0]} status {plans[0].document}"
    click.echo("\n" + say("demo.end", file=plans[0].document, command=command))
    leave(Exit.WELL)


def _insert_all(app: App, folder: Path) -> list[Inserted]:
    from sheets_sync.sync.insert import Order, insert_into_workbook
    from sheets_sync.sync.templates.folders import load_folder, shipped_folder
    from sheets_sync.sync.workspaces import open_workspace

    workspace = open_workspace(app, None)
    done = []
    for template in load_folder(shipped_folder()):
        values = {blank.name: blank.example.in_lang(screen_lang()) for blank in template.placeholders}
        order = Order(
            template=template,
            file=str(folder / f"{template.id}.xlsx"),
            lang=screen_lang(),
            cycle=str(app.today(workspace.zone).year),
            values=values,
        )
        done.append(insert_into_workbook(app, workspace, order))
        click.echo(f"   {template.id + '.xlsx':34} {done[-1].block.title}")
    return done


def _fill(plans: list[Inserted]) -> int:
    from sheets_sync.cli.demo_hand import Hand

    cells = 0
    for number, done in enumerate(plans):
        hand = Hand(Path(done.document), done.block.tab)
        for index, (_, _, measure) in enumerate(done.plan.measures()):
            if (index + number) % 6 != 5:
                hand.report(done.block.cell_of(measure.id, "current"), measure, share=(index * 37 + number * 23) % 115)
                cells += 1
        hand.save()
    return cells


def _shuffle_and_spoil(plans: list[Inserted]) -> tuple[int, int]:
    from sheets_sync.cli.demo_hand import Hand

    rows = cells = 0
    for number, done in enumerate(plans):
        hand = Hand(Path(done.document), done.block.tab)
        (_, _, first), (_, _, second), *_ = done.plan.measures()
        hand.report(done.block.cell_of(first.id, "current"), first, share=130)
        cells += 1
        if number == 0:
            hand.type(done.block.cell_of(second.id, "current"), SPOILT)
        rows += hand.shuffle(min(done.block.rows.values()), done.block.last_row, seed=number)
        hand.save()
    return rows, cells


def _sync(app: App, folder: Path) -> None:
    from sheets_sync.messages.codes import Severity
    from sheets_sync.sync.syncing import Syncing

    results: list[RunResult] = [
        result for job in Syncing(app, None, lang=screen_lang()).documents([str(folder)]) for result in job()
    ]
    serious = sum(f.severity is not Severity.INFO for result in results for f in result.findings)
    check_ins = sum(result.check_ins for result in results)
    click.echo(say("demo.synced", documents=len(results), check_ins=check_ins, findings=serious))


def _print_status(app: App) -> None:
    from sheets_sync.sync.looking import plan_views
    from sheets_sync.sync.workspaces import open_workspace

    line([(say("role"), 30), (say("progress"), 16), (say("status"), 16), ("", 10)])
    rule()
    for view in plan_views(app, open_workspace(app, None), None, None):
        standing = view.standings().plan
        progress = None if standing.progress is None else float(standing.progress)
        shown = f"{bar(progress)} {percent(progress)}"
        counts = f"{standing.reported}/{standing.of}"
        line([(view.plan.role_name, 30), (shown, 16), (STATUSES[screen_lang()][standing.status], 16), (counts, 10)])


def _print_findings(app: App) -> None:
    from sheets_sync.messages.codes import Severity
    from sheets_sync.sync.looking import open_findings
    from sheets_sync.sync.workspaces import open_workspace

    for each in open_findings(app, open_workspace(app, None), None):
        if each.finding.severity is not Severity.INFO:
            click.echo(f"   {Path(each.address).name}")
            print_finding(each.finding, each.lang, "   ")
