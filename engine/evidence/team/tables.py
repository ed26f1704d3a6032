"""Who works on a piece of evidence beside its owner."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Answer(StrEnum):
    """What became of being asked into a team."""

    OPEN = "open"
    """She has not said yet."""
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"
    """She was in it; her part goes its own way since."""
    LAPSED = "lapsed"
    """It was taken back, or the work was handed in before she said."""


class Teammate(SQLModel, table=True):
    """Somebody who was asked to work on a piece of evidence together with its owner."""

    __tablename__ = "teammate"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "work_id"], ["evidence.district_id", "evidence.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "part_id"], ["evidence.district_id", "evidence.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint("district_id", "work_id", "participant_id"),
        sa.CheckConstraint("answer <> 'joined' OR part_id IS NOT NULL", "joined_with_a_part"),
        sa.Index("ix_teammate_participant", "district_id", "participant_id", "answer"),
        sa.Index("ix_teammate_part", "district_id", "part_id"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    work_id: uuid.UUID
    """The common work: the evidence of whoever began it."""
    participant_id: uuid.UUID
    part_id: uuid.UUID | None = None
    """Her own evidence about it; it is decided with the common work while she is in the team."""
    asked_at: datetime = Field(sa_type=Instant)
    answer: Answer = Field(default=Answer.OPEN, sa_type=choice(Answer))
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
