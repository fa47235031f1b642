"""`python -m tests.torture SEED [--disk]`: plays the scenario of a seed; if it fails, tells its shortest story."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.scenario import Outcome, blank_store, play, scenario, shortest


def main() -> int:
    """Play one scenario; 1 if it failed."""
    arguments = [word for word in sys.argv[1:] if word != "--disk"]
    with TemporaryDirectory() as folder:
        blank = blank_store(Path(folder))
        steps, on_disk = scenario(" ".join(arguments)), "--disk" in sys.argv
        outcome = play(steps, blank, on_disk=on_disk)
        _show(outcome)
        if outcome.wrong:
            print("\nThe shortest story:")
            _show(shortest(steps, blank, on_disk=on_disk))
    return int(bool(outcome.wrong))


def _show(outcome: Outcome) -> None:
    for number, step in enumerate(outcome.story, 1):
        print(f"{number:3}. {step}")
    print(*outcome.wrong or ["nothing wrong"], sep="\n")


if __name__ == "__main__":
    sys.exit(main())
