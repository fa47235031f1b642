"""The Store: the one repository. Each method is one question or one change, in a transaction of its own.

What is asked is asked for a workspace, and no answer holds another one's data; a binding says whose it is. The rule a
newcomer would break first: no method leaves a transaction open, so what must be written together is one method.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select

from sheets_sync.okr.cycle import Cycle
from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import Changes, CheckIn, PlanState
from sheets_sync.okr.model import Plan
from sheets_sync.store import closing, leases, plans, recording, reports
from sheets_sync.store import tables as t
from sheets_sync.store.database import Database
from sheets_sync.store.migrating import migrate
from sheets_sync.store.rows import ACTIVE, BINDINGS, ENDED, PENDING, binding_of
from sheets_sync.store.upsert import insert_if_new
from sheets_sync.store.values import (
    DEFAULT_ZONE,
    Binding,
    BindingState,
    DocumentKind,
    Known,
    OpenFinding,
    PlanRecord,
    RecordedRun,
    SyncRunRecord,
    Workspace,
)


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the store at an SQLAlchemy URL of SQLite or PostgreSQL, brought to the version of this code.

    Args:
        url: where; `sqlite:///FILE`, `sqlite://` (in memory) or `postgresql+psycopg://...`.
        create: whether to make it where there is none (SQLite: with its folder).

    Raises:
        StoreError: `store-url`, `store-missing`, `store-unreachable`, `store-damaged`, `store-too-new`, `store-busy`.
    """
    database = Database(url)
    try:
        migrate(database, create=create)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store:
    """Everything that is kept. Every method may raise StoreError with `store-unreachable`, `-damaged` or `-busy`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.name = database.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine: for the store's own tools and tests, not for use cases."""
        return self._database.engine

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    # Workspaces

    def workspace(self, name: str) -> Workspace:
        """The workspace of that name, made on first use."""
        query = select(t.workspace).where(t.workspace.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            with self._database.writing() as connection:
                insert_if_new(connection, t.workspace, {"name": name, "zone": DEFAULT_ZONE})
                row = connection.execute(query).one()
        return Workspace(row.id, row.name, row.zone)

    def workspaces(self) -> list[Workspace]:
        """All workspaces, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(t.workspace).order_by(t.workspace.c.name))
            return [Workspace(row.id, row.name, row.zone) for row in rows]

    # Plans and bindings

    def add_plan(
        self,
        workspace: int,
        plan: Plan,
        *,
        binding: str,
        document: str,
        kind: DocumentKind,
        address: str,
        tab: str,
        at: datetime,
    ) -> Binding:
        """Write a new plan with a pending binding, before its block is written into the document.

        Args:
            workspace: whose it is.
            plan: the whole definition.
            binding: id of the new binding.
            document: id of the document if the workspace has none at this address yet.
            kind: what the document is.
            address: absolute path, or spreadsheet id.
            tab: the block's tab.
            at: when.

        Raises:
            StoreError: `document-of-another-workspace`; `store-conflict`, an id is taken.
        """
        new = Binding(
            id=binding,
            workspace=workspace,
            plan=plan.id,
            document=document,
            kind=kind,
            address=address,
            tab=tab,
            state="pending",
        )
        with self._database.writing() as connection:
            return plans.add_plan(connection, plan, new, at)

    def activate(self, binding_id: str) -> None:
        """Say that a pending binding's block stands in its document. Raises `binding-unknown`."""
        with self._database.writing() as connection:
            plans.activate(connection, binding_id)

    def discard(self, plan_id: str) -> None:
        """Remove a plan whose block was never written, without a trace. Raises `plan-not-pending`."""
        with self._database.writing() as connection:
            plans.discard(connection, plan_id)

    def end(self, binding_id: str, at: datetime) -> None:
        """End a binding: nothing is read there any more, its history stays. Raises `binding-unknown`."""
        with self._database.writing() as connection:
            plans.end(connection, binding_id, at)

    def bindings(self, workspace: int | None = None, *, state: BindingState = ACTIVE) -> list[Binding]:
        """The bindings of a workspace, or of all, in a state, oldest first."""
        query = BINDINGS.where(t.binding.c.state == state)
        if workspace is not None:
            query = query.where(t.binding.c.workspace_id == workspace)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(t.binding.c.created_at, t.binding.c.id))
            return [binding_of(row) for row in rows]

    def binding_of_plan(self, plan_id: str) -> Binding | None:
        """The live (pending or active) binding of a plan, whosever it is: the caller checks its workspace."""
        query = BINDINGS.where(t.binding.c.plan_id == plan_id, t.binding.c.state != ENDED)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else binding_of(row)

    def bindings_at(self, kind: DocumentKind, address: str) -> list[Binding]:
        """The live bindings of the document at an address, oldest first; all are of one workspace, which they name."""
        here = (t.document.c.kind == kind, t.document.c.address == address, t.binding.c.state.in_((PENDING, ACTIVE)))
        with self._database.reading() as connection:
            rows = connection.execute(BINDINGS.where(*here).order_by(t.binding.c.created_at, t.binding.c.id))
            return [binding_of(row) for row in rows]

    def plan(self, workspace: int, plan_id: str) -> Plan | None:
        """A plan's definition; None if the workspace has no such plan."""
        with self._database.reading() as connection:
            return plans.definition(connection, workspace, plan_id)

    def plan_of_measure(self, workspace: int, measure: str) -> Plan | None:
        """The plan of a measure, archived or not; None if the workspace has no such measure."""
        with self._database.reading() as connection:
            return plans.definition_of_measure(connection, workspace, measure)

    def plan_as_inserted(self, workspace: int, plan_id: str) -> Plan | None:
        """A plan as it was before any change was read; None if the workspace has no such plan."""
        with self._database.reading() as connection:
            plan = plans.definition(connection, workspace, plan_id)
            return plan and reports.before_all_revisions(connection, workspace, plan)

    def state(self, binding: Binding) -> PlanState:
        """What is known of a binding's plan before a pass. Raises `plan-unknown`. Four statements."""
        with self._database.reading() as connection:
            return plans.state(connection, binding)

    # Passes

    def acquire(
        self, binding_id: str, owner: str, now: datetime, ttl: timedelta, is_alive: Callable[[str], bool]
    ) -> int | None:
        """Take the lease of a binding: a fence to show when recording, or None if somebody else holds it.

        Args:
            binding_id: of which binding.
            owner: who asks (`host:pid:starttime`).
            now: the real time, not the domain's.
            ttl: how long it is held at most.
            is_alive: whether an owner may still be at work; True for one on another host.

        Raises:
            StoreError: `binding-unknown`, also when it has ended.
        """
        with self._database.reading() as connection:
            fence, held_by, until = leases.holder(connection, binding_id)
        if held_by is not None and until is not None and until > now and is_alive(held_by):
            return None
        with self._database.writing() as connection:
            return leases.take(connection, binding_id, fence, owner, now + ttl)

    def release(self, binding_id: str, fence: int) -> None:
        """Give the lease back; nothing happens if it is somebody else's by now."""
        with self._database.writing() as connection:
            leases.give_back(connection, binding_id, fence)

    def record(
        self,
        run: SyncRunRecord,
        binding: Binding,
        changes: Changes | None = None,
        *,
        fence: int,
        signature: str | None,
        findings: Sequence[Finding] = (),
        tab: str | None = None,
        address: str | None = None,
    ) -> RecordedRun:
        """Write one pass over one binding in one transaction; only what differs from what is stored.

        Args:
            run: the pass.
            binding: as it was before.
            changes: what `decide` made of the block; its findings are all that are open now, the others close; a
                pending binding is active from then on.
            fence: what `acquire` gave.
            signature: the document's when it was read; None if the block must be read again whatever it is then.
            findings: without changes, findings to open beside those that are (a document that cannot be read).
            tab: the tab's new name.
            address: where the document was moved to.

        Raises:
            StoreError: `lease-lost`, `document-of-another-workspace`, `store-conflict`. Nothing is written then.
        """
        if changes is not None and findings:
            raise ValueError("the findings of a pass with changes stand in these")
        place = recording.Place(tab=tab, address=address, signature=signature, read=changes is not None)
        with self._database.writing() as connection:
            return recording.record(connection, run, binding, changes, findings=findings, fence=fence, place=place)

    def record_cycle(self, workspace: int | None, started: datetime, finished: datetime, *, calls: int = 0) -> None:
        """Write that all bindings (of a workspace, or of all) were looked at and none had changed: one row."""
        run = SyncRunRecord(started=started, finished=finished, outcome="unchanged", calls=calls)
        with self._database.writing() as connection:
            recording.add_run(connection, run, workspace)

    def correct(self, workspace: int, check_in: CheckIn, *, reason: str = "") -> None:
        """Strike a measure's canonical check-in and append this one in its place (value None: retracted).

        Raises:
            StoreError: `measure-unknown`, the workspace has no such measure.
        """
        with self._database.writing() as connection:
            recording.correct(connection, workspace, check_in, reason)

    # Cycles

    def close_cycle(self, workspace: int, cycle: Cycle, at: datetime) -> list[str]:
        """Close the open plans of a cycle: they are never read again. Their ids."""
        with self._database.writing() as connection:
            return closing.close_cycle(connection, workspace, cycle.start, cycle.end, at)

    def workspaces_with_ended(self, *, ended: date, made: datetime) -> list[int]:
        """The workspaces that have open plans whose cycle ended before a day and that were made before a time."""
        with self._database.reading() as connection:
            return closing.with_ended(connection, ended, made)

    def close_ended(self, workspace: int, *, ended: date, made: datetime, at: datetime) -> list[str]:
        """Close the open plans whose cycle ended before a day and that were made before a time. Their ids."""
        with self._database.writing() as connection:
            return closing.close_ended(connection, workspace, ended, made, at)

    def is_closed(self, workspace: int, cycle: Cycle) -> bool:
        """Whether a cycle was closed in a workspace."""
        with self._database.reading() as connection:
            return closing.is_closed(connection, workspace, cycle.start, cycle.end)

    # Questions

    def plans(self, workspace: int, *, address: str | None = None, at: datetime | None = None) -> list[PlanRecord]:
        """The plans with a live binding (in one document, or in all) and their values, oldest first.

        Args:
            workspace: whose.
            address: in which document.
            at: as they were known at that time; later plans are left out, ended ones are in if they had not ended.
        """
        with self._database.reading() as connection:
            return reports.plans(connection, workspace, address, at)

    def open_findings(
        self, workspace: int, *, binding: str | None = None, address: str | None = None
    ) -> list[OpenFinding]:
        """What people must look at (in one binding or document, or in all), oldest first."""
        with self._database.reading() as connection:
            return reports.open_findings(connection, workspace, binding, address)

    def history(self, workspace: int, measure: str) -> list[CheckIn] | None:
        """All check-ins of a measure, oldest first, struck ones included; None if the workspace has no such measure."""
        with self._database.reading() as connection:
            return reports.history(connection, workspace, measure)

    def known(
        self, workspace: int, *, at: datetime | None = None, check_ins: bool = False, findings: bool = False
    ) -> Known:
        """The plans as `plans` gives them and, where asked for, all that was ever accepted and found: of one moment.

        Two statements, one more for a time, and one each for check-ins and findings.
        """
        with self._database.reading() as connection:
            return Known(
                plans=reports.plans(connection, workspace, None, at),
                check_ins=reports.all_check_ins(connection, workspace, at) if check_ins else [],
                findings=reports.all_findings(connection, workspace, at) if findings else [],
            )
