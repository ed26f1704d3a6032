"""Versions of what was written, which window wrote what, and a bin for drafts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import Instant

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("hands", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("evidence", sa.Column("discarded_at", Instant(timezone=True), nullable=True))
    op.create_index("ix_evidence_bin", "evidence", ["district_id", "discarded_at"])
    op.create_table(
        "evidence_version",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum(
                "saved",
                "aside",
                "submitted",
                "brought_back",
                name="occasion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("typed_in", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_evidence_version_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_evidence_version")),
    )
    op.create_index(
        "ix_evidence_version_evidence", "evidence_version", ["district_id", "evidence_id", "at"]
    )


def downgrade() -> None:
    op.drop_index("ix_evidence_version_evidence", table_name="evidence_version")
    op.drop_table("evidence_version")
    op.drop_index("ix_evidence_bin", table_name="evidence")
    op.drop_column("evidence", "discarded_at")
    op.drop_column("evidence", "hands")
