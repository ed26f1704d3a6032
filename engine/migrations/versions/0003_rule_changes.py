"""How each catalog treats earlier work, and whom it spares."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from engine.store import append_only_triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE published_pack ADD COLUMN policy VARCHAR(40) DEFAULT 'recompute' NOT NULL "
        "CONSTRAINT ck_published_pack_policy "
        "CHECK (policy IN ('new_work', 'recompute', 'nobody_loses'))"
    )
    op.create_table(
        "spared",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "number"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_spared_district_id_number_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_spared_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "number", "participant_id", name=op.f("pk_spared")),
    )
    for statement in append_only_triggers("spared")[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("spared")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION spared_append_only()")
    op.drop_column("published_pack", "policy")
