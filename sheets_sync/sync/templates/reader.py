"""The schema of role template files: text -> RoleTemplate, or everything that is wrong with it.

It answers for what a template may say and whether it makes sense. It opens no file (`folders` does).
The rule a newcomer would break first: a key that is new here is new in DESIGN, in `template_as_json` and in the
documentation of template files as well.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.okr.cell import plain
from sheets_sync.okr.cycle import FIRST_DAY, LAST_DAY, Cycle, DueError, Period, PeriodError, resolve_date
from sheets_sync.okr.model import Direction, Kind, split_owners
from sheets_sync.okr.template import (
    BUILT_IN,
    Placeholder,
    RoleTemplate,
    TemplateKeyResult,
    TemplateMeasure,
    TemplateObjective,
    Text,
)
from sheets_sync.sync.templates.nodes import (
    Entry,
    Fields,
    TemplateMistake,
    by_likeness,
    is_scalar,
    printable,
    shown,
)
from sheets_sync.sync.templates.sense import nonsense
from sheets_sync.sync.templates.texts import MAX_TEXT, TextReader

ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
FIGURES = ("direction", "start", "target", "unit", "strict", "per", "ask_start")
REVIEW = ("review", "reason")
ANY_CYCLE = Cycle.parse("2026")

Word = TypeVar("Word", bound=StrEnum)


def read_template(text: str, file: Path) -> tuple[RoleTemplate | None, list[TemplateMistake]]:
    """Read one file's text.

    Args:
        text: the text, decoded.
        file: where it is from; its stem is the id that the template must have.

    Returns:
        The template and no mistakes, or None and the mistakes in the order of their lines.
    """
    reader = _TemplateReader(file)
    root = reader.compose(text)
    template = reader.template(root) if root else None
    if not root and not reader.mistakes:
        reader.note(1, TemplateCode.NOT_A_MAPPING, found="")
    mistakes = sorted(reader.mistakes, key=lambda mistake: mistake.line)
    return (None if mistakes else template), mistakes


class _TemplateReader(TextReader):
    """Reads one template from its nodes, top down."""

    def template(self, root: yaml.Node) -> RoleTemplate:
        fields = self.fields(root, root, ("id", "name", "objectives"), ("placeholders",))
        name = self.text(fields.get("name"))
        self.languages = tuple(name.by_lang)
        objectives = tuple(self.objective(item) for item in self.items(fields.get("objectives")))
        placeholders = self.placeholders(fields.get("placeholders"))
        return RoleTemplate(
            id=self.template_id(fields.get("id")), name=name, objectives=objectives, placeholders=placeholders
        )

    def template_id(self, entry: Entry | None) -> str:
        stem = self.file.stem
        if entry and not (is_scalar(entry.node, "str") and entry.node.value == stem and ID.fullmatch(stem)):
            self.note(entry.place, TemplateCode.BAD_ID, found=shown(entry.node), stem=printable(stem))
        return stem

    def placeholders(self, entry: Entry | None) -> tuple[Placeholder, ...]:
        """The declared placeholders, held against those that the objectives use."""
        declared = self.entries(entry.node, entry.place) if entry else {}
        for name, place in self.used.items():
            if name not in declared and name != BUILT_IN:
                self.note(place, TemplateCode.PLACEHOLDER_UNDECLARED, name=name)
        return tuple(self.placeholder(entry) for entry in declared.values())

    def placeholder(self, entry: Entry) -> Placeholder:
        name = printable(entry.name)
        if name == BUILT_IN:
            self.note(entry.place, TemplateCode.PLACEHOLDER_RESERVED, name=name)
        elif not ID.fullmatch(entry.name):
            self.note(entry.place, TemplateCode.BAD_PLACEHOLDER, found=name)
        elif entry.name not in self.used:
            self.note(entry.place, TemplateCode.PLACEHOLDER_UNUSED, name=name)
        fields = self.fields(entry.node, entry.place, ("label", "ask", "example"))
        label, ask, example = (self.text(fields.get(key)) for key in ("label", "ask", "example"))
        return Placeholder(entry.name, label, ask, example)

    def objective(self, item: Entry) -> TemplateObjective:
        fields = self.fields(item.node, item.place, ("text", "key_results"), ("weight", "due", *REVIEW))
        self.review(fields)
        return TemplateObjective(
            text=self.text(fields.get("text"), fillable=True),
            key_results=tuple(self.key_result(found) for found in self.items(fields.get("key_results"))),
            weight=self.weight(fields.get("weight")),
            due=self.day(fields.get("due")),
        )

    def key_result(self, item: Entry) -> TemplateKeyResult:
        optional = ("owners", "weight", "from", "due", *REVIEW)
        fields = self.fields(item.node, item.place, ("text", "measures"), optional)
        self.review(fields)
        return TemplateKeyResult(
            text=self.text(fields.get("text"), fillable=True),
            measures=tuple(self.measure(found) for found in self.items(fields.get("measures"))),
            owners=tuple(self.owner(found) for found in self.items(fields.get("owners"))),
            weight=self.weight(fields.get("weight")),
            from_=self.day(fields.get("from")),
            due=self.day(fields.get("due")),
        )

    def measure(self, item: Entry) -> TemplateMeasure:
        fields = self.fields(item.node, item.place, ("name", "kind"), (*FIGURES, *REVIEW))
        self.review(fields)
        name = self.text(fields.get("name"), fillable=True)
        kind = self.member(fields.get("kind"), Kind, TemplateCode.UNKNOWN_KIND)
        if kind is Kind.MILESTONE:
            for key in (key for key in FIGURES if key in fields):
                self.note(fields[key].place, TemplateCode.NOT_FOR_MILESTONE, key=key)
            return TemplateMeasure(name=name, kind=kind)
        given = fields.get("direction")
        direction = self.member(given, Direction, TemplateCode.UNKNOWN_DIRECTION)
        target, stretch = self.target(fields.get("target"))
        measure = TemplateMeasure(
            name=name,
            kind=kind or Kind.COUNT,
            direction=direction or Direction.REACH,
            strict=self.boolean(fields.get("strict")),
            start=self.number(fields.get("start")),
            target=target,
            stretch=stretch,
            unit=self.text(fields.get("unit")),
            per=self.period(fields.get("per")),
            ask_start=self.boolean(fields.get("ask_start")),
        )
        if kind and (direction or not given):
            for found in nonsense(measure, frozenset(fields)):
                place = fields[found.key].node if found.key in fields else item.place
                self.note(place, found.code, **found.args)
        return measure

    def owner(self, item: Entry) -> Text:
        owner = self.text(item, fillable=True)
        for name in owner.by_lang.values():
            if len(split_owners(name)) != 1:
                self.note(item.place, TemplateCode.OWNER_SEPARATOR, found=printable(name))
        return owner

    def review(self, fields: Fields) -> None:
        reason = self.words(fields["reason"].node) if "reason" in fields else ""
        if self.boolean(entry := fields.get("review")) and entry:
            self.note(entry.place, TemplateCode.REVIEW_OPEN, reason=printable(reason, MAX_TEXT))

    def member(self, entry: Entry | None, words: type[Word], code: TemplateCode) -> Word | None:
        """The member of a closed list that the entry names; None where it is missing or names none."""
        if entry is None:
            return None
        if isinstance(entry.node, yaml.ScalarNode) and entry.node.value in list(words):
            return words(entry.node.value)
        found = shown(entry.node)
        self.note(entry.node, code, found=found, known=", ".join(by_likeness(found, words)))
        return None

    def target(self, entry: Entry | None) -> tuple[Decimal | None, Decimal | None]:
        """Target and stretch; a range is a list of the two."""
        if entry is None or not isinstance(entry.node, yaml.SequenceNode):
            return self.number(entry), None
        numbers = [self.number(Entry(entry.name, node, node)) for node in entry.node.value]
        if len(numbers) != 2:
            self.note(entry.node, TemplateCode.BAD_RANGE, found=shown(entry.node))
            return None, None
        return numbers[0], numbers[1]

    def weight(self, entry: Entry | None) -> Decimal | None:
        weight = self.number(entry)
        if entry and weight is not None and weight <= 0:
            self.note(entry.node, TemplateCode.WEIGHT_NOT_POSITIVE, found=plain(weight))
        return weight

    def period(self, entry: Entry | None) -> Period | None:
        if entry is None:
            return None
        try:
            return Period.parse(shown(entry.node))
        except PeriodError:
            self.note(entry.node, TemplateCode.BAD_PERIOD, found=shown(entry.node))
            return None

    def day(self, entry: Entry | None) -> str | None:
        """A date word, as it stands."""
        if entry is None:
            return None
        word = shown(entry.node)
        try:
            if FIRST_DAY <= resolve_date(word, ANY_CYCLE) <= LAST_DAY:
                return word
        except DueError:
            pass
        self.note(entry.node, TemplateCode.BAD_DATE_WORD, key=entry.name, found=word)
        return None
