"""What is kept of drafts: their text as it stands, and of each edit the text before it."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id


class Verb(StrEnum):
    """What an edit did, as a list of edits would name it."""

    PUT = "put"
    INSERT = "insert"
    REMOVE = "remove"
    MOVE = "move"
    COPY = "copy"
    DUPLICATE = "duplicate"
    RENAME = "rename"
    WRITE = "write"
    TAKE_IN = "take_in"
    UNDO = "undo"


class Draft(SQLModel, table=True):
    """A pack that is being written; publishing freezes a copy of it."""

    __tablename__ = "draft"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "based_on"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "published"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "changed_by"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint("revision >= 0", "counted_from_nought"),
    )

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    title: str
    files: dict[str, str] = Field(sa_type=sa.JSON)
    based_on: int
    """The number of the pack that it began as."""
    revision: int = 0
    """How many edits there were."""
    made_by: uuid.UUID
    made_at: datetime = Field(sa_type=Instant)
    changed_by: uuid.UUID
    changed_at: datetime = Field(sa_type=Instant)
    published: int | None = None
    """The number under which it was published; from then on it stays as it is."""
    discarded_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def open(self) -> bool:
        return self.published is None and self.discarded_at is None


class DraftEdit(SQLModel, table=True):
    """One edit of a draft, with what it takes to put back what stood there before."""

    __tablename__ = "draft_edit"
    __table_args__ = (
        sa.ForeignKeyConstraint(["district_id", "draft_id"], ["draft.district_id", "draft.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "edited_by"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    draft_id: uuid.UUID = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    """The draft's revision after it."""
    verb: Verb = Field(sa_type=choice(Verb))
    path: list[Any] = Field(sa_type=sa.JSON)
    """What it was about."""
    touched: list[list[str]] = Field(sa_type=sa.JSON)
    """The sections and keys that say something else since."""
    before: dict[str, str | None] = Field(sa_type=sa.JSON)
    """The files that it changed as they were; None for one that was not there."""
    undoes: int | None = None
    """The revision of the edit that it took back."""
    edited_by: uuid.UUID
    edited_at: datetime = Field(sa_type=Instant)
