"""A company to measure with: plans of any size out of the shipped templates, and what people report on them.

Everything follows from a seed, and is made before a clock starts, by the product's own code where it has some. The
rule a newcomer would break first: figures of two versions compare only while this module gives both the same company.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import cycle
from random import Random

from sheets_sync.excel.grafting import graft
from sheets_sync.excel.writing import write_workbook
from sheets_sync.layout.block import Block, Cell, CellValue
from sheets_sync.layout.columns import INDEX
from sheets_sync.layout.laying import lay_out
from sheets_sync.messages.labels import CONFIDENCES
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.definition import scale_of
from sheets_sync.okr.history import Changes, CheckIn, LastReading
from sheets_sync.okr.ids import new_id
from sheets_sync.okr.model import Confidence, Kind, Measure, Plan
from sheets_sync.okr.template import RoleTemplate, TemplateKeyResult, TemplateObjective, Text, make_plan
from sheets_sync.sync.templates.folders import load_folder, shipped_folder

CYCLE = Cycle.parse("2026")
START = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
NOTES = ("", "", "", "Đang chờ số liệu quý", "Khách hàng lớn đã ký, đợt hai giao vào tháng sau")
LANG = "vi"


def week(number: int) -> datetime:
    """The moment of a weekly report, counted from 0."""
    return START + timedelta(weeks=number)


def plans(count: int, measures: int, random: Random) -> list[Plan]:
    """Plans of exactly so many measures, with the sentences and kinds of measures that the shipped templates have."""
    shipped = load_folder(shipped_folder())
    template = RoleTemplate(
        id="company",
        name=Text(vi="Ban điều hành", en="Board"),
        objectives=tuple(_objectives(shipped, measures)),
        placeholders=tuple({blank.name: blank for role in shipped for blank in role.placeholders}.values()),
    )
    values = {blank.name: blank.example.vi for blank in template.placeholders}

    def ids(thing: str) -> str:
        return new_id(thing, random.randrange)

    return [
        make_plan(template, lang=LANG, owner=f"Nguyễn Văn {number}", cycle=CYCLE, values=values, ids=ids)
        for number in range(count)
    ]


def report(plan: Plan, number: int, random: Random) -> Changes:
    """What a pass makes of the report of a week in which every measure has a new value."""
    check_ins = tuple(_check_in(measure, row, number, random) for row, measure in enumerate(_measures(plan), 5))
    return Changes(plan=plan, check_ins=check_ins, readings=tuple(map(_as_read, check_ins)))


def workbook(plans: Iterable[Plan], random: Random) -> bytes:
    """A workbook with the block of each plan in a tab of its own, filled in by its owner."""
    books = []
    for number, plan in enumerate(plans, 1):
        binding, document = (new_id(thing, random.randrange) for thing in ("binding", "document"))
        block = lay_out(plan, tab=f"OKR {number}", binding=binding, document=document, today=START.date())
        books.append(write_workbook(_filled(plan, block, random)))
    return reduce(graft, books)


def _objectives(shipped: Sequence[RoleTemplate], measures: int) -> Iterator[TemplateObjective]:
    """Objectives of the templates, again and again until there are so many measures."""
    for objective in cycle([each for role in shipped for each in role.objectives]):
        key_results: list[TemplateKeyResult] = []
        for key_result in objective.key_results:
            kept = key_result.measures[:measures]
            measures -= len(kept)
            key_results += [replace(key_result, measures=kept)] if kept else []
        if key_results:
            yield replace(objective, key_results=tuple(key_results))
        if not measures:
            return


def _measures(plan: Plan) -> Iterator[Measure]:
    return (measure for _, _, measure in plan.measures())


def _check_in(measure: Measure, row: int, number: int, random: Random) -> CheckIn:
    value = _value(measure, number, random)
    return CheckIn(
        measure=measure.id,
        at=week(number),
        day=week(number).date(),
        value=value,
        scale=scale_of(measure),
        confidence=random.choice(list(Confidence)),
        note=random.choice(NOTES),
        raw=str(value),
        tab="OKR 2026",
        cell=f"K{row}",
    )


def _as_read(check_in: CheckIn) -> LastReading:
    return LastReading(
        measure=check_in.measure,
        seen=f"number\x1f{check_in.raw}\x1f{check_in.note}\x1egeneral\x1f\x1f{check_in.scale}\x1f{check_in.confidence}",
        value=check_in.value,
        scale=check_in.scale,
        confidence=check_in.confidence,
        note=check_in.note,
        day=check_in.day,
    )


def _value(measure: Measure, number: int, random: Random) -> Decimal:
    """Somewhere on the way to the target, further from week to week; whole numbers and ones with a decimal."""
    target = Decimal(100) if measure.kind is Kind.MILESTONE else measure.target or Decimal(10)
    return round(target * (number + 1) / 60 * Decimal(random.randrange(500, 1000)) / 1000, random.choice((0, 1))) + 0


def _filled(plan: Plan, block: Block, random: Random) -> Block:
    """The block with a value, a confidence and a note in the row of each measure."""
    cells = dict(block.cells)

    def fill(measure: Measure, key: str, value: CellValue) -> None:
        place = (block.rows[measure.id], INDEX[key])
        cells[place] = Cell(cells[place].look, value)

    for measure, said in zip(_measures(plan), report(plan, 0, random).check_ins, strict=True):
        in_points = measure.kind in (Kind.PERCENT, Kind.MILESTONE)
        fill(measure, "current", Fraction(said.value or 0) / (100 if in_points else 1))
        fill(measure, "confidence", CONFIDENCES[LANG][said.confidence or Confidence.HIGH])
        fill(measure, "note", said.note or None)
    return replace(block, cells=cells)
