"""Switching to a later version of a degree."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import Instant, append_only_triggers

revision = "0007"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "switch",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_catalog", sa.Integer(), nullable=False),
        sa.Column("to_catalog", sa.Integer(), nullable=False),
        sa.Column("switched_on", sa.Date(), nullable=False),
        sa.Column("switched_at", Instant(timezone=True), nullable=False),
        sa.Column("switched_by", sa.Uuid(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_switch_counted_from_one")),
        sa.CheckConstraint("undoes < seq", name=op.f("ck_switch_undoes_an_earlier_one")),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
            name=op.f("fk_switch_district_id_participant_id_degree_enrollment"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "from_catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_switch_district_id_from_catalog_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "to_catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_switch_district_id_to_catalog_published_pack"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "degree", "seq", name=op.f("pk_switch")
        ),
    )
    for statement in append_only_triggers("switch")[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("switch")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION switch_append_only()")
