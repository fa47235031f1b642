"""What every command shares: options, exit codes, the language of the screen, answers and errors."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from sheets_sync.messages.errors import error_words
from sheets_sync.messages.screen import screen
from sheets_sync.sync.stopping import stop_after

if TYPE_CHECKING:
    from sheets_sync.config import Settings
    from sheets_sync.store import Workspace
    from sheets_sync.sync.bootstrap import App

P = ParamSpec("P")
PROGRAM = "sheets-sync"


class Exit(IntEnum):
    """Exit codes; docs/cli.md has the table."""

    WELL = 0
    FINDINGS = 1
    REFUSED = 2
    SOME_FAILED = 3


def _be_quiet(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[_QUIET] = True


def _limit_time(context: click.Context, parameter: click.Parameter, seconds: float | None) -> None:
    if seconds is None or context.resilient_parsing:
        return
    if not 0 < seconds <= LONGEST:
        raise click.BadParameter(say("usage.seconds", most=LONGEST), context, parameter)
    stop_after(seconds)


LONGEST = 7 * 86_400
"""The most seconds that `--timeout` takes."""
_QUIET = f"{__name__}.quiet"
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON on stdout.")
workspace_option = click.option("--workspace", metavar="NAME", help="The tenant to act for (default: local).")
quiet_option = click.option(
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_be_quiet,
    help="No remarks and no progress: nothing on stderr but errors.",
)
timeout_option = click.option(
    "--timeout",
    type=float,
    metavar="SECONDS",
    expose_value=False,
    callback=_limit_time,
    help="Stop after so many seconds, with what was done until then; exit 3.",
)


def screen_lang() -> str:
    """The language of the screen: Vietnamese where the terminal's locale is, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "vi" if locale.lower().startswith("vi") else "en"


def say(key: str, **args: object) -> str:
    """A sentence or heading in the screen's language."""
    return screen(key, screen_lang(), **args)


def answer(data: object) -> None:
    """Print a JSON answer: indented for people, in one line for programs, which is made four times as fast."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def answer_line(data: object) -> None:
    """Print a JSON answer in one line."""
    click.echo(json.dumps(data, ensure_ascii=False))


def error_json(code: str, args: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is said of an error under --json."""
    message, mend = error_words(code, screen_lang(), args or {})
    return {"code": code, "message": message, "mend": mend}


def exit_of_stop(code: str) -> Exit:
    """How a command ends that was stopped."""
    return Exit.SOME_FAILED if code == "timeout" else Exit.REFUSED


def is_quiet() -> bool:
    """Whether `--quiet` was given."""
    context = click.get_current_context(silent=True)
    return context is not None and _QUIET in context.meta


def note(text: str) -> None:
    """Print a remark that is no result, unless nobody wants remarks."""
    if not is_quiet():
        click.echo(text, err=True)


def settings() -> Settings:
    """The settings in force here; a time that stands in for the real one is warned about."""
    from sheets_sync.config import load_settings

    loaded = load_settings(os.environ, Path.cwd())
    if loaded.now:
        note(say("now_warning", now=loaded.now.isoformat()))
    return loaded


def with_app(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the App as its first argument, and close it afterwards."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        from sheets_sync.sync.bootstrap import bootstrap

        with bootstrap(settings()) as app:
            command(app, *args, **kwargs)

    return run


def workspace_of(app: App, name: str | None, *, make: bool = True) -> Workspace:
    """The workspace that a command about one tenant acts for."""
    from sheets_sync.sync.workspaces import open_workspace

    return open_workspace(app, name, make=make)


def leave(code: Exit) -> None:
    """End the command with an exit code."""
    sys.exit(int(code))
