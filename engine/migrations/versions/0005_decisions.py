"""What was decided about requirements, and which evidence served which when it was seen last."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "degree_progress", sa.Column("uses", sa.JSON(), nullable=False, server_default="{}")
    )
    op.add_column(
        "degree_progress", sa.Column("to_confirm", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "degree_decision",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column(
            "verb",
            sa.Enum(
                "waive",
                "substitute",
                "pin",
                "exclude",
                "set_need",
                "confirm",
                name="verb",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requirement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("uses_before", sa.JSON(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_degree_decision_district_id_catalog_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
            name=op.f("fk_degree_decision_district_id_participant_id_degree_enrollment"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_degree_decision")),
    )
    op.create_index(
        "ix_degree_decision_participant",
        "degree_decision",
        ["district_id", "participant_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("degree_decision")
    op.drop_column("degree_progress", "to_confirm")
    op.drop_column("degree_progress", "uses")
