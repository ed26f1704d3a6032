"""What is kept of gatherings: when and where people meet for an activity, and who was there."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id
from rules.terms import Stage

_AT_A_GATHERING = "gathering/"


class How(StrEnum):
    """How it became known that somebody was there."""

    CHECKED_IN = "checked_in"
    """She had the code, while it counted."""
    LISTED = "listed"
    """Whoever leads wrote her down, from a sheet of paper or from memory."""


class Gathering(SQLModel, table=True):
    """People meet for an activity on a day; being there is the evidence."""

    __tablename__ = "gathering"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "leader_id"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "set_up_by"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint("district_id", "code"),
        sa.CheckConstraint("begins_at < ends_at", "ends_later"),
        sa.CheckConstraint("minutes >= 0", "time_spent"),
        sa.Index("ix_gathering_days", "district_id", "begins_at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    activity: str
    stage: Stage = Field(default=Stage.DONE, sa_type=choice(Stage))
    leader_id: uuid.UUID
    set_up_by: uuid.UUID
    place: str = ""
    begins_at: datetime = Field(sa_type=Instant)
    ends_at: datetime = Field(sa_type=Instant)
    opens_at: datetime = Field(sa_type=Instant)
    """From then on the code counts."""
    closes_at: datetime = Field(sa_type=Instant)
    """From this very second on it counts no longer."""
    minutes: int
    """What everybody who was there spent."""
    waits: bool = False
    """Whether it counts only after whoever leads confirmed who was there."""
    open_to_guests: bool = False
    """Whether people from elsewhere may check in with a name and an address."""
    code: str
    set_up_at: datetime = Field(sa_type=Instant)

    def known_as(self, participant_id: uuid.UUID) -> str:
        """By what the evidence of somebody's attendance is found again."""
        return f"{_AT_A_GATHERING}{self.id}/{participant_id}"


def gathering_of(known_as: str | None) -> uuid.UUID | None:
    """The gathering that evidence came of, by what it is known as; None where it came of none."""
    before, at, rest = (known_as or "").partition(_AT_A_GATHERING)
    return uuid.UUID(rest.partition("/")[0]) if at and not before else None


class Attendance(SQLModel, table=True):
    """Somebody was at a gathering; a second check-in finds the first one."""

    __tablename__ = "attendance"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "gathering_id"], ["gathering.district_id", "gathering.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.Index("ix_attendance_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    gathering_id: uuid.UUID = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    how: How = Field(sa_type=choice(How))
    at: datetime = Field(sa_type=Instant)
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it became evidence; None while it waits for whoever leads."""
