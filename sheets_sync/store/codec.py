"""Plans and single fields of definitions as JSON, and back without loss. Decimals are strings, dates are ISO 8601.

A field is written by its type and read by its name. The rule a newcomer would break first: a field that Plan, Objective
or Measure gains must be readable from definitions without it, so it needs a default there and an entry in `_READ` here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.history import Value
from sheets_sync.okr.model import Direction, KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.store.errors import decoding
from sheets_sync.store.types import digits

Json = str | bool | None

_READ: Mapping[str, Callable[[str], Value]] = {
    "kind": Kind,
    "direction": Direction,
    **dict.fromkeys(("start", "target", "stretch", "weight"), Decimal),
    **dict.fromkeys(("from_", "due"), date.fromisoformat),
    "per": Period.parse,
}
"""How the fields are read that are neither text nor true or false."""


def field_to_json(value: Value) -> Json:
    """One field of a definition."""
    if isinstance(value, Decimal):
        return digits(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | Period) else value  # an enum's member becomes its value


def field_from_json(field: str, stored: Json) -> Value:
    """The value of the field of that name.

    Raises:
        StoreError: `store-damaged`, it cannot be read.
    """
    read = _READ.get(field)
    if stored is None or read is None:
        return stored
    with decoding(field):
        return read(str(stored))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The whole plan: `{id, ..., cycle: {label, start, end}, objectives: [{..., key_results: [{id, measures}]}]}`."""
    written: dict[str, Any] = json.loads(plan_to_text(plan))
    return written


def plan_to_text(plan: Plan) -> str:
    """What `plan_to_json` gives as `json.dumps` writes it: the same text for the same plan."""
    return _ENCODER.encode(plan)


def plan_from_json(stored: Mapping[str, Any]) -> Plan:
    """The plan that `plan_to_json` wrote.

    Raises:
        StoreError: `store-damaged`, it cannot be read.
    """
    with decoding("definition"):
        cycle = stored["cycle"]
        return Plan(
            **_read(stored, "cycle", "objectives"),
            cycle=Cycle(cycle["label"], date.fromisoformat(cycle["start"]), date.fromisoformat(cycle["end"])),
            objectives=tuple(_objective_from_json(each) for each in stored["objectives"]),
        )


def _objective_from_json(stored: Mapping[str, Any]) -> Objective:
    key_results = tuple(
        KeyResult(**_read(each, "measures"), measures=tuple(Measure(**_read(one)) for one in each["measures"]))
        for each in stored["key_results"]
    )
    return Objective(**_read(stored, "key_results"), key_results=key_results)


_NESTED = ("cycle", "objectives", "key_results", "measures")
"""The fields that hold other parts; they are written last."""

_FIELDS: Mapping[type, list[str]] = {
    part: sorted((field.name for field in fields(part)), key=_NESTED.__contains__)
    for part in (Plan, Cycle, Objective, KeyResult, Measure)
}


def _encoded(part: Any) -> Any:
    """What JSON has for a part or a field of a definition; texts, enums' members and lists it takes as they are."""
    names = _FIELDS.get(type(part))
    return field_to_json(part) if names is None else {name: getattr(part, name) for name in names}


_ENCODER = json.JSONEncoder(default=_encoded, check_circular=False)


def _read(stored: Mapping[str, Any], *nested: str) -> dict[str, Any]:
    own = dict(stored)
    for name in nested:
        del own[name]
    for name, read in _READ.items():
        if own.get(name) is not None:
            own[name] = read(own[name])
    return own
