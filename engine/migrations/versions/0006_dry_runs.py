"""Dry runs that are kept: the list of a rule change, and the record of it afterwards."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import Instant

revision = "0006"
down_revision = "0012"
branch_labels = None
depends_on = None

_text = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "dry_run",
        sa.Column("district_id", _text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("digest", _text(), nullable=False),
        sa.Column("policy", _policies(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("seen_until", Instant(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("done_at", Instant(timezone=True), nullable=True),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["district.district_id"],
            name=op.f("fk_dry_run_district_id_district"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_dry_run_district_id_begun_by_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "published"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_dry_run_district_id_published_published_pack"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_dry_run")),
    )
    op.create_index("ix_dry_run_draft", "dry_run", ["district_id", "draft_id", "begun_at"])
    op.create_table(
        "foretold",
        sa.Column("district_id", _text(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", _outcomes(), nullable=True),
        sa.Column("experience", sa.Integer(), nullable=False),
        sa.Column("redeemable", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "run_id"],
            ["dry_run.district_id", "dry_run.id"],
            name=op.f("fk_foretold_district_id_run_id_dry_run"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_foretold_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "run_id", "participant_id", name=op.f("pk_foretold")
        ),
    )


def downgrade() -> None:
    op.drop_table("foretold")
    op.drop_index("ix_dry_run_draft", table_name="dry_run")
    op.drop_table("dry_run")


def _policies() -> sa.Enum:
    words = ("new_work", "recompute", "nobody_loses")
    return _choice(*words, name="policy")


def _outcomes() -> sa.Enum:
    return _choice("loses", "spared", "gains", "same", name="outcome")


def _choice(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
