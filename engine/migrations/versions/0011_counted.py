"""What evidence counts as from which moment on, and what is kept of it though it is taken back."""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store
from engine.store import append_only_triggers, new_id

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("kept", sa.JSON(none_as_null=True), nullable=True))
    counted = op.create_table(
        "counted",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "approved",
                "undone",
                "kept",
                "corrected",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_counted_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_counted")),
    )
    op.create_index("ix_counted_participant", "counted", ["district_id", "participant_id", "at"])
    op.create_index("ix_counted_evidence", "counted", ["district_id", "evidence_id", "at"])
    op.create_index("ix_event_kind", "event", ["district_id", "kind"])
    _tell_of_what_counts(counted)
    for statement in append_only_triggers("counted")[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_event_kind", "event")
    op.drop_table("counted")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION counted_append_only()")
    op.drop_column("evidence", "kept")


def _tell_of_what_counts(counted: Any) -> None:
    """Everything that is approved counts since its decision; what was undone before is not told."""
    connection = op.get_bind()
    evidence = sa.Table("evidence", sa.MetaData(), autoload_with=connection)
    decision = sa.Table("decision", sa.MetaData(), autoload_with=connection)
    who = {
        (row.district_id, row.evidence_id): row.by
        for row in connection.execute(sa.select(decision).order_by(decision.c.at))
    }
    approved = connection.execute(sa.select(evidence).where(evidence.c.status == "approved"))
    for rows in approved.partitions(1000):
        connection.execute(sa.insert(counted), [_row(row, who) for row in rows])


def _row(row: Any, who: dict[tuple[str, Any], Any]) -> dict[str, Any]:
    before, after = row.measured_before, row.measured_after
    return {
        "district_id": row.district_id,
        "id": new_id(),
        "participant_id": _id(row.participant_id),
        "evidence_id": _id(row.id),
        "at": _moment(row.decided_at),
        "by": _id(who.get((row.district_id, row.id), row.participant_id)),
        "why": "approved",
        "note": "",
        "facts": {
            "activity": row.activity,
            "stage": row.stage,
            "kinds": [kind for kind in row.kinds.split(",") if kind],
            "minutes": row.minutes,
            "outside_minutes": row.outside_minutes,
            "day": row.done_on.isoformat(),
            "submitted_at": _moment(row.submitted_at).isoformat(),
            "scores": row.scores,
            "outcome": before is not None and after is not None and after > before,
            "value": row.value,
        },
    }


def _id(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))


def _moment(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)
