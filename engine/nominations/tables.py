"""What is kept of nominations: who saw what of whom, in her own words, and what became of it."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class State(StrEnum):
    """Where a nomination is on its way."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    """Its days were over; nothing is written then, for the days themselves say so."""


class Nomination(SQLModel, table=True):
    """Work of a participant that a colleague saw and named."""

    __tablename__ = "nomination"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "by"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint("participant_id <> by", "somebody_else"),
        sa.Index("ix_nomination_by", "district_id", "by", "named_at"),
        sa.Index("ix_nomination_participant", "district_id", "participant_id", "named_at"),
        sa.Index("ix_nomination_evidence", "district_id", "evidence_id"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    by: uuid.UUID
    participant_id: uuid.UUID
    """Whose work it is."""
    activity: str = ""
    """Empty when whoever saw it left that to its owner."""
    saw: str
    seen_on: date
    share: bool = False
    """Whether the words may stand beside a badge where anyone sees it."""
    shown: bool = False
    """Whether its owner wants them there."""
    named_at: datetime = Field(sa_type=Instant)
    answer_by: date
    """The last day on which it can be accepted."""
    state: State = Field(default=State.OPEN, sa_type=choice(State))
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    evidence_id: uuid.UUID | None = None
    """The draft that its owner made of it; nothing is there any more when she threw that away."""

    def stands(self, today: date) -> State:
        """Its state on a day; what nobody answered has lapsed by itself."""
        lapsed = self.state is State.OPEN and today > self.answer_by
        return State.LAPSED if lapsed else self.state

    @property
    def is_public(self) -> bool:
        """Whether both want the words seen by anyone."""
        return self.share and self.shown
