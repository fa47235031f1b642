"""YAML text -> nodes that know their line, and the strict reading of what any node may be.

It answers for files as such: size, characters, syntax, keys, lists, numbers, booleans. It knows nothing of OKRs.
The rule a newcomer would break first: nothing here raises for what stands in a file; it is noted as a mistake
and reading goes on with a stand-in value, so that one look shows all there is to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

import yaml

from sheets_sync.messages.catalogue import Words
from sheets_sync.messages.template_mistakes import TemplateCode, mistake_words

MAX_BYTES = 2**20
MAX_DEPTH = 50
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One thing to mend in a template file; `line` counts from 1."""

    file: Path
    line: int
    code: TemplateCode
    args: Mapping[str, str] = field(default_factory=dict)

    def words(self, lang: str) -> Words:
        """What is wrong and what to do, in a language ("vi" or "en")."""
        return mistake_words(self.code, lang, self.args)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with the node that people look at for it: its key, or itself in a list."""

    name: str
    place: yaml.Node
    node: yaml.Node


Fields = dict[str, Entry]
"""The entries of a mapping, by key."""


_BRACKETS = re.compile(r"[\[\]{}]")


def _may_hold_traps(text: str) -> bool:
    """Whether a text may hold aliases or nest too deep: a quick look, for parsing a file twice is felt at start-up."""
    if "*" in text:
        return True
    indented = max((len(line) - len(line.lstrip(" -?")) for line in text.splitlines()), default=0)
    brackets = accumulate(1 if bracket in "[{" else -1 for bracket in _BRACKETS.findall(text))
    return 2 * (indented + 1) + max(brackets, default=0) > MAX_DEPTH


class NodeReader:
    """Reads nodes of one file and keeps what is wrong with them in `mistakes`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.mistakes: list[TemplateMistake] = []

    def note(self, place: yaml.Node | int, code: TemplateCode, **args: str) -> None:
        """Keep a mistake; the place is a node or a line."""
        line = place if isinstance(place, int) else line_of(place)
        self.mistakes.append(TemplateMistake(self.file, line, code, args))

    def compose(self, text: str) -> yaml.Node | None:
        """The root node of a text; None if it is empty, no YAML, or must not be walked."""
        for line, content in enumerate(text.split("\n"), 1):
            if found := _NOT_YAML.search(content):
                self.note(line, TemplateCode.CONTROL_CHARACTER, found=code_point(found[0]))
        if self.mistakes:
            return None
        try:
            if _may_hold_traps(text):
                self._refuse_traps(text)
            return None if self.mistakes else yaml.compose(text, _Loader)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # The last two: escapes in tags that are no UTF-8, and figures beyond all bounds, which PyYAML lets through.
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "unexpected content"
            self.note(mark.line + 1 if mark else 1, TemplateCode.YAML_SYNTAX, problem=problem)
            return None

    def _refuse_traps(self, text: str) -> None:
        """Note aliases (a few lines of them unfold to gigabytes) and depth before anything recursive runs."""
        depth = 0
        for event in yaml.parse(text, _Loader):
            if isinstance(event, yaml.AliasEvent):
                self.note(line_of(event), TemplateCode.ALIAS, found=str(event.anchor))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                self.note(line_of(event), TemplateCode.TOO_DEEP, limit=str(MAX_DEPTH))
                return

    def entries(self, node: yaml.Node, place: yaml.Node) -> Fields:
        """The entries of a mapping, whatever its keys; doubled ones are noted."""
        if not isinstance(node, yaml.MappingNode):
            self.note(place, TemplateCode.NOT_A_MAPPING, found=shown(node))
            return {}
        entries: Fields = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else shown(key_node)
            if key in entries:
                first = str(line_of(entries[key].place))
                self.note(key_node, TemplateCode.DOUBLED_KEY, key=printable(key), first=first)
            else:
                entries[key] = Entry(key, key_node, value)
        return entries

    def fields(
        self, node: yaml.Node, place: yaml.Node, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Fields:
        """The entries of a mapping under known keys; unknown and missing ones are noted."""
        entries, known = self.entries(node, place), required + optional
        for key, entry in entries.items():
            if key not in known:
                nearest = ", ".join(by_likeness(key, known))
                self.note(entry.place, TemplateCode.UNKNOWN_KEY, key=printable(key), known=nearest)
        if isinstance(node, yaml.MappingNode):
            for key in required:
                if key not in entries:
                    self.note(place, TemplateCode.MISSING_KEY, key=key)
        return {key: entry for key, entry in entries.items() if key in known}

    def items(self, entry: Entry | None) -> list[Entry]:
        """The items of a list that must not be empty; none where the key is missing."""
        if entry is None:
            return []
        if not isinstance(entry.node, yaml.SequenceNode):
            self.note(entry.place, TemplateCode.NOT_A_LIST, key=entry.name, found=shown(entry.node))
            return []
        if not entry.node.value:
            self.note(entry.place, TemplateCode.EMPTY_LIST, key=entry.name)
        return [Entry(entry.name, item, item) for item in entry.node.value]

    def boolean(self, entry: Entry | None) -> bool:
        """The value of `true` or `false`; False where the key is missing."""
        if entry is None:
            return False
        if is_scalar(entry.node, "bool") and (word := entry.node.value.lower()) in ("true", "false"):
            return bool(word == "true")
        self.note(entry.node, TemplateCode.NOT_BOOLEAN, key=entry.name, found=shown(entry.node))
        return False

    def number(self, entry: Entry | None) -> Decimal | None:
        """A number in plain digits, at most 15 as spreadsheets hold them; None where it is missing or none."""
        if entry is None:
            return None
        if is_scalar(entry.node, "int", "float") and _NUMBER.fullmatch(entry.node.value):
            number = Decimal(entry.node.value)
            if len(number.as_tuple().digits) <= 15:
                return number + 0
        self.note(entry.node, TemplateCode.BAD_NUMBER, key=entry.name, found=shown(entry.node))
        return None


def line_of(thing: yaml.Node | yaml.Event) -> int:
    """The line where it begins, counted from 1."""
    return thing.start_mark.line + 1 if thing.start_mark else 1


def is_scalar(node: yaml.Node, *types: str) -> bool:
    """Whether the node is a single value that YAML takes for one of the types: str, int, null ..."""
    return isinstance(node, yaml.ScalarNode) and node.tag in [_TAG + type_ for type_ in types]


def shown(node: yaml.Node) -> str:
    """What stands there, short and printable, for a sentence."""
    if isinstance(node, yaml.MappingNode):
        return "{…}"
    if isinstance(node, yaml.SequenceNode):
        return "[…]"
    return printable(str(node.value))


def printable(text: str, limit: int = 60) -> str:
    """So many characters of a text, those that a terminal would obey replaced."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else "�" for c in cut)


def code_point(character: str) -> str:
    """The name of a character that cannot be shown."""
    return f"U+{ord(character):04X}"


def by_likeness(word: str, known: Iterable[str]) -> list[str]:
    """The known words, those most like the word first."""
    from difflib import SequenceMatcher

    short = word[:60]
    return sorted(known, key=lambda candidate: -SequenceMatcher(None, short, candidate).ratio())
