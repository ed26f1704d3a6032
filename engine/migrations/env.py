"""How Alembic reaches the database: over the connection that `engine.store` hands it."""

from importlib import import_module

from alembic import context
from sqlmodel import SQLModel

import engine.migrations

for feature in engine.migrations.FEATURES:
    import_module(f"engine.{feature}.tables")

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
