"""The score of a run: what its scenarios came to, over all workers, printed at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

PROPERTY = "torture"
WRONG = ("misattributed", "lost", "invented")


def line(counts: Counter[str]) -> str:
    """The score, as the README has it."""
    typed = counts["read"] + counts["told"] + counts["unreadable"]
    wrong = [f"{counts[sort]:,} {sort}" for sort in WRONG] + ([f"{counts['other']:,} other"] if counts["other"] else [])
    return (
        f"torture: {counts['scenarios']:,} scenarios, {counts['edits']:,} edits, {typed:,} values typed: "
        f"{', '.join(wrong)}; {_share(counts['unreadable'] + counts['told'], typed)} not read and told with a finding "
        f"({_share(counts['unreadable'], typed)} no number of their measure, {_share(counts['told'], typed)} in copies "
        "and doubtful rows)"
    )


def keep(record_property: Callable[[str, object], None], counts: Counter[str]) -> None:
    """Hand a test's counts to the process that prints the score."""
    record_property(PROPERTY, dict(counts))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the score, if any test took part."""
    counts: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in getattr(report, "user_properties", ()):
                counts.update(value if name == PROPERTY and report.when == "call" else {})
    if counts:
        terminalreporter.write_line(line(counts))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0 %"
