"""What is kept of approvals that were given together, so that they can be undone together."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, new_id


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
