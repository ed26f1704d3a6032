"""What is kept of help: who asked, who helps, what both said, and how long it took."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Said(StrEnum):
    """What a word of either side does."""

    ASKED = "asked"
    ANSWERED = "answered"
    """By the coach, or by whoever asked."""
    CLOSED = "closed"
    REOPENED = "reopened"


def _of_a_participant(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column], ["participant.district_id", "participant.id"]
    )


class HelpRequest(SQLModel, table=True):
    """A participant asks for help with an activity, or with a piece of her evidence."""

    __tablename__ = "help_request"
    __table_args__ = (
        _of_a_participant("participant_id"),
        _of_a_participant("asked_of"),
        _of_a_participant("coach"),
        sa.CheckConstraint("coach IS NULL OR coach <> participant_id", "somebody_else"),
        sa.CheckConstraint("(coach IS NULL) = (taken_at IS NULL)", "taken_by_somebody"),
        sa.Index("ix_help_request_participant", "district_id", "participant_id", "asked_at"),
        sa.Index("ix_help_request_open", "district_id", "closed_at", "asked_at"),
        sa.Index("ix_help_request_coach", "district_id", "coach", "closed_at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    activity: str = ""
    evidence_id: uuid.UUID | None = None
    """What it is about, while its owner has not thrown that away."""
    asked_at: datetime = Field(sa_type=Instant)
    asked_of: uuid.UUID | None = None
    """Whom the activity, or else the district, names for help, when that is a participant."""
    coach: uuid.UUID | None = None
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class HelpWord(SQLModel, table=True):
    """Something that was said beside a request; time that it took stands with it."""

    __tablename__ = "help_word"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "request_id"], ["help_request.district_id", "help_request.id"]
        ),
        _of_a_participant("by"),
        sa.CheckConstraint("minutes >= 0", "time_spent"),
        sa.Index("ix_help_word_request", "district_id", "request_id", "id"),
        sa.Index("ix_help_word_by", "district_id", "by", "at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    request_id: uuid.UUID
    by: uuid.UUID
    at: datetime = Field(sa_type=Instant)
    said: Said = Field(sa_type=choice(Said))
    text: str = ""
    minutes: int = 0
