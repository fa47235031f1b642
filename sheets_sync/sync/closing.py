"""Closing a cycle by command: its documents are read a last time, lest a value be lost; then its plans close."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.okr.cycle import Cycle, CycleError
from sheets_sync.store import Binding, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.results import RunResult
from sheets_sync.sync.syncing import Job, Syncing


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCycle:
    """A cycle that was closed: where its plans stand, and what came of reading them a last time."""

    cycle: Cycle
    closed: tuple[Binding, ...]
    results: tuple[RunResult, ...]


def close_cycle(
    app: App, workspace: Workspace, label: str, lang: str, shown: Callable[[Sequence[Job]], Iterator[Job]]
) -> ClosedCycle:
    """Close the plans of a cycle.

    Args:
        app: what to work with.
        workspace: whose.
        label: the cycle as people write it.
        lang: the language of what belongs to no known plan.
        shown: shows the progress of the last readings.

    Raises:
        UserError: the label is no cycle, no open plan is of it, or a document of it is being read by another process
            or cannot be read.
    """
    try:
        cycle = Cycle.parse(label)
    except CycleError as error:
        raise UserError("cycle-unreadable", cycle=label) from error
    bound = {each.plan: each for each in app.store.bindings(workspace.id) if not each.closed}
    plans = {plan: app.store.plan(workspace.id, plan) for plan in bound}
    within = {plan for plan, known in plans.items() if known and (known.cycle.start, known.cycle.end) == _days(cycle)}
    if not within:
        code = "cycle-closed" if app.store.is_closed(workspace.id, cycle) else "cycle-empty"
        raise UserError(code, cycle=cycle.label, workspace=workspace.name)
    syncing = Syncing(app, workspace.id, lang=lang)
    jobs = syncing.bound([bound[plan] for plan in bound if plan in within])
    results = tuple(result for job in shown(jobs) for result in job())
    if busy := next((result for result in results if result.outcome == "busy"), None):
        raise UserError("cycle-busy", cycle=cycle.label, document=busy.document)
    if unread := next((result for result in results if result.failed), None):
        raise UserError("cycle-unread", cycle=cycle.label, document=unread.document)
    closed = app.store.close_cycle(workspace.id, cycle, app.clock())
    return ClosedCycle(cycle=cycle, closed=tuple(bound[plan] for plan in closed if plan in bound), results=results)


def _days(cycle: Cycle) -> tuple[object, object]:
    return cycle.start, cycle.end
