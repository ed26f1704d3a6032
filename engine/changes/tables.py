"""Dry runs as they are kept: what a change would do to everybody, and later what it did."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id
from rules.terms import Policy


class Outcome(StrEnum):
    """What a change means for one participant, in a word."""

    LOSES = "loses"
    SPARED = "spared"
    GAINS = "gains"
    SAME = "same"


class Trouble(StrEnum):
    """Why a list that somebody wanted to publish was not."""

    LIST_CHANGED = "list_changed"
    """For so many people it says something else by now."""
    LIST_OUTDATED = "list_outdated"
    """It is of another day, or of another text."""
    PUBLISHED_MEANWHILE = "published_meanwhile"
    """Another catalog is in its place, of such a number."""
    BROKEN = "broken"
    """What nobody foresaw; the log has it."""


class DryRun(SQLModel, table=True):
    """The list of one text under one policy; after publishing it is the record of the change."""

    __tablename__ = "dry_run"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "published"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.Index("ix_dry_run_draft", "district_id", "draft_id", "begun_at"),
    )

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    draft_id: uuid.UUID | None = None
    """The draft that the text is of."""
    files: dict[str, str] = Field(sa_type=sa.JSON)
    digest: str
    """SHA-256 over the files, to know whether the draft still says this."""
    policy: Policy = Field(sa_type=choice(Policy))
    number: int
    """What the catalog would be numbered."""
    applies_from: date
    today: date
    """The day on which records were judged."""
    begun_at: datetime = Field(sa_type=Instant)
    begun_by: uuid.UUID
    seen_until: datetime = Field(sa_type=Instant)
    """What happened later to somebody may have changed her line."""
    people: int
    """How many take part or ever did."""
    touched: int
    """How many of them the change can touch at all."""
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    totals: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    published: int | None = None
    published_at: datetime | None = Field(default=None, sa_type=Instant)
    """The moment by which all had followed that the list says."""


class Foretold(SQLModel, table=True):
    """One participant's line of the list; waits until it is worked out."""

    __tablename__ = "foretold"
    __table_args__ = (
        sa.ForeignKeyConstraint(["district_id", "run_id"], ["dry_run.district_id", "dry_run.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    run_id: uuid.UUID = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    outcome: Outcome | None = Field(default=None, sa_type=choice(Outcome))
    """None while it waits."""
    experience: int = 0
    """How much more there would be, or less."""
    redeemable: int = 0
    before: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    why: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    """The rules and requirements that make the difference."""


class Publishing(SQLModel, table=True):
    """One attempt to publish a list: how far it is, and how it ended."""

    __tablename__ = "publishing"
    __table_args__ = (
        sa.ForeignKeyConstraint(["district_id", "run_id"], ["dry_run.district_id", "dry_run.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"], ["participant.district_id", "participant.id"]
        ),
        sa.Index("ix_publishing_run", "district_id", "run_id", "begun_at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    run_id: uuid.UUID
    begun_at: datetime = Field(sa_type=Instant)
    begun_by: uuid.UUID
    heard_at: datetime = Field(sa_type=Instant)
    """When it last gave a sign of life."""
    people: int = 0
    """How many it has to be worked out for; 0 until that is known."""
    done: int = 0
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    trouble: Trouble | None = Field(default=None, sa_type=choice(Trouble))
    """Why nothing was published; None while it goes on, and when all went well."""
    number: int = 0
    """What the trouble is with: how many people, or which catalog."""
