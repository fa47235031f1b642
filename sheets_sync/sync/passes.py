"""A pass over one binding: gather -> decide -> apply. docs/a-pass.md tells it step by step.

No transaction is open while a document is read, and the writing of a pass is one transaction: killed anywhere and run
again, the store is what it would have been. A lease keeps two passes off one binding; the second says `busy`. The rule
a newcomer would break first: what is decided under the lease was read under it, or is still what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync.layout.grid import DocumentReading, UnreadableDocument
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.messages.codes import Code
from sheets_sync.messages.errors import error_words
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.model import Plan
from sheets_sync.store import Binding, StoreError, SyncRunRecord
from sheets_sync.sync.added import Adoption, adopt_rows
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.decide import decide
from sheets_sync.sync.ports import Source
from sheets_sync.sync.process import lease
from sheets_sync.sync.results import RunResult

LEASE_LOST = "lease-lost"
"""Somebody else has taken the binding over, or its plan was closed: nothing is wrong with the document."""


@dataclass(frozen=True, slots=True)
class Passes:
    """Passes over what is bound to documents.

    `workspace` bounds which plans may be read, None is all; `lang` is the language of what belongs to no known plan;
    `adopt` gives ids to rows that people added.
    """

    app: App
    workspace: int | None
    lang: str
    dry_run: bool
    adopt: bool = False

    def over_document(self, address: str, reading: DocumentReading | None = None) -> list[RunResult]:
        """One pass for each block that stands in the document, and one result for each bound block that does not.

        `reading` is the document as it stands, if it has been read already.

        Raises:
            UnreadableDocument: it cannot be read.
        """
        bound = self.bound_at(address)
        reading = reading or self._source.read(address)
        blocks = _blocks(reading)
        results = [self._over_plan(address, reading.signature, plan, copies) for plan, copies in blocks.items()]
        still = {binding.id for binding in self.bound_at(address)}
        for binding in bound:
            if binding.plan in blocks or binding.closed or binding.id not in still:
                continue
            if binding.state == "pending":
                self.forget_unborn(binding)
            else:
                results.append(self.fail(binding, _gone(binding), "findings"))
        return results

    def bound_at(self, address: str) -> list[Binding]:
        """What is bound to the document, of the workspaces that may be read."""
        bound = self.app.store.bindings_at("xlsx", address)
        return [each for each in bound if self.workspace in (None, each.workspace)]

    def fail(self, binding: Binding, finding: Finding, outcome: str) -> RunResult:
        """A pass that could not read its block: the finding is added to what is open already."""
        if self.dry_run:
            return self._without_reading(binding, (finding,), outcome)
        with lease(self.app.store, binding.id) as fence:
            result = self._without_reading(binding, (finding,), outcome)
            now = self.app.store.binding_of_plan(binding.plan)
            if fence is not None and now is not None and not now.closed:
                self._write(binding, result, fence, self.app.clock(), None)
        return result

    def as_it_was(self, binding: Binding) -> RunResult:
        """The result of a pass over a document that has not changed: nothing is read, what is open stays open."""
        return self._without_reading(binding, (), "unchanged").judged()

    def forget_unborn(self, binding: Binding) -> None:
        """Remove a pending plan whose block never came into its document, if nobody is inserting it any more."""
        if self.dry_run:
            return
        with lease(self.app.store, binding.id) as fence:
            if fence is not None:
                self.app.store.discard(binding.plan)

    def lang_of(self, binding: Binding) -> str:
        """The language of a binding's plan."""
        plan = self.app.store.plan(binding.workspace, binding.plan)
        return plan.lang if plan else self.lang

    @property
    def _source(self) -> Source:
        return self.app.sources["xlsx"]

    def _over_plan(self, address: str, signature: str, plan: str | None, copies: list[BlockReading]) -> RunResult:
        """The pass over a plan whose block stands in one or more tabs of a document of that signature."""
        binding = self.app.store.binding_of_plan(plan) if plan else None
        if binding is None or self.workspace not in (None, binding.workspace):
            tab = copies[0].tab
            finding = Finding(code=Code.UNKNOWN_PLAN, subject=plan or "", tab=tab, args={"plan": plan or "–"})
            return RunResult(document=address, tab=tab, outcome="unknown", lang=self.lang, findings=(finding,))
        if binding.closed:
            return self._closed(binding, address, copies)
        if self.dry_run:
            return self._decided(binding, address, copies)
        started = self.app.clock()
        with lease(self.app.store, binding.id) as fence:
            if fence is None:
                return RunResult(document=address, tab=binding.tab, outcome="busy", lang=self.lang_of(binding))
            if self._source.signature(address) != signature:
                reading = self._source.read(address)
                signature, copies = reading.signature, _blocks(reading).get(binding.plan, [])
            binding = self.app.store.binding_of_plan(binding.plan) or binding
            if binding.closed:
                return self._closed(binding, address, copies)
            gained: Plan | None = None
            refused: tuple[Finding, ...] = ()
            try:
                while self.adopt and (adoption := self._adoption(binding, address, copies, gained)):
                    # What was read before counts: the edit takes results out that nobody has computed anew yet.
                    signature = self.app.editors["xlsx"].edit(address, (adoption.edit,), signature=signature)
                    copies = [adoption.block if copy.tab == adoption.block.tab else copy for copy in copies]
                    gained = adoption.plan
            except UnreadableDocument as error:
                refused = (_not_adopted(error, binding, self.lang_of(binding)),)
            result = self._decided(binding, address, copies, gained, refused)
            if any(finding.code is Code.COPIED_FILE for finding in result.findings):
                return result
            try:
                self._write(binding, result, fence, started, signature)
            except StoreError as error:
                if error.code != LEASE_LOST:
                    raise
                return RunResult(document=address, tab=binding.tab, outcome="busy", lang=result.lang)
        return result

    def _adoption(
        self, binding: Binding, address: str, copies: list[BlockReading], plan: Plan | None
    ) -> Adoption | None:
        """New ids for rows that people added to the block that is read; what has one may tell where another belongs.

        `plan` is the plan with what it has gained already.
        """
        block = _bound_block(binding, copies)
        if block is None or (binding.address != address and self._source.signature(binding.address) is not None):
            return None
        plan = plan or self.app.store.plan(binding.workspace, binding.plan)
        return adopt_rows(plan, block, self.app.new_id) if plan else None

    def _closed(self, binding: Binding, address: str, copies: list[BlockReading]) -> RunResult:
        """The result of a block whose cycle is closed: it is not read, but a copy of it is told of."""
        plan = self.app.store.plan(binding.workspace, binding.plan)
        args = {"cycle": plan.cycle.label if plan else "–"}
        closed = Finding(code=Code.CYCLE_CLOSED, subject=binding.plan, tab=binding.tab, args=args)
        copied = [_copied(copy.tab, binding) for copy in copies if len(copies) > 1 and copy.tab != binding.tab]
        return RunResult(
            document=address,
            tab=binding.tab,
            outcome="unchanged",
            lang=plan.lang if plan else self.lang,
            findings=(closed, *copied),
        ).judged()

    def _decided(
        self,
        binding: Binding,
        address: str,
        copies: list[BlockReading],
        plan: Plan | None = None,
        found: tuple[Finding, ...] = (),
    ) -> RunResult:
        """What the pass changes; a copied file is told of and changes nothing, the original is what is bound.

        `plan` is the plan with measures that it has gained, if it has; `found` is what was found so far.
        """
        if not copies:
            return replace(self._without_reading(binding, (_gone(binding),), "findings"), document=address)
        extra = list(found)
        if binding.address != address:
            copied = self._source.signature(binding.address) is not None
            code = Code.COPIED_FILE if copied else Code.MOVED_FILE
            args = {"original": binding.address}
            extra.append(Finding(code=code, subject=binding.plan, tab=copies[0].tab, args=args))
            if copied:
                return RunResult(
                    document=address,
                    tab=copies[0].tab,
                    outcome="copied",
                    lang=self.lang_of(binding),
                    findings=tuple(extra),
                )
        block = _bound_block(binding, copies)
        extra += [_copied(copy.tab, binding) for copy in copies if copy is not block]
        if block is None:
            return replace(self._without_reading(binding, tuple(extra), "copied"), document=address)
        return self._read(binding, address, block, extra, plan)

    def _read(
        self, binding: Binding, address: str, block: BlockReading, extra: list[Finding], plan: Plan | None
    ) -> RunResult:
        state = self.app.store.state(binding)
        while self.dry_run and self.adopt and (adoption := adopt_rows(plan or state.plan, block, self.app.new_id)):
            plan, block = adoption.plan, adoption.block
        state = replace(state, plan=plan or state.plan)
        zone = next(each.zone for each in self.app.store.workspaces() if each.id == binding.workspace)
        changes = decide(state, block, self.app.clock(), self.app.today(zone))
        changes = replace(changes, findings=(*extra, *changes.findings))
        result = RunResult(
            document=address,
            tab=block.tab,
            outcome="ok" if changes.check_ins or changes.revisions else "unchanged",
            lang=state.plan.lang,
            findings=changes.findings,
            changes=changes,
            before=state,
        )
        return result.judged()

    def _without_reading(self, binding: Binding, found: tuple[Finding, ...], outcome: str) -> RunResult:
        """The result of a pass that read no block: what was open stays open, and this is added."""
        open_before = self.app.store.open_findings(binding.workspace, binding=binding.id)
        findings = {each.finding.key: each.finding for each in open_before} | {each.key: each for each in found}
        return RunResult(
            document=binding.address,
            tab=binding.tab,
            outcome=outcome,
            lang=self.lang_of(binding),
            findings=tuple(findings.values()),
        )

    def _write(self, binding: Binding, result: RunResult, fence: int, started: datetime, signature: str | None) -> None:
        store = self.app.store
        run = SyncRunRecord(started=started, finished=self.app.clock(), outcome=result.outcome)
        if result.changes is None:
            store.record(run, binding, fence=fence, signature=None, findings=result.findings)
            return
        store.record(
            run, binding, result.changes, fence=fence, signature=signature, tab=result.tab, address=result.document
        )


def _blocks(reading: DocumentReading) -> dict[str | None, list[BlockReading]]:
    """The blocks of a document by plan; a plan has several where a tab was copied."""
    blocks: dict[str | None, list[BlockReading]] = {}
    for grid in reading.grids:
        if block := read_block(grid):
            blocks.setdefault(block.plan, []).append(block)
    return blocks


def _not_adopted(error: UnreadableDocument, binding: Binding, lang: str) -> Finding:
    message, mend = error_words(error.code, lang, error.args_)
    args = {"reason": message, "remedy": mend}
    return Finding(code=Code.NOT_ADOPTED, subject=binding.plan, tab=binding.tab, args=args)


def _bound_block(binding: Binding, copies: list[BlockReading]) -> BlockReading | None:
    """The block that is read of several with one plan: the only one, else that in the bound tab."""
    return copies[0] if len(copies) == 1 else next((copy for copy in copies if copy.tab == binding.tab), None)


def _gone(binding: Binding) -> Finding:
    return Finding(code=Code.BLOCK_GONE, subject=binding.plan, tab=binding.tab, args={"plan": binding.plan})


def _copied(tab: str, binding: Binding) -> Finding:
    return Finding(code=Code.COPIED_TAB, subject=tab, tab=tab, found=tab, args={"original": binding.tab})
