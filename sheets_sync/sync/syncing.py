"""Syncing documents: which are read, in what order, and what is said of those that cannot be.

Named documents are always read. A cycle over all bindings reads only documents whose time or size has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sheets_sync.excel.source import SUFFIXES
from sheets_sync.messages.codes import Code
from sheets_sync.messages.errors import Refusal, error_words
from sheets_sync.okr.finding import Finding
from sheets_sync.store import Binding
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.cycles import close_ended_cycles
from sheets_sync.sync.documents import absolute, is_spreadsheet
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.passes import Passes
from sheets_sync.sync.results import RunResult


@dataclass(frozen=True, slots=True)
class Job:
    """The passes over one document, called one job after the other; "" is the end of a cycle."""

    document: str
    passes: Callable[[], list[RunResult]]

    def __call__(self) -> list[RunResult]:
        """Run them."""
        return self.passes()


STORE_IS_GONE = ("store-unreachable", "store-damaged")
"""What ends a sync at once; anything else is the trouble of one document."""


class Syncing:
    """One `sync`: gives the jobs and counts the files in folders that hold no block (`skipped`)."""

    def __init__(
        self, app: App, workspace: int | None, *, lang: str, dry_run: bool = False, adopt: bool = False
    ) -> None:
        self.app, self.workspace, self.lang, self.skipped, self.idle = app, workspace, lang, 0, True
        self.passes = Passes(app, workspace, lang, dry_run, adopt)

    def documents(self, named: Sequence[str]) -> list[Job]:
        """A job for each document named, and for each workbook in the folders named."""
        self._close_ended_cycles()
        jobs: dict[str, Job] = {}
        for name in named:
            if os.path.isdir(name):
                if not os.access(name, os.R_OK | os.X_OK):
                    raise UserError("file-unreadable", file=name, reason="permission denied")
                for file in sorted(Path(name).rglob("*")):
                    if _is_workbook(file):
                        path = absolute(str(file))
                        jobs.setdefault(str(path), Job(str(path), partial(self._in_folder, path)))
            else:
                real = os.path.realpath(name)
                jobs[real] = Job(real, partial(self._named, name, alone=len(named) == 1))
        return list(jobs.values())

    def cycle(self, *, full: bool = False) -> list[Job]:
        """A job for each document that something is bound to; an idle cycle is recorded as one run."""
        self._close_ended_cycles()
        store = self.app.store
        live = (*store.bindings(self.workspace), *store.bindings(self.workspace, state="pending"))
        jobs = self.bound([binding for binding in live if not binding.closed], full=full or self.passes.adopt)
        return [*jobs, Job("", self._end_of_cycle)] if jobs and not self.passes.dry_run else jobs

    def bound(self, bindings: Sequence[Binding], *, full: bool = False) -> list[Job]:
        """A job for each document that these are bound to, by address; unless `full`, only for those that changed."""
        documents: dict[str, list[Binding]] = {}
        for binding in bindings:
            documents.setdefault(binding.address, []).append(binding)
        return [
            Job(address, partial(self._bound, address, bound, full)) for address, bound in sorted(documents.items())
        ]

    def _named(self, name: str, *, alone: bool) -> list[RunResult]:
        """The passes over a named document. The only one that is named may refuse; one of several just fails."""
        path = Path(os.path.realpath(name))
        try:
            named_workbook(name)
            results = self.passes.over_document(str(path))
            if not results:
                raise UserError("no-block", file=name)
        except Refusal as error:
            if alone or error.code in STORE_IS_GONE:
                raise
            return self._unreadable(path, error)
        return results

    def _in_folder(self, path: Path) -> list[RunResult]:
        try:
            results = self.passes.over_document(str(path))
        except Refusal as error:
            if error.code in STORE_IS_GONE:
                raise
            return self._unreadable(path, error)
        self.skipped += not results
        return results

    def _bound(self, address: str, bound: list[Binding], full: bool) -> list[RunResult]:
        """The passes over a document by what is bound to it; it may have gone, or be the same as last time."""
        signature = self.app.sources["xlsx"].signature(address)
        if signature is None:
            self.idle = False
            here = {binding.id for binding in self.passes.bound_at(address)}  # others moved earlier in this cycle
            bound = [binding for binding in bound if binding.id in here]
            finding = Finding(code=Code.DOCUMENT_MISSING, subject="document", args={"document": address})
            for binding in bound:
                if binding.state == "pending":
                    self.passes.forget_unborn(binding)
            active = [binding for binding in bound if binding.state == "active"]
            return [self.passes.fail(binding, finding, "unreachable") for binding in active]
        if not full and all(binding.signature == signature for binding in bound):
            return [self.passes.as_it_was(binding) for binding in bound]
        self.idle = False
        return self._in_folder(Path(address))

    def _unreadable(self, path: Path, error: Refusal) -> list[RunResult]:
        """What is bound to a document that cannot be read fails; nothing bound, and the document itself does."""
        if bound := self.passes.bound_at(str(path)):
            lang_of = self.passes.lang_of
            return [self.passes.fail(each, _about(error, lang_of(each)), "failed") for each in bound]
        about = _about(error, self.lang)
        return [RunResult(document=str(path), tab=None, outcome="failed", lang=self.lang, findings=(about,))]

    def _close_ended_cycles(self) -> None:
        if not self.passes.dry_run:
            close_ended_cycles(self.app, self.workspace)

    def _end_of_cycle(self) -> list[RunResult]:
        if self.idle:
            self.app.store.record_cycle(self.workspace, self.app.clock(), self.app.clock())
        return []


def _about(error: Refusal, lang: str) -> Finding:
    message, mend = error_words(error.code, lang, error.args_)
    args = {"reason": message, "remedy": mend}
    return Finding(code=Code.DOCUMENT_UNREADABLE, subject="document", args=args)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")) and path.is_file()


def named_workbook(name: str) -> Path:
    """The workbook that somebody names.

    Raises:
        UserError: it is none, or not there.
    """
    path = absolute(name)
    if is_spreadsheet(name):
        raise UserError("not-supported-yet", file=name)
    if not path.exists():
        raise UserError("file-missing", file=name)
    if path.suffix.lower() not in SUFFIXES:
        raise UserError("not-xlsx", file=name)
    return path
