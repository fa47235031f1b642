"""The tables. Every row but a workspace's own belongs to a workspace, and can only point at rows of the same one.

The database keeps what must never fail: one live binding a plan, one holder a document, one check-in after each.
Migrations make these tables; a test holds both together. The rule a newcomer would break first: what is asked of a
check-in's place among others is its chain (`follows`), never its time.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from sheets_sync.store.types import AnyText, ExactDecimal, Instant

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _serial(name: str) -> Column[int]:
    """A key that the database counts; SQLite counts only what is called INTEGER."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _workspace_id(*points_at: ForeignKey, nullable: bool = False) -> Column[int]:
    return Column("workspace_id", BigInteger, *points_at, nullable=nullable)


def _of(table: str, column: str | None = None) -> ForeignKeyConstraint:
    """Points at a row of another table in the same workspace."""
    return ForeignKeyConstraint(["workspace_id", column or f"{table}_id"], [f"{table}.workspace_id", f"{table}.id"])


def _pointed_at() -> UniqueConstraint:
    """What `_of` points at."""
    return UniqueConstraint("workspace_id", "id")


workspace = Table(
    "workspace",
    metadata,
    _serial("id"),
    Column("name", AnyText, nullable=False, unique=True),
    Column("zone", AnyText, nullable=False),
    Column("created_at", Instant, nullable=False, default=lambda: datetime.now(UTC)),
)

document = Table(
    "document",
    metadata,
    Column("id", AnyText, primary_key=True),
    _workspace_id(ForeignKey("workspace.id")),
    Column("kind", AnyText, nullable=False),
    Column("address", AnyText, nullable=False),
    # While it is held, no other workspace can bind what stands at this address.
    Column("held", Boolean, nullable=False),
    _pointed_at(),
    UniqueConstraint("workspace_id", "kind", "address"),
    Index("ix_document_held", "kind", "address", unique=True, sqlite_where=text("held"), postgresql_where=text("held")),
)

plan = Table(
    "plan",
    metadata,
    Column("id", AnyText, primary_key=True),
    _workspace_id(ForeignKey("workspace.id")),
    Column("role", AnyText, nullable=False),
    Column("role_name", AnyText, nullable=False),
    Column("owner", AnyText, nullable=False),
    Column("lang", AnyText, nullable=False),
    Column("cycle", AnyText, nullable=False),
    Column("cycle_start", Date, nullable=False),
    Column("cycle_end", Date, nullable=False),
    Column("definition", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    _pointed_at(),
)

measure = Table(
    "measure",
    metadata,
    Column("id", AnyText, primary_key=True),
    _workspace_id(),
    Column("plan_id", AnyText, nullable=False),
    _of("plan"),
    _pointed_at(),
    Index("ix_measure_plan_id", "plan_id"),
)

binding = Table(
    "binding",
    metadata,
    Column("id", AnyText, primary_key=True),
    _workspace_id(),
    Column("plan_id", AnyText, nullable=False),
    Column("document_id", AnyText, nullable=False),
    Column("tab", AnyText, nullable=False),
    Column("state", AnyText, nullable=False),
    # What the document looked like when this block was last read; a document's blocks are recorded one by one.
    Column("signature", AnyText),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    _of("plan"),
    _of("document"),
    _pointed_at(),
    Index("ix_binding_document_id", "document_id"),
    Index(
        "ix_binding_live",
        "plan_id",
        unique=True,
        sqlite_where=text("state <> 'ended'"),
        postgresql_where=text("state <> 'ended'"),
    ),
)

lease = Table(
    "lease",
    metadata,
    Column("binding_id", AnyText, primary_key=True),
    _workspace_id(),
    Column("owner", AnyText),
    Column("until", Instant),
    Column("fence", BigInteger, nullable=False),
    _of("binding"),
)

sync_run = Table(
    "sync_run",
    metadata,
    _serial("id"),
    # Neither is set for an idle cycle over all bindings.
    _workspace_id(ForeignKey("workspace.id"), nullable=True),
    Column("binding_id", AnyText),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("outcome", AnyText, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("check_ins", Integer, nullable=False),
    Column("revisions", Integer, nullable=False),
    _of("binding"),
)

last_reading = Table(
    "last_reading",
    metadata,
    Column("measure_id", AnyText, primary_key=True),
    _workspace_id(),
    Column("seen", AnyText, nullable=False),
    Column("value", ExactDecimal),
    Column("scale", AnyText, nullable=False),
    Column("confidence", AnyText),
    Column("note", AnyText, nullable=False),
    Column("day", Date),
    _of("measure"),
)

check_in = Table(
    "check_in",
    metadata,
    _serial("seq"),
    _workspace_id(),
    Column("measure_id", AnyText, nullable=False),
    # The seq of the measure's check-in before this one, 0 for the first: it grows as seq does, so that the unique
    # index also finds the latest, and nothing can be appended twice.
    Column("follows", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("day", Date, nullable=False),
    Column("value", ExactDecimal),
    Column("scale", AnyText, nullable=False),
    Column("confidence", AnyText),
    Column("note", AnyText, nullable=False),
    Column("raw", AnyText, nullable=False),
    Column("document_id", AnyText),
    Column("tab", AnyText),
    Column("cell", AnyText),
    Column("run_id", BigInteger, ForeignKey("sync_run.id")),
    Column("struck_at", Instant),
    Column("reason", AnyText),
    _of("measure"),
    _of("document"),
    UniqueConstraint("measure_id", "follows"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    _serial("seq"),
    _workspace_id(),
    Column("plan_id", AnyText, nullable=False),
    Column("run_id", BigInteger, ForeignKey("sync_run.id"), nullable=False),
    Column("subject", AnyText, nullable=False),
    Column("field", AnyText, nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("at", Instant, nullable=False),
    _of("plan"),
    Index("ix_revision_workspace_id_at", "workspace_id", "at"),
    sqlite_autoincrement=True,
)

finding = Table(
    "finding",
    metadata,
    _serial("id"),
    _workspace_id(),
    Column("binding_id", AnyText, nullable=False),
    Column("code", AnyText, nullable=False),
    Column("subject", AnyText, nullable=False),
    Column("column", AnyText, nullable=False),
    Column("severity", AnyText, nullable=False),
    Column("tab", AnyText),
    Column("cell", AnyText),
    Column("found", AnyText),
    Column("args", JSON, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("first_run", BigInteger, ForeignKey("sync_run.id"), nullable=False),
    Column("closed_run", BigInteger, ForeignKey("sync_run.id")),
    _of("binding"),
    Index(
        "ix_finding_open",
        "binding_id",
        "code",
        "subject",
        "column",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)
