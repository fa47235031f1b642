"""Grid -> what stands in a block: rows by id, cells by column key, wherever people have moved them.

It does not interpret a cell (`okr.reading` does) and knows no plan; what it cannot address becomes a Finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_sync.layout.columns import END_MARK, FACTS, HEADER_MARK, KEYS, READ
from sheets_sync.layout.grid import Grid, a1, column_letters
from sheets_sync.messages.codes import Code
from sheets_sync.okr.cell import BLANK, CellType, RawCell
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.ids import normal_id

TELLING = frozenset({"key_result", "m_share", "m_points", "m_pace", "m_met", "m_due", "o_share", "o_points", "o_pace"})
"""Keys that no ordinary header row has."""

LEAST_KEYS, LEAST_TELLING = 6, 2
_KEYS = frozenset(KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """One row of a block as it stands: `id` is None where the id column holds none that is whole."""

    row: int
    id: str | None
    id_text: str
    cells: Mapping[str, RawCell]

    def at(self, key: str) -> RawCell:
        """The cell in a column, blank where nothing is stored or the column is not read."""
        return self.cells.get(key, BLANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReading:
    """A block as it stands in a tab, with the whole grid of the tab.

    `columns` are the readable ones, by key; `places` are those of all keys, computed ones too, where each stands once.
    `key_row` and `end_row` are the hidden rows around the data (no end row: None). `findings` are about the addressing.
    """

    grid: Grid
    plan: str | None
    binding: str | None
    document: str | None
    columns: Mapping[str, int]
    places: Mapping[str, int]
    key_row: int
    end_row: int | None
    rows: tuple[RowReading, ...]
    findings: tuple[Finding, ...]

    @property
    def tab(self) -> str:
        """The tab's name."""
        return self.grid.tab

    @property
    def epoch(self) -> date:
        """The day that the serial number 0 means."""
        return self.grid.epoch

    def cell(self, row: int, key: str) -> str | None:
        """The name of a row's cell in a column, None where the column is not readable."""
        return a1(row, self.columns[key]) if key in self.columns else None


def is_key_row(cells: Iterable[RawCell]) -> bool:
    """Whether a row's cells are the key row of a block."""
    texts = {(cell.text or "").strip() for cell in cells if cell.type is CellType.TEXT}
    if any(_fact(text, "plan") for text in texts if text.startswith("plan")):
        return True
    return len(texts & _KEYS) >= LEAST_KEYS and len(texts & TELLING) >= LEAST_TELLING


def read_block(grid: Grid) -> BlockReading | None:
    """The block in a tab, None if there is none. Of two key rows the upper one counts."""
    by_row: dict[int, dict[int, RawCell]] = defaultdict(dict)
    for (row, column), cell in grid.cells.items():
        by_row[row][column] = cell
    key_row = next((row for row in sorted(by_row) if is_key_row(by_row[row].values())), None)
    if key_row is None:
        return None
    columns, findings = _columns(grid.tab, key_row, by_row[key_row])
    rows = tuple(
        _row(number, by_row[number], columns) for number in sorted(by_row) if not is_key_row(by_row[number].values())
    )
    end_row = next((row.row for row in rows if row.id_text == END_MARK), None)
    rows = tuple(row for row in rows if row.id_text not in (HEADER_MARK, END_MARK))
    facts = {name: _named_fact(by_row[key_row].values(), name) for name in FACTS}
    return BlockReading(
        grid=grid,
        plan=facts["plan"] or next((row.id for row in rows if row.id and row.id.startswith("p")), None),
        binding=facts["binding"],
        document=facts["document"],
        columns=columns,
        places=_places(by_row[key_row]),
        key_row=key_row,
        end_row=end_row,
        rows=rows if "id" in columns else (),
        findings=(*findings, *_merges(grid, rows, columns)),
    )


def _places(cells: Mapping[int, RawCell]) -> dict[str, int]:
    """The columns of all keys that stand once in the key row."""
    texts = [(column, (cell.text or "").strip()) for column, cell in sorted(cells.items())]
    counts = Counter(text for _, text in texts)
    return {text: column for column, text in texts if text in KEYS and counts[text] == 1}


def _columns(tab: str, key_row: int, cells: Mapping[int, RawCell]) -> tuple[dict[str, int], list[Finding]]:
    places: dict[str, list[int]] = defaultdict(list)
    for column in sorted(cells):
        text = (cells[column].text or "").strip()
        if text in READ:
            places[text].append(column)
    findings = []
    for key in READ:
        if len(places[key]) == 1:
            continue
        code = Code.DOUBLED_COLUMN if places[key] else Code.MISSING_COLUMN
        where = [column_letters(column) for column in places[key]]
        findings.append(
            Finding(
                code=code,
                subject="block",
                column=key,
                tab=tab,
                cell=a1(key_row, places[key][0]) if places[key] else None,
                found=key if places[key] else None,
                args={"key": key, "columns": ", ".join(where)},
            )
        )
    return {key: columns[0] for key, columns in places.items() if len(columns) == 1}, findings


def _row(number: int, cells: Mapping[int, RawCell], columns: Mapping[str, int]) -> RowReading:
    by_key = {key: cells[column] for key, column in columns.items() if column in cells}
    id_text = by_key.get("id", BLANK).raw.strip()
    return RowReading(row=number, id=normal_id(id_text), id_text=id_text, cells=by_key)


def _merges(grid: Grid, rows: Sequence[RowReading], columns: Mapping[str, int]) -> list[Finding]:
    """One Finding for each merged range that covers more than one cell of the block's rows and columns."""
    numbers = {row.row for row in rows if row.id}
    findings = []
    for top, left, bottom, right in grid.merges:
        in_rows = sum(top <= row <= bottom for row in numbers)
        in_columns = sum(left <= column <= right for column in columns.values())
        if in_rows and in_columns and in_rows * in_columns > 1:
            name = f"{a1(top, left)}:{a1(bottom, right)}"
            findings.append(
                Finding(
                    code=Code.MERGED_CELLS, subject=name, column="block", tab=grid.tab, cell=a1(top, left), found=name
                )
            )
    return findings


def _named_fact(cells: Iterable[RawCell], name: str) -> str | None:
    return next((found for cell in cells if (found := _fact(cell.text or "", name))), None)


def _fact(text: str, name: str) -> str | None:
    """The id in `plan:p…`, if the text is that fact and the id is whole and of that sort."""
    label, _, value = text.strip().partition(":")
    found = normal_id(value) if label == name else None
    return found if found and found[0] == name[0] else None
