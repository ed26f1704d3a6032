"""Attempts to publish a list: how far each is, and how it ended."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0029"
down_revision = "0024"
branch_labels = None
depends_on = None

_TROUBLE = ("list_changed", "list_outdated", "published_meanwhile", "broken")


def upgrade() -> None:
    op.create_table(
        "publishing",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("heard_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("ended_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column(
            "trouble",
            sa.Enum(
                *_TROUBLE, name="trouble", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "run_id"],
            ["dry_run.district_id", "dry_run.id"],
            name=op.f("fk_publishing_district_id_run_id_dry_run"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_publishing_district_id_begun_by_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_publishing")),
    )
    op.create_index("ix_publishing_run", "publishing", ["district_id", "run_id", "begun_at"])


def downgrade() -> None:
    op.drop_table("publishing")
