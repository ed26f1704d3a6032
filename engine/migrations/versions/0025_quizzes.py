"""Answers to the questions of a pack, attempts at its quizzes, and where a metric stands."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0025"
down_revision = "0027"
branch_labels = None
depends_on = None

_STAGES = ("done", "learned", "used")


def upgrade() -> None:
    source = sqlmodel.sql.sqltypes.AutoString()
    op.add_column("evidence", sa.Column("value_source", source, nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("answers", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "quiz_attempt",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(*_STAGES, name="stage", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("of_points", sa.Integer(), nullable=False),
        sa.Column("amiss", sa.JSON(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_quiz_attempt_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_quiz_attempt")),
        sa.UniqueConstraint(
            "district_id", "participant_id", "activity", "stage", "round", "number",
            name=op.f("uq_quiz_attempt_number"),
        ),
    )  # fmt: skip
    op.create_index(
        "ix_quiz_attempt_evidence", "quiz_attempt", ["district_id", "evidence_id", "at"]
    )


def downgrade() -> None:
    op.drop_table("quiz_attempt")
    op.drop_column("evidence", "answers")
    op.drop_column("evidence", "value_source")
