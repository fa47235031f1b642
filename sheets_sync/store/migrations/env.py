"""Run by Alembic: migrates over the connection in `config.attributes`, inside that connection's transaction."""

from alembic import context

from sheets_sync.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
