"""Room for the goals that people set themselves; what served what before a switch."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import Instant

revision = "0010"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("requirement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("reached_by", sa.JSON(), nullable=False),
        sa.Column("seen_at", Instant(timezone=True), nullable=True),
        sa.Column("let_go_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
            name=op.f("fk_goal_district_id_participant_id_degree_enrollment"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_goal_district_id_catalog_published_pack"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_goal")),
    )
    op.create_index("ix_goal_participant", "goal", ["district_id", "participant_id"])
    op.add_column(
        "switch", sa.Column("uses_before", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    op.drop_column("switch", "uses_before")
    op.drop_index("ix_goal_participant", table_name="goal")
    op.drop_table("goal")
