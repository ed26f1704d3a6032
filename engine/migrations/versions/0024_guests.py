"""Guests, who come to a gathering from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0024c"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (("participant", "guest"), ("gathering", "open_to_guests")):
        op.add_column(
            table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    op.drop_column("gathering", "open_to_guests")
    op.drop_column("participant", "guest")
