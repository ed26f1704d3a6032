"""Room for who is asked to join the authors of an activity, and for lines that they are told."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0038"
down_revision = "0025"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _at(name: str) -> sa.Column:
    return sa.Column(name, engine.store.Instant(timezone=True), nullable=False)


def _id(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        [f"{to}.district_id", f"{to}.id"],
        name=op.f(f"fk_{table}_district_id_{column}_{to}"),
    )


def upgrade() -> None:
    op.create_table(
        "author_invitation",
        _text("district_id"),
        _text("activity"),
        _id("participant_id"),
        _id("invited_by"),
        _at("invited_at"),
        _refers("author_invitation", "participant_id", "participant"),
        _refers("author_invitation", "invited_by", "participant"),
        sa.PrimaryKeyConstraint(
            "district_id", "activity", "participant_id", name=op.f("pk_author_invitation")
        ),
    )
    op.create_table(
        "remark",
        _text("district_id"),
        _id("evidence_id"),
        _text("activity"),
        _id("participant_id"),
        _text("text"),
        sa.Column("signed", sa.Boolean(), nullable=False),
        _at("at"),
        _refers("remark", "evidence_id", "evidence"),
        _refers("remark", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("district_id", "evidence_id", name=op.f("pk_remark")),
    )
    op.create_index("ix_remark_activity", "remark", ["district_id", "activity"])


def downgrade() -> None:
    op.drop_table("remark")
    op.drop_table("author_invitation")
