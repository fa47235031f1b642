"""Texts of a template file: by language, plain, and with which placeholders.

It answers for everything that people will read in a sheet. It does not know where in a template a text stands.
The rule a newcomer would break first: a text is complete or a mistake; the other language is no stand-in for a
translation that the template's name promises.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

from sheets_sync.messages import LANGUAGES
from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.okr.template import PLACEHOLDER, Text, control_character
from sheets_sync.sync.templates.nodes import Entry, NodeReader, code_point, is_scalar, printable, shown

MAX_TEXT = 1000
BRACES = re.compile(r"\{\{.*?(?:\}\}|$)|\}\}")


class TextReader(NodeReader):
    """Reads texts. `languages` are those that each must have, `used` the placeholders seen, where first."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.languages: tuple[str, ...] = ()
        self.used: dict[str, yaml.Node] = {}

    def text(self, entry: Entry | None, fillable: bool = False) -> Text:
        """A text by language; placeholders are allowed where it is `fillable`."""
        if entry is None:
            return Text()
        if not isinstance(entry.node, yaml.MappingNode):
            self.note(entry.place, TemplateCode.NOT_BY_LANGUAGE, key=entry.name, found=shown(entry.node))
            return Text()
        parts = self.fields(entry.node, entry.place, (), LANGUAGES)
        words = {lang: self.words(part.node, fillable) for lang, part in parts.items()}
        needed = self.languages or (() if words else LANGUAGES)
        if missing := ", ".join(lang for lang in needed if lang not in words):
            self.note(entry.place, TemplateCode.LANGUAGE_MISSING, key=entry.name, missing=missing)
        blanks = [set(PLACEHOLDER.findall(text)) for text in words.values() if text]
        if fillable and blanks and (odd := set.union(*blanks) - set.intersection(*blanks)):
            names = ", ".join(f"{{{{{name}}}}}" for name in sorted(odd))
            self.note(entry.place, TemplateCode.PLACEHOLDER_DIFFERS, key=entry.name, names=names)
        return Text(**words)

    def words(self, node: yaml.Node, fillable: bool = False) -> str:
        """The text in one language, "" where it is none."""
        if isinstance(node, yaml.ScalarNode) and (is_scalar(node, "null") or not node.value.strip()):
            self.note(node, TemplateCode.EMPTY_TEXT)
            return ""
        if not is_scalar(node, "str"):
            self.note(node, TemplateCode.NOT_A_TEXT, found=shown(node))
            return ""
        text = str(node.value).strip()
        if character := control_character(text):
            self.note(node, TemplateCode.CONTROL_CHARACTER, found=code_point(character))
        if len(text) > MAX_TEXT:
            self.note(node, TemplateCode.TEXT_TOO_LONG, limit=str(MAX_TEXT))
        if not unicodedata.is_normalized("NFC", text):
            self.note(node, TemplateCode.NOT_NFC, found=printable(text))
        rest = text
        if fillable:
            rest = PLACEHOLDER.sub(" ", text)
            self.used |= {name: node for name in PLACEHOLDER.findall(text) if name not in self.used}
        if odd := BRACES.search(rest):
            self.note(node, TemplateCode.BAD_PLACEHOLDER, found=printable(odd[0]))
        return text
