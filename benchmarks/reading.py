"""Reading back 10,000 measures: our reader against openpyxl and calamine over the same files.

The others only take every cell's value. Ours also finds the blocks, their rows by id, and what a pass would write.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from benchmarks import company
from benchmarks.measuring import Run, Table, in_turns, timed
from sheets_sync.excel.source import WorkbookSource
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.okr.history import PlanState
from sheets_sync.okr.model import Plan
from sheets_sync.sync.decide import decide

ROUNDS = 3
SHAPES = {"100 tabs of 100 measures": (100, 100), "one block of 10,000 measures": (1, 10_000)}


def tables() -> Iterator[Table]:
    """One table for each shape of the 10,000 measures."""
    for shape, (tabs, measures) in SHAPES.items():
        random = Random(1)
        plans = company.plans(tabs, measures, random)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "company.xlsx"
            file.write_bytes(company.workbook(plans, random))
            yield Table(title=f"Reading back a workbook: {shape}", seconds=in_turns(_runs(file, plans), ROUNDS))


def _runs(file: Path, plans: Sequence[Plan]) -> dict[str, Run]:
    what: dict[str, Callable[[], object]] = {
        "openpyxl, read-only: every value": partial(_openpyxl, file),
        "python-calamine: every value": partial(_calamine, file),
        "ours: every cell's value, type, format, formula or not": partial(WorkbookSource().read, str(file)),
        "ours: and the blocks in them, rows by id": partial(_blocks, file),
        "ours: and what 10,000 new values change": partial(_decisions, file, plans),
    }
    return {name: partial(timed, run) for name, run in what.items()}


def _openpyxl(file: Path) -> int:
    with warnings.catch_warnings():  # it tells of what it does not know, sheet by sheet
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(file, read_only=True, data_only=True)
        cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
        book.close()
    return cells


def _calamine(file: Path) -> int:
    book = CalamineWorkbook.from_path(str(file))
    return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


def _blocks(file: Path) -> list[BlockReading]:
    return [block for grid in WorkbookSource().read(str(file)).grids if (block := read_block(grid))]


def _decisions(file: Path, plans: Sequence[Plan]) -> None:
    by_id = {plan.id: plan for plan in plans}
    check_ins = 0
    for block in _blocks(file):
        state = PlanState(plan=by_id[block.plan or ""], readings={}, values={})
        check_ins += len(decide(state, block, company.START, company.START.date()).check_ins)
    assert check_ins == 10_000, check_ins
