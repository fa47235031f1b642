"""Whether a block still is as it was laid out: the cells in which somebody has put something of his own. Pure.

Rows and columns are found by id and key, so that a moved or sorted block is untouched; computed cells may show anything
as long as they are formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sheets_sync.layout.block import Block, CellValue
from sheets_sync.layout.columns import COMPUTED, HEADER_MARK, HEADER_ROW, INDEX, KEY_ROW, TITLE_ROW
from sheets_sync.layout.grid import Position, a1
from sheets_sync.layout.reading import BlockReading
from sheets_sync.okr.cell import CellType, NumberFormat, RawCell
from sheets_sync.okr.reading import is_blank


def changed_cells(expected: Block, block: BlockReading) -> list[str]:
    """The cells of a tab that are not as in a fresh block, in order: `H7`; rows that are gone, by their text."""
    rows = {row.id: row.row for row in block.rows if row.id in expected.rows}
    gone = [str(_value(expected, row_id, "text")) for row_id in expected.rows if row_id not in rows]
    own = {number: expected.rows[row_id] for row_id, number in rows.items() if row_id}
    columns = {column: key for key, column in block.places.items()}
    changed = {
        position
        for position in block.grid.cells.keys() | _filled(expected, block, own)
        if not _as_laid_out(expected, block, position, own, columns)
    }
    return [a1(*position) for position in sorted(changed)] + gone


def _filled(expected: Block, block: BlockReading, own: dict[int, int]) -> Iterator[Position]:
    """Where something should stand in the rows that are there."""
    for number, laid in own.items():
        for key, column in block.places.items():
            if expected.cells[laid, INDEX[key]].value is not None:
                yield number, column


def _as_laid_out(
    expected: Block, block: BlockReading, position: Position, own: dict[int, int], columns: dict[int, str]
) -> bool:
    row, column = position
    cell, key = block.grid.at(row, column), columns.get(column)
    if row in own:
        if key is None:
            return is_blank(cell)
        if cell.formula:
            return key in COMPUTED
        return _same(cell, expected.cells[own[row], INDEX[key]].value, block.epoch)
    if row in (block.key_row, block.end_row) or is_blank(cell):
        return True
    if row < block.key_row:
        as_of = cell.formula and (cell.format is NumberFormat.DATE or cell.type is CellType.NOT_CALCULATED)
        return as_of or any(_same(cell, value, block.epoch) for value in _top(expected))
    header = key and block.places.get("id") and block.grid.at(row, block.places["id"]).raw == HEADER_MARK
    return bool(header) and _same(cell, expected.cells[HEADER_ROW, INDEX[key or "id"]].value, block.epoch)


def _top(expected: Block) -> Iterator[CellValue]:
    """What stands above the key row."""
    return (cell.value for (row, _), cell in expected.cells.items() if TITLE_ROW <= row < KEY_ROW)


def _value(expected: Block, row_id: str, key: str) -> CellValue:
    return expected.cells[expected.rows[row_id], INDEX[key]].value


def _same(cell: RawCell, value: CellValue, epoch: date) -> bool:
    if value is None or value == "":
        return is_blank(cell)
    if isinstance(value, str):
        return cell.text == value
    number = Fraction((value - epoch).days) if isinstance(value, date) else value
    return cell.number is not None and cell.number == Decimal(repr(float(number)))
