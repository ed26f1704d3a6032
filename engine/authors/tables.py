"""What is kept of authors: who thought of an activity, and looks after it with whom."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant


class Authorship(SQLModel, table=True):
    """A participant and an activity of hers, by its key: a catalog's text names nobody's record."""

    __tablename__ = "authorship"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.Index("ix_authorship_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    activity: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    signature: str = ""
    """The name under which she agreed to be shown; empty for none."""
    since: datetime = Field(sa_type=Instant)
