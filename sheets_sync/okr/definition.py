"""Kinds from rule and unit, and what is odd about a definition that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheets_sync.messages.codes import Code
from sheets_sync.okr.cell import plain
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.model import Direction, Kind, Measure, Objective, Plan

MILESTONE_RULE = "milestone"

_ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_ISO_4217.split())
"""ISO 4217: the currencies in use; NPS, KPI and API are no money."""


def rule_of(measure: Measure) -> str:
    """The rule as the block's drop-down names it: direction, and how it is strict (`reach >`, `at_most <`)."""
    if measure.kind is Kind.MILESTONE:
        return MILESTONE_RULE
    if not measure.strict:
        return measure.direction.value
    falls = measure.direction in (Direction.DECREASE_TO, Direction.AT_MOST)
    return f"{measure.direction} {'<' if falls else '>'}"


def scale_of(measure: Measure) -> str:
    """On which scale a measure's values stand: its kind, and which currency. Values of another one do not count."""
    return measure.unit.strip() if measure.kind is Kind.CURRENCY else measure.kind.value


def kind_of(rule: str, unit: str, *, scored: bool) -> Kind:
    """The kind that rule and unit say; `scored` tells scores, which only the template names, from counts."""
    if rule == MILESTONE_RULE:
        return Kind.MILESTONE
    if unit == "%":
        return Kind.PERCENT
    if unit.strip() in CURRENCIES:
        return Kind.CURRENCY
    return Kind.SCORE if scored else Kind.COUNT


def odd_definitions(plan: Plan) -> Iterator[Finding]:
    """What a person should look at in the definitions of a plan's live rows, each by row id and column."""
    for objective in plan.objectives:
        if any(kr.live for kr in objective.key_results):
            yield from _odd_weight(objective.id, objective.weight)
            yield from _odd_due(objective.id, objective, plan.cycle)
    for _, _, measure in plan.live_measures():
        yield from _odd_weight(measure.id, measure.weight)
        yield from _odd_due(measure.id, measure, plan.cycle)
        yield from _odd_measure(measure, plan.cycle)


def _odd_measure(measure: Measure, cycle: Cycle) -> Iterator[Finding]:
    if measure.from_ and measure.from_ > cycle.end:
        yield Finding(
            code=Code.FROM_AFTER_CYCLE,
            subject=measure.id,
            column="from",
            found=measure.from_.isoformat(),
            args={"cycle_end": cycle.end.isoformat()},
        )
    if measure.direction is Direction.INCREASE_BY and measure.kind is not Kind.MILESTONE:
        if measure.target is None or measure.target <= 0:
            found = "" if measure.target is None else f"{plain(measure.target)}%"
            yield Finding(code=Code.GROWTH_NEEDS_TARGET, subject=measure.id, column="target", found=found)
        if measure.kind is not Kind.PERCENT and (measure.start is None or measure.start <= 0):
            start = None if measure.start is None else plain(measure.start)
            yield Finding(code=Code.GROWTH_NEEDS_START, subject=measure.id, column="start", found=start)
            return
    if measure.ask_start and measure.start is None and measure.kind is not Kind.MILESTONE:
        yield Finding(code=Code.START_ASKED, subject=measure.id, column="start")


def _odd_weight(subject: str, weight: Decimal | None) -> Iterator[Finding]:
    if weight is not None and weight <= 0:
        yield Finding(code=Code.WEIGHT_NOT_POSITIVE, subject=subject, column="weight", found=plain(weight))


def _odd_due(subject: str, dated: Measure | Objective, cycle: Cycle) -> Iterator[Finding]:
    if dated.due and dated.due < cycle.start:
        yield Finding(
            code=Code.DUE_BEFORE_CYCLE,
            subject=subject,
            column="due",
            found=dated.due.isoformat(),
            args={"cycle_start": cycle.start.isoformat()},
        )
