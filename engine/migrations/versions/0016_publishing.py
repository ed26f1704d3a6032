"""Events are found by their moment; a list says when all had followed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_at", "event", ["district_id", "at"])
    op.add_column("dry_run", sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("dry_run", "published_at")
    op.drop_index("ix_event_at", "event")
