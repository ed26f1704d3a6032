"""Questions whether somebody still uses what she did."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0047"
down_revision = "0024c"
branch_labels = None
depends_on = None

_KINDS = ("evidence", "reviews", "degrees", "rewards", "colleagues", "office", "digest")
_ANSWERS = ("yes", "adapted", "no")


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _whose(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "participant_id"],
        ["participant.district_id", "participant.id"],
        name=op.f(f"fk_{table}_district_id_participant_id_participant"),
    )


def upgrade() -> None:
    op.create_table(
        "follow_up",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        _text("activity"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", _one_of("answer", *_ANSWERS), nullable=True),
        _text("why"),
        sa.Column("answered_at", engine.store.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_follow_up_answered_sometime"),
        ),
        _whose("follow_up"),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_follow_up_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint(
            "district_id",
            "evidence_id",
            "days",
            name=op.f("uq_follow_up_district_id_evidence_id_days"),
        ),
    )
    op.create_index(
        "ix_follow_up_participant", "follow_up", ["district_id", "participant_id", "asked_on"]
    )
    op.create_index("ix_follow_up_asked", "follow_up", ["district_id", "asked_on"])
    op.create_table(
        "not_followed_up",
        _text("district_id"),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("since", engine.store.Instant(timezone=True), nullable=False),
        _whose("not_followed_up"),
        sa.PrimaryKeyConstraint("district_id", "participant_id", name=op.f("pk_not_followed_up")),
    )
    _let_be(_KINDS, (*_KINDS, "follow_ups"))


def downgrade() -> None:
    for table in ("notification", "stopped_mail"):
        told = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(told).where(told.c.kind == "follow_ups"))
    _let_be((*_KINDS, "follow_ups"), _KINDS)
    op.drop_table("not_followed_up")
    op.drop_table("follow_up")


def _let_be(before: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    """What a message may be about; SQLite writes a table anew to change what it checks."""
    for table in ("notification", "stopped_mail"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                "kind", type_=_one_of("kind", *kinds), existing_type=_one_of("kind", *before),
                existing_nullable=False,
            )  # fmt: skip
