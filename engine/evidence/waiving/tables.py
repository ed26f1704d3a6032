"""What is waived for whom; what was taken back stays told."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, new_id


class StageWaiver(SQLModel, table=True):
    """A part of the program that need not come first for one participant."""

    __tablename__ = "stage_waiver"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", "withdrawn_by_somebody"
        ),
        sa.Index("ix_stage_waiver_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    part: str
    """Written as the parts of pathways are: `number-talks/learned`, or an activity's key alone."""
    reason: str
    decided_by: uuid.UUID
    decided_at: datetime = Field(sa_type=Instant)
    withdrawn_by: uuid.UUID | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_why: str = ""
