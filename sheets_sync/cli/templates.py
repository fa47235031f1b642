"""`templates`: list, show and check role templates, make them of an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.cli.common import Exit, answer, json_option, leave, note, say, screen_lang, settings
from sheets_sync.cli.completion import complete_role
from sheets_sync.cli.tables import line, paragraph, rule
from sheets_sync.messages.errors import Refusal

if TYPE_CHECKING:
    from sheets_sync.sync.templates.nodes import TemplateMistake


@click.group()
def templates() -> None:
    """Role templates: list, show, check, import."""


@templates.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the role templates."""
    from sheets_sync.sync.templates.folders import load_folders, template_folders, template_summary

    found, mistakes = load_folders(template_folders(settings().templates))
    if as_json:
        answer([template_summary(template) for template in found])
    else:
        line([("id", 28), (say("role"), 28), (say("key_results"), -9), (say("measures"), -7)])
        rule()
        for template in found:
            summary = template_summary(template)
            name = template.name.in_lang(screen_lang())
            counts = "+".join(str(count) for count in summary["objectives"])
            line([(template.id, 28), (name, 28), (counts, -9), (str(summary["measures"]), -7)])
    for mistake in mistakes:
        note(_sentence(mistake, screen_lang()))


@templates.command()
@click.argument("role", shell_complete=complete_role)
@json_option
def show(role: str, as_json: bool) -> None:
    """Show one role template."""
    from sheets_sync.sync.templates.choosing import choose_template
    from sheets_sync.sync.templates.folders import template_as_json

    template = choose_template(settings().templates, role)
    if as_json:
        answer(template_as_json(template))
        return
    lang = screen_lang()
    click.echo(f"{template.name.in_lang(lang)}  ({template.id})")
    for number, objective in enumerate(template.objectives, 1):
        click.echo()
        paragraph(f"O{number}. {objective.text.in_lang(lang)}")
        for index, key_result in enumerate(objective.key_results, 1):
            paragraph(f"KR{index}. {key_result.text.in_lang(lang)}", "    ")
            for measure in key_result.measures:
                target = "" if measure.target is None else f"{measure.target:,f} {measure.unit.in_lang(lang)}"
                paragraph(f"· {measure.name.in_lang(lang)} {target}".rstrip(), "        ")


@templates.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def check(folder: Path, as_json: bool) -> None:
    """Check every template in a folder: each mistake with file, line and mend. Exit 1 if there is one."""
    from sheets_sync.sync.templates.folders import load_folders

    if not folder.is_dir():
        raise Refusal("file-missing", file=str(folder))
    found, mistakes = load_folders([folder])
    lang = screen_lang()
    if as_json:
        answer({"templates": [template.id for template in found], "mistakes": [_as_json(m, lang) for m in mistakes]})
    else:
        for mistake in mistakes:
            click.echo(_sentence(mistake, lang))
        bad = say("templates_bad", count=len(mistakes))
        note(bad if mistakes else say("templates_good", count=len(found)))
    leave(Exit.FINDINGS if mistakes else Exit.WELL)


@templates.command("import")
@click.argument("textfile", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), required=True, help="Language of the article, and of the templates."
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="The folder for the templates, one file a role; it is made.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@json_option
def import_(textfile: Path, lang: str, folder: Path, force: bool, as_json: bool) -> None:
    """Make role templates of an article that lists OKRs by role. Exit 1 if something needs a person."""
    from sheets_sync.sync.templates.importing import import_article, imported_json

    found = imported_json(import_article(textfile, lang, folder, force=force), screen_lang())
    if as_json:
        answer(found)
    else:
        _show_import(found, folder)
    leave(Exit.FINDINGS if found["review"] else Exit.WELL)


def _show_import(found: dict[str, Any], folder: Path) -> None:
    for template in found["templates"]:
        click.echo(say("import.template", **template))
    if found["review"]:
        click.echo("\n" + say("import.review", count=len(found["review"])))
        for item in found["review"]:
            paragraph(f"{item['template']} {item['where']}  {item['text']}", "  ")
            paragraph(item["reason"], "    ")
    if found["ignored"]:
        click.echo("\n" + say("import.ignored", count=len(found["ignored"])))
        for ignored in found["ignored"]:
            paragraph(f"{say('import.line', line=ignored['line'])}: {ignored['reason']}", "  ")
            line([("", 2), (ignored["text"], 74)])
    if found["review"]:
        note(say("import.next", folder=folder))


def _as_json(mistake: TemplateMistake, lang: str) -> dict[str, object]:
    message, mend = mistake.words(lang)
    file, code = str(mistake.file), mistake.code.value
    return {"file": file, "line": mistake.line, "code": code, "message": message, "mend": mend}


def _sentence(mistake: TemplateMistake, lang: str) -> str:
    message, mend = mistake.words(lang)
    return f"{mistake.file}:{mistake.line}: {message}\n  {say('mend', mend=mend)}"
