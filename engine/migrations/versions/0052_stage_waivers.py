"""What need not come first for one participant, who decided so and why."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stage_waiver",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_stage_waiver_withdrawn_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_stage_waiver_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_stage_waiver")),
    )
    op.create_index(
        "ix_stage_waiver_participant", "stage_waiver", ["district_id", "participant_id"]
    )


def downgrade() -> None:
    op.drop_table("stage_waiver")
