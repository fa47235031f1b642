"""The `--help` pages in the screen's language, each with an example.

Commands say in English what they do; `messages.help` holds the Vietnamese. The rule a newcomer would break first: a
command's own text is the key, so a changed text needs its translation changed (tests/test_docs.py tells).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import click

from sheets_sync.cli.common import say, screen_lang
from sheets_sync.messages.help import EXAMPLES, VIETNAMESE

_english: dict[click.Command | click.Option, str] = {}
"""What a command or an option said first."""


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all below it, by the words behind the program's name."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from walk(below, (*path, name))


def key_of(text: str) -> str:
    """A text of a command without its line breaks."""
    return " ".join(text.split())


def in_lang(english: str, lang: str) -> str:
    """A text of a help page in a language; one that nobody has translated stays as it is."""
    return VIETNAMESE.get(key_of(english), english) if lang == "vi" else english


def speak(program: click.Command, lang: str) -> None:
    """Put the texts of all commands into a language."""
    for path, command in walk(program):
        command.context_class = _Context
        _put(command, lang)
        if example := EXAMPLES.get(" ".join(path)):
            command.epilog = f"\b\n{say('help.example')}\n  sheets-sync {example}"
        for option in command.params:
            if isinstance(option, click.Option):
                _put(option, lang)


def _put(thing: click.Command | click.Option, lang: str) -> None:
    thing.help = in_lang(_english.setdefault(thing, inspect.cleandoc(thing.help or "")), lang)


class _Formatter(click.HelpFormatter):
    """Says click's own words in the screen's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or say("help.usage") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(in_lang(heading, screen_lang()))

    def write_dl(self, rows: Any, *args: Any, **kwargs: Any) -> None:
        super().write_dl([(name, in_lang(text, screen_lang())) for name, text in rows], *args, **kwargs)


class _Context(click.Context):
    formatter_class = _Formatter
