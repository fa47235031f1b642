"""The command group, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from sheets_sync import __version__
from sheets_sync.cli.adopt import adopt, remove
from sheets_sync.cli.common import Exit, answer, note, say, screen_lang
from sheets_sync.cli.correct import correct
from sheets_sync.cli.cycle import cycle
from sheets_sync.cli.demo import demo
from sheets_sync.cli.insert import insert
from sheets_sync.cli.look import findings, history, status
from sheets_sync.cli.store import db
from sheets_sync.cli.sync import sync
from sheets_sync.cli.templates import templates
from sheets_sync.config import ConfigError
from sheets_sync.messages.errors import Refusal, error_words


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sheets-sync")
def cli() -> None:
    """OKRs that live in Excel and Google Sheets: insert role templates, read progress back."""


for command in (templates, insert, sync, status, findings, history, correct, adopt, remove, cycle, demo, db):
    cli.add_command(command)


def main() -> NoReturn:
    """Run a command; whatever a user can do wrong ends as a sentence and exit code 2."""
    try:
        cli.main(standalone_mode=False)
    except (Refusal, ConfigError) as error:
        message, mend = error_words(error.code, screen_lang(), error.args_)
        _refuse(error.code, message, mend)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        usage = error.ctx.get_usage() + "\n" if isinstance(error, click.UsageError) and error.ctx else ""
        _refuse("usage", error.format_message(), say("usage_mend"), usage)
    except (click.Abort, KeyboardInterrupt):
        message, mend = error_words("interrupted", screen_lang(), {})
        _refuse("interrupted", message, mend)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(int(Exit.WELL))
    except Exception as error:
        import traceback

        traceback.print_exc()  # a bug of ours: whoever mends it needs to see where
        message, mend = error_words("unexpected", screen_lang(), {"code": type(error).__name__})
        _refuse("unexpected", message, mend)
    sys.exit(int(Exit.WELL))


def _refuse(code: str, message: str, mend: str, usage: str = "") -> NoReturn:
    if "--json" in sys.argv[1:]:
        answer({"error": {"code": code, "message": message, "mend": mend}})
    else:
        note(f"{usage}{message}\n  → {mend}")
    sys.exit(int(Exit.REFUSED))
