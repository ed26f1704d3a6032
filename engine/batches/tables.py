"""What is kept of approvals that were given together, so that they can be undone together."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Batch(SQLModel, table=True):
    """A reviewer approved many pieces of evidence as one act."""

    __tablename__ = "batch"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "by"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "undone_by"], ["participant.district_id", "participant.id"]
        ),
        sa.Index("ix_batch_at", "district_id", "at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    by: uuid.UUID
    at: datetime = Field(sa_type=Instant)
    undone_by: uuid.UUID | None = None
    undone_at: datetime | None = Field(default=None, sa_type=Instant)


class Doing(StrEnum):
    """What goes on."""

    APPROVING = "approving"
    UNDOING = "undoing"


class Trouble(StrEnum):
    """Why nothing came of it."""

    REFUSED = "refused"
    """Something of it could not be done any more, or would have meant something else."""
    BROKEN = "broken"


class BatchRun(SQLModel, table=True):
    """Approving or undoing many beside the pages: how far it is, and how it ended."""

    __tablename__ = "batch_run"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(["district_id", "batch_id"], ["batch.district_id", "batch.id"]),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    doing: Doing = Field(sa_type=choice(Doing))
    batch_id: uuid.UUID | None = None
    """What is undone, or came of it."""
    begun_by: uuid.UUID
    begun_at: datetime = Field(sa_type=Instant)
    heard_at: datetime = Field(sa_type=Instant)
    """When it last gave a sign of life."""
    people: int = 0
    """How many it is worked out for; 0 until that is known."""
    done: int = 0
    pieces: int = 0
    """How many were approved, or taken back, when it is over."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    trouble: Trouble | None = Field(default=None, sa_type=choice(Trouble))
    """Why nothing was done; None while it goes on, and when all went well."""


class BatchPiece(SQLModel, table=True):
    """A piece of evidence that a batch approved."""

    __tablename__ = "batch_piece"
    __table_args__ = (
        sa.ForeignKeyConstraint(["district_id", "batch_id"], ["batch.district_id", "batch.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"], ["evidence.district_id", "evidence.id"]
        ),
        sa.Index("ix_batch_piece_evidence", "district_id", "evidence_id"),
    )

    district_id: str = Field(primary_key=True)
    batch_id: uuid.UUID = Field(primary_key=True)
    evidence_id: uuid.UUID = Field(primary_key=True)
