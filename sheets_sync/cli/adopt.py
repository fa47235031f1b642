"""`adopt` and `remove`: blocks that become plans of their own, and blocks that go again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import answer, json_option, say, screen_lang, with_app, workspace_of, workspace_option
from sheets_sync.cli.sync import print_results

if TYPE_CHECKING:
    from sheets_sync.sync.bootstrap import App

tab_option = click.option("--tab", metavar="NAME", help="Which tab, where several hold a block.")


@click.command()
@click.argument("document", type=click.Path())
@tab_option
@workspace_option
@json_option
@with_app
def adopt(app: App, document: str, tab: str | None, workspace: str | None, as_json: bool) -> None:
    """Make a plan of its own of a copied block, or of one from another store, and read it."""
    from sheets_sync.sync.adopting import adopt_document

    done = adopt_document(app, workspace_of(app, workspace), document, tab, screen_lang())
    plans = [
        {
            "plan": plan.id,
            "binding": binding.id,
            "document": binding.address,
            "tab": binding.tab,
            "role": plan.role,
            "owner": plan.owner,
            "cycle": plan.cycle.label,
            "measures": sum(1 for _ in plan.measures()),
        }
        for plan, binding in done.plans
    ]
    if as_json:
        answer({"adopted": plans, "runs": [result.as_json() for result in done.results]})
        return
    for plan in plans:
        click.echo(say("adopted", **plan))
    print_results(done.results)


@click.command()
@click.argument("document", type=click.Path())
@tab_option
@workspace_option
@json_option
@with_app
def remove(app: App, document: str, tab: str | None, workspace: str | None, as_json: bool) -> None:
    """Take a block out of a document while it is as it was inserted; else say which cells have changed."""
    from sheets_sync.sync.removing import remove_block

    binding = remove_block(app, workspace_of(app, workspace), document, tab)
    if as_json:
        answer({"removed": [{"plan": binding.plan, "document": binding.address, "tab": binding.tab}]})
        return
    click.echo(say("removed", document=binding.address, tab=binding.tab))
