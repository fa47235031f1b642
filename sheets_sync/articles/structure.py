"""Lines -> roles with their objectives and key results, as texts, and what became of every other line.

It answers for structure alone: which line belongs to what. What a text says is not its matter.
The rule a newcomer would break first: each line ends in exactly one place, in an item's `lines`, as a role's heading or
among the ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sheets_sync.articles.headings import LIKELY, SURE, likeness, name_in, noise
from sheets_sync.articles.labels import Label, Part, label_of, split_at_labels
from sheets_sync.articles.lines import Line
from sheets_sync.messages.article_remarks import Remark

_OPEN_END = re.compile(
    r"(?:[,;:(/&–-]|(?<!\w)(?:và|của|cho|với|các|những|từ|tại|trong|đến|là|theo|bằng|để|hoặc|một|and|or|of|to|for|the|a|an|with"
    r"|in|on|at|by|from|per|than))$",
    re.IGNORECASE,
)
_OWNERS_ONLY = re.compile(r"[(\[]?\s*@\s?\w")
_OWNER_LABEL = re.compile(
    r"(?:người\s+)?(?:phụ\s+trách|chịu\s+trách\s+nhiệm|thực\s+hiện)\s*[:：]|(?:owners?|responsible)\s*[:：]",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"(?:là|viết\s+tắt|objectives?\b|key\s+results?\b|is|stands|means)\b", re.IGNORECASE)


@dataclass
class Item:
    """An objective or a key result: the parts of its text and the lines where they stand.

    `listed`: lines of a list beneath it were taken into its text.
    """

    number: int | None
    parts: list[str]
    lines: list[int]
    listed: bool = False

    @property
    def text(self) -> str:
        """Its sentence, lines joined by a blank."""
        return " ".join(part for part in self.parts if part)


@dataclass
class ObjectiveItem(Item):
    """An objective with the key results beneath it."""

    key_results: list[Item] = field(default_factory=list)


@dataclass
class RoleItem:
    """A role: its name ("" where no line names it), the line that does, its objectives."""

    name: str
    line: int | None
    objectives: list[ObjectiveItem] = field(default_factory=list)


@dataclass
class Structure:
    """The roles of an article, and every line that is in none of them, with the reason."""

    roles: list[RoleItem] = field(default_factory=list)
    ignored: list[tuple[Line, Remark]] = field(default_factory=list)


def find_structure(lines: Sequence[Line]) -> Structure:
    """Find who has which objectives and key results."""
    found = _Builder(_wrapped_at(lines))
    for line in lines:
        for number, part in enumerate(split_at_labels(line.bare)):
            found.take(line if number == 0 and part == line.bare else _part(line, part, first=number == 0))
    return found.finish()


def _part(line: Line, text: str, *, first: bool) -> Line:
    return replace(line, said=text, bare=text, apart=line.apart and first)


def _wrapped_at(lines: Sequence[Line]) -> int | None:
    """The column where a text was broken into lines by hand or by a mail program; None where it was not."""
    widths = sorted(line.width for line in lines)
    if not widths or widths[-1] > 120:
        return None
    widest = widths[-1]
    full = sum(width > widest - 15 for width in widths)
    return widest if full >= max(3, len(widths) // 5) else None


@dataclass
class _Builder:
    """Takes line after line; `loose` are those since the last item, which a later objective's heading is among."""

    wrapped_at: int | None
    found: Structure = field(default_factory=Structure)
    seen: dict[int, Line] = field(default_factory=dict)
    loose: list[Line] = field(default_factory=list)
    item: Item | None = None
    last: Line | None = None
    listing: bool = False

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        self.seen.setdefault(line.number, line)
        label = label_of(line)
        if label and label.part is Part.OBJECTIVE and not (label.number is None and _DEFINITION.match(label.text)):
            self.objective(line, label)
        elif label and self.objective_now and label.part is not Part.OBJECTIVE:
            self.key_result(line, label)
        elif self.item and not self.loose and self.goes_on(line):
            self.go_on(line)
        elif self.is_unlabelled_result(line):
            self.start_result(line, Label(Part.KEY_RESULT, None, line.bare))
        else:
            self.loose.append(line)
        self.last = line

    @property
    def objective_now(self) -> ObjectiveItem | None:
        return self.found.roles[-1].objectives[-1] if self.found.roles else None

    def objective(self, line: Line, label: Label) -> None:
        heading = self.heading(label.number)
        if heading or not self.found.roles:
            name = name_in(heading) if heading else ""
            self.found.roles.append(RoleItem(name, heading.number if heading else None))
        self.drop_loose(heading)
        item = ObjectiveItem(label.number, [label.text], [line.number])
        self.found.roles[-1].objectives.append(item)
        self.item, self.listing = item, False

    def heading(self, number: int | None) -> Line | None:
        """The loose line that names the role of an objective; None where the role goes on."""
        before = self.objective_now
        if before and before.number and number == before.number + 1:
            return None
        best = max(self.loose, key=self.standing, default=None)
        needed = SURE - 1 if before and number is None else LIKELY
        return best if best and likeness(best) >= needed else None

    def standing(self, line: Line) -> tuple[bool, int, int]:
        """How well a loose line stands as a heading, to compare; the last of equals is best.

        The title names a role only where no other line does; an entry of a table of contents is less likely to.
        """
        beside = {other.number for other in self.loose if other.numbered or other.bulleted}
        listed = line.number in beside and not beside.isdisjoint((line.number - 1, line.number + 1))
        score = likeness(line)
        return line.number > min(self.seen) and score >= SURE - 1, score - 2 * listed, line.number

    def key_result(self, line: Line, label: Label) -> None:
        self.drop_loose()
        if label.part is Part.LIST_HEAD:
            assert self.objective_now
            self.objective_now.lines.append(line.number)
            self.item, self.listing = self.objective_now, True
        else:
            self.start_result(line, label)
            self.listing = False

    def start_result(self, line: Line, label: Label) -> None:
        assert self.objective_now
        self.item = Item(label.number, [label.text], [line.number])
        self.objective_now.key_results.append(self.item)

    def is_unlabelled_result(self, line: Line) -> bool:
        """Whether a line without a label is a key result: of a list beneath "Key results:" or an objective."""
        objective = self.objective_now
        if objective is None or self.loose or noise(line) or line.heading:
            return False
        first = not objective.key_results
        if first:
            return self.listing or line.bulleted or line.numbered
        if any(result.number is not None for result in objective.key_results):
            return False
        return (line.bulleted or line.numbered or self.listing) and not line.apart and likeness(line) < SURE

    def goes_on(self, line: Line) -> bool:
        """Whether a line without a label continues the item before it."""
        assert self.item
        assert self.last
        if not self.item.text:
            return not (noise(line) or self.listing)
        if _OWNERS_ONLY.match(line.bare) or _OWNER_LABEL.match(line.bare):
            return True
        if noise(line) or line.heading or line.strong or (self.listing and self.item is self.objective_now):
            return False
        if line.bulleted or line.numbered:
            labelled = self.item is not self.objective_now and self.item.number is not None
            return labelled and not line.apart and likeness(line) < LIKELY + 1
        if line.apart:
            return line.said[0].islower() and bool(_OPEN_END.search(self.item.text))
        if line.said[0].islower() or line.said[0] in "(%,;" or _OPEN_END.search(self.item.text):
            return True
        fits = self.wrapped_at is None or self.last.width + 1 + len(line.said.split()[0]) <= self.wrapped_at
        return not fits and likeness(line) < SURE

    def go_on(self, line: Line) -> None:
        assert self.item
        self.item.listed |= (
            (line.bulleted or line.numbered) and bool(self.item.text) and not _OWNERS_ONLY.match(line.bare)
        )
        text = line.said if self.item.text else line.bare
        if label := _OWNER_LABEL.match(line.bare):
            text = "@" + line.bare[label.end() :].strip().lstrip("@")
        self.item.parts.append(text)
        self.item.lines.append(line.number)

    def drop_loose(self, heading: Line | None = None) -> None:
        """Ignore the loose lines but the heading, each with its reason."""
        started = bool(self.found.roles and self.found.roles[0].objectives)
        for line in self.loose:
            if line is not heading:
                reason = noise(line) or (Remark.BESIDE if started else Remark.INTRODUCTION)
                self.found.ignored.append((line, reason))
        self.loose = []

    def finish(self) -> Structure:
        """What was found, without what only looks like an objective: prose that speaks of one, or says what one is."""
        self.found.ignored += [(line, noise(line) or Remark.AFTER) for line in self.loose]
        counted = any(item.number is not None for role in self.found.roles for item in role.objectives)
        for role in self.found.roles:
            prose = [item for item in role.objectives if _is_prose(item, counted)]
            role.objectives = [item for item in role.objectives if item not in prose]
            numbers = {number for item in prose for part in (item, *item.key_results) for number in part.lines}
            if not role.objectives and role.line:
                self.found.ignored.append((self.seen[role.line], Remark.BESIDE))
            self.found.ignored += [(self.seen[number], Remark.NO_KEY_RESULTS) for number in numbers]
        self.found.roles = [role for role in self.found.roles if role.objectives]
        self.found.ignored.sort(key=lambda ignored: ignored[0].number)
        return self.found


def _is_prose(item: ObjectiveItem, counted: bool) -> bool:
    """Whether an objective is none: it has no number and no key results, or one without a number while others count.

    "Objective: what you want. Key result: how you measure it."
    """
    if item.number is not None:
        return False
    results = item.key_results
    return not results or (counted and len(results) == 1 and results[0].number is None)
