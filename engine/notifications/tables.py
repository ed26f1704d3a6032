"""What is kept of messages: each one in the site, what somebody stopped, and each morning."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Kind(StrEnum):
    """What a message is about; letters of each kind can be stopped by themselves."""

    EVIDENCE = "evidence"
    REVIEWS = "reviews"
    DEGREES = "degrees"
    REWARDS = "rewards"
    COLLEAGUES = "colleagues"
    """What colleagues saw of one's work, and their answers."""
    FOLLOW_UPS = "follow_ups"
    """Whether she still uses what she did."""
    OFFICE = "office"
    """What the district office is asked to decide."""
    DIGEST = "digest"
    """The letter that holds several; no single message is of this kind."""


def _of_a_participant(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column], ["participant.district_id", "participant.id"]
    )


class Notification(SQLModel, table=True):
    """What a participant was told, in her language at that moment."""

    __tablename__ = "notification"
    __table_args__ = (
        _of_a_participant("participant_id"),
        sa.Index("ix_notification_unread", "district_id", "participant_id", "read_at"),
        sa.Index("ix_notification_listed", "district_id", "participant_id", "id"),
        sa.Index("ix_notification_at", "district_id", "at"),
        sa.Index(
            "ix_notification_waits",
            "district_id",
            "participant_id",
            sqlite_where=sa.text("waits"),
            postgresql_where=sa.text("waits"),
        ),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    kind: Kind = Field(sa_type=choice(Kind))
    language: str
    subject: str
    text: str
    call: str
    """What can be done about it; `path` leads there."""
    path: str
    at: datetime = Field(sa_type=Instant)
    read_at: datetime | None = Field(default=None, sa_type=Instant)
    waits: bool = False
    """Whether the next digest has to tell of it."""


class StoppedMail(SQLModel, table=True):
    """A kind of letter that a participant wants no more."""

    __tablename__ = "stopped_mail"
    __table_args__ = (_of_a_participant("participant_id"),)

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    kind: Kind = Field(primary_key=True, sa_type=choice(Kind))
    stopped_at: datetime = Field(sa_type=Instant)


class Morning(SQLModel, table=True):
    """How far a district has come with this morning's digests; they are written in lots."""

    __tablename__ = "morning"

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    day: date
    """The day of which the digests are being written, or were."""
    since: date
    """The day whose digests came before; what came after it is new."""
    after: uuid.UUID | None = None
    """Who was looked at last; all with a later id are still to come."""
    done: bool = False
