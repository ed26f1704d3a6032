"""Room for ways that were worked out before."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worked_out_way",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("requirement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("least", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("worked_from", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_worked_out_way_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id",
            "participant_id",
            "degree",
            "requirement",
            "least",
            name=op.f("pk_worked_out_way"),
        ),
    )


def downgrade() -> None:
    op.drop_table("worked_out_way")
