"""How long the command line takes to start, as a multiple of Python importing click alone.

Run it with `.venv/bin/python benchmarks/cold_start.py`, or `make bench`. Each round runs every command once, one after
the other, so that a busy moment of the machine hits all of them; medians are compared. It never fails a build.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

AIM = 2.5
ROUNDS = 15
PROGRAM = str(Path(sys.executable).with_name("sheets-sync"))
BASE = "python -c 'import click'"
COMMANDS: Mapping[str, Sequence[str]] = {
    BASE: (sys.executable, "-c", "import click"),
    "sheets-sync --help": (PROGRAM, "--help"),
    "sheets-sync templates list": (PROGRAM, "templates", "list"),
}


def measure(rounds: int) -> dict[str, list[float]]:
    """The seconds of each run, by command; a first run of each, which compiles and fills caches, is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:  # where no settings file stands above
        for _ in range(rounds + 1):
            for name, command in COMMANDS.items():
                started = perf_counter()
                subprocess.run(command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, check=True)
                seconds[name].append(perf_counter() - started)
    return {name: runs[1:] for name, runs in seconds.items()}


def _environment() -> dict[str, str]:
    """The caller's, without our settings, and with compiled modules kept as Python does by default."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SHEETS_SYNC_") and name != "PYTHONDONTWRITEBYTECODE"
    }


def main() -> None:
    """Measure, and print median and ratio of each command."""
    parser = argparse.ArgumentParser(description="Measure the cold start of the command line.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"runs of each command (default: {ROUNDS})")
    medians = {name: median(runs) for name, runs in measure(parser.parse_args().rounds).items()}
    for name, middle in medians.items():
        ratio = middle / medians[BASE]
        print(f"{name:28} {middle * 1000:7.1f} ms  {ratio:5.2f} x{'  above the aim' if ratio > AIM else ''}")
    print(f"Aim: at most {AIM} times {BASE}.")


if __name__ == "__main__":
    main()
