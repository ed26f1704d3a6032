"""Work that colleagues saw and named."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0027"
down_revision = "0028"
branch_labels = None
depends_on = None

_KINDS = ("evidence", "reviews", "degrees", "rewards", "office", "digest")
_STATES = ("open", "accepted", "declined", "taken_back", "lapsed")


def _text(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, **more)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _whose(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        ["participant.district_id", "participant.id"],
        name=op.f(f"fk_nomination_district_id_{column}_participant"),
    )


def upgrade() -> None:
    op.create_table(
        "nomination",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        _text("activity"),
        _text("saw"),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("named_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("state", _one_of("state", *_STATES), nullable=False),
        sa.Column("answered_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("participant_id <> by", name=op.f("ck_nomination_somebody_else")),
        _whose("by"),
        _whose("participant_id"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_nomination")),
    )
    op.create_index("ix_nomination_by", "nomination", ["district_id", "by", "named_at"])
    op.create_index(
        "ix_nomination_participant", "nomination", ["district_id", "participant_id", "named_at"]
    )
    op.create_index("ix_nomination_evidence", "nomination", ["district_id", "evidence_id"])
    op.add_column("evidence", sa.Column("nominated_by", sa.Uuid(), nullable=True))
    _tell_also_of("colleagues")


def downgrade() -> None:
    _tell_also_of()
    op.drop_column("evidence", "nominated_by")
    op.drop_table("nomination")


def _tell_also_of(*more: str) -> None:
    """What a message may be about; SQLite writes a table anew to change what it checks."""
    kinds = {True: _one_of("kind", *_KINDS, "colleagues"), False: _one_of("kind", *_KINDS)}
    for table in ("notification", "stopped_mail"):
        if not more:
            told = sa.table(table, sa.column("kind"))
            op.execute(sa.delete(told).where(told.c.kind == "colleagues"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                "kind", type_=kinds[bool(more)], existing_type=kinds[not more],
                existing_nullable=False,
            )  # fmt: skip
