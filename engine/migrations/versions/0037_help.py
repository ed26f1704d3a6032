"""Requests for help, what is said beside them, and coaches."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0037"
down_revision = "0026"
branch_labels = None
depends_on = None

_ROLES = ("reviewer", "school_leader", "district_admin", "desk")
_SAID = ("asked", "answered", "closed", "reopened")


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, engine.store.Instant(timezone=True), nullable=nullable)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _whose(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        ["participant.district_id", "participant.id"],
        name=op.f(f"fk_{table}_district_id_{column}_participant"),
    )


def upgrade() -> None:
    op.create_table(
        "help_request",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        _text("activity"),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        _moment("asked_at"),
        sa.Column("asked_of", sa.Uuid(), nullable=True),
        sa.Column("coach", sa.Uuid(), nullable=True),
        _moment("taken_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.CheckConstraint(
            "coach IS NULL OR coach <> participant_id", name=op.f("ck_help_request_somebody_else")
        ),
        sa.CheckConstraint(
            "(coach IS NULL) = (taken_at IS NULL)", name=op.f("ck_help_request_taken_by_somebody")
        ),
        _whose("help_request", "participant_id"),
        _whose("help_request", "asked_of"),
        _whose("help_request", "coach"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_help_request")),
    )
    op.create_index(
        "ix_help_request_participant", "help_request", ["district_id", "participant_id", "asked_at"]
    )
    op.create_index(
        "ix_help_request_open", "help_request", ["district_id", "closed_at", "asked_at"]
    )
    op.create_index("ix_help_request_coach", "help_request", ["district_id", "coach", "closed_at"])
    op.create_table(
        "help_word",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        _moment("at"),
        sa.Column("said", _one_of("said", *_SAID), nullable=False),
        _text("text"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_help_word_time_spent")),
        sa.ForeignKeyConstraint(
            ["district_id", "request_id"],
            ["help_request.district_id", "help_request.id"],
            name=op.f("fk_help_word_district_id_request_id_help_request"),
        ),
        _whose("help_word", "by"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_help_word")),
    )
    op.create_index("ix_help_word_request", "help_word", ["district_id", "request_id", "id"])
    op.create_index("ix_help_word_by", "help_word", ["district_id", "by", "at"])
    _let_be(_ROLES, (*_ROLES, "coach"))


def downgrade() -> None:
    grant = sa.table("role_grant", sa.column("role"))
    op.execute(sa.delete(grant).where(grant.c.role == "coach"))
    _let_be((*_ROLES, "coach"), _ROLES)
    op.drop_table("help_word")
    op.drop_table("help_request")


def _let_be(before: tuple[str, ...], roles: tuple[str, ...]) -> None:
    """Which roles there are; SQLite writes a table anew to change what it checks."""
    with op.batch_alter_table("role_grant") as batch:
        batch.alter_column(
            "role", type_=_one_of("role", *roles), existing_type=_one_of("role", *before),
            existing_nullable=False,
        )  # fmt: skip
