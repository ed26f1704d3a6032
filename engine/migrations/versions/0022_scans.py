"""What a scanner said of each file; a teacher's list of students' names, and what she said of it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0022"
down_revision = "0037"
branch_labels = None
depends_on = None

_UNSCANNED = sa.text("scan = 'open' AND digest <> '' AND forgotten_at IS NULL")


def upgrade() -> None:
    # Written by hand: SQLite can add a column together with its check, and no check afterwards.
    op.execute(
        "ALTER TABLE artifact ADD COLUMN scan VARCHAR(40) DEFAULT 'open' NOT NULL"
        " CONSTRAINT ck_artifact_scan CHECK (scan IN ('open', 'clean', 'refused'))"
    )
    op.add_column(
        "artifact", sa.Column("scan_tried_at", engine.store.Instant(timezone=True), nullable=True)
    )
    op.create_index(
        "ix_artifact_unscanned",
        "artifact",
        ["district_id", "scan_tried_at"],
        sqlite_where=_UNSCANNED,
        postgresql_where=_UNSCANNED,
    )
    op.execute(
        "ALTER TABLE evidence ADD COLUMN named VARCHAR(40)"
        " CONSTRAINT ck_evidence_named CHECK (named IN ('agreed', 'others', 'both'))"
    )
    op.create_table(
        "student_names",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_student_names_district_id_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("district_id", "participant_id", name=op.f("pk_student_names")),
    )


def downgrade() -> None:
    op.drop_table("student_names")
    op.drop_column("evidence", "named")
    op.drop_index("ix_artifact_unscanned", "artifact")
    op.drop_column("artifact", "scan_tried_at")
    op.drop_column("artifact", "scan")
