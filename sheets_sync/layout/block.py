"""A Block: a plan laid out as a backend-neutral grid, a pure value.

It says what stands where, how it looks and behaves, in terms that both Excel and Google Sheets have; their adapters
translate it and decide nothing. Rows carry ids, formulas go by them (`layout.formulas`), nothing is merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from sheets_sync.layout.columns import INDEX
from sheets_sync.layout.grid import Position, a1

CellValue = str | Fraction | date | None
"""What a cell holds; numbers exactly, percents as fractions of one."""


class Role(Enum):
    """What a cell is to the person who looks at it."""

    TITLE = "title"
    CAPTION = "caption"
    HEADER = "header"
    HIDDEN = "hidden"
    INPUT = "input, filled every week"
    DEFINITION = "definition, changed now and then"
    COMPUTED = "computed"
    EMPTY = "empty on purpose"


class Shape(Enum):
    """How a value is shown."""

    TEXT = "text"
    HEADING = "text at the left edge"
    CENTRED = "centred text"
    SHORT = "centred text that shrinks to fit"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


class Level(Enum):
    """Which sort of row a cell stands in."""

    OUTSIDE = "outside"
    PLAN = "plan"
    OBJECTIVE = "objective"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `dimmed` repeats what the row above says; `asked` is an input that somebody should fill."""

    role: Role
    shape: Shape = Shape.TEXT
    level: Level = Level.OUTSIDE
    dimmed: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, or its formula with the value as the known result."""

    look: Look
    value: CellValue = None
    formula: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What a column accepts, from the first to the end row: one of `choices`, or what makes `formula` true.

    Both only warn. `formula` speaks of the first row's cells; None accepts everything after the warning.
    """

    column: str
    wrong: str
    choices: tuple[str, ...] = ()
    formula: str = ""
    title: str = ""
    help: str = ""


class Effect(Enum):
    """What a conditional format does."""

    BAR = "bar 0..1"
    DONE = "done"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    OVERDUE = "overdue"
    NO_REPORT = "no_report"
    DECIMALS = "number with decimals"
    PERCENT_DECIMALS = "percent with decimals"


@dataclass(frozen=True, slots=True)
class Conditional:
    """A format of a column that depends on `formula`, spoken from the first row ("" for a bar)."""

    column: str
    effect: Effect
    formula: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A plan as a grid. `rows` gives the row of every plan, objective and measure id; heights are in points."""

    lang: str
    tab: str
    title: str
    cells: Mapping[Position, Cell]
    rows: Mapping[str, int]
    heights: Mapping[int, float]
    last_row: int
    validations: tuple[Validation, ...]
    conditionals: tuple[Conditional, ...]
    page_footer: str

    @property
    def end_row(self) -> int:
        """The hidden row in which every range of the formulas ends."""
        return self.last_row + 1

    def cell_of(self, row_id: str, key: str) -> str:
        """The name, within the tab, of a row's cell in a column: H7."""
        return a1(self.rows[row_id], INDEX[key])
