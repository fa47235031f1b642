"""`insert`: put a role template into a workbook."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sheets_sync.cli.common import answer, json_option, say, screen_lang, with_app, workspace_of, workspace_option
from sheets_sync.cli.completion import complete_role
from sheets_sync.messages.errors import Refusal
from sheets_sync.messages.labels import HEADERS

if TYPE_CHECKING:
    from sheets_sync.okr.template import RoleTemplate
    from sheets_sync.sync.bootstrap import App


@click.command()
@click.argument("role", shell_complete=complete_role)
@click.option(
    "--into",
    required=True,
    type=click.Path(),
    metavar="FILE.xlsx",
    help="The workbook: a new one, or one to add a tab to.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the block.")
@click.option("--cycle", metavar="CYCLE", help="2026-Q1, 2026-H1, 2026 or two dates (default: this quarter).")
@click.option("--owner", metavar="NAME", help="Whose plan it is (default: the role's name).")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A placeholder's value; may be repeated.")
@click.option("--tab", metavar="NAME", help="Name of the new tab (default: OKR and the cycle).")
@click.option("--protect", is_flag=True, help="Lock computed cells, key row and ids.")
@click.option("--dry-run", is_flag=True, help="Show what would be inserted; write nothing.")
@workspace_option
@json_option
@with_app
def insert(
    app: App,
    role: str,
    into: str,
    lang: str,
    cycle: str | None,
    owner: str | None,
    values: tuple[str, ...],
    tab: str | None,
    protect: bool,
    dry_run: bool,
    workspace: str | None,
    as_json: bool,
) -> None:
    """Insert a role template into a workbook, as a new plan."""
    from sheets_sync.sync.insert import Order, insert_into_workbook
    from sheets_sync.sync.templates.choosing import choose_template
    from sheets_sync.sync.views import inserted_json

    template = choose_template(app.settings.templates, role)
    order = Order(
        template=template,
        file=into,
        lang=lang,
        cycle=cycle,
        owner=owner,
        values=_ask(template, lang, _given(values), as_json),
        tab=tab,
        protect=protect,
    )
    done = insert_into_workbook(app, workspace_of(app, workspace, make=not dry_run), order, dry_run=dry_run)
    if as_json:
        answer(inserted_json(done.plan, done.block, done.binding, done.document) | {"dry_run": dry_run})
        return
    measures = sum(1 for _ in done.plan.measures())
    key = "would_insert" if dry_run else "inserted"
    click.echo(say(key, title=done.block.title, document=done.document, tab=done.block.tab, measures=measures))
    if not dry_run:
        click.echo(say("next_sync", column=HEADERS[lang]["current"], document=into))


def _given(pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise Refusal("set-unreadable", text=pair)
        values[name.strip()] = value
    return values


def _ask(template: RoleTemplate, lang: str, values: dict[str, str], as_json: bool) -> dict[str, str]:
    """Ask on a terminal for what a template's placeholders still need."""
    if not sys.stdin.isatty() or as_json:
        return values
    for blank in template.placeholders:
        if blank.name not in values:
            example = say("example", example=blank.example.in_lang(lang))
            question = f"{blank.ask.in_lang(screen_lang())} ({example})"
            values[blank.name] = click.prompt(question, prompt_suffix="\n> ", err=True)
    return values
