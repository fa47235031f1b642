"""What an edit works on: a tab, rows of it, the visible part of them. Whoever picks a tab has changed its document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.torture.sheet import Column, Document, Row, Tab, Thing
from tests.torture.world import HIDDEN, World


def pick_document(world: World, random: Random) -> tuple[Path, Document] | None:
    if not world.documents:
        return None
    path = random.choice(list(world.documents))
    world.documents[path].change()
    return path, world.documents[path]


def pick_tab(world: World, random: Random) -> Tab | None:
    """A tab with a block, or a copy of one: most often one that has been there for long."""
    tabs = list(world.tabs())
    if not tabs:
        return None
    path, tab = tabs[min(random.randrange(len(tabs)), random.randrange(len(tabs)))]
    world.documents[path].change()
    return tab


def pick_rows(rows: Sequence[Row], random: Random, most: int) -> list[Row]:
    """A few rows, in their order."""
    chosen = random.sample(range(len(rows)), min(len(rows), random.randint(1, most)))
    return [rows[number] for number in sorted(chosen)]


def visible(tab: Tab) -> list[Column]:
    """What is selected from the first to the last column in view; hidden ones between them are in it."""
    shown = [number for number, column in enumerate(tab.columns) if tab.key_of(column) not in HIDDEN]
    shown = [number for number in shown if tab.key_of(tab.columns[number])] or shown
    return tab.columns[shown[0] : shown[-1] + 1] if shown else []


def named(tab: Tab, *rows: Row) -> str:
    """Rows, for the story."""
    return f"{tab.name}!" + ", ".join(f"{tab.number(row)} ({row.thing.name if row.thing else '-'})" for row in rows)


def reword(world: World, tab: Tab, row: Row) -> None:
    """What a row is once its words were changed: what it was, but of rows that looked alike one becomes another thing.

    Which, its id says, unless that one stands elsewhere: definitions are edited in the sheet.
    """
    if not any(each.thing is row.thing for each in tab.measures if each is not row):
        return
    own = world.things.get(tab.at(row, "id").shown.strip().lower())
    if own is None or any(each.thing is own for each in tab.measures if own is not row.thing):
        row.thing = Thing("a new one")
    else:
        row.thing = own
