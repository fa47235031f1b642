"""How well articles are read: precision and recall a field over a folder of articles with gold answers.

`python -m tests.articles.scoring FOLDER` prints the table, and with `-v` every difference. An article is NAME.txt,
its gold answer NAME.yaml: roles with their headings, objectives, key results, owners, dates and measures as in template
files; `ignored_contains` are lines that must be among the ignored.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from sheets_sync.articles.reading import read_article
from sheets_sync.sync.templates.folders import template_as_json
from sheets_sync.sync.templates.importing import article_text, shipped_names

Json = dict[str, Any]
MEASURE_FIELDS = ("kind", "target", "direction", "strict", "unit", "per")


@dataclass
class Score:
    """Of each field, how many the gold has, how many were found, and how many of these are right; and what is wrong."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def compare(self, name: str, place: str, gold: Any, found: Any) -> None:
        """Count one field; None and empty are nothing."""
        self.gold[name] += bool(gold)
        self.found[name] += bool(found)
        self.right[name] += bool(gold) and gold == found
        if (gold or None) != (found or None):
            self.wrong.append(f"{place}\n    {name}: {gold!r}, read as {found!r}")

    def recall(self, name: str) -> float:
        """Of what the gold has, the part that was found right."""
        return self.right[name] / self.gold[name] if self.gold[name] else 1.0

    def precision(self, name: str) -> float:
        """Of what was found, the part that is right."""
        return self.right[name] / self.found[name] if self.found[name] else 1.0

    def table(self) -> str:
        """Every field with its counts, precision and recall."""
        lines = [f"{'field':<14}{'gold':>6}{'found':>7}{'right':>7}{'precision':>11}{'recall':>9}"]
        for name in self.gold:
            counts = f"{self.gold[name]:>6}{self.found[name]:>7}{self.right[name]:>7}"
            lines.append(f"{name:<14}{counts}{self.precision(name):>11.3f}{self.recall(name):>9.3f}")
        return "\n".join(lines)


def score_folder(folder: Path) -> Score:
    """Read every article of a folder and hold it against its gold answer."""
    score = Score()
    for gold_file in sorted(folder.glob("*.yaml")):
        gold = yaml.safe_load(gold_file.read_text("utf-8"))
        text = article_text(gold_file.with_suffix(".txt"))
        _score(gold, text, gold_file.stem, score)
    return score


def _score(gold: Json, text: str, name: str, score: Score) -> None:
    lang = gold["lang"]
    article = read_article(text, lang, shipped_names())
    roles = [template_as_json(role.template) for role in article.roles]
    for wanted, found in _pairs(gold, {"roles": roles}, "roles"):
        place = f"{name}: {wanted.get('heading')}"
        heading, read = wanted.get("heading"), found.get("name", {}).get(lang)
        score.compare("roles", place, heading, heading if read in wanted.get("heading_alt", ()) else read)
        for number, pair in enumerate(_pairs(wanted, found, "objectives"), 1):
            _objective(*pair, f"{place}, O{number}", lang, score)
    ignored = {_composed(line.text) for line in article.ignored}
    for line in map(_composed, gold.get("ignored_contains", ())):
        score.compare("ignored", name, line, line if any(line in kept for kept in ignored) else None)


def _pairs(gold: Json, found: Json, key: str) -> Iterator[tuple[Json, Json]]:
    return zip_longest(gold.get(key) or [], found.get(key) or [], fillvalue={})


def _objective(gold: Json, found: Json, place: str, lang: str, score: Score) -> None:
    score.compare("objectives", place, _composed(gold.get("text")), _composed(found.get("text", {}).get(lang)))
    score.compare("due", place, gold.get("due"), found.get("due"))
    for number, (wanted, read) in enumerate(_pairs(gold, found, "key_results"), 1):
        _key_result(wanted, read, f"{place} KR{number}: {wanted.get('text')}", lang, score)


def _key_result(gold: Json, found: Json, place: str, lang: str, score: Score) -> None:
    score.compare("key results", place, _composed(gold.get("text")), _composed(found.get("text", {}).get(lang)))
    owners = [owner[lang] for owner in found.get("owners", ())]
    score.compare("owners", place, gold.get("owners"), owners)
    score.compare("due", place, gold.get("due"), found.get("due"))
    score.compare("from", place, gold.get("from"), found.get("from"))
    wanted = [_measure(measure, "vi") for measure in gold.get("measures", ())]
    read = [_measure(measure, lang) for measure in found.get("measures", ())]
    for name in ("kind, target", "whole measure"):
        fields = MEASURE_FIELDS[:2] if name == "kind, target" else MEASURE_FIELDS
        one, other = ([tuple(str(measure[key]) for key in fields) for measure in side] for side in (wanted, read))
        _multiset(name, place, one, other, score)
    for measure, answer in zip(wanted, read, strict=False):
        if measure["kind"] == answer["kind"]:
            for key in MEASURE_FIELDS[2:]:
                score.compare(key, place, measure[key], answer[key])


def _multiset(name: str, place: str, gold: list[tuple[str, ...]], found: list[tuple[str, ...]], score: Score) -> None:
    common = Counter(gold) & Counter(found)
    score.gold[name] += len(gold)
    score.found[name] += len(found)
    score.right[name] += common.total()
    if Counter(gold) != Counter(found):
        score.wrong.append(f"{place}\n    {name}: {gold}, read as {found}")


def _measure(measure: Json, lang: str) -> Json:
    """A measure's fields with their defaults; the unit of currencies alone, for others it is wording."""
    unit = measure.get("unit")
    unit = unit.get(lang) if isinstance(unit, dict) else unit
    return {
        "kind": measure["kind"],
        "target": measure.get("target"),
        "direction": measure.get("direction", "reach") if measure["kind"] != "milestone" else None,
        "strict": measure.get("strict", False),
        "unit": unit if measure["kind"] == "currency" else None,
        "per": measure.get("per"),
    }


def _composed(text: str | None) -> str:
    """A text as a template may hold it, otherwise exactly as it stands."""
    return unicodedata.normalize("NFC", text or "").strip()


if __name__ == "__main__":
    result = score_folder(Path(sys.argv[1]))
    if "-v" in sys.argv:
        print("\n".join(result.wrong), end="\n\n")
    print(result.table())
