"""What people do to cells: report values, retype and clear them, paste over them, fill down, reword definitions."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from sheets_sync.okr.cell import NumberFormat
from tests.torture.meaning import odd_value, value_for
from tests.torture.picking import named, pick_rows, pick_tab, reword, visible
from tests.torture.sheet import EMPTY, Cell, Row, Tab, number_cell, retyped, text_cell
from tests.torture.world import World


def report(world: World, random: Random) -> str | None:
    """The week's values."""
    return _type(world, random, odd=0.06, most=7)


def report_oddly(world: World, random: Random) -> str | None:
    """Numbers as texts, junk, errors, dates, percents."""
    return _type(world, random, odd=0.9, most=3)


def clear_cells(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    rows = pick_rows(tab.measures, random, 4)
    for row in rows:
        tab.put(row, "current", EMPTY)
    return f"clear the current values of {named(tab, *rows)}"


def clear_row(world: World, random: Random) -> str | None:
    """The visible part of a row."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    (row,) = pick_rows(tab.measures, random, 1)
    told = named(tab, row)
    for column in visible(tab):
        row.cells.pop(column, None)
    return f"clear the visible part of row {told}"


def paste_values(world: World, random: Random) -> str | None:
    """Current values of some rows over those of others: below each other, whatever stands there."""
    tab = pick_tab(world, random)
    if tab is None or len(tab.measures) < 2:
        return None
    source, target = (random.randrange(len(tab.data)) for _ in range(2))
    done = []
    for number in range(random.randint(1, 4)):
        if max(source, target) + number >= len(tab.data):
            break
        target_row = tab.data[target + number]
        copied = retyped(tab.at(tab.data[source + number], "current"), world.next_serial())
        if target_row.thing and target_row.thing.sort == "measure":
            tab.put(target_row, "current", copied)
            done.append(target_row)
    return f"paste current values from row {source} of the data over {named(tab, *done)}" if done else None


FILLED = ("current", "current", "note", "owner", "target", "confidence", "due", "unit", "rule", "text", "measure")


def fill_down(world: World, random: Random) -> str | None:
    """One cell over those below."""
    tab = pick_tab(world, random)
    if tab is None or len(tab.measures) < 2:
        return None
    key = random.choice(FILLED)
    first = random.randrange(len(tab.measures) - 1)
    rows = tab.measures[first : first + random.randint(2, 6)]
    for row in rows[1:]:
        tab.put(row, key, retyped(tab.at(rows[0], key), world.next_serial()))
        if key in ("text", "measure"):
            reword(world, tab, row)
    return f"fill {key} down over {named(tab, *rows)}"


def paste_over_ids(world: World, random: Random) -> str | None:
    """Values over the hidden ids, once they were unhidden."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    rows = pick_rows(tab.measures, random, 3)
    how = random.choice(("cleared", "junk", "a wrong character", "another row's", "filled down"))
    told = named(tab, *rows)
    source = random.choice(tab.measures)
    for row in rows:
        own = tab.at(row, "id").shown
        new = {"cleared": "", "junk": random.choice(("x", "7", "mã")), "a wrong character": own[:-1] + "?"}
        other = tab.at(source if how == "another row's" else rows[0], "id").shown
        tab.put(row, "id", text_cell(new.get(how, other)))
    return f"ids {how}: {told}"


def redefine(world: World, random: Random) -> str | None:
    """Wording, owner, target, due date, weight: what a manager changes."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    (row,) = pick_rows(tab.measures, random, 1)
    told = named(tab, row)
    key = random.choice(("text", "measure", "owner", "target", "target", "due", "weight", "unit", "note", "confidence"))
    cell = {
        "text": text_cell(f"Kết quả mới {random.randint(1000, 9999)}"),
        "measure": text_cell(f"Chỉ số mới {random.randint(1000, 9999)}"),
        "owner": text_cell(random.choice(("Lan", "Minh, An", "Bình"))),
        "due": number_cell(Decimal(random.randint(46030, 46200)), NumberFormat.DATE),
        "weight": number_cell(Decimal(random.choice((1, 2, 3)))),
        "unit": text_cell(random.choice(("người", "%", "VND", "USD", "khách"))),
        "note": text_cell(f"Ghi chú {random.randint(1, 99)}"),
        "confidence": text_cell(random.choice(("ổn", "high", "không biết"))),
        "target": _target(tab, row, random),
    }[key]
    tab.put(row, key, cell)
    if key in ("text", "measure"):
        reword(world, tab, row)
    return f"{key} of {told} is now {cell.shown!r}"


def _target(tab: Tab, row: Row, random: Random) -> Cell:
    if random.random() < 0.15:
        return text_cell("nhiều hơn")
    shown = tab.at(row, "target").raw.format
    return number_cell(Decimal(random.randint(1, 200)), shown)


def _type(world: World, random: Random, *, odd: float, most: int) -> str | None:
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    rows = pick_rows(tab.measures, random, most)
    for row in rows:
        serial = world.next_serial()
        cell = odd_value(random, serial) if random.random() < odd else value_for(tab.kind(row), random, serial)
        tab.put(row, "current", cell)
    values = ", ".join(f"{named(tab, row)} = {tab.at(row, 'current').shown!r}" for row in rows)
    return f"type {values}"
