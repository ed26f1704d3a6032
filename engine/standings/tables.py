"""What is kept of standings: each participant's total in each window and campus."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant


class Total(SQLModel, table=True):
    """Experience that a participant earned in a window, so that no board has to add up entries."""

    __tablename__ = "total"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.Index("ix_total_board", "district_id", "window", "campus", "points"),
        sa.Index("ix_total_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    window: str = Field(primary_key=True)
    """`ever`, `year:2025-26`, `month:2026-03` or `season:<key>`."""
    campus: str = Field(default="", primary_key=True)
    """Empty for all campuses together."""
    participant_id: uuid.UUID = Field(primary_key=True)
    points: int
    reached_at: datetime = Field(sa_type=Instant)
    """Since when the total has not been below what it is now."""
