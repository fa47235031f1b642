"""Correcting what is on record: another value in place of the one that counts, or none. The sheet stays as it is."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from sheets_sync.messages.codes import Code
from sheets_sync.okr.cell import CellType, RawCell
from sheets_sync.okr.definition import scale_of
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.ids import normal_id
from sheets_sync.okr.model import Kind, Measure
from sheets_sync.okr.reading import Problem, read_number
from sheets_sync.store import Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.process import lease

LONGEST_REASON = 500

_ERRORS = {Code.AMBIGUOUS_NUMBER: "correct-ambiguous", Code.OUT_OF_RANGE: "correct-out-of-range"}


def correct(app: App, workspace: Workspace, measure_id: str, *, value: str | None, reason: str) -> list[CheckIn]:
    """Strike the value of a measure that counts, and put another one in its place (None: retract it).

    It counts for the day of the struck one. The sheet is not written: while it says something else, the next passes
    tell so (`sheet-differs`), and take only what is typed anew.

    Args:
        app: what to work with.
        workspace: whose measure.
        measure_id: which.
        value: as typed; of percents and milestones the points, with or without a percent sign.
        reason: why, for whoever reads the history.

    Returns:
        The measure's whole history.

    Raises:
        UserError: there is no such measure, nothing to retract, the value or the reason cannot be one, or a pass over
            its block is under way.
    """
    measure_id = normal_id(measure_id) or measure_id
    plan = app.store.plan_of_measure(workspace.id, measure_id)
    if plan is None:
        raise UserError("measure-unknown", measure=measure_id, workspace=workspace.name)
    reason = unicodedata.normalize("NFC", reason).strip()
    if not 0 < len(reason) <= LONGEST_REASON or not reason.isprintable():
        raise UserError("reason-bad")
    measure = next(measure for _, _, measure in plan.measures() if measure.id == measure_id)
    binding = app.store.binding_of_plan(plan.id)
    if binding is None:
        return _replace(app, workspace, measure, value, reason)
    with lease(app.store, binding.id) as fence:  # no pass may accept a value between looking and striking
        if fence is None:
            raise UserError("binding-busy", document=binding.address)
        return _replace(app, workspace, measure, value, reason)


def _replace(app: App, workspace: Workspace, measure: Measure, value: str | None, reason: str) -> list[CheckIn]:
    points = app.store.history(workspace.id, measure.id) or []
    standing = next((point for point in reversed(points) if not point.struck), None)
    number = None if value is None else _read(value, measure)
    if number is None and (standing is None or standing.value is None):
        raise UserError("nothing-to-retract", measure=measure.id)
    check_in = CheckIn(
        measure=measure.id,
        at=app.clock(),
        day=standing.day if standing else app.today(workspace.zone),
        value=number,
        scale=scale_of(measure),
        confidence=standing.confidence if standing and number is not None else None,
        note=standing.note if standing and number is not None else "",
        raw=value or "",
    )
    app.store.correct(workspace.id, check_in, reason=reason)
    return app.store.history(workspace.id, measure.id) or []


def _read(text: str, measure: Measure) -> Decimal:
    """A typed value; what is ambiguous in a cell is so here."""
    typed = text.strip()
    if measure.kind in (Kind.PERCENT, Kind.MILESTONE) and not typed.endswith(("%", "％")):
        typed += "%"
    read = read_number(RawCell(type=CellType.TEXT, text=typed), measure.kind, measure.unit)
    if read is None or isinstance(read, Problem):
        code = _ERRORS.get(read.code, "correct-unreadable") if read else "correct-unreadable"
        args = {"value": text, "kind": measure.kind.value, "unit": measure.unit or "–"}
        raise UserError(code, **args | (read.args if read else {}))
    return read
