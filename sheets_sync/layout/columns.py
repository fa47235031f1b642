"""The columns of a block, in order: their stable keys, widths and what they are for.

The keys stand in the hidden key row; people may move, hide, widen and rename columns as they like.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Use(Enum):
    """Who needs a column, and so how it is shown."""

    ADDRESS = "ids, hidden"
    WEEKLY = "looked at every week, in view"
    SELDOM = "touched seldom, in a collapsed group"
    COMPUTED = "computed for the roll-ups, hidden"


class Column(NamedTuple):
    """A column: its key, its use and its width in characters."""

    key: str
    use: Use
    width: float


COLUMNS = (
    Column("id", Use.ADDRESS, 12),
    Column("objective", Use.ADDRESS, 12),
    Column("key_result", Use.ADDRESS, 12),
    Column("text", Use.WEEKLY, 38),
    Column("owner", Use.WEEKLY, 18),
    Column("due", Use.WEEKLY, 11),
    Column("measure", Use.WEEKLY, 20),
    Column("target", Use.WEEKLY, 16),
    Column("unit", Use.WEEKLY, 7),
    Column("current", Use.WEEKLY, 16),
    Column("progress", Use.WEEKLY, 9),
    Column("status", Use.WEEKLY, 15.5),
    Column("confidence", Use.WEEKLY, 10),
    Column("note", Use.WEEKLY, 17),
    Column("start", Use.SELDOM, 14),
    Column("rule", Use.SELDOM, 13),
    Column("stretch", Use.SELDOM, 14),
    Column("per", Use.SELDOM, 9),
    Column("weight", Use.SELDOM, 8),
    Column("from", Use.SELDOM, 11),
    *(
        Column(key, Use.COMPUTED, 10)
        for key in (
            *("expected", "met"),
            *("m_share", "m_points", "m_pace", "m_met", "m_due"),
            *("o_share", "o_points", "o_pace"),
        )
    ),
)

KEYS = tuple(column.key for column in COLUMNS)
INDEX = {key: index for index, key in enumerate(KEYS, 1)}
WIDTHS = {column.key: column.width for column in COLUMNS}

READ = (
    *("id", "text", "owner", "due", "measure", "target", "unit", "current", "confidence", "note"),
    *("start", "rule", "stretch", "per", "weight", "from"),
)
"""The columns that a pass reads; it never reads a computed one."""

COMPUTED = ("progress", "status", *(column.key for column in COLUMNS if column.use is Use.COMPUTED))

TITLE_ROW, KEY_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4
"""Where a new block's rows stand: its first row is the plan's. Readers go by ids, not by these."""

HEADER_MARK, END_MARK = "header", "end"
"""What stands in the id column of the header row and of the hidden end row, which are no data."""

FACTS = ("plan", "binding", "document")
"""The ids in the key row, behind the column keys, as `plan:p…`, `binding:b…`, `document:d…`."""
