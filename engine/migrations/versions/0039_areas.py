"""Room for program areas: the campuses whose activities somebody may write and publish."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0039"
down_revision = "0024b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_grant",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("campus", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_area_grant_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "campus", name=op.f("pk_area_grant")
        ),
    )


def downgrade() -> None:
    op.drop_table("area_grant")
