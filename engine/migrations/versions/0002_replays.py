"""Room for a replay to keep what it has worked out so far."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replayed",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worked_from", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("broken", sa.JSON(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("stale", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_replayed_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "participant_id", name=op.f("pk_replayed")),
    )


def downgrade() -> None:
    op.drop_table("replayed")
