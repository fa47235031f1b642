"""How long the command line takes to start, as a multiple of Python importing click alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.measuring import Run, Table, in_turns, timed

AIM = 2.5
ROUNDS = 15
PROGRAM = str(Path(sys.executable).with_name("sheets-sync"))
COMMANDS: Mapping[str, Sequence[str]] = {
    "python -c 'import click'": (sys.executable, "-c", "import click"),
    "sheets-sync --help": (PROGRAM, "--help"),
    "sheets-sync templates list": (PROGRAM, "templates", "list"),
}


def tables() -> Iterator[Table]:
    """One table."""
    with tempfile.TemporaryDirectory() as folder:  # where no settings file stands above
        runs: dict[str, Run] = {
            name: partial(timed, partial(_start, command, folder)) for name, command in COMMANDS.items()
        }
        seconds = in_turns(runs, ROUNDS)
    yield Table(title="Cold start", seconds=seconds, aim=dict.fromkeys(list(COMMANDS)[1:], AIM))


def _start(command: Sequence[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, check=True)


def _environment() -> dict[str, str]:
    """The caller's, without our settings, and with compiled modules kept as Python does by default."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SHEETS_SYNC_") and name != "PYTHONDONTWRITEBYTECODE"
    }
