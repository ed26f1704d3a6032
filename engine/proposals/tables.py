"""What is kept of proposals: what was proposed, and each step that it took."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Wanted(StrEnum):
    """What somebody proposes."""

    ACTIVITY = "activity"
    BADGE = "badge"
    """A badge for what people do already, without an activity of its own."""


class Status(StrEnum):
    """How far a proposal has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    IN_STUDIO = "in_studio"
    """It is written in a draft of the next catalog."""
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What was done to a proposal."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    LET_GO = "let_go"
    REWORDED = "reworded"
    ASKED_BACK = "asked_back"
    DECLINED = "declined"
    IN_STUDIO = "in_studio"
    PUBLISHED = "published"


def _of_a_participant(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", column], ["participant.district_id", "participant.id"]
    )


class Proposed(SQLModel, table=True):
    """A new activity, or a badge, that a participant proposes."""

    __tablename__ = "proposed"
    __table_args__ = (
        _of_a_participant("proposed_by"),
        _of_a_participant("held_by"),
        sa.ForeignKeyConstraint(["district_id", "draft_id"], ["draft.district_id", "draft.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "published"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.Index("ix_proposed_status", "district_id", "status"),
        sa.Index("ix_proposed_by", "district_id", "proposed_by"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    proposed_by: uuid.UUID
    wanted: Wanted = Field(sa_type=choice(Wanted))
    title: str = ""
    summary: str = ""
    """What one does; of a badge, what it stands for."""
    learned: str = ""
    """What shows that somebody learned it."""
    used: str = ""
    """What shows that it was used with students."""
    minutes: int | None = None
    """About how long it takes in all."""
    campus: str = ""
    audience: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    badge: bool = False
    """Whether an activity should earn a badge of its name."""
    signature: str = ""
    """The name under which she wants to be credited; empty for none."""
    status: Status = Field(default=Status.DRAFT, sa_type=choice(Status))
    version: int = 1
    begun_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
    submitted_at: datetime | None = Field(default=None, sa_type=Instant)
    held_by: uuid.UUID | None = None
    """Who reads it."""
    held_at: datetime | None = Field(default=None, sa_type=Instant)
    draft_id: uuid.UUID | None = None
    """The studio's draft in which it is written."""
    key: str = ""
    """What the catalog calls it."""
    published: int | None = None
    """The number of the first catalog that has it."""
    credited_at: datetime | None = Field(default=None, sa_type=Instant)


class ProposedStep(SQLModel, table=True):
    """One step of a proposal, never changed."""

    __tablename__ = "proposed_step"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "proposed_id"], ["proposed.district_id", "proposed.id"]
        ),
        _of_a_participant("taken_by"),
    )

    district_id: str = Field(primary_key=True)
    proposed_id: uuid.UUID = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    step: Step = Field(sa_type=choice(Step))
    taken_by: uuid.UUID | None = None
    """Who took it; nobody where a catalog was published at the prompt."""
    at: datetime = Field(sa_type=Instant)
    note: str = ""
