"""The judge can fail: a product that is spoilt in one place is found out by a few scenarios."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sheets_sync.layout.edit import Text
from sheets_sync.layout.reading import BlockReading, RowReading
from sheets_sync.messages.codes import Code
from sheets_sync.okr.history import Changes, PlanState
from sheets_sync.okr.model import Plan
from sheets_sync.okr.reading import Problem, read_number
from sheets_sync.store import Store
from sheets_sync.sync import added, decide, passes, rows
from tests.torture.scenario import blank_store, play, scenario

MOST = 150
"""Scenarios within which each must be found out."""

Spoil = Callable[[pytest.MonkeyPatch], None]


def by_position(patch: pytest.MonkeyPatch) -> None:
    """Rows are read in their order, whatever their ids."""

    def chosen(plan: Plan, block: BlockReading) -> rows.Rows:
        told = [row for row in block.rows if (row.id or "").startswith("m")]
        measures = [measure.id for _, _, measure in plan.live_measures()]
        return rows.Rows(dict(zip(measures, told, strict=False)), frozenset(measures), ())

    patch.setattr(decide, "choose_rows", chosen)


def first_of_doubled(patch: pytest.MonkeyPatch) -> None:
    def original(_: object, row_id: str, doubled: list[RowReading]) -> RowReading:
        return doubled[0]

    patch.setattr("sheets_sync.sync.rows._Stored.original", original)


def ids_above_words(patch: pytest.MonkeyPatch) -> None:
    """Cells that were moved without their ids are read by these."""
    patch.setattr("sheets_sync.sync.rows._Stored.contradicting", lambda *_: [])


def any_tab(patch: pytest.MonkeyPatch) -> None:
    """Of several tabs with one block the last one is read."""
    patch.setattr(passes, "_bound_block", lambda _, copies: copies[-1])


def any_file(patch: pytest.MonkeyPatch) -> None:
    """A copied file is read like its original."""
    real = passes.Passes._decided

    def decided(self: Any, binding: Any, address: str, *more: Any) -> Any:
        return real(self, replace(binding, address=address), address, *more)

    patch.setattr(passes.Passes, "_decided", decided)


def guessing(patch: pytest.MonkeyPatch) -> None:
    """1.234 is a thousand, whatever."""
    real = read_number

    def read(*args: Any) -> Any:
        value = real(*args)
        if isinstance(value, Problem) and value.code is Code.AMBIGUOUS_NUMBER:
            return Decimal(value.args["first"].rstrip(" %"))
        return value

    patch.setattr(decide, "read_number", read)


def changed(patch: pytest.MonkeyPatch, change: Callable[[Changes], Changes]) -> None:
    patch.setattr(passes, "decide", lambda *args: change(decide.decide(*args)))


def forgetful(patch: pytest.MonkeyPatch) -> None:
    """The last value of each pass is lost."""
    changed(patch, lambda changes: replace(changes, check_ins=changes.check_ins[:-1]))


def silent(patch: pytest.MonkeyPatch) -> None:
    """Nothing is told of rows without a place."""
    patch.setattr(decide, "added_rows", lambda *_: ([], []))


def misplaced(patch: pytest.MonkeyPatch) -> None:
    """Findings name the row beneath."""

    def cell(self: BlockReading, row: int, key: str) -> str | None:
        return real(self, row + 1, key)

    real = BlockReading.cell
    patch.setattr(BlockReading, "cell", cell)


def tidying(patch: pytest.MonkeyPatch) -> None:
    """A measure is archived as soon as its id is not found."""

    def gone(self: Any) -> frozenset[str]:
        return frozenset(each.id for each in self.found.missing(self.state.plan))

    patch.setattr("sheets_sync.sync.decide._Pass._gone", gone)


def splitting(patch: pytest.MonkeyPatch) -> None:
    """A row that lost its id is made a new measure."""
    patch.setattr("sheets_sync.sync.added._Judge._lost", lambda *_: None)
    patch.setattr("sheets_sync.sync.added._Judge._may_be_anothers", lambda *_: False)


def scribbling(patch: pytest.MonkeyPatch) -> None:
    """Who gives ids to rows writes over what people typed."""
    real = added._Adopting._write

    def write(self: Any, row: int, row_id: str) -> None:
        real(self, row, row_id)
        self.cells[row, self.block.places["current"]] = Text("0")

    patch.setattr(added._Adopting, "_write", write)


def repeating(patch: pytest.MonkeyPatch) -> None:
    """Every pass begins anew: what was read before is not known."""

    def decided(state: PlanState, *more: Any) -> Changes:
        return decide.decide(replace(state, readings={}), *more)

    patch.setattr(passes, "decide", decided)


def rewriting(patch: pytest.MonkeyPatch) -> None:
    """A pass changes history."""
    real = Store.record

    def record(self: Store, *args: Any, **named: Any) -> Any:
        recorded = real(self, *args, **named)
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE check_in SET value = '1' WHERE seq = 1"))
        return recorded

    patch.setattr(Store, "record", record)


SPOILT: dict[Spoil, set[str]] = {
    by_position: {"misattributed"},
    first_of_doubled: {"misattributed", "lost"},
    ids_above_words: {"misattributed"},
    any_tab: {"misattributed"},
    any_file: {"misattributed", "invented"},
    guessing: {"invented"},
    forgetful: {"lost"},
    silent: {"untold"},
    misplaced: {"misattributed", "untold", "finding"},
    tidying: {"archived"},
    splitting: {"lost", "archived"},
    scribbling: {"lost"},
    repeating: {"again"},
    rewriting: {"history", "invented"},
}


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_product_is_found_out(spoil: Spoil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = blank_store(tmp_path)
    spoil(monkeypatch)
    for seed in range(MOST):
        if wrong := play(scenario(str(seed)), blank).wrong:
            assert wrong[0].partition(":")[0] in SPOILT[spoil], wrong
            return
    raise AssertionError(f"not found out in {MOST} scenarios")
