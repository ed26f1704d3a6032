"""What a replay has worked out so far, kept beside what stands until it is done."""

import uuid

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Replayed(SQLModel, table=True):
    """What one participant's record comes to, and where what stands says something else."""

    __tablename__ = "replayed"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    worked_from: str
    """A digest of all that it was worked out from, to know when that has changed meanwhile."""
    broken: list[dict[str, str]] = Field(sa_type=sa.JSON)
    """Entries that are not as they were written; nothing mends them but a backup."""
    differences: list[dict[str, str]] = Field(sa_type=sa.JSON)
    """What the ledger, the credentials and the conferrals would have to say besides."""
    stale: list[str] = Field(sa_type=sa.JSON)
    """Which of the things that are kept for speed say something else."""
