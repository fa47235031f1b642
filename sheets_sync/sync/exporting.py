"""Everything a workspace holds, as tables of plain values: plans, measures, history, Findings.

It answers for what belongs to an export; `sync.tables` has its columns, `sync.outputs` and `frames` give it a form. It
never writes a file. The rule a newcomer would break first: rows come in an order that the data alone decides, so that
the same data gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sheets_sync.layout.report import Table
from sheets_sync.messages.codes import Severity
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import Measure
from sheets_sync.okr.progress import PlanStanding
from sheets_sync.store import KnownFinding, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.looking import as_of, views_of
from sheets_sync.sync.tables import (
    FINDINGS,
    FINDINGS_ASIDE,
    HISTORY,
    HISTORY_ASIDE,
    MEASURES,
    MEASURES_ASIDE,
    PLANS,
    PLANS_ASIDE,
    FindingLine,
    MeasureLine,
    PlanLine,
    PointLine,
    table,
)
from sheets_sync.sync.views import PlanView


@dataclass(frozen=True, kw_only=True)
class Export:
    """What a workspace holds, as known on a day: check-ins by plan and measure, oldest first; open Findings first."""

    workspace: Workspace
    day: date
    views: list[PlanView]
    check_ins: list[CheckIn]
    findings: list[KnownFinding]

    @cached_property
    def standings(self) -> list[PlanStanding]:
        """Where each plan stands."""
        return [view.standings() for view in self.views]

    def plans(self) -> Table:
        """A row a plan."""
        lines = (PlanLine(view, found.plan) for view, found in zip(self.views, self.standings, strict=True))
        return table("plans", PLANS, PLANS_ASIDE, lines)

    def measures(self) -> Table:
        """A row a live measure, in the order of the plans."""
        return table("measures", MEASURES, MEASURES_ASIDE, self._measure_lines())

    def history(self) -> Table:
        """A row a check-in."""
        places = self.places
        lines = (PointLine(*places[point.measure], point) for point in self.check_ins)
        return table("history", HISTORY, HISTORY_ASIDE, lines)

    def known_findings(self) -> Table:
        """A row a Finding."""
        views = {view.plan.id: view for view in self.views}
        measures = {measure.id: measure for _, measure in self.places.values()}
        lines = (FindingLine(views[each.plan], measures.get(each.finding.subject), each) for each in self.findings)
        return table("findings", FINDINGS, FINDINGS_ASIDE, lines)

    @cached_property
    def places(self) -> dict[str, tuple[PlanView, Measure]]:
        """Every measure, archived ones included, with its plan, by id and in order."""
        return {measure.id: (view, measure) for view in self.views for _, _, measure in view.plan.measures()}

    def _measure_lines(self) -> Iterator[MeasureLine]:
        for view, standings in zip(self.views, self.standings, strict=True):
            for objective, key_result, measure in view.plan.live_measures():
                last = view.values.get(measure.id)
                yield MeasureLine(view, objective, key_result, measure, standings.parts[measure.id], last)


def gather(
    app: App, workspace: Workspace, at: str | None, *, check_ins: bool = False, findings: bool = False
) -> Export:
    """What a workspace holds now, or was known to hold at the end of a day (ISO date); of one moment of the store.

    Raises:
        UserError: the date cannot be read.
    """
    day, moment = as_of(app, workspace, at)
    known = app.store.known(workspace.id, at=moment, check_ins=check_ins, findings=findings)
    views = views_of(known.plans, day)
    return Export(
        workspace=workspace,
        day=day,
        views=views,
        check_ins=_by_measure(views, known.check_ins),
        findings=sorted(known.findings, key=_urgency),
    )


def _by_measure(views: Iterable[PlanView], check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    points: dict[str, list[CheckIn]] = defaultdict(list)
    for point in check_ins:
        points[point.measure].append(point)
    return [point for view in views for _, _, measure in view.plan.measures() for point in points.get(measure.id, ())]


def _urgency(known: KnownFinding) -> tuple[bool, str, int, str]:
    severity = list(Severity).index(known.finding.severity)
    return known.closed_at is not None, known.address, -severity, known.finding.cell or ""
