"""Approvals that were given together."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0024b"
down_revision = "0022"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, engine.store.Instant(timezone=True), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column],
        [f"{to}.district_id", f"{to}.id"],
        name=op.f(f"fk_{table}_district_id_{column}_{to}"),
    )


def upgrade() -> None:
    op.create_table(
        "batch",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        _moment("at"),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        _moment("undone_at", nullable=True),
        _refers("batch", "by", "participant"),
        _refers("batch", "undone_by", "participant"),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_at", "batch", ["district_id", "at"])
    op.create_table(
        "batch_piece",
        _text("district_id"),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        _refers("batch_piece", "batch_id", "batch"),
        _refers("batch_piece", "evidence_id", "evidence"),
        sa.PrimaryKeyConstraint(
            "district_id", "batch_id", "evidence_id", name=op.f("pk_batch_piece")
        ),
    )
    op.create_index("ix_batch_piece_evidence", "batch_piece", ["district_id", "evidence_id"])


def downgrade() -> None:
    op.drop_table("batch_piece")
    op.drop_table("batch")
