"""How far approving or undoing many is, and how it ended."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0055"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batch_run",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "doing",
            sa.Enum(
                "approving", "undoing", name="doing", native_enum=False, create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("begun_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("heard_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("ended_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column(
            "trouble",
            sa.Enum(
                "refused", "broken", name="trouble", native_enum=False, create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_batch_run_district_id_begun_by_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "batch_id"],
            ["batch.district_id", "batch.id"],
            name=op.f("fk_batch_run_district_id_batch_id_batch"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_batch_run")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("batch_run")
