"""Who has taken a review, or had it handed over."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0019"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taking",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("taken_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("ended_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column(
            "ended",
            sa.Enum(
                "decided",
                "let_go",
                "went_back",
                "handed_over",
                name="ended",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended IS NULL)", name=op.f("ck_taking_ended_somehow")
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_taking_district_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_taking_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_taking")),
    )
    op.create_index("ix_taking_evidence", "taking", ["district_id", "evidence_id", "ended_at"])
    op.create_index("ix_taking_reviewer", "taking", ["district_id", "by", "ended_at"])
    op.create_index(
        "uq_taking_open",
        "taking",
        ["district_id", "evidence_id", "by"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("taking")
