"""The documentation says what the code does: commands, options, settings, codes, answers, links."""

from __future__ import annotations

import json
import re
import shlex
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from docs.generate import pages
from sheets_sync.cli.app import cli
from sheets_sync.cli.common import Exit
from sheets_sync.config import PREFIX, SETTINGS
from sheets_sync.messages.catalogue import CATALOGUE
from sheets_sync.messages.codes import Code
from sheets_sync.messages.errors import ERRORS
from sheets_sync.messages.screen import SCREEN
from sheets_sync.messages.template_mistakes import TEMPLATE_MISTAKES, TemplateCode
from tests.support.another_hand import type_into
from tests.support.product import Product

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    page for page in ROOT.rglob("*.md") if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
)
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def commands(group: click.Group = cli, path: tuple[str, ...] = ("sheets-sync",)) -> Iterator[tuple[str, click.Command]]:
    """Every command that is no group, by its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands())


def sections(page: Path) -> dict[str, str]:
    """The text of each part of a page, by its second-level heading without backticks."""
    parts = re.split(r"^## (.*)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {heading.strip().strip("`"): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


CLI = sections(DOCS / "cli.md")


def options_of(command: click.Command) -> list[str]:
    return [name for option in command.params if isinstance(option, click.Option) for name in option.opts]


# Commands and settings


def test_the_page_has_a_section_for_each_command_and_no_others() -> None:
    assert {heading for heading in CLI if heading.startswith("sheets-sync")} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_of_a_command_is_in_its_table(name: str) -> None:
    rows = re.findall(r"^\| `(--[a-z-]+)", CLI[name], re.MULTILINE)
    assert sorted(rows) == sorted(options_of(COMMANDS[name]))


def test_what_every_command_knows_is_told_once() -> None:
    introduction = (DOCS / "cli.md").read_text("utf-8").partition("\n## ")[0]
    known = {name for option in cli.get_params(click.Context(cli)) for name in option.opts}
    assert {name for name in known if f"{name}`" not in introduction} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str) -> None:
    assert COMMANDS[name].help
    options = [option for option in COMMANDS[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d) \| `(\w+)` \|", CLI["Exit codes"], re.MULTILINE)
    assert [(int(number), name) for number, name in rows] == [(code.value, code.name) for code in Exit]


def test_the_settings_are_those_of_the_program() -> None:
    page = (DOCS / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", page, re.MULTILINE)
    assert rows == [(PREFIX + name, name.lower()) for name in SETTINGS]


@each_page
def test_commands_in_examples_can_be_typed(page: Path) -> None:
    for line in example_lines(page):
        command, words = resolved(shlex.split(line, comments=True))
        known = {*options_of(command), "--help", "-h", "--version", "--json"}
        assert [word for word in words if word.startswith("-") and word not in known] == [], line


def example_lines(page: Path) -> Iterator[str]:
    for language, block in FENCE.findall(page.read_text("utf-8")):
        if language == "sh":
            yield from (line for line in block.splitlines() if line.startswith("sheets-sync "))


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, and the words behind its name."""
    command: click.Command = cli
    rest = words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command, rest = command.commands[rest[0]], rest[1:]
    return command, rest


# Codes and sentences


@pytest.mark.parametrize("name", pages())
def test_generated_pages_are_up_to_date(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert written == pages()[name], "run: .venv/bin/python docs/generate.py"


@pytest.mark.parametrize(
    ("table", "codes"), [(CATALOGUE, Code), (TEMPLATE_MISTAKES, TemplateCode)], ids=["findings", "template mistakes"]
)
def test_each_code_has_words_with_the_same_arguments_in_both_languages(
    table: Mapping[Any, Mapping[str, tuple[str, str]]], codes: Iterable[str]
) -> None:
    assert set(table) == set(codes)
    for code, both in table.items():
        assert set(both) == {"vi", "en"}
        assert all(sentence.strip() for words in both.values() for sentence in words), code
        assert arguments(*both["vi"]) == arguments(*both["en"]), code


@pytest.mark.parametrize("table", [ERRORS, SCREEN], ids=["errors", "screen"])
def test_other_sentences_have_the_same_arguments_in_both_languages(table: Mapping[str, tuple[str, ...]]) -> None:
    for key, sentences in table.items():
        half = len(sentences) // 2
        assert all(sentence.strip() for sentence in sentences), key
        assert arguments(*sentences[:half]) == arguments(*sentences[half:]), key


def arguments(*sentences: str) -> list[set[str]]:
    return [{name for _, name, _, _ in string.Formatter().parse(text) if name is not None} for text in sentences]


# Links


@each_page
def test_relative_links_lead_somewhere(page: Path) -> None:
    assert [target for _, target in links(page) if not leads_somewhere(page, target)] == []


@each_page
def test_what_is_linked_as_code_stands_in_that_file(page: Path) -> None:
    for text, target in links(page):
        if (named := re.fullmatch(r"`(?:\w+\.)*(\w+)`", text)) and target.endswith(".py"):
            file = page.parent / target
            defined = re.search(
                rf"^\s*(?:def|class) {named[1]}\b|^{named[1]}\b.*=", file.read_text("utf-8"), re.MULTILINE
            )
            assert defined or named[1] in (file.stem, file.parent.name), (text, target)


def links(page: Path) -> list[tuple[str, str]]:
    """The text and target of each link that is not to another site."""
    text = FENCE.sub("", page.read_text("utf-8"))
    return [(shown, target) for shown, target in LINK.findall(text) if not target.startswith(("https://", "mailto:"))]


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    place = (page.parent / path).resolve() if path else page
    if not place.exists() or not place.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(place)


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


# Answers


def test_json_answers_have_the_shapes_that_are_told(tmp_path: Path) -> None:
    product, file = Product(tmp_path), tmp_path / "okr.xlsx"
    answers = {"sheets-sync insert": [insert(product, file)]}
    first, second, *_ = (cell(measure) for measure in answers["sheets-sync insert"][0]["measures"])
    type_into(file, {first: 0.05, second: "about 4"})
    answers["sheets-sync sync"] = [product("sync", file, "--json").json]
    type_into(file, {first: 0.06})
    answers["sheets-sync sync"].append(product("sync", file, "--json", "--dry-run").json)
    answers["sheets-sync status"] = [product.ok("status")]
    measure = answers["sheets-sync insert"][0]["measures"][0]["id"]
    answers["sheets-sync history"] = [product.ok("history", measure)]
    answers["sheets-sync findings"] = [product.ok("findings")]
    answers["sheets-sync db upgrade"] = [product.ok("db", "upgrade")]
    answers["sheets-sync templates list"] = [product.ok("templates", "list")]
    answers["sheets-sync templates check"] = [checked_templates(product, tmp_path / "templates")]
    answers["Errors"] = [product("sync", "none.xlsx", "--json").json]

    told = {heading: examples(text) for heading, text in CLI.items() if examples(text)}
    assert set(told) == set(answers)
    for heading, shown in told.items():
        for example, answer in zip(shown, answers[heading], strict=True):
            assert differences(example, answer, heading) == []


def insert(product: Product, file: Path) -> Any:
    answer: Any = product.ok("insert", "customer_care_specialist", "--into", file, "--cycle", "2026-Q1")
    return answer


def cell(measure: dict[str, Any]) -> str:
    name: str = measure["cells"]["current"].rpartition("!")[2]
    return name


def checked_templates(product: Product, folder: Path) -> Any:
    folder.mkdir()
    good = (ROOT / "templates" / "product_designer.yaml").read_text("utf-8")
    (folder / "product_designer.yaml").write_text(good, "utf-8")
    (folder / "empty.yaml").write_text("", "utf-8")
    return product("templates", "check", folder, "--json").json


def examples(section: str) -> list[Any]:
    return [json.loads(block) for language, block in FENCE.findall(section) if language == "json"]


def differences(told: Any, answered: Any, place: str) -> list[str]:
    """Where two answers are not of one shape; of a list the first item counts."""
    if isinstance(told, dict) and isinstance(answered, dict):
        odd = [f"{place}.{key}" for key in told.keys() ^ answered.keys()]
        return odd + [
            found
            for key in told.keys() & answered.keys()
            for found in differences(told[key], answered[key], f"{place}.{key}")
        ]
    if isinstance(told, list) and isinstance(answered, list):
        return differences(told[0], answered[0], f"{place}[0]") if told and answered else []
    return [place] if isinstance(told, dict | list) or isinstance(answered, dict | list) else []
