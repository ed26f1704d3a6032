"""What is kept of authors: who looks after an activity, who is asked to, and words for them."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant


def _of_a_participant(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column], ["participant.district_id", "participant.id"]
    )


class Authorship(SQLModel, table=True):
    """A participant and an activity of hers, by its key: a catalog's text names nobody's record."""

    __tablename__ = "authorship"
    __table_args__ = (
        _of_a_participant("participant_id"),
        sa.Index("ix_authorship_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    activity: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    signature: str = ""
    """The name under which she agreed to be shown; empty for none."""
    since: datetime = Field(sa_type=Instant)


class Invitation(SQLModel, table=True):
    """Somebody is asked to look after an activity too; gone as soon as she answers."""

    __tablename__ = "author_invitation"
    __table_args__ = (_of_a_participant("participant_id"), _of_a_participant("invited_by"))

    district_id: str = Field(primary_key=True)
    activity: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    invited_by: uuid.UUID
    invited_at: datetime = Field(sa_type=Instant)


class Remark(SQLModel, table=True):
    """A line for the authors, from somebody whose evidence was approved."""

    __tablename__ = "remark"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"], ["evidence.district_id", "evidence.id"]
        ),
        _of_a_participant("participant_id"),
        sa.Index("ix_remark_activity", "district_id", "activity"),
    )

    district_id: str = Field(primary_key=True)
    evidence_id: uuid.UUID = Field(primary_key=True)
    activity: str
    participant_id: uuid.UUID
    text: str
    signed: bool = False
    """Whether the authors read whose it is."""
    at: datetime = Field(sa_type=Instant)
