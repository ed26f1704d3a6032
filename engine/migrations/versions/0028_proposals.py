"""Room for what people propose, the steps that it takes, and the authors of activities."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0028"
down_revision = "0029"
branch_labels = None
depends_on = None

_STATUSES = (
    "draft", "submitted", "asked_back", "in_studio", "published", "declined", "withdrawn",
)  # fmt: skip
_STEPS = (
    "submitted", "withdrawn", "taken", "let_go", "reworded", "asked_back", "declined", "in_studio",
    "published",
)  # fmt: skip


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _at(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, engine.store.Instant(timezone=True), nullable=nullable)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _refers(table: str, column: str, to: str, their: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        [f"{to}.district_id", f"{to}.{their}"],
        name=op.f(f"fk_{table}_district_id_{column}_{to}"),
    )


def upgrade() -> None:
    op.create_table(
        "authorship",
        _text("district_id"),
        _text("activity"),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        _text("signature"),
        _at("since", nullable=False),
        _refers("authorship", "participant_id", "participant"),
        sa.PrimaryKeyConstraint(
            "district_id", "activity", "participant_id", name=op.f("pk_authorship")
        ),
    )
    op.create_index("ix_authorship_participant", "authorship", ["district_id", "participant_id"])
    op.create_table(
        "proposed",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("wanted", _one_of("wanted", "activity", "badge"), nullable=False),
        _text("title"),
        _text("summary"),
        _text("learned"),
        _text("used"),
        sa.Column("minutes", sa.Integer(), nullable=True),
        _text("campus"),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("badge", sa.Boolean(), nullable=False),
        _text("signature"),
        sa.Column("status", _one_of("status", *_STATUSES), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _at("begun_at", nullable=False),
        _at("changed_at", nullable=False),
        _at("submitted_at"),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        _at("held_at"),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        _text("key"),
        sa.Column("published", sa.Integer(), nullable=True),
        _at("credited_at"),
        _refers("proposed", "proposed_by", "participant"),
        _refers("proposed", "held_by", "participant"),
        _refers("proposed", "draft_id", "draft"),
        _refers("proposed", "published", "published_pack", "number"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_proposed")),
    )
    op.create_index("ix_proposed_status", "proposed", ["district_id", "status"])
    op.create_index("ix_proposed_by", "proposed", ["district_id", "proposed_by"])
    op.create_table(
        "proposed_step",
        _text("district_id"),
        sa.Column("proposed_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", _one_of("step", *_STEPS), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        _at("at", nullable=False),
        _text("note"),
        _refers("proposed_step", "proposed_id", "proposed"),
        _refers("proposed_step", "taken_by", "participant"),
        sa.PrimaryKeyConstraint("district_id", "proposed_id", "id", name=op.f("pk_proposed_step")),
    )


def downgrade() -> None:
    op.drop_table("proposed_step")
    op.drop_table("proposed")
    op.drop_table("authorship")
