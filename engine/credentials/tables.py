"""Badges and degrees as issued: what somebody else can check."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Attainment(StrEnum):
    """What a credential is about."""

    BADGE = "badge"
    DEGREE = "degree"


class Credential(SQLModel, table=True):
    """A badge or degree issued to a participant; revoked, perhaps, but never removed."""

    __tablename__ = "credential"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint("district_id", "participant_id", "attainment", "key"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    attainment: Attainment = Field(sa_type=choice(Attainment))
    key: str
    """The badge's or degree's key in the catalog."""
    catalog: int
    earned_on: date
    issued_at: datetime = Field(sa_type=Instant)
    event_id: uuid.UUID
    public: bool = False
    """Whether anyone with the address may see it; the earner decides."""
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the earner saw the celebration of it."""
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_why: str = ""
