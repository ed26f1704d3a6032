"""Drafts of the next pack, and every edit of them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import Instant

revision = "0004"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("discarded_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_draft_counted_from_nought")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.district_id"], name=op.f("fk_draft_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "based_on"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_draft_district_id_based_on_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "published"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_draft_district_id_published_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_draft_district_id_made_by_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "changed_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_draft_district_id_changed_by_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_edit",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "verb",
            sa.Enum(
                "put", "insert", "remove", "move", "copy", "duplicate", "rename", "write",
                "take_in", "undo",
                name="verb", native_enum=False, length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("touched", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("edited_by", sa.Uuid(), nullable=False),
        sa.Column("edited_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "draft_id"],
            ["draft.district_id", "draft.id"],
            name=op.f("fk_draft_edit_district_id_draft_id_draft"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "edited_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_draft_edit_district_id_edited_by_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "draft_id", "revision", name=op.f("pk_draft_edit")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("draft_edit")
    op.drop_table("draft")
