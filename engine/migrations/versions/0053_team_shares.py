"""Among how many a team's work is shared, and whose part of it is whose."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evidence", sa.Column("team_size", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column(
        "evidence", sa.Column("team_place", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("evidence", "team_place")
    op.drop_column("evidence", "team_size")
