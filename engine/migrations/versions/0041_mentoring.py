"""Mentor pairs."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0041"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentor_pair",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("agreed_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("ended_at", engine.store.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("mentor_id <> mentee_id", name=op.f("ck_mentor_pair_two_people")),
        sa.CheckConstraint(
            "asked_by IN (mentor_id, mentee_id)", name=op.f("ck_mentor_pair_asked_by_one_of_them")
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "mentor_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_mentor_pair_district_id_mentor_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "mentee_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_mentor_pair_district_id_mentee_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_mentor_pair")),
    )
    op.create_index(
        "ix_mentor_pair_mentor", "mentor_pair", ["district_id", "mentor_id", "ended_at"]
    )
    op.create_index(
        "ix_mentor_pair_mentee", "mentor_pair", ["district_id", "mentee_id", "ended_at"]
    )
    op.create_index(
        "uq_mentor_pair_open",
        "mentor_pair",
        ["district_id", "mentor_id", "mentee_id", "about"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("mentor_pair")
