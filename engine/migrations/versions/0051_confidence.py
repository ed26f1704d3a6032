"""How sure somebody felt before and feels now, beside her evidence."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0051"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confidence",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("rated_at", engine.store.Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "before BETWEEN 1 AND 5 AND after BETWEEN 1 AND 5",
            name=op.f("ck_confidence_one_to_five"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_confidence_district_id_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("district_id", "evidence_id", name=op.f("pk_confidence")),
    )


def downgrade() -> None:
    op.drop_table("confidence")
