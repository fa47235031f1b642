"""Plans, passes and whole dumps for the store's tests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from sheets_sync.okr.cycle import Cycle, Period
from sheets_sync.okr.history import Changes, CheckIn, LastReading
from sheets_sync.okr.model import Confidence, Direction, KeyResult, Kind, Measure, Objective, Plan
from sheets_sync.store import Binding, RecordedRun, Store, SyncRunRecord
from sheets_sync.store.tables import metadata

T0 = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
TTL = timedelta(minutes=5)


def a_plan(name: str = "a", owner: str = "Nguyễn Thị Đào") -> Plan:
    """Two measures, `m1…` and `m2…`, of one key result; ids end in the plan's name."""
    first = Measure(
        id=f"m1{name}",
        name="quốc gia",
        kind=Kind.COUNT,
        target=Decimal(20),
        unit="nước",
        per=Period(2, "month"),
        due=date(2026, 2, 28),
        weight=Decimal("0.50"),
        text="Bán ra 20 nước",
        owner="An, Bình",
    )
    second = Measure(
        id=f"m2{name}",
        name="giữ chân",
        kind=Kind.PERCENT,
        direction=Direction.AT_LEAST,
        strict=True,
        target=Decimal("92.5"),
    )
    key_result = KeyResult(id=f"k1{name}", measures=(first, second))
    objective = Objective(id=f"o1{name}", text="Ra thế giới", key_results=(key_result,), due=date(2026, 3, 31))
    return Plan(
        id=f"p{name}",
        role="ceo",
        role_name="Tổng giám đốc",
        owner=owner,
        lang="vi",
        cycle=Cycle.parse("2026-Q1"),
        objectives=(objective,),
    )


def bind(
    store: Store,
    name: str = "a",
    *,
    workspace: str = "local",
    address: str | None = None,
    tab: str = "OKR",
    at: datetime = T0,
    active: bool = True,
) -> Binding:
    """The binding `b<name>` of a new plan `p<name>`, in a document of its own unless its address says otherwise."""
    made = store.add_plan(
        store.workspace(workspace).id,
        a_plan(name),
        binding=f"b{name}",
        document=f"d{name}",
        kind="xlsx",
        address=address or f"/okr/{name}.xlsx",
        tab=tab,
        at=at,
    )
    if not active:
        return made
    store.activate(made.id)
    found = store.binding_of_plan(made.plan)
    assert found
    return found


def always(_: str) -> bool:
    return True


def a_run(at: datetime = T0, outcome: str = "ok") -> SyncRunRecord:
    return SyncRunRecord(started=at, finished=at + timedelta(seconds=2), outcome=outcome, calls=1)


def reported(name: str, value: str | None, at: datetime = T0, measure: str = "m1") -> CheckIn:
    """A check-in of a measure of plan `p<name>`."""
    return CheckIn(
        measure=f"{measure}{name}",
        at=at,
        day=at.date(),
        value=None if value is None else Decimal(value),
        confidence=Confidence.HIGH,
        note="ổn",
        raw=value or "",
        tab="OKR",
        cell="H7",
    )


def read_as(check_in: CheckIn) -> LastReading:
    return LastReading(
        measure=check_in.measure,
        seen=check_in.raw,
        value=check_in.value,
        confidence=check_in.confidence,
        note=check_in.note,
        day=check_in.day,
    )


def changes(name: str, *check_ins: CheckIn, **more: Any) -> Changes:
    """Changes of plan `p<name>` with these check-ins and their readings."""
    given = {"plan": a_plan(name), "check_ins": check_ins, "readings": tuple(map(read_as, check_ins)), **more}
    return Changes(**given)


def apply(
    store: Store, binding: Binding, what: Changes | None, *, at: datetime = T0, signature: str | None = "s", **more: Any
) -> RecordedRun:
    """One whole pass: lease, record, release."""
    fence = store.acquire(binding.id, "host:1:1", at, TTL, always)
    assert fence is not None
    try:
        return store.record(a_run(at), binding, what, fence=fence, signature=signature, **more)
    finally:
        store.release(binding.id, fence)


def dump(store: Store, *, without: tuple[str, ...] = ("lease",)) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table. Leases come and go with every pass, so they are left out."""
    with store.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in without
        }
