"""Second looks at a sample of what was decided."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0023"
down_revision = "0041"
branch_labels = None
depends_on = None

_VERDICT = ("approved", "sent_back", "declined", "undone")


def upgrade() -> None:
    op.create_table(
        "second_look",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Uuid(), nullable=False),
        sa.Column("handed_in", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("asked_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                *_VERDICT, name="verdict", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("read_at", engine.store.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(read_at IS NULL) = (by IS NULL) AND (read_at IS NULL) = (verdict IS NULL)",
            name=op.f("ck_second_look_read_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_second_look_district_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_second_look_district_id_evidence_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "first"],
            ["decision.district_id", "decision.id"],
            name=op.f("fk_second_look_district_id_first_decision"),
        ),
        sa.PrimaryKeyConstraint("district_id", "evidence_id", name=op.f("pk_second_look")),
    )
    op.create_index("ix_second_look_waiting", "second_look", ["district_id", "read_at", "lapsed"])
    op.create_table(
        "second_look_key",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_second_look_key")),
    )


def downgrade() -> None:
    op.drop_table("second_look_key")
    op.drop_table("second_look")
