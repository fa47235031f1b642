"""What is known: plans with their figures on a day, open findings, the history of a measure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sheets_sync.okr.cycle import FIRST_DAY, LAST_DAY
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.ids import normal_id
from sheets_sync.store import OpenFinding, PlanRecord, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.documents import absolute
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.views import PlanView


def plan_views(app: App, workspace: Workspace, document: str | None, at: str | None) -> list[PlanView]:
    """Every plan, or those of one document, as known now or at the end of a day (ISO date).

    Raises:
        UserError: the date cannot be read, or no plan is bound to that document.
    """
    day, known = as_of(app, workspace, at)
    records = app.store.plans(workspace.id, address=_address(app, workspace, document), at=known)
    return views_of(records, day)


def as_of(app: App, workspace: Workspace, at: str | None) -> tuple[date, datetime | None]:
    """The day that figures are for, and the moment they are known at: the end of the day `at`, None for now.

    Raises:
        UserError: the date cannot be read.
    """
    if at is None:
        return app.today(workspace.zone), None
    day = _day(at)
    return day, _end_of(day, workspace.zone)


def views_of(records: Iterable[PlanRecord], day: date) -> list[PlanView]:
    """Plans with what is known of them, for a day."""
    return [
        PlanView(
            plan=record.plan, document=record.binding.address, tab=record.binding.tab, values=record.values, today=day
        )
        for record in records
    ]


def open_findings(app: App, workspace: Workspace, document: str | None) -> list[OpenFinding]:
    """What needs a person: worst first, by document.

    Raises:
        UserError: no plan is bound to that document.
    """
    found = app.store.open_findings(workspace.id, address=_address(app, workspace, document))
    order = ("error", "warning", "info")
    return sorted(found, key=lambda each: (each.address, order.index(each.finding.severity), each.finding.cell or ""))


def measure_history(app: App, workspace: Workspace, measure: str) -> list[CheckIn]:
    """Every check-in of a measure, oldest first.

    Raises:
        UserError: the workspace has no such measure.
    """
    found = app.store.history(workspace.id, normal_id(measure) or measure)
    if found is None:
        raise UserError("measure-unknown", measure=measure, workspace=workspace.name)
    return found


def _address(app: App, workspace: Workspace, document: str | None) -> str | None:
    if document is None:
        return None
    address = str(absolute(document))
    if all(binding.workspace != workspace.id for binding in app.store.bindings_at("xlsx", address)):
        raise UserError("document-unknown", document=address, workspace=workspace.name)
    return address


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UserError("date-unreadable", date=text) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UserError("date-unreadable", date=text)
    return day


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)) - timedelta(microseconds=1)
