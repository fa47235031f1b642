"""A pass over one binding: gather -> decide -> apply. docs/a-pass.md tells it step by step.

No transaction is open while a document is read, and the writing of a pass is one transaction: killed anywhere and run
again, the store is what it would have been. A lease keeps two passes off one binding; the second says `busy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheets_sync.layout.grid import DocumentReading
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.messages.codes import Code, Severity
from sheets_sync.okr.cell import plain
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Changes, PlanState, Value
from sheets_sync.store import Binding, SyncRunRecord
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.decide import decide
from sheets_sync.sync.process import is_alive, real_now, this_process
from sheets_sync.sync.views import finding_json

LEASE = timedelta(minutes=10)
"""How long a pass on another machine is believed to be under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What came of one pass. `changes` is None where nothing was read; `findings` are all that are open now."""

    document: str
    tab: str | None
    outcome: str
    lang: str = "vi"
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

    def would_change(self) -> Iterator[dict[str, str]]:
        """What a dry run would write: {cell, name, old, new} for each value and each change of the definition."""
        if self.changes is None or self.before is None:
            return
        plan, last = self.before.plan, self.before.values
        names = {m.id: m.name for _, _, m in plan.measures()} | {o.id: o.text for o in plan.objectives}
        for check_in in self.changes.check_ins:
            old = last[check_in.measure].value if check_in.measure in last else None
            yield {
                "cell": check_in.cell or "",
                "name": names[check_in.measure],
                "old": _shown(old),
                "new": _shown(check_in.value),
            }
        for revision in self.changes.revisions:
            name = f"{names.get(revision.subject, plan.role_name)} ({revision.field})"
            yield {"cell": "", "name": name, "old": _shown(revision.old), "new": _shown(revision.new)}


def _shown(value: Value) -> str:
    if value is None or value == "":
        return "–"
    return plain(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class Passes:
    """Passes over the bindings of one document. `workspace` bounds which plans may be read, None is all."""

    app: App
    workspace: int | None
    dry_run: bool

    def over_blocks(self, address: str, reading: DocumentReading) -> list[RunResult]:
        """One pass for each block that stands in the document, and one result for each bound block that does not."""
        blocks: dict[str | None, list[BlockReading]] = {}
        for grid in reading.grids:
            if block := read_block(grid):
                blocks.setdefault(block.plan, []).append(block)
        results = [self._over_copies(address, reading.signature, plan, copies) for plan, copies in blocks.items()]
        for binding in self.bound_at(address):
            if binding.state == "active" and binding.plan not in blocks:
                finding = Finding(
                    code=Code.BLOCK_GONE, subject=binding.plan, tab=binding.tab, args={"plan": binding.plan}
                )
                results.append(self.fail(binding, finding, "unreachable"))
        return results

    def bound_at(self, address: str) -> list[Binding]:
        """What is bound to the document, of the workspaces that may be read."""
        bound = self.app.store.bindings_at("xlsx", address)
        return [each for each in bound if self.workspace in (None, each.workspace)]

    def fail(self, binding: Binding, finding: Finding, outcome: str) -> RunResult:
        """A pass that could not read its block: the finding is added to what is open already."""
        app = self.app
        open_now = tuple(each.finding for each in app.store.open_findings(binding.workspace, binding=binding.id))
        if finding.key not in {each.key for each in open_now}:
            open_now = (*open_now, finding)
        if not self.dry_run:
            fence = app.store.acquire(binding.id, this_process(), real_now(), LEASE, is_alive)
            if fence is not None:
                run = SyncRunRecord(started=app.clock(), finished=app.clock(), outcome=outcome)
                app.store.record(run, binding, fence=fence, signature=None, findings=(finding,))
                app.store.release(binding.id, fence)
        return RunResult(
            document=binding.address, tab=binding.tab, outcome=outcome, lang=self.lang_of(binding), findings=open_now
        )

    def _over_copies(self, address: str, signature: str, plan_id: str | None, copies: list[BlockReading]) -> RunResult:
        """The pass over a plan whose block stands in one or more tabs of a document."""
        binding = self.app.store.binding_of_plan(plan_id) if plan_id else None
        first = copies[0]
        if binding is None or plan_id is None or (self.workspace and binding.workspace != self.workspace):
            finding = Finding(
                code=Code.UNKNOWN_PLAN, subject=plan_id or "", tab=first.tab, args={"plan": plan_id or "–"}
            )
            return RunResult(document=address, tab=first.tab, outcome="unknown", findings=(finding,))
        lang = self.lang_of(binding)
        extra: list[Finding] = []
        if binding.address != address:
            code = Code.COPIED_FILE if Path(binding.address).exists() else Code.MOVED_FILE
            moved = Finding(code=code, subject=plan_id, tab=first.tab, args={"original": binding.address})
            if code is Code.COPIED_FILE:
                return RunResult(document=address, tab=first.tab, outcome="copied", lang=lang, findings=(moved,))
            extra.append(moved)
        block = first if len(copies) == 1 else next((copy for copy in copies if copy.tab == binding.tab), None)
        extra += [
            Finding(
                code=Code.COPIED_TAB, subject=copy.tab, tab=copy.tab, found=copy.tab, args={"original": binding.tab}
            )
            for copy in copies
            if copy is not block
        ]
        if block is None:
            return self._only_findings(binding, extra)
        return self._pass(replace(binding, address=address), signature, block, extra)

    def _only_findings(self, binding: Binding, found: list[Finding]) -> RunResult:
        """The result where no copy is the source: nothing is read."""
        result = self.fail(binding, found[0], "copied")
        return replace(result, findings=(*result.findings, *found[1:]))

    def _pass(self, binding: Binding, signature: str, block: BlockReading, extra: list[Finding]) -> RunResult:
        """Decide and apply, under the binding's lease."""
        store = self.app.store
        if self.dry_run:
            return self._decided(binding, block, extra)
        started = self.app.clock()
        fence = store.acquire(binding.id, this_process(), real_now(), LEASE, is_alive)
        if fence is None:
            return RunResult(document=binding.address, tab=block.tab, outcome="busy", lang=self.lang_of(binding))
        try:
            if binding.state == "pending":
                store.activate(binding.id)
            result = self._decided(binding, block, extra)
            run = SyncRunRecord(started=started, finished=self.app.clock(), outcome=result.outcome)
            store.record(
                run, binding, result.changes, fence=fence, tab=block.tab, address=binding.address, signature=signature
            )
        finally:
            store.release(binding.id, fence)
        return result

    def _decided(self, binding: Binding, block: BlockReading, extra: list[Finding]) -> RunResult:
        """What a pass over the block would change."""
        state = self.app.store.state(binding)
        today = self.app.today(self._zone(binding))
        changes = decide(state, block, self.app.clock(), today)
        changes = replace(changes, findings=(*extra, *changes.findings))
        result = RunResult(
            document=binding.address,
            tab=block.tab,
            outcome="ok" if changes.check_ins or changes.revisions else "unchanged",
            lang=state.plan.lang,
            findings=changes.findings,
            changes=changes,
            before=state,
        )
        return replace(result, outcome="findings") if result.needs_a_person else result

    def _zone(self, binding: Binding) -> str:
        return next(each.zone for each in self.app.store.workspaces() if each.id == binding.workspace)

    def lang_of(self, binding: Binding) -> str:
        """The language of a binding's plan."""
        plan = self.app.store.plan(binding.workspace, binding.plan)
        return plan.lang if plan else "vi"
