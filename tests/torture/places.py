"""What people do to columns, tabs and files: reorder, copy, rename, move, delete, and take older versions back."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.torture.picking import pick_document, pick_tab
from tests.torture.sheet import Column, Tab, text_cell
from tests.torture.world import World

COPIES = ("{}_v2", "{} (1)", "Copy of {}", "Bản sao của {}", "{} - Copy", "{}-DESKTOP-AB12", "{} cuối cùng")
NAMES = ("Quý này", "OKR", "Kế hoạch", "Sheet1", "OKR 2026", "Tuần 7", "Team's plan")


# Columns


def move_column(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    column = tab.columns.pop(random.randrange(len(tab.columns)))
    place = random.randint(0, len(tab.columns))
    tab.columns.insert(place, column)
    return f"move column {tab.key_of(column) or '-'} of {tab.name} to place {place + 1}"


def insert_column(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    column, place = Column(), random.randint(0, len(tab.columns))
    tab.columns.insert(place, column)
    for row in tab.data if random.random() < 0.5 else ():
        row.cells[column] = text_cell(f"{random.randint(1, 99)}")
    return f"insert a column in {tab.name} at place {place + 1}"


def delete_column(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    column = random.choice(tab.columns)
    key = tab.key_of(column)
    tab.columns.remove(column)
    return f"delete column {key or '-'} of {tab.name}"


def copy_column(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    column, new = random.choice(tab.columns), Column()
    for row in tab.rows:
        if column in row.cells:
            row.cells[new] = row.cells[column]
    tab.columns.insert(random.randint(0, len(tab.columns)), new)
    return f"copy column {tab.key_of(column) or '-'} of {tab.name}"


def rename_header(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    header = next((row for row in tab.rows if row.role == "header"), None) if tab else None
    if tab is None or header is None:
        return None
    column = random.choice(tab.columns)
    if tab.key_of(column) == "id":
        return None
    header.cells[column] = text_cell(random.choice(("Thực tế", "Actual", "current", "Mục tiêu", "")))
    return f"rename the header of {tab.key_of(column) or '-'} in {tab.name} to {header.at(column).shown!r}"


# Tabs


def copy_tab(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    if tab is None:
        return None
    document = next(each for each in world.documents.values() if tab in each.tabs)
    new = tab.copy(document.free_name(tab.name))
    document.tabs.insert(random.randint(0, len(document.tabs)), new)
    return f"copy tab {tab.name}: {new.name}"


def tab_to_another_file(world: World, random: Random) -> str | None:
    """Excel's "move or copy": a tab into another workbook."""
    tab, chosen = pick_tab(world, random), pick_document(world, random)
    if tab is None or chosen is None or tab in chosen[1].tabs:
        return None
    path, document = chosen
    new = tab.copy(document.free_name(tab.name))
    document.tabs.append(new)
    here = next(each for each in world.documents.values() if tab in each.tabs)
    if moved := random.random() < 0.4 and len(here.tabs) > 1:
        here.tabs.remove(tab)
    return f"{'move' if moved else 'copy'} tab {tab.name} into {path.name} as {new.name}"


def delete_tab(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    document = next((each for each in world.documents.values() if tab in each.tabs), None)
    if tab is None or document is None or len(document.tabs) < 2:
        return None
    document.tabs.remove(tab)
    return f"delete tab {tab.name}"


def rename_tab(world: World, random: Random) -> str | None:
    tab = pick_tab(world, random)
    document = next((each for each in world.documents.values() if tab in each.tabs), None)
    if tab is None or document is None:
        return None
    old, tab.name = tab.name, document.free_name(random.choice(NAMES))
    return f"rename tab {old} to {tab.name}"


def swap_tab_names(world: World, random: Random) -> str | None:
    chosen = pick_document(world, random)
    if chosen is None or len(chosen[1].tabs) < 2:
        return None
    one, other = random.sample(chosen[1].tabs, 2)
    if _are_copies(one, other):
        return None
    one.name, other.name = other.name, one.name
    return f"exchange the names of tabs {other.name} and {one.name}"


def reorder_tabs(world: World, random: Random) -> str | None:
    chosen = pick_document(world, random)
    if chosen is None or len(chosen[1].tabs) < 2:
        return None
    random.shuffle(chosen[1].tabs)
    return f"reorder the tabs of {chosen[0].name}"


# Files


def copy_file(world: World, random: Random) -> str | None:
    """Somebody saves a copy, sends one by mail, or OneDrive makes one."""
    if (chosen := pick_document(world, random)) is None:
        return None
    path, document = chosen
    new = _free(world, path.with_stem(random.choice(COPIES).format(path.stem)))
    world.documents[new] = document.copy()
    return f"copy {path.name} as {new.name}"


def move_file(world: World, random: Random) -> str | None:
    """A file gets another name or folder."""
    if (chosen := pick_document(world, random)) is None:
        return None
    path, document = chosen
    folder = world.drive.folder / "Quý 1" if random.random() < 0.3 else path.parent
    new = _free(world, folder / f"{random.choice(COPIES).format(path.stem)}.xlsx")
    del world.documents[path]
    world.documents[new] = document
    return f"move {path.name} to {new.relative_to(world.drive.folder)}"


def delete_file(world: World, random: Random) -> str | None:
    if len(world.documents) < 2 or (chosen := pick_document(world, random)) is None:
        return None
    del world.documents[chosen[0]]
    return f"delete {chosen[0].name}"


def replace_file(world: World, random: Random) -> str | None:
    """Somebody's copy, worked on, is saved over another of its versions."""
    if len(world.documents) < 2:
        return None
    one, other = random.sample(list(world.documents), 2)
    if not {tab.plan for tab in world.documents[one].tabs} & {tab.plan for tab in world.documents[other].tabs}:
        return None
    world.documents[other] = world.documents.pop(one)
    world.documents[other].change()
    return f"save {one.name} over {other.name}"


def restore(world: World, random: Random) -> str | None:
    """An older version of a whole file."""
    older = [(path, document) for path, document in world.older if path in world.documents]
    if not older:
        return None
    path, document = random.choice(older)
    world.documents[path] = document.copy()
    return f"restore an older version of {path.name}"


def _free(world: World, path: Path) -> Path:
    while path in world.documents:
        path = path.with_stem(f"{path.stem} (2)")
    return path


def _are_copies(one: Tab, other: Tab) -> bool:
    """Of two tabs of one plan the name tells which is which: whoever exchanges their names means the other one."""
    return one.plan is not None and one.plan == other.plan
