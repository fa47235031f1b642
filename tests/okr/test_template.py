"""A role template becomes a plan: dates, blanks, owners, figures, ids."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.model import Direction, KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.okr.template import (
    BadValue,
    MissingValues,
    Placeholder,
    RoleTemplate,
    TemplateKeyResult,
    TemplateMeasure,
    TemplateObjective,
    Text,
    UnknownValues,
    control_character,
    make_plan,
    required_values,
)

Q1 = Cycle.parse("2026-Q1")
CUSTOMERS = TemplateMeasure(name=Text("Khách", "Customers"), kind=Kind.COUNT, target=Decimal(20))


def template(
    *measures: TemplateMeasure,
    text: str = "Bán hàng",
    objective: Mapping[str, object] | None = None,
    key_result: Mapping[str, object] | None = None,
    placeholders: tuple[str, ...] = (),
) -> RoleTemplate:
    """Make a template of one objective with one key result, the rest as given."""
    result = TemplateKeyResult(text=Text(text, "Sell"), measures=measures or (CUSTOMERS,))
    result = replace(result, **(key_result or {}))  # type: ignore[arg-type]
    whole = TemplateObjective(text=Text("Lớn mạnh", "Grow"), key_results=(result,))
    return RoleTemplate(
        id="seller",
        name=Text("Nhân viên bán hàng", "Seller"),
        objectives=(replace(whole, **(objective or {})),),  # type: ignore[arg-type]
        placeholders=tuple(Placeholder(name, Text(name), Text(name), Text(name)) for name in placeholders),
    )


class Ids:
    """Count upwards for each sort of thing."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.asked: list[str] = []

    def __call__(self, thing: str) -> str:
        self.seen[thing] += 1
        self.asked.append(thing)
        return f"{thing}{self.seen[thing]}"


def plan(
    given: RoleTemplate,
    *,
    lang: str = "vi",
    owner: str | None = None,
    cycle: Cycle = Q1,
    values: Mapping[str, str] | None = None,
) -> Plan:
    return make_plan(given, lang=lang, owner=owner, cycle=cycle, values=values or {}, ids=Ids())


def only(made: Plan) -> tuple[Objective, KeyResult, Measure]:
    (found,) = made.measures()
    return found


def test_a_plan_is_the_roles_in_its_language() -> None:
    made = plan(template(), lang="en")
    assert (made.id, made.role, made.role_name, made.lang, made.cycle) == ("plan1", "seller", "Seller", "en", Q1)
    objective, key_result, measure = only(made)
    assert (objective.text, key_result.text, measure.text, measure.name) == ("Grow", "Sell", "Sell", "Customers")


def test_the_owner_is_the_role_unless_named() -> None:
    assert plan(template()).owner == "Nhân viên bán hàng"
    assert plan(template(), owner="Lan").owner == "Lan"


def test_a_text_falls_back_to_the_language_that_is_there() -> None:
    assert Text(vi="Có").in_lang("en") == "Có"
    assert Text(en="Yes").in_lang("vi") == "Yes"
    assert Text(vi="Có", en="Yes").in_lang("en") == "Yes"
    assert Text().in_lang("vi") == ""
    assert Text(en="Yes").by_lang == {"en": "Yes"}


def test_ids_are_drawn_in_the_order_of_the_rows() -> None:
    ids = Ids()
    two = template(CUSTOMERS, CUSTOMERS)
    twice = replace(two, objectives=two.objectives * 2)
    make_plan(twice, lang="vi", owner=None, cycle=Q1, values={}, ids=ids)
    assert ids.asked == ["plan"] + ["objective", "key_result", "measure", "measure"] * 2


def test_all_figures_of_a_measure_are_kept() -> None:
    given = TemplateMeasure(
        name=Text("Giá", "Price"),
        kind=Kind.CURRENCY,
        direction=Direction.AT_MOST,
        strict=True,
        start=Decimal(3),
        target=Decimal(2),
        unit=Text("VND", "VND"),
        per=Period(2, "month"),
        ask_start=True,
    )
    measure = only(plan(template(given)))[2]
    assert measure == Measure(
        id="measure1",
        name="Giá",
        kind=Kind.CURRENCY,
        direction=Direction.AT_MOST,
        strict=True,
        start=Decimal(3),
        target=Decimal(2),
        unit="VND",
        per=Period(2, "month"),
        ask_start=True,
        text="Bán hàng",
    )


def test_a_range_is_target_and_stretch() -> None:
    measure = only(plan(template(replace(CUSTOMERS, target=Decimal(2), stretch=Decimal(3)))))[2]
    assert (measure.target, measure.stretch) == (Decimal(2), Decimal(3))


def test_the_unit_is_that_of_the_language() -> None:
    given = template(replace(CUSTOMERS, unit=Text("khách", "customers")))
    assert only(plan(given))[2].unit == "khách"
    assert only(plan(given, lang="en"))[2].unit == "customers"


def test_owners_stand_in_one_cell_in_order() -> None:
    owners = (Text("Giám đốc Bán hàng", "Sales Director"), Text("Giám đốc Marketing", "Marketing Director"))
    _, key_result, measure = only(plan(template(key_result={"owners": owners}), lang="en"))
    assert measure.owner == "Sales Director,\nMarketing Director"
    assert key_result.owners == ("Sales Director", "Marketing Director")


@pytest.mark.parametrize(
    ("objective", "key_result", "due"),
    [
        ("mar-end", "feb-mid", date(2026, 2, 15)),
        ("mar-end", None, None),
        (None, "feb-end", date(2026, 2, 28)),
        (None, "2026-03-08", date(2026, 3, 8)),
        (None, None, None),
    ],
)
def test_a_measure_has_the_due_of_its_key_result_and_inherits_others(
    objective: str | None, key_result: str | None, due: date | None
) -> None:
    made = plan(template(objective={"due": objective}, key_result={"due": key_result}))
    whole, _, measure = only(made)
    assert measure.due == due
    assert whole.due == (date(2026, 3, 31) if objective else None)


def test_dates_are_those_of_the_cycle() -> None:
    given = template(key_result={"from_": "nov-start", "due": "mar-end"})
    over_new_year = Cycle.parse("2026-10-01..2027-03-31")
    measure = only(plan(given, cycle=over_new_year))[2]
    assert (measure.from_, measure.due) == (date(2026, 11, 1), date(2027, 3, 31))


def test_a_weight_of_one_is_left_blank() -> None:
    given = template(CUSTOMERS, CUSTOMERS, objective={"weight": Decimal(3)}, key_result={"weight": Decimal(2)})
    rows = list(plan(given).measures())
    assert [(o.weight, measure.weight) for o, _, measure in rows] == [(Decimal(3), Decimal(2))] * 2
    one = template(objective={"weight": Decimal("1.0")}, key_result={"weight": Decimal(1)})
    objective, _, measure = only(plan(one))
    assert (objective.weight, measure.weight) == (None, None)


def test_blanks_are_filled_in_every_text() -> None:
    blank = Text("[{{product}}]", "[{{product}}]")
    given = template(
        replace(CUSTOMERS, name=blank),
        objective={"text": Text("{{product}} năm {{year}}")},
        placeholders=("product",),
        key_result={"owners": (blank,)},
        text="{{product}}, {{product}}",
    )
    objective, key_result, measure = only(plan(given, values={"product": "  Loa S2 "}))
    assert objective.text == "Loa S2 năm 2026"
    assert key_result.text == "Loa S2, Loa S2"
    assert (measure.name, measure.owner) == ("[Loa S2]", "[Loa S2]")


def test_the_year_is_that_of_the_first_day() -> None:
    given = template(text="Năm {{year}}")
    assert only(plan(given, cycle=Cycle.parse("2026-10-01..2027-03-31")))[1].text == "Năm 2026"


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and not control_character(text)))
def test_a_value_stands_as_it_was_typed(value: str) -> None:
    made = plan(template(text="{{a}}", placeholders=("a",)), values={"a": value})
    assert only(made)[1].text == unicodedata.normalize("NFC", value.strip())


@pytest.mark.parametrize("value", ["{{year}}", "{{a}}", r"\1 \g<0>", "=SUM(A1)", "tỷ"])
def test_a_value_is_text_not_a_template(value: str) -> None:
    assert only(plan(template(text="{{a}}", placeholders=("a",)), values={"a": value}))[1].text == value


def test_accents_are_composed() -> None:
    made = plan(template(text="{{a}}", placeholders=("a",)), values={"a": "ty\u0309"})
    assert only(made)[1].text == "t\u1ef7"


def test_missing_values_are_named_in_the_order_of_asking() -> None:
    given = template(placeholders=("team", "city", "product"))
    assert required_values(given) == ("team", "city", "product")
    with pytest.raises(MissingValues) as caught:
        plan(given, values={"city": "Huế"})
    assert caught.value.names == ("team", "product")


@pytest.mark.parametrize("name", ["teem", "year", ""])
def test_a_value_for_no_placeholder_is_refused(name: str) -> None:
    with pytest.raises(UnknownValues) as caught:
        plan(template(placeholders=("team",)), values={name: "A"})
    assert (caught.value.names, caught.value.known) == ((name,), ("team",))


@pytest.mark.parametrize("value", ["", " \u00a0", "x" * 201, "a\nb", "a\tb", "a\x00b", "a\u2028b", "\ud800", "\ufffe"])
def test_a_value_that_no_cell_should_hold_is_refused(value: str) -> None:
    with pytest.raises(BadValue) as caught:
        plan(template(text="{{a}}", placeholders=("a",)), values={"a": value})
    assert caught.value.name == "a"


@pytest.mark.parametrize("value", ["x", "x" * 200, " " + "x" * 200 + " ", "👩‍👩‍👧", "Đỗ Thị Ánh"])
def test_any_other_text_is_a_value(value: str) -> None:
    assert only(plan(template(text="{{a}}", placeholders=("a",)), values={"a": value}))[1].text == value.strip()
