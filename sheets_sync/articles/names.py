"""Short names of measures, from the words around a figure, in the text's language."""

from __future__ import annotations

import re

from sheets_sync.articles.context import course_of, without_aside
from sheets_sync.articles.sentence import Sentence
from sheets_sync.articles.targets import Target
from sheets_sync.articles.words import Words, at_end, at_start, matcher
from sheets_sync.okr.model import Direction, Kind

_LONGEST = 80
_EDGES = " \u00a0,;:.–—-()[]\"'“”"


def name_of(target: Target, sentence: Sentence) -> str:
    """The name of the measure that a figure makes."""
    words, figure = sentence.words, target.figure
    of = _subject(sentence, target)
    noun = _phrase(sentence.right(figure), words)
    if target.falls_by:
        return _shaped(words.names.fall, of or noun, words)
    if target.direction is Direction.INCREASE_BY:
        return _shaped(words.names.growth, noun or of, words)
    if target.kind is Kind.PERCENT:
        if matcher(words.figures.rate).search(of) or not noun:
            return _clean(of, words) or short(sentence.plain, words)
        return (
            _clean(noun, words) if matcher(words.figures.rate).search(noun) else _shaped(words.names.share, noun, words)
        )
    timed = of and matcher(words.figures.time_units).fullmatch(target.unit)
    if target.kind is Kind.COUNT and noun and target.unit and not timed:
        return _shaped(words.names.count, noun, words)
    return _clean(of, words) or short(sentence.plain, words)


def _subject(sentence: Sentence, target: Target) -> str:
    """What the figure is of, where it stands before it: "tỷ lệ phản hồi" in "tỷ lệ phản hồi đạt 80%"."""
    words = sentence.words
    before = without_aside(course_of(sentence.left(target.figure), words.figures)[1], words.figures)
    if rates := list(matcher(words.figures.rate).finditer(before)):
        return without_leading(before[rates[0].start() if words.figures.head_first else 0 :], words)
    while found := at_end(words.figures.breakers).search(before):
        before = before[: found.start()]
    last = max((found.end() for found in matcher(words.figures.breakers).finditer(before)), default=0)
    return without_leading(before[last:], words)


def without_leading(text: str, words: Words) -> str:
    """A text without the words at its start that say what should become of it: "raise the", "đạt"."""
    text = text.strip(_EDGES)
    while text and (found := at_start(words.names.leading).match(text)):
        text = text[found.end() :].strip(_EDGES)
    return text


def _phrase(right: str, words: Words) -> str:
    """The noun behind a figure, to the first word that begins something else; "" where none follows."""
    if (found := at_start(words.figures.growth_after).match(right)) and len(found[0].split()) == 1:
        right = right[found.end() :]
    if found := re.match(r"\s*(?:of|in)\s+(?:the\s+|our\s+|all\s+)?", right):
        right = right[found.end() :]
    right = without_aside(right, words.figures)
    stop = matcher(words.figures.stops).search(right)
    return right[: stop.start() if stop else len(right)].strip(_EDGES)


def _shaped(shape: str, text: str, words: Words) -> str:
    text = without_leading(text, words)
    if not text:
        if growth := at_start(words.names.growth_of).match(shape):
            return growth[0]
        return _clean(shape.replace("{}", "").strip(), words)
    if matcher(words.names.growth_of).search(text[:20]):
        return _clean(text, words)
    lowered = text[0].lower() + text[1:] if len(text) > 1 and not text[1].isupper() else text
    first = text.split()[0].lower()
    return _clean(text if shape.lower().startswith(first + " ") else shape.replace("{}", lowered), words)


def short(text: str, words: Words) -> str:
    """The beginning of a sentence, as the name of a milestone."""
    text = text.strip(_EDGES)
    clause = re.split(r"[,;:.(](?:\s|$)", text, maxsplit=1)[0]
    return _clean(clause if len(clause) >= 8 else text, words, words.names.longest + 4)


def _clean(text: str, words: Words, longest: int | None = None) -> str:
    """A text as a name: few words, a capital first, no braces."""
    name = " ".join(text.replace("{", "").replace("}", "").split()[: longest or words.names.longest])
    while (found := at_end(f"{words.figures.stops}|{words.names.leading}").search(name)) and name[: found.start()]:
        name = name[: found.start()].rstrip()
    name = name[:_LONGEST].strip(_EDGES)
    return name[:1].upper() + name[1:]
