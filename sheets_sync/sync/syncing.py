"""Syncing documents: which are read, in what order, and what is said of those that cannot be.

Named documents are always read. A cycle over all bindings reads only documents whose time or size has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sheets_sync.layout.grid import UnreadableDocument
from sheets_sync.messages.codes import Code, Severity
from sheets_sync.messages.errors import error_words
from sheets_sync.okr.finding import Finding
from sheets_sync.store import Binding
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.passes import Passes, RunResult

Job = Callable[[], list[RunResult]]
"""The passes over one document; run one after the other, and stoppable between two."""

SUFFIXES = (".xlsx", ".xlsm")


class Syncing:
    """One `sync`: gives the jobs and counts the files in folders that hold no block (`skipped`)."""

    def __init__(self, app: App, workspace: int | None, *, dry_run: bool = False) -> None:
        self.app, self.workspace, self.skipped = app, workspace, 0
        self.passes = Passes(app, workspace, dry_run)

    def documents(self, named: Sequence[str]) -> list[Job]:
        """A job for each document named, and for each workbook in the folders named.

        Raises:
            UserError: a path is not there, or is neither a folder nor a workbook.
        """
        jobs: dict[str, Job] = {}
        for name in named:
            path = Path(name)
            if path.is_dir():
                for file in sorted(path.rglob("*")):
                    if _is_workbook(file):
                        jobs.setdefault(str(file.resolve()), partial(self._in_folder, file.resolve()))
            else:
                _check_name(path, name)
                jobs[str(path.resolve())] = partial(self._named, path.resolve(), alone=len(named) == 1)
        return list(jobs.values())

    def cycle(self, *, full: bool = False) -> list[Job]:
        """A job for each document that something is bound to; one run is recorded for the cycle itself."""
        documents: dict[str, list[Binding]] = {}
        for binding in self.app.store.bindings(self.workspace):
            documents.setdefault(binding.address, []).append(binding)
        jobs: list[Job] = [partial(self._bound, address, bound, full) for address, bound in documents.items()]
        return [*jobs, self._end_of_cycle] if jobs and not self.passes.dry_run else jobs

    def _named(self, path: Path, *, alone: bool) -> list[RunResult]:
        bound = self.passes.bound_at(str(path))
        if alone or (not bound and path.exists()):
            if not path.exists():
                raise UserError("file-missing", file=str(path))
            results = self._read(path)
            if not results:
                raise UserError("no-block", file=str(path))
            return results
        return self._bound(str(path), bound, full=True) or [
            _failed(str(path), UserError("file-missing", file=str(path)))
        ]

    def _in_folder(self, path: Path) -> list[RunResult]:
        bound = self.passes.bound_at(str(path))
        try:
            results = self._read(path)
        except UnreadableDocument as error:
            return self._unreadable(bound, error) or [_failed(str(path), error)]
        self.skipped += not results
        return results

    def _bound(self, address: str, bound: list[Binding], full: bool) -> list[RunResult]:
        """The passes over a document by what is bound to it; it may have gone, or be the same as last time."""
        signature = self.app.sources["xlsx"].signature(address)
        if signature is None:
            finding = Finding(code=Code.DOCUMENT_MISSING, subject="document", args={"document": address})
            return [self.passes.fail(binding, finding, "unreachable") for binding in bound]
        if not full and all(binding.signature == signature for binding in bound):
            return [self._as_it_was(binding) for binding in bound]
        try:
            return self._read(Path(address))
        except UnreadableDocument as error:
            return self._unreadable(bound, error)

    def _read(self, path: Path) -> list[RunResult]:
        return self.passes.over_blocks(str(path), self.app.sources["xlsx"].read(str(path)))

    def _as_it_was(self, binding: Binding) -> RunResult:
        """The result of a pass that needs no reading: what is open stays open."""
        found = tuple(each.finding for each in self.app.store.open_findings(binding.workspace, binding=binding.id))
        serious = any(finding.severity is not Severity.INFO for finding in found)
        return RunResult(
            document=binding.address,
            tab=binding.tab,
            outcome="findings" if serious else "unchanged",
            lang=self.passes.lang_of(binding),
            findings=found,
        )

    def _unreadable(self, bound: list[Binding], error: UnreadableDocument) -> list[RunResult]:
        results = []
        for binding in bound:
            lang = self.passes.lang_of(binding)
            results.append(self.passes.fail(binding, _about(error, binding.address, lang), "failed"))
        return results

    def _end_of_cycle(self) -> list[RunResult]:
        self.app.store.record_cycle(self.workspace, self.app.clock(), self.app.clock())
        return []


def _about(error: UnreadableDocument | UserError, document: str, lang: str) -> Finding:
    message, mend = error_words(error.code, lang, error.args_)
    args = {"document": document, "reason": message, "remedy": mend}
    return Finding(code=Code.DOCUMENT_UNREADABLE, subject="document", args=args)


def _failed(document: str, error: UnreadableDocument | UserError) -> RunResult:
    return RunResult(document=document, tab=None, outcome="failed", findings=(_about(error, document, "vi"),))


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")) and path.is_file()


def _check_name(path: Path, name: str) -> None:
    if path.exists() or path.suffix.lower() in SUFFIXES:
        if path.suffix.lower() not in SUFFIXES:
            raise UserError("not-xlsx", file=name)
        return
    looks_google = "docs.google.com" in name or (os.sep not in name and len(name) > 30)
    raise UserError("not-supported-yet" if looks_google else "file-missing", file=name)
