"""Two colleagues of whom one accompanies the other, from the question to the end."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, new_id


def _participant(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column], ["participant.district_id", "participant.id"]
    )


class MentorPair(SQLModel, table=True):
    """A mentor and a mentee; it holds from the day on which both have said yes."""

    __tablename__ = "mentor_pair"
    __table_args__ = (
        _participant("mentor_id"),
        _participant("mentee_id"),
        sa.CheckConstraint("mentor_id <> mentee_id", "two_people"),
        sa.CheckConstraint("asked_by IN (mentor_id, mentee_id)", "asked_by_one_of_them"),
        sa.Index("ix_mentor_pair_mentor", "district_id", "mentor_id", "ended_at"),
        sa.Index("ix_mentor_pair_mentee", "district_id", "mentee_id", "ended_at"),
        sa.Index(
            "uq_mentor_pair_open", "district_id", "mentor_id", "mentee_id", "about", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    mentor_id: uuid.UUID
    mentee_id: uuid.UUID
    about: str = ""
    """The badge, by its key; empty for whatever the mentee is working toward."""
    asked_by: uuid.UUID
    asked_at: datetime = Field(sa_type=Instant)
    agreed_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def people(self) -> frozenset[uuid.UUID]:
        return frozenset({self.mentor_id, self.mentee_id})

    def other(self, someone: uuid.UUID) -> uuid.UUID:
        """With whom somebody is in it."""
        return self.mentee_id if someone == self.mentor_id else self.mentor_id
