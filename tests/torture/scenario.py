"""A scenario: some weeks of people and their spreadsheets, made from a seed, played against the product, judged.

Each step has a seed of its own, so that a step can be left out and the others stay what they were: that is how a story
is made short. The rule a newcomer would break first: nothing in a step may depend on ids or times of the product.
"""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sheets_sync.store import open_store
from tests.torture import cells, places, rows
from tests.torture.desk import CommandLine, Desk, Run, UseCases
from tests.torture.judge import Judge, known_to
from tests.torture.world import World, new_world

Edit = Callable[[World, Random], str | None]

EDITS: dict[Edit, int] = {
    cells.report: 30,
    cells.report_oddly: 8,
    cells.clear_cells: 3,
    cells.clear_row: 1,
    cells.paste_values: 4,
    cells.fill_down: 4,
    cells.paste_over_ids: 2,
    cells.redefine: 6,
    rows.sort: 8,
    rows.sort_what_is_seen: 1,
    rows.filter_and_delete: 2,
    rows.delete: 5,
    rows.take_back: 5,
    rows.insert_blank: 3,
    rows.insert_new: 5,
    rows.move: 6,
    rows.copy: 7,
    rows.paste_over_row: 2,
    rows.paste_into_another: 3,
    rows.reword_a_copy: 3,
    places.move_column: 4,
    places.insert_column: 2,
    places.delete_column: 1,
    places.copy_column: 1,
    places.rename_header: 2,
    places.copy_tab: 3,
    places.tab_to_another_file: 2,
    places.delete_tab: 1,
    places.rename_tab: 3,
    places.swap_tab_names: 1,
    places.reorder_tabs: 1,
    places.copy_file: 3,
    places.move_file: 3,
    places.delete_file: 1,
    places.replace_file: 1,
    places.restore: 2,
}
BY_NAME = {edit.__name__: edit for edit in EDITS}
WEEKS, EDITS_A_WEEK = (2, 5), (1, 5)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: `insert`, `sync`, or an edit by its name."""

    name: str
    seed: str


@dataclass(slots=True)
class Outcome:
    """What came of a scenario: the story, what was wrong (empty: nothing), and the counts for the score."""

    story: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    edits: int = 0
    fates: Counter[str] = field(default_factory=Counter)


def scenario(seed: str) -> list[Step]:
    """The steps of a seed."""
    random = Random(seed)
    steps = [Step("insert", f"{seed} plan {number}") for number in range(random.randint(2, 3))]
    for week in range(random.randint(*WEEKS)):
        names = ["report", *random.choices(list(BY_NAME), list(EDITS.values()), k=random.randint(*EDITS_A_WEEK))]
        steps += [Step(name, f"{seed} {week} {number}") for number, name in enumerate(names)]
        steps.append(Step("sync", f"{seed} {week}"))
    return steps


def blank_store(folder: Path) -> Path:
    """An empty store, to be copied for each play."""
    file = folder / "blank.db"
    open_store(f"sqlite:///{file}").close()
    return file


def play(steps: Sequence[Step], blank: Path, *, on_disk: bool = False) -> Outcome:
    """Play steps with a store and a folder of their own; stop at the first sync that goes wrong."""
    with TemporaryDirectory() as home:
        shutil.copy(blank, Path(home) / "store.db")
        folder = Path(home).resolve() / "drive"
        folder.mkdir()
        desk: Desk = CommandLine(Path(home)) if on_disk else UseCases()
        with open_store(f"sqlite:///{home}/store.db") as store:
            return _play(steps, new_world(store, folder), desk)


def _play(steps: Sequence[Step], world: World, desk: Desk) -> Outcome:
    outcome, counted = Outcome(), set[int]()
    for step in steps:
        random = Random(step.seed)
        if step.name == "insert":
            path = world.drive.folder / random.choice(("okr.xlsx", "okr.xlsx", "bán hàng.xlsx"))
            told = world.insert(random, path, random.randint(3, 9))
        elif step.name == "sync":
            told = _sync(world, desk, random, outcome, counted)
        else:
            told = BY_NAME[step.name](world, random) or ""
            outcome.edits += bool(told)
        if told:
            outcome.story.append(f"{step.name}: {told}")
        if outcome.wrong:
            break
    return outcome


def _sync(world: World, desk: Desk, random: Random, outcome: Outcome, counted: set[int]) -> str:
    """A sync, judged; then the same again, which finds nothing new."""
    how, adopt = random.choice(("folder", "folder", "folder", "file", "cycle")), random.random() < 0.4
    named = {"folder": [world.drive.folder], "file": [random.choice([*world.documents])] if world.documents else []}
    asked = named.get(how, [])
    before = known_to(world.app.store, world.workspace.id)
    try:
        runs = desk.sync(world, asked, adopt=adopt)
        after = known_to(world.app.store, world.workspace.id)
        verdict = Judge(world, before, after, runs, _read_by(world, runs, asked), counted).judge()
        outcome.wrong += verdict.wrong
        outcome.fates += verdict.fates
        again = desk.sync(world, asked, adopt=adopt)
        outcome.wrong += _differences(runs, again) if asked else []
        if known_to(world.app.store, world.workspace.id) != after or world.drive.written:
            outcome.wrong.append("again: a second sync changed something")
    except Exception:
        outcome.wrong.append(f"crash: {traceback.format_exc(limit=-4)}")
    told = f"{how}{' --adopt' if adopt else ''}, {world.now.date()}"
    world.next_week()
    return told


def _read_by(world: World, runs: Sequence[Run], asked: Sequence[Path]) -> list[Path]:
    """The documents that a sync had to read."""
    read = {Path(run.document) for run in runs if run.read and not asked} | set(asked)
    return [path for path in world.documents if not read.isdisjoint((path, *path.parents))]


def _differences(runs: Sequence[Run], again: Sequence[Run]) -> list[str]:
    """What a second sync says that the first one did not; where a file had moved, only the second knows whither."""
    said = [{(run.document, run.tab, *told.key) for run in some for told in run.told} for some in (runs, again)]
    if said[0] == said[1] or any(told.code == "moved-file" for run in runs for told in run.told):
        return []
    return [f"again: other findings: {sorted(said[0] ^ said[1], key=str)[:3]}"]


def shortest(steps: Sequence[Step], blank: Path, *, on_disk: bool = False) -> Outcome:
    """What is left of a failing scenario without the steps that its sort of failure does not need."""
    sort = play(steps, blank, on_disk=on_disk).wrong[0].partition(":")[0]

    def fails(fewer: Sequence[Step]) -> bool:
        wrong = play(fewer, blank, on_disk=on_disk).wrong
        return bool(wrong) and wrong[0].partition(":")[0] == sort

    left, size = list(steps), max(1, len(steps) // 2)
    while size:
        place = 0
        while place < len(left):
            fewer = left[:place] + left[place + size :]
            if fails(fewer):
                left = fewer
            else:
                place += size
        size //= 2
    return play(left, blank, on_disk=on_disk)
