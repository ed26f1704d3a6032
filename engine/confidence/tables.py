"""What is kept of confidence: two numbers beside a piece of evidence, and never on it."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant


class Confidence(SQLModel, table=True):
    """How sure the owner of a piece of evidence says she was and is; it goes with the evidence."""

    __tablename__ = "confidence"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("before BETWEEN 1 AND 5 AND after BETWEEN 1 AND 5", "one_to_five"),
    )

    district_id: str = Field(primary_key=True)
    evidence_id: uuid.UUID = Field(primary_key=True)
    before: int | None = None
    after: int | None = None
    """What the form calls now."""
    rated_at: datetime = Field(sa_type=Instant)

    def __repr__(self) -> str:
        """What somebody says of herself stands in no log."""
        return f"Confidence(beside {self.evidence_id})"
