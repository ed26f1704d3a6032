"""Events that happened, and letters that wait to be sent."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, new_id


class EventRow(SQLModel, table=True):
    """A fact in the past tense; entries name it as their cause."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_kind", "district_id", "kind"),
        sa.Index("ix_event_at", "district_id", "at"),
    )

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    kind: str
    """The event's class, such as `EvidenceApproved`."""
    facts: dict[str, Any] = Field(sa_type=sa.JSON)
    by: uuid.UUID | None = None
    """The participant who caused it; None for what the program does by itself."""
    at: datetime = Field(sa_type=Instant)


append_only(SQLModel.metadata.tables["event"])


class Letter(SQLModel, table=True):
    """One mail, written when something happened and sent as soon as it can be."""

    __tablename__ = "letter"
    __table_args__ = (sa.Index("ix_letter_waiting", "sent_at", "next_try_at"),)

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    address: str
    subject: str
    text: str
    stop: str = ""
    """The page that ends letters of its kind; empty for what everybody must know."""
    written_at: datetime = Field(sa_type=Instant)
    next_try_at: datetime = Field(sa_type=Instant)
    """Not before this moment; moved on while somebody sends it and after each vain attempt."""
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    trouble: str = ""
