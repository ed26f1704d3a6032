"""What is kept of follow-ups: who was asked about what, and what she answered."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Answer(StrEnum):
    """Whether it is still in use."""

    YES = "yes"
    ADAPTED = "adapted"
    NO = "no"


def _of_a_participant() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
    )


class FollowUp(SQLModel, table=True):
    """A participant was asked, so many days after an approval, whether she still uses it."""

    __tablename__ = "follow_up"
    __table_args__ = (
        _of_a_participant(),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"], ["evidence.district_id", "evidence.id"]
        ),
        sa.UniqueConstraint("district_id", "evidence_id", "days"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", "answered_sometime"),
        sa.Index("ix_follow_up_participant", "district_id", "participant_id", "asked_on"),
        sa.Index("ix_follow_up_asked", "district_id", "asked_on"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    evidence_id: uuid.UUID
    activity: str
    days: int
    asked_on: date
    answer: Answer | None = Field(default=None, sa_type=choice(Answer))
    why: str = ""
    """A line of her own, if she likes."""
    answered_at: datetime | None = Field(default=None, sa_type=Instant)


class NotFollowedUp(SQLModel, table=True):
    """A participant who does not want to be asked."""

    __tablename__ = "not_followed_up"
    __table_args__ = (_of_a_participant(),)

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    since: datetime = Field(sa_type=Instant)
