"""Which row of a block is which: the one that each id is read from, and those that are nobody's. Pure.

Of doubled ids the row counts that still equals what is stored; where both or neither do, none is read. A row that says
what another one of the plan is called, or whose own words stand in a row of nobody's, contradicts its id: cells were
moved without the ids, as a sort of what can be seen does. While one does, only rows are read that are called as they
were, and as no other is. What is not read is told of, never guessed at: `added` says which of those rows may become
measures, if somebody asks for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sheets_sync.layout.reading import BlockReading, RowReading
from sheets_sync.messages.codes import Code
from sheets_sync.messages.labels import TEXTS
from sheets_sync.okr.finding import Args
from sheets_sync.okr.model import Measure, Plan
from sheets_sync.okr.reading import is_blank
from sheets_sync.sync.definitions import normal, read_measure, read_objective, read_owner

LEAST_GONE = 4
"""Fewer rows than this may vanish at once even if they are most of the block."""

LONGEST_SUBJECT = 60
"""Characters of what stands in a row that tell it from other rows without an id."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that is not read, and why. `rival`: it may be the row of an id that is the plan's own."""

    row: RowReading
    code: Code
    subject: str
    args: Args = field(default_factory=dict)
    rival: bool = False

    @property
    def found(self) -> str:
        """What stands there, for its Finding."""
        return self.row.id_text or what_stands(self.row)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are read, by id; every id that stands at all; and the rows that are not read, in their order."""

    by_id: Mapping[str, RowReading]
    present: frozenset[str]
    strays: tuple[Stray, ...]

    @property
    def contradicting(self) -> bool:
        """Whether cells stand under ids that are not theirs."""
        return any(stray.code is Code.ROW_CONTRADICTS_ID for stray in self.strays)

    def missing(self, plan: Plan) -> tuple[Measure, ...]:
        """The live measures whose id stands nowhere."""
        return tuple(measure for _, _, measure in plan.live_measures() if measure.id not in self.present)

    def mostly_gone(self, plan: Plan) -> tuple[int, int] | None:
        """How many of how many live rows are missing, if that is most of the block."""
        live = [measure.id for _, _, measure in plan.live_measures()]
        live += [each.id for each in plan.objectives if any(kr.live for kr in each.key_results)]
        gone = sum(row_id not in self.present for row_id in live)
        return (gone, len(live)) if gone >= LEAST_GONE and gone * 2 > len(live) else None


def choose_rows(plan: Plan, block: BlockReading) -> Rows:
    """Choose the row that each id of the plan is read from."""
    stored = _Stored(plan, block)
    standing: dict[str, list[RowReading]] = defaultdict(list)
    for row in block.rows:
        if row.id in stored.ids and row.id:
            standing[row.id].append(row)
    chosen: dict[str, RowReading] = {}
    strays: list[Stray] = []
    for row_id, rows in standing.items():
        own = rows[0] if len(rows) == 1 else stored.original(row_id, rows)
        if own:
            chosen[row_id] = own
        numbers = ", ".join(str(row.row) for row in rows)
        for number, row in enumerate(row for row in rows if row is not own):
            args = {"rows": numbers}
            strays.append(Stray(row, Code.DOUBLED_ID, f"{row_id}#{number}", args, rival=own is None))
    for row_id in stored.contradicting(chosen):
        args = {"own": " · ".join(filter(None, stored.names[row_id])), "row": what_stands(chosen[row_id])}
        strays.append(Stray(chosen.pop(row_id), Code.ROW_CONTRADICTS_ID, row_id, args, rival=True))
    strays += _without_place(block, stored.ids)
    strays.sort(key=lambda stray: stray.row.row)
    return Rows(chosen, frozenset(standing), tuple(strays))


def what_stands(row: RowReading) -> str:
    """A row without an id in few words."""
    parts = (row.at(key).raw.strip() for key in ("text", "measure", "target"))
    return " · ".join(part for part in parts if part) or row.at("current").raw


def names_of(row: RowReading) -> tuple[str, str]:
    """What a row says it is: the key result's sentence and the measure's name."""
    return normal(row.at("text").raw), normal(row.at("measure").raw)


def names_in(block: BlockReading, text: str, name: str) -> tuple[str, str]:
    """What a stored row is called, as far as the block's columns can be read: to compare with `names_of`."""
    return text if "text" in block.columns else "", name if "measure" in block.columns else ""


class _Stored:
    """A plan as stored, to compare rows with."""

    def __init__(self, plan: Plan, block: BlockReading) -> None:
        self.plan, self.block = plan, block
        self.objectives = {objective.id: objective for objective in plan.objectives}
        self.measures = {measure.id: measure for _, _, measure in plan.measures()}
        self.ids = frozenset({plan.id, *self.objectives, *self.measures})
        self.names = {each.id: names_in(block, each.text, each.name) for each in self.measures.values()}
        self.names |= {each.id: names_in(block, each.text, "") for each in self.objectives.values()}
        self.names[plan.id] = names_in(block, TEXTS[plan.lang]["plan_row"], "")
        self.called = Counter(self.names.values())

    def original(self, row_id: str, rows: list[RowReading]) -> RowReading | None:
        """The one row of a doubled id that still equals what is stored."""
        equal = [row for row in rows if self._equals(row_id, row)]
        return equal[0] if len(equal) == 1 else None

    def contradicting(self, chosen: Mapping[str, RowReading]) -> list[str]:
        """The ids that stand beside another row's cells, or may: all whose names are not certain while one does.

        One does if it says what another id is called, or if what it is called stands in a row that is not read.
        """
        if not {"text", "measure"} & set(self.block.columns):
            return []
        changed = {row_id: names_of(row) for row_id, row in chosen.items() if names_of(row) != self.names[row_id]}
        read = {row.row for row in chosen.values()}
        elsewhere = {names_of(row) for row in self.block.rows if row.row not in read}
        if not any(said in self.called or self.names[row_id] in elsewhere for row_id, said in changed.items()):
            return []
        return [row_id for row_id in chosen if row_id in changed or self.called[self.names[row_id]] > 1]

    def _equals(self, row_id: str, row: RowReading) -> bool:
        if measure := self.measures.get(row_id):
            read, problems = read_measure(measure, row, self.block, self.plan.lang)
            return replace(read, archived=measure.archived) == measure and not problems
        if objective := self.objectives.get(row_id):
            read_o, problems = read_objective(objective, row, self.block)
            return read_o == objective and not problems
        owner, problems = read_owner(self.plan, row, self.block)
        return owner == self.plan.owner and not problems


def _without_place(block: BlockReading, known: frozenset[str]) -> list[Stray]:
    """Rows whose ids are none, broken ones, or not of the plan."""
    last = max((row.row for row in block.rows if row.id), default=block.key_row)
    strays = []
    seen: Counter[tuple[str, str]] = Counter()
    for row in block.rows:
        if row.id in known or (code := _problem(row, beneath=row.row > max(last, block.end_row or last))) is None:
            continue
        text = (row.id_text or what_stands(row))[:LONGEST_SUBJECT]
        seen[code, text] += 1
        strays.append(Stray(row, code, f"{text}#{seen[code, text]}"))
    return strays


def _problem(row: RowReading, *, beneath: bool) -> Code | None:
    """Why a row of no known id is not read; None for what is no measure's: a remark, a total beneath the block."""
    if row.id:
        return Code.UNKNOWN_ID
    if row.id_text:
        return Code.BROKEN_ID
    if any(not is_blank(row.at(key)) for key in ("measure", "rule")):
        return Code.ROW_WITHOUT_ID
    figures = any(not is_blank(row.at(key)) for key in ("target", "current"))
    return Code.ROW_WITHOUT_ID if figures and not beneath else None
