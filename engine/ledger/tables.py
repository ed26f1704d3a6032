"""What is kept of points: entries that never change, and each participant's balance."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, choice
from rules.terms import Currency


class EntryKind(StrEnum):
    """Why an entry was written."""

    AWARD = "award"
    CAP = "cap"
    REVERSAL = "reversal"
    REDEMPTION = "redemption"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"
    EXPIRY = "expiry"


class Entry(SQLModel, table=True):
    """One signed line in one currency; whole points."""

    __tablename__ = "entry"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint(
            "district_id",
            "participant_id",
            "event_id",
            "source",
            "rule",
            "campus",
            "currency",
            "effective_on",
        ),
        sa.CheckConstraint("points <> 0", "says_something"),
        sa.CheckConstraint("seq >= 1", "counted_from_one"),
        sa.Index("ix_entry_effective", "district_id", "effective_on"),
        sa.Index("ix_entry_source", "district_id", "source"),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    """The entry's place in the participant's chain, from 1."""
    event_id: uuid.UUID
    """The event that caused it; the same event never writes the same line twice."""
    kind: EntryKind = Field(sa_type=choice(EntryKind))
    currency: Currency = Field(sa_type=choice(Currency))
    points: int
    source: str
    """What it is for, `evidence/<id>` or `redemption/<id>`."""
    rule: str
    """The key of the earning rule, cap or pathway; empty for what no rule decided."""
    campus: str = ""
    reason: str
    """A code that the site turns into words."""
    catalog: int
    """The number of the catalog whose rule decided."""
    effective_on: date
    posted_at: datetime = Field(sa_type=Instant)
    digest: str
    """SHA-256 over the digest of the entry before and everything above."""


append_only(SQLModel.metadata.tables["entry"])


class Balance(SQLModel, table=True):
    """What a participant's entries add up to, kept in the transaction that writes them."""

    __tablename__ = "balance"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint("redeemable >= 0 OR owes", "never_overdrawn"),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    experience: int = 0
    redeemable: int = 0
    owes: bool = False
    """Whether a correction took back points that were spent already: only then below zero."""
    seq: int = 0
    digest: str = ""
