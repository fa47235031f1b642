"""A second opinion on progress: what DESIGN's page says of it, worked out anew on plain dicts.

It judges what the product says (`status --json`, recalculated sheets), so it never imports the product, and
it is mended only where the page is misread here. Measures are dicts as `insert --json` prints them: percents,
milestones and every target of `increase_by` in points, dates as ISO text, None where nothing is given.

Where the page leaves room, this is how it is read:

- `reach` down to a negative target without a start has "no start", so it is 1 or 0 as in `decrease_to`.
- t = s, t >= s and s <= t are comparisons as well, so they too go by nine decimals (halves away from zero, as
  ROUND does in a sheet); "start > 0 needed" and "t > 0 needed" do not: they say what is defined at all.
- A stretch counts for `reach` only; with another rule it has no `stretch_progress`.
- Periods of rates keep the day of the cycle's start (15 January, 15 February; the month's last day where
  there is no such day) and run on after the cycle. They run on before it too: a value read before the cycle
  is none of its first period.
- A measure's `weight` is the one in its row, 1 where that does not count, and not its share of the key
  result. An objective's weight of 0 or less is 1 too; a plan's is 1.
- An objective without a measure is no part of the plan, and a plan without any stands nowhere.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, TypedDict

Number = int | float | str | Decimal
Json = Mapping[str, Any]


class Verdict(TypedDict):
    """What `status --json` should say of one thing, its numbers as floats."""

    progress: float | None
    expected: float
    met: bool
    status: str
    reported: int
    of: int
    due: str
    weight: float
    stretch_progress: float | None


def judge(
    measures: Iterable[Json],
    objectives: Iterable[Json],
    cycle: tuple[str | date, str | date],
    today: str | date,
    values: Mapping[str, tuple[Number | None, str | date]],
) -> dict[str, Verdict]:
    """Say where every measure, key result and objective stands, by id, and the whole under "plan".

    Args:
        measures: dicts with id, objective, key_result, kind and direction, and where given strict, start,
            target, stretch, per, from, due and weight.
        objectives: dicts with id, weight and due; one that is not named has neither.
        cycle: its first and last day.
        today: the day that is asked about.
        values: the last value of each measure that has one (None: retracted), and the day it was read.
    """
    with localcontext(Context(prec=60)):
        return _judge(measures, objectives, (_day(cycle[0]), _day(cycle[1])), _day(today), values)


def same_period(per: str, first: str | date, one: str | date, other: str | date) -> bool:
    """Whether two days lie in one period of a rate; `per` is `month`, `2 months`."""
    return _period(per, _day(first), _day(one)) == _period(per, _day(first), _day(other))


def _judge(
    measures: Iterable[Json],
    objectives: Iterable[Json],
    cycle: tuple[date, date],
    today: date,
    values: Mapping[str, tuple[Number | None, str | date]],
) -> dict[str, Verdict]:
    above = {objective["id"]: dict(objective) for objective in objectives}
    rows = [_row(m, above.setdefault(m["objective"], {}), cycle, today, values.get(m["id"])) for m in measures]
    size: dict[str, int] = {}
    for row in rows:
        size[row["key_result"]] = size.get(row["key_result"], 0) + 1
    for row in rows:
        row["share"] = row["weight"] / size[row["key_result"]]
    verdicts = {row["id"]: _verdict(row) for row in rows}
    for level in ("key_result", "objective"):
        for id_ in dict.fromkeys(row[level] for row in rows):
            total = _total([row for row in rows if row[level] == id_], today)
            if level == "objective":
                total["weight"] = _weight(above[id_].get("weight"))
                above[id_] = total | {"share": total["weight"]}
            verdicts[id_] = _verdict(total)
    parts = [objective for objective in above.values() if "share" in objective]
    if parts:
        verdicts["plan"] = _verdict(_total(parts, today) | {"weight": Decimal(1)})
    return verdicts


def _row(
    m: Json,
    objective: Json,
    cycle: tuple[date, date],
    today: date,
    value: tuple[Number | None, str | date] | None,
) -> dict[str, Any]:
    """One measure: everything but its share."""
    first, last = cycle
    per = m.get("per")
    due = _day(m.get("due") or objective.get("due") or last)
    current, read_on = value or (None, today)
    if per and not same_period(per, first, read_on, today):
        current = None
    progress, met, stretch = None, False, None
    if current is not None:
        progress, met = _progress_and_met(m, current, m.get("target"))
        if progress is not None and m["direction"] == "reach" and m.get("stretch") is not None:
            stretch, _ = _progress_and_met(m, current, m["stretch"])
    expected = _expected(_day(m.get("from") or first), due, last, today)
    if (per or m["direction"] in ("at_most", "at_least")) and today <= due:
        status = "no_report" if progress is None else ("behind", "on_track")[met]
    else:
        status = _status(progress, expected, met, today > due)
    return {
        "id": m["id"],
        "objective": m["objective"],
        "key_result": m["key_result"],
        "progress": progress,
        "stretch_progress": stretch,
        "expected": expected,
        "met": met,
        "status": status,
        "reported": 0 if progress is None else 1,
        "of": 1,
        "due": due,
        "weight": _weight(m.get("weight")),
    }


def _total(parts: list[dict[str, Any]], today: date) -> dict[str, Any]:
    """A key result or objective over its measures, or a plan over its objectives."""
    shares = sum(part["share"] for part in parts)
    reported = sum(part["reported"] for part in parts)
    points = sum(part["share"] * part["progress"] for part in parts if part["progress"] is not None)
    progress = points / shares if reported else None
    expected = sum(part["share"] * part["expected"] for part in parts) / shares
    met = not [part for part in parts if not part["met"]]
    due = sorted(part["due"] for part in parts)[-1]
    return {
        "progress": progress,
        "stretch_progress": None,
        "expected": expected,
        "met": met,
        "status": _status(progress, expected, met, today > due),
        "reported": reported,
        "of": sum(part["of"] for part in parts),
        "due": due,
        "weight": shares,
    }


def _progress_and_met(m: Json, value: Number, target: Number | None) -> tuple[Decimal | None, bool]:
    """The table of rules, a branch a row. Numbers are as their cells hold them."""
    unit = 100 if m["kind"] in ("percent", "milestone") else 1
    c = Decimal(str(value)) / unit
    if m["kind"] == "milestone":
        return _clamp(c), _nine(c - 1) == 0
    if target is None:
        return None, False
    start = m.get("start")
    s = None if start is None else Decimal(str(start)) / unit
    rule = m["direction"]
    t = Decimal(str(target)) / (100 if rule == "increase_by" else unit)
    strict = m.get("strict") or False

    if rule == "reach" and _nine(t - (s or 0)) < 0:
        rule = "decrease_to"
    if rule == "reach":
        s = s or Decimal(0)
        met = _passes(c - t, strict)
        return (Decimal(_passes(c - t)) if _nine(t - s) == 0 else _clamp((c - s) / (t - s))), met
    if rule == "decrease_to":
        met = _passes(t - c, strict)
        if s is None or _nine(s - t) <= 0:
            return Decimal(_passes(t - c)), met
        return _clamp((s - c) / (s - t)), met
    if rule == "increase_by":
        if m["kind"] != "percent":
            if s is None or s <= 0:
                return None, False
            c = (c - s) / s
        return (None, False) if t <= 0 else (_clamp(c / t), _passes(c - t, strict))
    met = _passes(t - c if rule == "at_most" else c - t, strict)
    return Decimal(met), met


def _status(progress: Decimal | None, expected: Decimal, met: bool, past_due: bool) -> str:
    if met:
        return "done"
    if past_due:
        return "overdue"
    if progress is None:
        return "no_report"
    lag = progress - expected
    if _nine(lag + Decimal("0.1")) >= 0:
        return "on_track"
    return "at_risk" if _nine(lag + Decimal("0.3")) >= 0 else "behind"


def _expected(begin: date, due: date, last: date, today: date) -> Decimal:
    if begin > last:
        return Decimal(0)
    if due <= begin:
        return Decimal(1)
    return _clamp(Decimal((today - begin).days) / (due - begin).days)


def _passes(difference: Decimal, strict: bool = False) -> bool:
    difference = _nine(difference)
    return difference > 0 or (difference == 0 and not strict)


def _nine(difference: Decimal) -> Decimal:
    return difference.quantize(Decimal("1e-9"), ROUND_HALF_UP)


def _clamp(fraction: Decimal) -> Decimal:
    return sorted([Decimal(0), fraction, Decimal(1)])[1]


def _weight(weight: Number | None) -> Decimal:
    given = Decimal(1) if weight is None else Decimal(str(weight))
    return given if given > 0 else Decimal(1)


def _day(day: str | date) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _period(per: str, first: date, day: date) -> int:
    """The number of the period that holds the day: walk from border to border."""
    count, unit = (["1", *per.split()])[-2:]
    step, number = int(count), 0
    while _border(first, unit, step * (number + 1)) <= day:
        number += 1
    while _border(first, unit, step * number) > day:
        number -= 1
    return number


def _border(first: date, unit: str, passed: int) -> date:
    """The day that lies some units after the cycle's first day."""
    unit = unit.removesuffix("s")
    if unit in ("day", "week"):
        return first + timedelta(days=passed * {"day": 1, "week": 7}[unit])
    month = first.month - 1 + passed * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = first.year + month // 12, month % 12 + 1
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _verdict(row: Json) -> Verdict:
    def as_float(number: Decimal | None) -> float | None:
        return None if number is None else float(number)

    return {
        "progress": as_float(row["progress"]),
        "expected": float(row["expected"]),
        "met": row["met"],
        "status": row["status"],
        "reported": row["reported"],
        "of": row["of"],
        "due": row["due"].isoformat(),
        "weight": float(row["weight"]),
        "stretch_progress": as_float(row["stretch_progress"]),
    }
