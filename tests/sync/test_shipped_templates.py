"""The shipped templates say what `tests/facts/roles.yaml` says, and nothing else."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from sheets_sync.messages import LANGUAGES
from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.model import Kind
from sheets_sync.okr.template import (
    PLACEHOLDER,
    RoleTemplate,
    TemplateKeyResult,
    TemplateMeasure,
    TemplateObjective,
    Text,
    make_plan,
)
from sheets_sync.sync.templates.folders import (
    check_folder,
    load,
    load_folder,
    shipped_folder,
    template_as_json,
    template_summary,
)

FACTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "facts" / "roles.yaml").read_text(encoding="utf-8")
)["roles"]
ROLES = [role["id"] for role in FACTS]
TEMPLATES = {template.id: template for template in load_folder(shipped_folder())}

each_role = pytest.mark.parametrize("facts", FACTS, ids=ROLES)


def test_nothing_is_wrong_with_them() -> None:
    assert check_folder(shipped_folder()) == []


def test_there_are_eight_roles_and_no_more() -> None:
    assert set(TEMPLATES) == set(ROLES)
    shapes = [template_summary(template) for template in TEMPLATES.values()]
    objectives = [count for shape in shapes for count in shape["objectives"]]
    assert (len(shapes), len(objectives), sum(objectives)) == (8, 22, 73)
    assert sum(shape["measures"] for shape in shapes) == 85


@each_role
def test_names_and_structure(facts: dict[str, Any]) -> None:
    template = TEMPLATES[facts["id"]]
    assert template.name.by_lang == facts["name"]
    wanted = [[len(kr["measures"]) for kr in objective["key_results"]] for objective in facts["objectives"]]
    assert [[len(kr.measures) for kr in objective.key_results] for objective in template.objectives] == wanted


@each_role
def test_every_figure(facts: dict[str, Any]) -> None:
    template = TEMPLATES[facts["id"]]
    wanted = [
        _figures_wanted(measure)
        for objective in facts["objectives"]
        for key_result in objective["key_results"]
        for measure in key_result["measures"]
    ]
    assert [_figures(measure) for _, _, measure in _measures(template)] == wanted


@each_role
def test_dates_owners_and_weights(facts: dict[str, Any]) -> None:
    for objective, wanted in zip(TEMPLATES[facts["id"]].objectives, facts["objectives"], strict=True):
        assert (objective.due, objective.weight) == (wanted.get("due"), None)
        for key_result, fact in zip(objective.key_results, wanted["key_results"], strict=True):
            assert (key_result.from_, key_result.due, key_result.weight) == (fact.get("from"), fact.get("due"), None)
            owners = [owner.en.casefold() for owner in key_result.owners]
            assert owners == [owner.casefold() for owner in fact.get("owners", [])]


@each_role
def test_what_the_manager_is_asked(facts: dict[str, Any]) -> None:
    template = TEMPLATES[facts["id"]]
    asked: list[str] = []
    for objective, wanted in zip(template.objectives, facts["objectives"], strict=True):
        assert _blanks(objective.text) == wanted.get("placeholders", [])
        asked += wanted.get("placeholders", [])
        for key_result, fact in zip(objective.key_results, wanted["key_results"], strict=True):
            assert _blanks(key_result.text) == fact.get("placeholders", [])
            asked += fact.get("placeholders", [])
    assert {placeholder.name for placeholder in template.placeholders} == set(asked) - {"year"}


def test_an_owner_is_worded_the_same_everywhere() -> None:
    owners = {
        owner
        for template in TEMPLATES.values()
        for objective in template.objectives
        for key_result in objective.key_results
        for owner in key_result.owners
    }
    names = {template.name for template in TEMPLATES.values()}
    for lang in LANGUAGES:
        known = {owner.in_lang(lang) for owner in owners}
        assert len(known) == len(owners)
        assert all(name in owners for name in names if name.in_lang(lang) in known)


@each_role
def test_shown_as_json_it_is_the_file(facts: dict[str, Any]) -> None:
    text = (shipped_folder() / f"{facts['id']}.yaml").read_text(encoding="utf-8")
    assert template_as_json(TEMPLATES[facts["id"]]) == yaml.safe_load(text)


@each_role
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_becomes_a_plan_in_each_language(facts: dict[str, Any], lang: str) -> None:
    template = load([shipped_folder()], facts["id"])
    values = {placeholder.name: placeholder.example.in_lang(lang) for placeholder in template.placeholders}
    cycle = Cycle.parse("2026")
    plan = make_plan(template, lang=lang, owner=None, cycle=cycle, values=values, ids=lambda thing: thing)
    texts = [text for objective, kr, m in plan.measures() for text in (objective.text, kr.text, m.name, m.owner)]
    assert not [text for text in texts if "{{" in text or "}}" in text]
    assert all(name in "\n".join(texts) for name in values.values())


def _measures(template: RoleTemplate) -> list[tuple[TemplateObjective, TemplateKeyResult, TemplateMeasure]]:
    return [
        (objective, key_result, measure)
        for objective in template.objectives
        for key_result in objective.key_results
        for measure in key_result.measures
    ]


def _figures(measure: TemplateMeasure) -> dict[str, Any]:
    unit = measure.unit.en if measure.kind in (Kind.CURRENCY, Kind.PERCENT) else None
    return {
        "kind": measure.kind.value,
        "direction": measure.direction.value,
        "target": measure.target,
        "stretch": measure.stretch,
        "start": measure.start,
        "strict": measure.strict,
        "per": str(measure.per) if measure.per else None,
        "unit": unit,
    }


def _figures_wanted(fact: dict[str, Any]) -> dict[str, Any]:
    target = fact.get("target")
    committed, stretch = target if isinstance(target, list) else (target, None)
    return {
        "kind": fact["kind"],
        "direction": fact.get("direction", "reach"),
        "target": None if committed is None else Decimal(committed),
        "stretch": None if stretch is None else Decimal(stretch),
        "start": None,
        "strict": fact.get("strict", False),
        "per": fact.get("per"),
        "unit": "%" if fact["kind"] == "percent" else fact.get("unit"),
    }


def _blanks(text: Text) -> list[str]:
    """Placeholders of a text, in order; they must be the same in each language."""
    found = {lang: PLACEHOLDER.findall(words) for lang, words in text.by_lang.items()}
    assert sorted(found["vi"]) == sorted(found["en"])
    return [str(name) for name in found["en"]]
