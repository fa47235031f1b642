"""Rounds of runs and tables of their medians, as ratios to one of them.

A machine's busy moments hit whatever runs just then: so each round runs everything once, one after the other, and
medians are compared. The rule a newcomer would break first: what is prepared for a run is not within its time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Run = Callable[[], float]
"""One run; the seconds that it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was measured: the seconds of each run by row, the first row being what the others are compared with.

    `memory` is the peak of a row in MiB, where it was measured; `aim` is the highest ratio that a row should have.
    """

    title: str
    seconds: Mapping[str, Sequence[float]]
    memory: Mapping[str, float] | None = None
    aim: Mapping[str, float] | None = None

    def cells(self) -> list[list[str]]:
        """The header and the rows, as texts."""
        first = median(next(iter(self.seconds.values())))
        header = ["", "seconds", "ratio", *(["MiB"] if self.memory else []), *(["aim"] if self.aim else [])]
        rows = []
        for name, runs in self.seconds.items():
            row = [name, f"{median(runs):.3f}", f"{median(runs) / first:.2f}"]
            if self.memory:
                row.append(f"{self.memory[name]:.0f}" if name in self.memory else "")
            if self.aim:
                row.append(f"{self.aim[name]:g}" if name in self.aim else "")
            rows.append(row)
        return [header, *rows]


def timed(what: Callable[[], object]) -> float:
    """The seconds that it takes, without what an earlier run left to be collected."""
    gc.collect()
    started = perf_counter()
    what()
    return perf_counter() - started


def in_turns(runs: Mapping[str, Run], rounds: int) -> dict[str, list[float]]:
    """The seconds of each run, by name, after a first round that fills caches and is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            seconds[name].append(run())
    return {name: taken[1:] for name, taken in seconds.items()}


def as_text(table: Table) -> str:
    """The table for a terminal."""
    cells = table.cells()
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    ]
    return "\n".join([table.title, *lines])


def as_markdown(table: Table) -> str:
    """The table for docs/benchmarks.md."""
    header, *rows = table.cells()
    marks = ["---", *("---:" for _ in header[1:])]
    lines = ["| " + " | ".join(row) + " |" for row in (header, marks, *rows)]
    return "\n".join([f"**{table.title}**", "", *lines])
