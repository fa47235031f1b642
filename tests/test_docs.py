"""The documentation says what the code does: commands, options, settings, codes, answers, links."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shlex
import shutil
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from docs.generate import pages
from sheets_sync.cli.app import cli
from sheets_sync.cli.common import Exit
from sheets_sync.cli.help import key_of, speak, walk
from sheets_sync.config import PREFIX, SETTINGS
from sheets_sync.messages.catalogue import CATALOGUE
from sheets_sync.messages.codes import Code
from sheets_sync.messages.errors import ERRORS
from sheets_sync.messages.help import EXAMPLES, VIETNAMESE
from sheets_sync.messages.screen import SCREEN
from sheets_sync.messages.template_mistakes import TEMPLATE_MISTAKES, TemplateCode
from sheets_sync.store.errors import StoreCode
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


def options_in(command: click.Command) -> list[click.Option]:
    return [option for option in command.params if isinstance(option, click.Option)]


def options_of(command: click.Command) -> list[str]:
    return [name for option in options_in(command) for name in option.opts]


# Commands and settings


def test_the_page_has_a_section_for_each_command_and_no_others() -> None:
    assert {heading for heading in CLI if heading.startswith("sheets-sync")} == set(COMMANDS)


EVERYWHERE = {"--quiet"}
"""Options of every command: told in the introduction, not in each table."""


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_of_a_command_is_in_its_table_with_what_it_takes_and_its_default(name: str) -> None:
    told = {}
    for cells in re.findall(r"^\| `(-.*)$", CLI[name].replace("\\|", "¦"), re.MULTILINE):
        spelt, _, *rest = cells.split("|")
        told[spelt.strip().strip("`").replace("¦", "|")] = rest[0].strip() if len(rest) > 1 else None
    options = [each for each in options_in(COMMANDS[name]) if not EVERYWHERE & set(each.opts)]
    assert set(told) == {spelling(option) for option in options}
    for option in options:
        if option.show_default:
            assert told[spelling(option)] == f"`{option.default}`"


def spelling(option: click.Option) -> str:
    """An option with what it takes: `--lang vi|en`, `-o, --output FILE`."""
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    takes = "|".join(option.type.choices) if isinstance(option.type, click.Choice) else option.metavar
    return f"{names} {takes}"


def test_what_every_command_knows_is_told_once() -> None:
    introduction = (DOCS / "cli.md").read_text("utf-8").partition("\n## ")[0]
    known = {name for option in cli.get_params(click.Context(cli)) for name in option.opts} | EVERYWHERE
    assert {name for name in known if f"{name}`" not in introduction} == set()
    assert [name for name, command in COMMANDS.items() if not set(options_of(command)) >= EVERYWHERE] == []


@pytest.mark.parametrize(("path", "command"), [*walk(cli)], ids=str)
def test_each_command_has_help_in_both_languages_and_an_example(path: tuple[str, ...], command: click.Command) -> None:
    speak(cli, "en")
    assert command.help
    texts = [command.help, *(option.help or "" for option in options_in(command))]
    assert [text for text in texts if key_of(text) not in VIETNAMESE] == []
    example = shlex.split(EXAMPLES[" ".join(path)].partition(" >")[0])
    shown, words = resolved(["sheets-sync", *example])
    assert tuple(example[: len(path)]) == path
    assert [word for word in words if word.startswith("-") and word not in options_of(shown)] == []


def test_no_help_is_left_of_what_is_gone() -> None:
    speak(cli, "en")
    texts = {
        key_of(text)
        for _, command in walk(cli)
        for text in (command.help or "", *(option.help or "" for option in options_in(command)))
    }
    of_click = {"Options", "Commands", "Show this message and exit.", "Show the version and exit."}
    assert set(VIETNAMESE) - texts - of_click == set()
    assert set(EXAMPLES) == {" ".join(path) for path, _ in walk(cli)}


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d) \| `(\w+)` \|", CLI["Exit codes"], re.MULTILINE)
    assert [(int(number), name) for number, name in rows] == [(code.value, code.name) for code in Exit]


@pytest.mark.parametrize("code", [Exit.FINDINGS, Exit.SOME_FAILED])
def test_the_commands_of_an_exit_code_are_those_that_give_it(code: Exit) -> None:
    (row,) = re.findall(rf"^\| {code.value} \| `{code.name}` \|(.*)$", CLI["Exit codes"], re.MULTILINE)
    named = {f"sheets-sync {words}" for words in re.findall(r"`([a-z][a-z -]*)`", row)}
    giving = {name for name, command in COMMANDS.items() if code.name in names_within(command.callback)}
    if code is Exit.SOME_FAILED:
        giving |= {name for name, command in COMMANDS.items() if "--timeout" in options_of(command)}
    assert named == giving


def names_within(function: Any, seen: frozenset[Any] = frozenset()) -> set[str]:
    """The names that a function of the command line uses, and those that the functions it calls there use."""
    function = inspect.unwrap(function)
    names = set(function.__code__.co_names)
    for name in tuple(names):
        used = function.__globals__.get(name)
        if inspect.isfunction(used) and used.__module__.startswith("sheets_sync.cli.") and used not in seen:
            names |= names_within(used, seen | {function})
    return names


def test_the_variables_of_the_environment_are_told() -> None:
    page = (DOCS / "settings.md").read_text("utf-8")
    asked = {
        name
        for file in (ROOT / "sheets_sync").rglob("*.py")
        for name in re.findall(r"""environ(?:ment)?(?:\.get\(|\[)["'](\w+)["']""", file.read_text("utf-8"))
    }
    assert asked
    assert {name for name in asked if name not in page} == set()


def test_the_outcomes_are_those_of_the_program() -> None:
    known = {key.partition(".")[2] for key in SCREEN if key.startswith("outcome.")}
    listed = CLI["sheets-sync sync"].partition("`outcome` is one of ")[2].partition("(")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == known
    explained = sections(DOCS / "a-pass.md")["Outcomes"]
    assert set(re.findall(r"^\| `(\w+)` \|", explained, re.MULTILINE)) == known


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


RAISING = {"Refusal", "UserError", "ConfigError", "StoreError", "PackageError", "UnreadableDocument"}
"""What is called with the code of an error first."""
NAMED_ELSEWHERE = {"unexpected", "interrupted", "timeout"}
"""Errors that no exception of ours carries as a code."""


def test_each_error_that_is_raised_has_words_and_the_others_are_gone() -> None:
    raised = set(get_args(StoreCode)) | NAMED_ELSEWHERE
    texts = set()
    for file in (ROOT / "sheets_sync").rglob("*.py"):
        if file.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISING and node.args:
                raised |= codes_in(node.args[0])
    assert raised - set(ERRORS) == set()
    assert {code for code in ERRORS if code not in raised | texts} == set()


def codes_in(argument: ast.expr) -> set[str]:
    """The codes that an argument may be: a text, or one of two texts."""
    if isinstance(argument, ast.IfExp):
        return codes_in(argument.body) | codes_in(argument.orelse)
    return {argument.value} if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else set()


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
    answers["In a cron job"] = [json.loads(product("sync", file, "--json-lines").out)]
    answers["sheets-sync status"] = [product.ok("status")]
    measure = answers["sheets-sync insert"][0]["measures"][0]["id"]
    answers["sheets-sync history"] = [product.ok("history", measure)]
    answers["sheets-sync findings"] = [product.ok("findings")]
    answers["sheets-sync export"] = [product.ok("export"), product.ok("export", "-o", "okr.csv")]
    answers["sheets-sync correct"] = [product.ok("correct", measure, "--value", "3", "--reason", "Counted twice")]
    shutil.copy(file, tmp_path / "okr_v2.xlsx")
    answers["sheets-sync adopt"] = [product.ok("adopt", tmp_path / "okr_v2.xlsx")]
    insert(product, tmp_path / "new.xlsx")
    answers["sheets-sync remove"] = [product.ok("remove", tmp_path / "new.xlsx")]
    answers["sheets-sync cycle close"] = [product.ok("cycle", "close", "2026-Q1")]
    answers["sheets-sync db upgrade"] = [product.ok("db", "upgrade")]
    answers["sheets-sync templates list"] = [product.ok("templates", "list")]
    answers["sheets-sync templates check"] = [checked_templates(product, tmp_path / "templates")]
    answers["sheets-sync templates import"] = [imported_templates(product, tmp_path)]
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


def imported_templates(product: Product, folder: Path) -> Any:
    article = folder / "article.txt"
    article.write_text("Our OKRs\nCEO\nO1: Grow in [city]\nKR1: Sell 5 houses\n", "utf-8")
    return product("templates", "import", article, "--lang", "en", "-o", folder / "ours", "--json").json


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
