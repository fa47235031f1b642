"""Definitions survive being written as JSON."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from sheets_sync.okr.history import Value
from sheets_sync.okr.model import KeyResult, Measure, Objective, Plan
from sheets_sync.store import StoreError
from sheets_sync.store.codec import field_from_json, field_to_json, plan_from_json, plan_to_json
from tests.store.samples import a_plan
from tests.store.strategies import MEASURES, PLANS


@given(PLANS)
def test_a_plan_is_the_same_after_json(plan: Plan) -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


@given(MEASURES)
def test_every_field_of_a_measure_is_the_same_after_json_with_its_type(measure: Measure) -> None:
    for field in fields(Measure):
        value: Value = getattr(measure, field.name)
        again = field_from_json(field.name, json.loads(json.dumps(field_to_json(value))))
        assert again == value
        assert type(again) is type(value)


def test_every_field_is_written() -> None:
    written = plan_to_json(a_plan())
    assert set(written) == {field.name for field in fields(Plan)}
    objective = written["objectives"][0]
    assert set(objective) == {field.name for field in fields(Objective)}
    key_result = objective["key_results"][0]
    assert set(key_result) == {field.name for field in fields(KeyResult)}
    assert set(key_result["measures"][0]) == {field.name for field in fields(Measure)}


def test_what_is_equal_is_written_alike() -> None:
    assert field_to_json(Decimal("1.50")) == field_to_json(Decimal("1.5")) == "1.5"
    assert field_to_json(Decimal("1E+3")) == "1000"
    assert field_to_json(Decimal("-0.0")) == "0"
    assert field_to_json(date(2026, 3, 31)) == "2026-03-31"


def test_a_definition_without_a_later_field_is_readable() -> None:
    written = plan_to_json(a_plan())
    for measure in written["objectives"][0]["key_results"][0]["measures"]:
        del measure["ask_start"]
    assert plan_from_json(written) == a_plan()


@pytest.mark.parametrize("broken", [{}, {"cycle": 1}, {"objectives": [{}]}, {"unknown": 1}, {"cycle": {"label": "x"}}])
def test_what_is_no_definition_is_a_damaged_store(broken: dict[str, object]) -> None:
    stored = {**plan_to_json(a_plan()), **broken} if broken else {}
    with pytest.raises(StoreError, match="store-damaged"):
        plan_from_json(stored)


def test_a_number_of_absurd_size_is_refused() -> None:
    plan = a_plan()
    _, _, measure = next(plan.measures())
    for number in (Decimal("1E+999999"), Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(ValueError, match="storable"):
            plan_to_json(plan.with_measures({measure.id: replace(measure, target=number)}))
