"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.Text().with_variant(sa.Numeric(), "postgresql")
MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _tenants()
    _plans()
    _bindings()
    _runs()
    _values()
    _revisions()
    _findings()


def _tenants() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), primary_key=True),
        _workspace_id(sa.ForeignKey("workspace.id")),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        _pointed_at(),
        sa.UniqueConstraint("workspace_id", "kind", "address"),
    )
    _unique_where("ix_document_held", "document", ["kind", "address"], "held")


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), primary_key=True),
        _workspace_id(sa.ForeignKey("workspace.id")),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("role_name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("cycle", sa.Text(), nullable=False),
        sa.Column("cycle_start", sa.Date(), nullable=False),
        sa.Column("cycle_end", sa.Date(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        _pointed_at(),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Text(), primary_key=True),
        _workspace_id(),
        sa.Column("plan_id", sa.Text(), nullable=False),
        _of("plan"),
        _pointed_at(),
    )
    op.create_index("ix_measure_plan_id", "measure", ["plan_id"])


def _bindings() -> None:
    op.create_table(
        "binding",
        sa.Column("id", sa.Text(), primary_key=True),
        _workspace_id(),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("tab", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        _of("plan"),
        _of("document"),
        _pointed_at(),
    )
    op.create_index("ix_binding_document_id", "binding", ["document_id"])
    _unique_where("ix_binding_live", "binding", ["plan_id"], "state <> 'ended'")
    op.create_table(
        "lease",
        sa.Column("binding_id", sa.Text(), primary_key=True),
        _workspace_id(),
        sa.Column("owner", sa.Text()),
        sa.Column("until", MOMENT),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        _of("binding"),
    )


def _runs() -> None:
    op.create_table(
        "sync_run",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        _workspace_id(sa.ForeignKey("workspace.id"), nullable=True),
        sa.Column("binding_id", sa.Text()),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("check_ins", sa.Integer(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        _of("binding"),
    )


def _values() -> None:
    op.create_table(
        "last_reading",
        sa.Column("measure_id", sa.Text(), primary_key=True),
        _workspace_id(),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("value", NUMBER),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("day", sa.Date()),
        _of("measure"),
    )
    op.create_table(
        "check_in",
        sa.Column("seq", SERIAL, primary_key=True, autoincrement=True),
        _workspace_id(),
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("follows", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", NUMBER),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text()),
        sa.Column("tab", sa.Text()),
        sa.Column("cell", sa.Text()),
        sa.Column("run_id", sa.BigInteger(), sa.ForeignKey("sync_run.id")),
        sa.Column("struck_at", MOMENT),
        sa.Column("reason", sa.Text()),
        _of("measure"),
        _of("document"),
        sa.UniqueConstraint("measure_id", "follows"),
        sqlite_autoincrement=True,
    )


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("seq", SERIAL, primary_key=True, autoincrement=True),
        _workspace_id(),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), sa.ForeignKey("sync_run.id"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.JSON()),
        sa.Column("new", sa.JSON()),
        sa.Column("at", MOMENT, nullable=False),
        _of("plan"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_workspace_id_at", "revision", ["workspace_id", "at"])


def _findings() -> None:
    op.create_table(
        "finding",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        _workspace_id(),
        sa.Column("binding_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("tab", sa.Text()),
        sa.Column("cell", sa.Text()),
        sa.Column("found", sa.Text()),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("first_run", sa.BigInteger(), sa.ForeignKey("sync_run.id"), nullable=False),
        sa.Column("closed_run", sa.BigInteger(), sa.ForeignKey("sync_run.id")),
        _of("binding"),
        sqlite_autoincrement=True,
    )
    _unique_where("ix_finding_open", "finding", ["binding_id", "code", "subject", "column"], "closed_at IS NULL")


def _workspace_id(*points_at: sa.ForeignKey, nullable: bool = False) -> sa.Column[int]:
    return sa.Column("workspace_id", sa.BigInteger(), *points_at, nullable=nullable)


def _of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace_id", f"{table}_id"], [f"{table}.workspace_id", f"{table}.id"])


def _pointed_at() -> sa.UniqueConstraint:
    return sa.UniqueConstraint("workspace_id", "id")


def _unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
