"""What people do to rows: sort, filter, insert, delete and take back, move, copy, paste over one another."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from sheets_sync.messages.labels import RULES
from tests.torture.meaning import value_for
from tests.torture.picking import named, pick_rows, pick_tab, reword, visible
from tests.torture.sheet import Cell, Column, Row, Tab, Thing, number_cell, text_cell
from tests.torture.world import World

SORTED_BY = ("text", "owner", "due", "measure", "target", "current", "status", "progress", "note", "id", "unit")


def sort(world: World, random: Random) -> str | None:
    """All data rows, some of them, with the header row, or the whole sheet; by any column."""
    tab = pick_tab(world, random)
    if tab is None or len(tab.data) < 2:
        return None
    how = random.choice(("all", "all", "part", "header", "sheet"))
    chosen = {"all": tab.data, "part": tab.data, "sheet": list(tab.rows)}.get(
        how, [row for row in tab.rows if row.role in ("data", "header", "end")]
    )
    if how == "part":
        first = random.randrange(len(chosen) - 1)
        chosen = chosen[first : first + random.randint(2, 8)]
    key = random.choice(SORTED_BY)
    column = tab.column(key)
    in_order = sorted(chosen, key=_sort_key(column), reverse=random.random() < 0.5)
    places = [tab.number(row) - 1 for row in chosen]
    for place, row in zip(places, in_order, strict=True):
        tab.rows[place] = row
    return f"sort {tab.name} ({how}, {len(chosen)} rows from {places[0] + 1}) by {key}"


def sort_what_is_seen(world: World, random: Random) -> str | None:
    """A selection of the visible columns: the hidden ones to the left stay where they are."""
    tab = pick_tab(world, random)
    if tab is None or len(tab.data) < 2:
        return None
    first = random.randrange(len(tab.data) - 1)
    chosen = tab.data[first : first + random.randint(2, 30)]
    selected, text = visible(tab), tab.column("text")
    key = random.choice(SORTED_BY)
    was = [row.copy() for row in chosen]
    in_order = sorted(was, key=_sort_key(tab.column(key)), reverse=random.random() < 0.5)
    for row, source in zip(chosen, in_order, strict=True):
        _over(row, source, selected, text)
    return f"sort the visible columns of {tab.name}, {len(chosen)} rows from {tab.number(chosen[0])}, by {key}"


def filter_and_delete(world: World, random: Random) -> str | None:
    """Rows that a filter leaves in view, deleted at once."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    key = random.choice(("owner", "status", "unit", "due"))
    wanted = tab.at(random.choice(tab.measures), key).shown
    return _deleted(world, tab, [row for row in tab.measures if tab.at(row, key).shown == wanted], f"{key} = {wanted}")


def delete(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None or not tab.data:
        return None
    first = random.randrange(len(tab.data))
    return _deleted(world, tab, tab.data[first : first + random.choice((1, 1, 1, 2, 3, 9))], "")


def take_back(world: World, random: Random) -> str | None:
    """Rows that were deleted come back, where they were or elsewhere."""
    alive = {id(tab): (path, tab) for path, tab in world.tabs()}
    back = [(tab, row) for tab, row in world.trash if id(tab) in alive]
    if not back:
        return None
    tab, row = random.choice(back)
    world.trash = [(each, gone) for each, gone in world.trash if gone is not row]
    world.documents[alive[id(tab)][0]].change()
    tab.rows.insert(random.randint(_first(tab), len(tab.rows)), row)
    return f"bring back {named(tab, row)}"


def insert_blank(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    place = random.randint(0, len(tab.rows))
    tab.rows[place:place] = [Row({}) for _ in range(random.randint(1, 3))]
    return f"insert blank rows in {tab.name} before row {place + 1}"


def insert_new(world: World, random: Random) -> str | None:
    """A row that somebody fills, wholly or in part: a measure of his own."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    model = random.choice(tab.measures)
    row = Row({}, "data", Thing("a new one"))
    tab.rows.insert(random.randint(_first(tab), len(tab.rows)), row)
    lang = "en" if tab.at(model, "rule").shown in RULES["en"].values() else "vi"
    text = tab.at(model, "text") if random.random() < 0.5 else text_cell(f"Việc mới {random.randint(1000, 9999)}")
    typed = {
        "text": text,
        "measure": text_cell(f"Số mới {random.randint(1000, 9999)}"),
        "rule": text_cell(RULES[lang]["reach"]),
        "target": number_cell(Decimal(random.randint(1, 90))),
        "unit": text_cell("người"),
        "current": value_for("number", random, world.next_serial()),
    }
    lacking = random.choice(("", "", "target", "rule", "text", "unit", "current"))
    for key, cell in typed.items():
        if key != lacking:
            tab.put(row, key, cell)
    return f"type a new row {tab.name}!{tab.number(row)}" + (f" without {lacking}" if lacking else "")


def move(world: World, random: Random) -> str | None:
    """Cut rows and insert them elsewhere, within their objective or not."""
    tab = pick_tab(world, random)
    if tab is None or not tab.data:
        return None
    first = random.randrange(len(tab.data))
    rows = tab.data[first : first + random.choice((1, 1, 2, 4))]
    told = named(tab, *rows)
    tab.rows = [row for row in tab.rows if row not in rows]
    place = random.randint(_first(tab), len(tab.rows))
    tab.rows[place:place] = rows
    return f"move {told} to row {place + 1}"


def copy(world: World, random: Random) -> str | None:
    """A row copied above or below, as it is or reworded; wholly, or only what is seen."""
    tab = pick_tab(world, random)
    if tab is None or not tab.measures:
        return None
    (row,) = pick_rows(tab.measures, random, 1)
    told, place = named(tab, row), tab.rows.index(row) + random.choice((0, 1, 1, 1))
    new, how = row.copy(), "wholly"
    if random.random() < 0.4:
        new, how = Row({}, "data", row.thing), "what is seen of it"
        _over(new, row, visible(tab), None)
    if random.random() < 0.2:
        place = random.randint(_first(tab), len(tab.rows))
    tab.rows.insert(place, new)
    changed = random.choice(("", "", "measure", "text", "target", "both"))
    for key in ("text", "measure") if changed == "both" else (changed,) if changed in ("text", "measure") else ():
        tab.put(new, key, text_cell(f"Bản sao {random.randint(1000, 9999)}"))
        if not tab.at(new, "id").shown:
            new.thing = Thing("a copied row")
    if changed == "target":
        tab.put(new, "target", number_cell(Decimal(random.randint(300, 999)), tab.at(row, "target").raw.format))
    return f"copy {told} ({how}) to row {place + 1}, changing {changed or 'nothing'}"


def paste_over_row(world: World, random: Random) -> str | None:
    """A row pasted over another one: wholly, or only what is seen."""
    tab = pick_tab(world, random)
    if tab is None or len(tab.measures) < 2:
        return None
    source, target = random.sample(tab.measures, 2)
    told = f"{named(tab, source)} over {named(tab, target)}"
    if random.random() < 0.5:
        target.cells, target.thing = dict(source.cells), source.thing
        return f"paste {told}, wholly"
    known = source.thing is not None and source.thing.id is not None
    _over(target, source, visible(tab), tab.column("text") if known else None)
    return f"paste {told}, what is seen of it"


def paste_into_another(world: World, random: Random) -> str | None:
    """Rows of one block copied or cut into another tab, of this document or another."""
    tab, other = pick_tab(world, random), pick_tab(world, random)
    if tab is None or other is None or tab is other or not tab.data:
        return None
    first = random.randrange(len(tab.data))
    rows = tab.data[first : first + random.randint(1, 4)]
    told = named(tab, *rows)
    selected = tab.columns if random.random() < 0.5 else visible(tab)
    start = tab.columns.index(selected[0]) if selected else 0
    new = [_carried(row, tab, selected, other, start) for row in rows]
    place = random.randint(_first(other), len(other.rows))
    other.rows[place:place] = new
    if cut := random.random() < 0.3:
        tab.rows = [row for row in tab.rows if row not in rows]
    return f"{'cut' if cut else 'copy'} {told} into {other.name} at row {place + 1}"


def reword_a_copy(world: World, random: Random) -> str | None:
    """One of two rows that look alike, made into something else."""
    tab = pick_tab(world, random)
    if tab is None:
        return None
    doubled = [row for row in tab.measures if sum(each.thing is row.thing for each in tab.measures) > 1]
    if not doubled:
        return None
    row = random.choice(doubled)
    told = named(tab, row)
    tab.put(row, "measure", text_cell(f"Khác đi {random.randint(1000, 9999)}"))
    reword(world, tab, row)
    return f"reword {told}"


def _carried(row: Row, tab: Tab, selected: list[Column], other: Tab, start: int) -> Row:
    """A row as pasting makes it in another tab: by the places of its columns, whatever these hold there."""
    while len(other.columns) < start + len(selected):
        other.columns.append(Column())
    cells = {other.columns[start + at]: row.cells[column] for at, column in enumerate(selected) if column in row.cells}
    return Row(cells, "data" if row.role == "data" else row.role, row.thing)


def _over(row: Row, source: Row, selected: list[Column], text: Column | None) -> None:
    """Paste the selected columns of a row over another; who looks takes a row for what its text says."""
    for column in selected:
        row.cells.pop(column, None)
        if column in source.cells:
            row.cells[column] = source.cells[column]
    if text in selected:
        row.thing = source.thing


def _deleted(world: World, tab: Tab, rows: list[Row], why: str) -> str | None:
    told = named(tab, *rows)
    world.trash += [(tab, row) for row in rows]
    tab.rows = [row for row in tab.rows if row not in rows]
    return f"delete {told}" + (f", filtered by {why}" if why else "") if rows else None


def _first(tab: Tab) -> int:
    """Where data begins."""
    return next((place for place, row in enumerate(tab.rows) if row.role == "data"), len(tab.rows))


def _sort_key(column: Column | None) -> Callable[[Row], tuple[int, Decimal, str]]:
    """As spreadsheets sort: numbers, texts, blanks."""

    def key(row: Row) -> tuple[int, Decimal, str]:
        cell: Cell = row.at(column)
        if cell.raw.number is not None:
            return (0, cell.raw.number, "")
        return (2 if cell.blank else 1, Decimal(0), cell.shown.casefold())

    return key
