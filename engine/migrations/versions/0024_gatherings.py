"""Gatherings, at which being there is the evidence, and who was there."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0024"
down_revision = "0021"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, engine.store.Instant(timezone=True), nullable=nullable)


def _of_participant(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        ["participant.district_id", "participant.id"],
        name=op.f(f"fk_{table}_district_id_{column}_participant"),
    )


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "gathering",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("activity"),
        sa.Column("stage", _one_of("stage", "done", "learned", "used"), nullable=False),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.Column("set_up_by", sa.Uuid(), nullable=False),
        _text("place"),
        _moment("begins_at"),
        _moment("ends_at"),
        _moment("opens_at"),
        _moment("closes_at"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        _text("code"),
        _moment("set_up_at"),
        sa.CheckConstraint("begins_at < ends_at", name=op.f("ck_gathering_ends_later")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_gathering_time_spent")),
        _of_participant("gathering", "leader_id"),
        _of_participant("gathering", "set_up_by"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_gathering")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_gathering_district_id_code")),
    )
    op.create_index("ix_gathering_days", "gathering", ["district_id", "begins_at"])
    op.create_table(
        "attendance",
        _text("district_id"),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("how", _one_of("how", "checked_in", "listed"), nullable=False),
        _moment("at"),
        _moment("confirmed_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "gathering_id"],
            ["gathering.district_id", "gathering.id"],
            name=op.f("fk_attendance_district_id_gathering_id_gathering"),
        ),
        _of_participant("attendance", "participant_id"),
        sa.PrimaryKeyConstraint(
            "district_id", "gathering_id", "participant_id", name=op.f("pk_attendance")
        ),
    )
    op.create_index("ix_attendance_participant", "attendance", ["district_id", "participant_id"])


def downgrade() -> None:
    op.drop_table("attendance")
    op.drop_table("gathering")
