"""Who works on a piece of evidence beside its owner."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0026"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teammate",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "open",
                "joined",
                "declined",
                "left",
                "lapsed",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", engine.store.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer <> 'joined' OR part_id IS NOT NULL", name=op.f("ck_teammate_joined_with_a_part")
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_teammate_district_id_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "part_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_teammate_district_id_part_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "work_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_teammate_district_id_work_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_teammate")),
        sa.UniqueConstraint(
            "district_id",
            "work_id",
            "participant_id",
            name=op.f("uq_teammate_district_id_work_id_participant_id"),
        ),
    )
    op.create_index(
        "ix_teammate_participant", "teammate", ["district_id", "participant_id", "answer"]
    )
    op.create_index("ix_teammate_part", "teammate", ["district_id", "part_id"])


def downgrade() -> None:
    op.drop_table("teammate")
