"""What came of a pass, as commands and the API tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sheets_sync.messages.codes import Severity
from sheets_sync.okr.cell import plain
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Changes, PlanState, Value
from sheets_sync.sync.views import finding_json


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What came of one pass. `changes` is None where nothing was read; `findings` are all that are open now."""

    document: str
    tab: str | None
    outcome: str
    lang: str
    findings: tuple[Finding, ...] = ()
    changes: Changes | None = None
    before: PlanState | None = None

    @property
    def check_ins(self) -> int:
        """How many values it accepted."""
        return len(self.changes.check_ins) if self.changes else 0

    @property
    def revisions(self) -> int:
        """How many changes of the definition it accepted."""
        return len(self.changes.revisions) if self.changes else 0

    @property
    def failed(self) -> bool:
        """Whether the document could not be read at all."""
        return self.outcome in ("failed", "unreachable")

    @property
    def needs_a_person(self) -> bool:
        """Whether a warning or an error is open."""
        return any(finding.severity is not Severity.INFO for finding in self.findings)

    def judged(self) -> RunResult:
        """The result of a document that was read, its outcome `findings` where a person is needed."""
        return replace(self, outcome="findings") if self.needs_a_person else self

    def as_json(self) -> dict[str, Any]:
        """One run of `sync`; a workbook costs no calls."""
        return {
            "document": self.document,
            "tab": self.tab,
            "outcome": self.outcome,
            "calls": 0,
            "check_ins": self.check_ins,
            "revisions": self.revisions,
            "findings": [finding_json(finding, self.lang) for finding in self.findings],
        }

    def would_change(self, show: Callable[[Decimal], str] = plain) -> Iterator[dict[str, str]]:
        """What a dry run would write: {cell, name, old, new} for each value and each change of the definition.

        Args:
            show: how numbers are written.
        """
        if self.changes is None or self.before is None:
            return
        plan, last = self.before.plan, self.before.values
        names = {m.id: m.name for _, _, m in plan.measures()} | {o.id: o.text for o in plan.objectives}
        for check_in in self.changes.check_ins:
            old = last[check_in.measure].value if check_in.measure in last else None
            yield {
                "cell": check_in.cell or "",
                "name": names[check_in.measure],
                "old": _shown(old, show),
                "new": _shown(check_in.value, show),
            }
        for revision in self.changes.revisions:
            name = f"{names.get(revision.subject, plan.role_name)} ({revision.field})"
            yield {"cell": "", "name": name, "old": _shown(revision.old, show), "new": _shown(revision.new, show)}


def _shown(value: Value, show: Callable[[Decimal], str]) -> str:
    if value is None or value == "":
        return "–"
    return show(value) if isinstance(value, Decimal) else str(value)
