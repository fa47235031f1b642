"""How far plans are, at a glance: bars for today, and lines of how they got there. Pure.

The rule a newcomer would break first: the past is told as it is known now. A corrected value counts on the day of the
one it replaces, and plans have today's definitions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sheets_sync.layout.report import Bar, Overview, Trend
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.progress import Standing
from sheets_sync.sync.exporting import Export
from sheets_sync.sync.tables import whole
from sheets_sync.sync.views import PlanView

MOST_BARS = 30
"""More plans than this are shown by role."""
MOST_LINES = 10
"""More lines than this cannot be told apart; there is no chart of them then."""
MOST_DAYS = 53


def overview(export: Export) -> Overview:
    """What a report shows first."""
    by_role = len(export.views) > MOST_BARS
    pairs = [(view, found.plan) for view, found in zip(export.views, export.standings, strict=True)]
    labels = _labels(export.views)
    return Overview(
        workspace=export.workspace.name,
        day=export.day,
        bars=tuple(
            _by_role(pairs) if by_role else [_bar(label, [at]) for label, (_, at) in zip(labels, pairs, strict=True)]
        ),
        by_role=by_role,
        trend=_trend(export, labels) if 0 < len(export.views) <= MOST_LINES else None,
    )


def _labels(views: Sequence[PlanView]) -> list[str]:
    """Role and owner of each plan, and the cycle where there are several."""
    several = len({view.plan.cycle for view in views}) > 1
    return [
        whole(" · ".join(dict.fromkeys((view.plan.role_name, view.plan.owner, *[view.plan.cycle.label] * several))))
        for view in views
    ]


def _by_role(pairs: Iterable[tuple[PlanView, Standing]]) -> list[Bar]:
    roles: dict[str, list[Standing]] = defaultdict(list)
    for view, standing in pairs:
        roles[view.plan.role_name].append(standing)
    return [_bar(whole(f"{role} ({len(standings)})"), standings) for role, standings in sorted(roles.items())]


def _bar(label: str, standings: Sequence[Standing]) -> Bar:
    """The mean of some plans; one without a report counts 0 unless all are."""
    reported = any(standing.progress is not None for standing in standings)
    progress = sum(standing.progress or 0 for standing in standings) / len(standings)
    expected = sum(standing.expected for standing in standings) / len(standings)
    return Bar(label=label, progress=float(progress) if reported else None, expected=float(expected))


def _trend(export: Export, labels: Sequence[str]) -> Trend | None:
    """The plans' progress week by week; None while there is nothing to compare."""
    days = _weeks(
        min(view.plan.cycle.start for view in export.views),
        min(export.day, max(view.plan.cycle.end for view in export.views)),
    )
    points: dict[str, list[CheckIn]] = defaultdict(list)
    for point in export.check_ins:
        if not point.struck:
            points[export.places[point.measure][0].plan.id].append(point)
    lines = [_line(view, points[view.plan.id], days) for view in export.views]
    told = [day for day, *values in zip(days, *lines, strict=True) if any(value is not None for value in values)]
    return Trend(days=days, lines=tuple(zip(labels, lines, strict=True))) if len(told) > 1 else None


def _weeks(first: date, last: date) -> tuple[date, ...]:
    """Days from the first to the last one, the last included: one a week, or fewer where these were too many."""
    step = timedelta(weeks=1 + (last - first).days // (7 * MOST_DAYS))
    days = []
    while last >= first:
        days.append(last)
        last -= step
    return tuple(reversed(days))


def _line(view: PlanView, points: Iterable[CheckIn], days: Iterable[date]) -> tuple[float | None, ...]:
    """A plan's progress at the end of each day; None before and after its cycle, and while nothing is reported."""
    values: dict[str, CheckIn] = {}
    waiting = sorted(points, key=lambda point: point.day)[::-1]
    line = []
    for day in days:
        while waiting and waiting[-1].day <= day:
            point = waiting.pop()
            values[point.measure] = point
        within = view.plan.cycle.start <= day <= view.plan.cycle.end
        progress = replace(view, values=values, today=day).standings().plan.progress if within else None
        line.append(None if progress is None else float(progress))
    return tuple(line)
