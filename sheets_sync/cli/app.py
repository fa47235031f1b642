"""The command group, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
from errno import EDQUOT, EIO, ENOSPC
from pathlib import Path
from typing import NoReturn

import click

from sheets_sync import __version__
from sheets_sync.cli.adopt import adopt, remove
from sheets_sync.cli.common import (
    PROGRAM,
    Exit,
    answer,
    answer_line,
    error_json,
    exit_of_stop,
    quiet_option,
    screen_lang,
)
from sheets_sync.cli.completion import VARIABLE, completion
from sheets_sync.cli.correct import correct
from sheets_sync.cli.cycle import cycle
from sheets_sync.cli.demo import demo
from sheets_sync.cli.export import export
from sheets_sync.cli.help import speak, walk
from sheets_sync.cli.insert import insert
from sheets_sync.cli.look import findings, history, status
from sheets_sync.cli.store import db
from sheets_sync.cli.sync import sync
from sheets_sync.cli.templates import templates
from sheets_sync.cli.usage import usage_words
from sheets_sync.config import ConfigError
from sheets_sync.messages.errors import Refusal
from sheets_sync.sync.stopping import Stopped, settle, stoppable

VERSION = f"%(prog)s, version %(version)s\nPython {sys.version.split()[0]}, {Path(__file__).resolve().parents[1]}"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=PROGRAM, message=VERSION)
def cli() -> None:
    """OKRs that live in Excel and Google Sheets: insert role templates, read progress back."""


for command in (
    templates,
    insert,
    sync,
    status,
    findings,
    history,
    export,
    correct,
    adopt,
    remove,
    cycle,
    demo,
    db,
    completion,
):
    cli.add_command(command)
for _, command in walk(cli):
    if not isinstance(command, click.Group):
        quiet_option(command)


def main() -> NoReturn:
    """Run a command; whatever a user can do wrong ends as a sentence and exit code 2."""
    with stoppable():
        _run()
    sys.exit(int(Exit.WELL))


def _run() -> None:
    try:
        speak(cli, screen_lang())
        cli.main(prog_name=PROGRAM, complete_var=VARIABLE, standalone_mode=False)
        sys.stdout.flush()
    except (Refusal, ConfigError) as error:
        _refuse(error_json(error.code, error.args_))
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(int(Exit.REFUSED))
    except click.UsageError as error:
        message, mend = usage_words(error)
        usage = error.ctx.get_usage() + "\n" if error.ctx else ""
        _refuse({"code": "usage", "message": message, "mend": mend}, usage)
    except (click.Abort, KeyboardInterrupt) as error:
        cause = error.__cause__ if isinstance(error, click.Abort) else error
        code = cause.code if isinstance(cause, Stopped) else "interrupted"
        _refuse(error_json(code), exit_code=exit_of_stop(code))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(int(Exit.WELL))
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (ENOSPC, EIO, EDQUOT):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more at its end
            _refuse(error_json("output-full", {"reason": error.strerror or ""}))
        import traceback

        traceback.print_exc()  # a bug of ours: whoever mends it needs to see where
        _refuse(error_json("unexpected", {"code": type(error).__name__}))


def _refuse(error: dict[str, str], usage: str = "", exit_code: Exit = Exit.REFUSED) -> NoReturn:
    settle()
    if "--json" in sys.argv[1:]:
        answer({"error": error})
    elif "--json-lines" in sys.argv[1:]:
        answer_line({"error": error})
    else:
        click.echo(f"{usage}{error['message']}\n  → {error['mend']}", err=True)
    sys.exit(int(exit_code))
