"""What commands and the API answer, as plain data: the JSON shapes of plans, values and Findings. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheets_sync.layout.block import Block
from sheets_sync.layout.grid import address
from sheets_sync.messages.catalogue import Words, words
from sheets_sync.messages.labels import HEADERS
from sheets_sync.okr.definition import scale_of
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import KeyResult, Measure, Objective, Plan
from sheets_sync.okr.progress import PlanStanding, Standing, counting_value, effective_due, stand, weight_of

Json = dict[str, Any]

EXACT_IN_JSON = 2**53
"""Whole numbers from here on are not exact in every reader of JSON."""

CELLS = ("text", "owner", "due", "target", "start", "current", "progress", "confidence", "note", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A plan with what is known of it on a day."""

    plan: Plan
    document: str
    tab: str
    values: Mapping[str, CheckIn]
    today: date

    def current(self, measure: Measure) -> Decimal | None:
        """The value of a measure that counts today."""
        last = self.values.get(measure.id)
        if last is None or last.scale != scale_of(measure):
            return None
        return counting_value(measure, last.value, last.day, self.today, self.plan.cycle)

    def standings(self) -> PlanStanding:
        """Where the plan and its parts stand."""
        return stand(self.plan, {m.id: self.current(m) for _, _, m in self.plan.live_measures()}, self.today)


def number(value: Decimal | Fraction | None) -> int | float | None:
    """A JSON number: whole ones without a point."""
    if value is None:
        return None
    top, bottom = value.as_integer_ratio()
    return top if bottom == 1 and -EXACT_IN_JSON < top < EXACT_IN_JSON else float(value)


def inserted_json(plan: Plan, block: Block, binding: str, document: str) -> Json:
    """The answer of `insert`."""
    return {
        "plan": plan.id,
        "binding": binding,
        "document": document,
        "tab": block.tab,
        "measures": [
            _definition(measure)
            | {
                "due": _day(effective_due(measure, objective, plan.cycle)),
                "objective": objective.id,
                "key_result": key_result.id,
                "cells": {key: address(block.tab, block.cell_of(measure.id, key)) for key in CELLS},
            }
            for objective, key_result, measure in plan.measures()
        ],
    }


def plan_json(view: PlanView) -> Json:
    """One plan of `status`."""
    plan, standings = view.plan, view.standings()
    return {
        "id": plan.id,
        "role": plan.role,
        "role_name": plan.role_name,
        "owner": plan.owner,
        "lang": plan.lang,
        "cycle": plan.cycle.label,
        "cycle_start": _day(plan.cycle.start),
        "cycle_end": _day(plan.cycle.end),
        "document": view.document,
        "tab": view.tab,
        **_standing(standings.plan),
        "objectives": [_objective(o, view, standings) for o in plan.objectives if o.id in standings.parts],
    }


def finding_json(finding: Finding, lang: str) -> Json:
    """One Finding, in a language."""
    message, mend = finding_words(finding, lang)
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "tab": finding.tab,
        "cell": finding.cell,
        "found": finding.found,
        "message": message,
        "mend": mend,
    }


def finding_words(finding: Finding, lang: str) -> Words:
    """The sentences of a Finding, columns by their header."""
    args = {"found": finding.found or "", "column": HEADERS[lang].get(finding.column, finding.column)}
    return words(finding.code, lang, args | finding.args)


def check_in_json(check_in: CheckIn) -> Json:
    """One point of `history`."""
    return {
        "at": moment(check_in.at),
        "value": number(check_in.value),
        "confidence": check_in.confidence,
        "note": check_in.note,
        "raw": check_in.raw,
        "struck": check_in.struck,
        "reason": check_in.reason,
        "source": {"document": check_in.document, "tab": check_in.tab, "cell": check_in.cell},
        "run": check_in.run,
    }


def moment(at: datetime) -> str:
    """An instant, ISO 8601 with its zone."""
    return at.isoformat(timespec="seconds")


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def _objective(objective: Objective, view: PlanView, standings: PlanStanding) -> Json:
    return {
        "id": objective.id,
        "text": objective.text,
        **_standing(standings.parts[objective.id]),
        "key_results": [
            _key_result(key_result, view, standings)
            for key_result in objective.key_results
            if key_result.id in standings.parts
        ],
    }


def _key_result(key_result: KeyResult, view: PlanView, standings: PlanStanding) -> Json:
    return {
        "id": key_result.id,
        "text": key_result.text,
        "owners": list(key_result.owners),
        **_standing(standings.parts[key_result.id]),
        "measures": [_measure(measure, view, standings.parts[measure.id]) for measure in key_result.live],
    }


def _measure(measure: Measure, view: PlanView, standing: Standing) -> Json:
    last = view.values.get(measure.id)
    return {
        **_definition(measure),
        "current": number(view.current(measure)),
        "confidence": last.confidence if last else None,
        "note": last.note if last else "",
        "at": moment(last.at) if last else None,
        "source": _source(last) if last else None,
        **_standing(standing),
        "weight": number(weight_of(measure.weight)),
        "stretch_progress": number(standing.stretch_progress),
    }


def _definition(measure: Measure) -> Json:
    return {
        "id": measure.id,
        "name": measure.name,
        "kind": measure.kind,
        "direction": measure.direction,
        "strict": measure.strict,
        "start": number(measure.start),
        "target": number(measure.target),
        "stretch": number(measure.stretch),
        "unit": measure.unit,
        "per": str(measure.per) if measure.per else None,
        "from": _day(measure.from_),
        "due": _day(measure.due),
        "weight": number(weight_of(measure.weight)),
    }


def _standing(standing: Standing) -> Json:
    return {
        "progress": number(standing.progress),
        "expected": number(standing.expected),
        "met": standing.met,
        "status": standing.status,
        "reported": standing.reported,
        "of": standing.of,
        "due": _day(standing.due),
        "weight": number(standing.weight),
    }


def _source(point: CheckIn) -> Json:
    """Where a value comes from: document, tab, cell, raw text, run."""
    place = {"document": point.document, "tab": point.tab, "cell": point.cell}
    return place | {"raw": point.raw, "run": point.run}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
