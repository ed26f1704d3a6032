"""Work that the program credits by itself, known by a name of its own."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evidence",
        sa.Column("credited_as", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    )
    op.create_index(
        "uq_evidence_credited_as", "evidence", ["district_id", "credited_as"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_evidence_credited_as", "evidence")
    op.drop_column("evidence", "credited_as")
