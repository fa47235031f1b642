"""Role templates, and how one becomes a Plan for an owner and a cycle.

It answers what a template says and fills it in: placeholders, dates, owners, one language. It never reads
files (`sync.templates` does, and checks them) and draws no ids itself.
The rule a newcomer would break first: what a manager typed is put in once, as it is; it is never searched for
placeholders again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets_sync.messages import LANGUAGES
from sheets_sync.okr.cycle import Cycle, Period, resolve_date
from sheets_sync.okr.model import OWNERS_BETWEEN, Direction, KeyResult, Kind, Measure, Objective, Plan

PLACEHOLDER = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}", re.ASCII)
BUILT_IN = "year"
"""The placeholder that nobody is asked for: the year of the cycle's first day."""

MAX_VALUE = 200
"""Characters that the value of a placeholder may have."""

NewId = Callable[[str], str]
"""Gives a fresh id for a thing: plan, objective, key_result, measure (see `okr.ids`)."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages; "" stands for a language that it does not have."""

    vi: str = ""
    en: str = ""

    def in_lang(self, lang: str) -> str:
        """The text in that language ("vi" or "en"), in another one where it is missing."""
        return self.by_lang.get(lang) or self.vi or self.en

    @property
    def by_lang(self) -> dict[str, str]:
        """The languages that it has, in the product's order."""
        return {lang: text for lang in LANGUAGES if (text := getattr(self, lang))}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A blank that the manager fills: its label, the question, and a value such as people give."""

    name: str
    label: Text
    ask: Text
    example: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateMeasure:
    """One number to move, as the template says it; a milestone has a name and a kind only."""

    name: Text
    kind: Kind
    direction: Direction = Direction.REACH
    strict: bool = False
    start: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    unit: Text = Text()
    per: Period | None = None
    ask_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateKeyResult:
    """A result with its figures; `from_` and `due` are date words (`q1-start`), the owners are roles."""

    text: Text
    measures: tuple[TemplateMeasure, ...]
    owners: tuple[Text, ...] = ()
    weight: Decimal | None = None
    from_: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateObjective:
    """What the role wants to achieve; its `due` holds for key results without one."""

    text: Text
    key_results: tuple[TemplateKeyResult, ...]
    weight: Decimal | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTemplate:
    """Objectives and key results for one role, in one or more languages."""

    id: str
    name: Text
    objectives: tuple[TemplateObjective, ...]
    placeholders: tuple[Placeholder, ...] = ()


class MissingValues(ValueError):
    """No value was given for these placeholders."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class UnknownValues(ValueError):
    """Values were given for names that are no placeholders of the template; `known` are those that are."""

    def __init__(self, names: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names, self.known = names, known


class BadValue(ValueError):
    """The value of this placeholder is empty, too long, or holds a line break or the like."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def required_values(template: RoleTemplate) -> tuple[str, ...]:
    """Names of the placeholders that `make_plan` must be given, in the order of asking."""
    return tuple(placeholder.name for placeholder in template.placeholders)


def control_character(text: str) -> str | None:
    """The first character that no cell should hold: a control or line break, half a pair, or not XML's."""
    if text.isprintable():
        return None
    return next((c for c in text if unicodedata.category(c) in _CONTROLS or c in "\ufffe\uffff"), None)


_CONTROLS = ("Cc", "Cs", "Zl", "Zp")


def make_plan(
    template: RoleTemplate,
    *,
    lang: str,
    owner: str | None,
    cycle: Cycle,
    values: Mapping[str, str],
    ids: NewId,
) -> Plan:
    """Make a template concrete.

    Args:
        template: what to make.
        lang: the language of its texts, "vi" or "en".
        owner: whose plan it is; None is the role itself, by its name.
        cycle: what its date words and `{{year}}` refer to.
        values: what stands for each placeholder.
        ids: called for the plan, then for each objective, key result and measure as they stand.

    Raises:
        UnknownValues: a name is no placeholder of the template.
        MissingValues: a placeholder has no value.
        BadValue: a value is not 1 to 200 characters of plain text.
    """
    filler = _Filler(lang, cycle, _checked(template, values) | {BUILT_IN: str(cycle.start.year)}, ids)
    role_name = template.name.in_lang(lang)
    return Plan(
        id=ids("plan"),
        role=template.id,
        role_name=role_name,
        owner=role_name if owner is None else owner,
        lang=lang,
        cycle=cycle,
        objectives=tuple(filler.objective(objective) for objective in template.objectives),
    )


def _checked(template: RoleTemplate, values: Mapping[str, str]) -> dict[str, str]:
    known = required_values(template)
    if unknown := tuple(name for name in values if name not in known):
        raise UnknownValues(unknown, known)
    if missing := tuple(name for name in known if name not in values):
        raise MissingValues(missing)
    checked = {name: unicodedata.normalize("NFC", values[name].strip()) for name in known}
    for name, value in checked.items():
        if not 1 <= len(value) <= MAX_VALUE or control_character(value):
            raise BadValue(name)
    return checked


@dataclass(frozen=True, slots=True)
class _Filler:
    """Makes the parts of one plan."""

    lang: str
    cycle: Cycle
    values: Mapping[str, str]
    ids: NewId

    def objective(self, given: TemplateObjective) -> Objective:
        return Objective(
            id=self.ids("objective"),
            text=self.text(given.text),
            key_results=tuple(self.key_result(key_result) for key_result in given.key_results),
            weight=_weight(given.weight),
            due=self.day(given.due),
        )

    def key_result(self, given: TemplateKeyResult) -> KeyResult:
        return KeyResult(
            id=self.ids("key_result"),
            measures=tuple(self.measure(measure, given) for measure in given.measures),
        )

    def measure(self, given: TemplateMeasure, key_result: TemplateKeyResult) -> Measure:
        return Measure(
            id=self.ids("measure"),
            name=self.text(given.name),
            kind=given.kind,
            direction=given.direction,
            strict=given.strict,
            start=given.start,
            target=given.target,
            stretch=given.stretch,
            unit=self.text(given.unit),
            per=given.per,
            from_=self.day(key_result.from_),
            due=self.day(key_result.due),
            weight=_weight(key_result.weight),
            ask_start=given.ask_start,
            text=self.text(key_result.text),
            owner=OWNERS_BETWEEN.join(self.text(owner) for owner in key_result.owners),
        )

    def text(self, text: Text) -> str:
        return PLACEHOLDER.sub(lambda found: self.values[found[1]], text.in_lang(self.lang))

    def day(self, word: str | None) -> date | None:
        return None if word is None else resolve_date(word, self.cycle)


def _weight(weight: Decimal | None) -> Decimal | None:
    """A weight as a row carries it: blank is 1."""
    return None if weight == 1 else weight
