"""What people saved as files, so that each can be had again."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store
from engine.store import append_only_triggers

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("saved_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_export_not_empty")),
        sa.ForeignKeyConstraint(
            ["district_id", "saved_by"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_export_district_id_saved_by_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_export")),
        sa.UniqueConstraint(
            "district_id",
            "saved_by",
            "address",
            "saved_at",
            name=op.f("uq_export_district_id_saved_by_address_saved_at"),
        ),
    )
    for statement in append_only_triggers("export")[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("export")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION export_append_only()")
