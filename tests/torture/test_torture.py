"""The torture suite: people at work on their sheets for weeks, and nothing misattributed, lost, invented or untold.

`python -m tests.torture SEED` tells the shortest story of a seed that fails.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.scenario import blank_store, play, scenario, shortest
from tests.torture.score import WRONG, keep

SOAK = bool(os.environ.get("SHEETS_SYNC_SOAK"))
SCENARIOS = int(os.environ.get("SHEETS_SYNC_TORTURE") or (10_000 if SOAK else 500))
A_TEST = 20
ON_DISK = 200 if SOAK else 10


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return blank_store(tmp_path_factory.mktemp("torture"))


@pytest.mark.parametrize("first", range(0, SCENARIOS, A_TEST))
def test_nothing_is_misattributed_lost_or_invented(
    first: int, blank: Path, record_property: Callable[[str, object], None]
) -> None:
    counts: Counter[str] = Counter()
    failed = []
    for seed in range(first, min(first + A_TEST, SCENARIOS)):
        outcome = play(scenario(str(seed)), blank)
        counts += Counter(scenarios=1, edits=outcome.edits) + outcome.fates
        sorts = (wrong.partition(":")[0] for wrong in outcome.wrong)
        counts.update(sort if sort in WRONG else "other" for sort in sorts)
        failed += [seed] if outcome.wrong else []
    keep(record_property, counts)
    assert failed == [], told(failed[0], blank)


@pytest.mark.parametrize("seed", range(ON_DISK))
def test_the_same_holds_for_workbooks_and_the_command_line(seed: int, blank: Path) -> None:
    outcome = play(scenario(f"disk {seed}"), blank, on_disk=True)
    assert outcome.wrong == [], outcome


def told(seed: int, blank: Path) -> str:
    outcome = shortest(scenario(str(seed)), blank)
    return "\n  ".join([f"python -m tests.torture {seed}", *outcome.story, *outcome.wrong])
