"""An article's text -> role templates, what is doubtful about them, and the lines that were not used.

It puts the parts together: structure, owners, sentences. The rule a newcomer would break first: texts are kept as they
stand; only what separates an owner, a label or a bullet from its text is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sheets_sync.articles.dates import due_of, find_dates
from sheets_sync.articles.ids import role_id
from sheets_sync.articles.lines import read_lines
from sheets_sync.articles.measures import Doubt, Measured, read_result, said_dues
from sheets_sync.articles.names import short
from sheets_sync.articles.owners import LONGEST, Owned, split_owners
from sheets_sync.articles.structure import Item, ObjectiveItem, RoleItem, find_structure
from sheets_sync.articles.words import Words
from sheets_sync.articles.words_en import EN
from sheets_sync.articles.words_vi import VI
from sheets_sync.messages.article_remarks import Remark
from sheets_sync.okr.model import Kind
from sheets_sync.okr.template import RoleTemplate, TemplateKeyResult, TemplateMeasure, TemplateObjective, Text

LANGUAGES: Mapping[str, Words] = {"vi": VI, "en": EN}
LONGEST_TEXT = 1000
NOTHING = "–"
"""Stands where the article says nothing, with a doubt."""

_BLANK = re.compile(
    r"<\s*[^<>\d][^<>]{0,40}>|(?<![\w{])[xX]{2,}(?!\w)|_{2,}|\.{4,}|…{2,}|(?<=\w\s)(?:…|\.{3})(?=\s\w)|\[[^\[\]]{1,40}\]"
    r"|(?<!\w)[XxNn](?=\s?%)|\((?:…|\.{3})\)"
)
_BRACES = re.compile(r"\{(?=\{)|\}(?=\})")

Place = tuple[int, ...]
"""Where a doubt belongs: () the template; (objective,), (objective, key result) or with the measure, from 0."""


def apart(text: str) -> str:
    """A text with double braces, which mean placeholders in a template, set apart."""
    return _BRACES.sub(lambda brace: brace[0] + " ", text)


@dataclass(frozen=True, slots=True)
class ImportedRole:
    """A template with the doubts about its parts, by place."""

    template: RoleTemplate
    doubts: Mapping[Place, tuple[Doubt, ...]]


@dataclass(frozen=True, slots=True)
class IgnoredLine:
    """A line that is no part of a template, and why; `line` counts from 1."""

    line: int
    text: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says: its roles, in order, and the lines that were not used; `used` numbers the others."""

    roles: tuple[ImportedRole, ...]
    ignored: tuple[IgnoredLine, ...]
    used: frozenset[int]


def read_article(text: str, lang: str, known: Mapping[str, str]) -> Article:
    """Read an article.

    Args:
        text: the whole of it, decoded.
        lang: the language that it is written in, "vi" or "en"; the templates have this language only.
        known: ids of the shipped roles by their names, folded as `messages.labels.fold` does.
    """
    found = find_structure(read_lines(text))
    taken: set[str] = set()
    roles = []
    for number, item in enumerate(found.roles, 1):
        identity = role_id(item.name, known, taken, f"role_{number}")
        taken.add(identity)
        roles.append(_Role(LANGUAGES[lang]).read(item, identity))
    ignored = tuple(IgnoredLine(line.number, line.raw, remark) for line, remark in found.ignored)
    return Article(tuple(roles), ignored, frozenset(_used(found.roles)))


def _used(roles: list[RoleItem]) -> Iterator[int]:
    for role in roles:
        if role.line:
            yield role.line
        for objective in role.objectives:
            yield from objective.lines
            for key_result in objective.key_results:
                yield from key_result.lines


class _Role:
    """Makes one template, and keeps the doubts about it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.doubts: dict[Place, tuple[Doubt, ...]] = {}

    def read(self, item: RoleItem, identity: str) -> ImportedRole:
        """The template of a role."""
        name = self.text((0,), item.name or identity)
        if not item.name:
            self.doubt((0,), Doubt(Remark.NO_HEADING, ""))
        objectives = tuple(self.objective((number,), found) for number, found in enumerate(item.objectives))
        return ImportedRole(RoleTemplate(id=identity, name=name, objectives=objectives), self.doubts)

    def objective(self, place: Place, item: ObjectiveItem) -> TemplateObjective:
        """An objective; one without key results stands as its own."""
        owned = split_owners(item.text)
        if owned.owners:
            self.doubt(place, Doubt(Remark.OBJECTIVE_OWNER, ", ".join(owned.owners)))
        dates = find_dates(owned.text, self.words)
        due, doubts = due_of(dates)
        self.doubt(place, *(Doubt(remark, said_dues(owned.text, dates)) for remark in doubts))
        results = [self.key_result((*place, number), found) for number, found in enumerate(item.key_results)]
        if not results:
            self.doubt((*place, 0), Doubt(Remark.NO_RESULTS_YET, ""))
            text = self.text((*place, 0), item.text or NOTHING)
            results = [TemplateKeyResult(text=text, measures=(self.milestone(item.text),))]
        return TemplateObjective(text=self.item_text(place, item, item.text), key_results=tuple(results), due=due)

    def key_result(self, place: Place, item: Item) -> TemplateKeyResult:
        """A key result with its measures, owners and dates."""
        owned = split_owners(item.text)
        self.owners_doubted(place, owned)
        read = read_result(owned.text, self.words)
        self.doubt(place, *read.doubts)
        measures = tuple(self.measure((*place, number), found) for number, found in enumerate(read.measures))
        return TemplateKeyResult(
            text=self.item_text(place, item, owned.text),
            measures=measures,
            owners=tuple(self.language(owner) for owner in owned.owners),
            from_=read.from_,
            due=read.due,
        )

    def measure(self, place: Place, found: Measured) -> TemplateMeasure:
        """A measure; every one has a name."""
        self.doubt(place, *found.doubts)
        return found.measure if found.measure.name.by_lang else replace(found.measure, name=self.language(NOTHING))

    def milestone(self, text: str) -> TemplateMeasure:
        return TemplateMeasure(name=self.language(short(text, self.words) or NOTHING), kind=Kind.MILESTONE)

    def item_text(self, place: Place, item: Item, text: str) -> Text:
        """The text of an objective or a key result, with what is doubtful about it."""
        if item.listed:
            self.doubt(place, Doubt(Remark.LIST_JOINED, ""))
        if not text:
            self.doubt(place, Doubt(Remark.EMPTY_ITEM, ""))
        if blank := _BLANK.search(text):
            self.doubt(place, Doubt(Remark.BLANK, blank[0].strip()))
        if len(text) > LONGEST_TEXT:
            self.doubt(place, Doubt(Remark.TEXT_TOO_LONG, ""))
        return self.text(place, text or NOTHING)

    def owners_doubted(self, place: Place, owned: Owned) -> None:
        if owned.inside:
            self.doubt(place, Doubt(Remark.MENTION_INSIDE, owned.inside))
        self.doubt(place, *(Doubt(Remark.OWNER_LONG, owner) for owner in owned.owners if len(owner) > LONGEST))

    def text(self, place: Place, text: str) -> Text:
        """A text as it stands; double braces mean placeholders in a template and are set apart."""
        if braces := _BRACES.search(text):
            self.doubt(place, Doubt(Remark.BRACES, braces[0] * 2))
        return self.language(text)

    def language(self, text: str) -> Text:
        return Text(**{self.words.lang: apart(text)})

    def doubt(self, place: Place, *doubts: Doubt) -> None:
        """Keep doubts about a place, each once."""
        if doubts:
            self.doubts[place] = tuple(dict.fromkeys((*self.doubts.get(place, ()), *doubts)))
