"""What was not typed right, in the screen's language, and what to type instead; click itself speaks English only."""

from __future__ import annotations

import re

import click
from click.exceptions import NoSuchCommand

from sheets_sync.cli.common import PROGRAM, say
from sheets_sync.cli.help import walk
from sheets_sync.messages.help import EXAMPLES

_EXTRA = re.compile(r"extra arguments? \((.*)\)", re.DOTALL)


def usage_words(error: click.UsageError) -> tuple[str, str]:
    """What is wrong with a command line, and the next command to type."""
    path = error.ctx.command_path if error.ctx else PROGRAM
    if near := _near(error, path):
        return _message(error), say("usage.did_you_mean", command=near)
    if isinstance(error, click.MissingParameter) and (example := EXAMPLES.get(path.removeprefix(f"{PROGRAM} "))):
        return _message(error), say("usage.example", command=f"{PROGRAM} {example}")
    return _message(error), say("usage.help", command=f"{path} --help")


def _message(error: click.UsageError) -> str:
    if isinstance(error, NoSuchCommand):
        return say("usage.no_command", name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return say("usage.no_option", name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        takes_none = "does not take" in error.message
        return say("usage.flag" if takes_none else "usage.no_value", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return say("usage.bad_value", name=_name(error), reason=_reason(error))
    if extra := _EXTRA.search(error.message):
        return say("usage.extra", words=extra[1])
    return error.format_message()


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return say("usage.choices", choices=", ".join(map(str, kind.choices)))
    if isinstance(error.__cause__ or error.__context__, ValueError):
        return say("usage.number")
    return error.message


def _name(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return "–"
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx)


def _near(error: click.UsageError, path: str) -> str | None:
    """The command that was most likely meant."""
    if isinstance(error, NoSuchCommand) and error.ctx:
        known = walk(error.ctx.find_root().command, (PROGRAM,))
        elsewhere = [" ".join(name) for name, _ in known if name[-1] == error.command_name]
        return next(iter(elsewhere + [f"{path} {name}" for name in error.possibilities or ()]), None)
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        return f"{path} {error.possibilities[0]}"
    return None
