"""What a district published: packs as numbered, frozen catalogs."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, choice
from rules.terms import Policy


class PublishedPack(SQLModel, table=True):
    """A pack's text as it was published; its number never changes, and neither does its text."""

    __tablename__ = "published_pack"
    __table_args__ = (sa.CheckConstraint("number >= 1", "counted_from_one"),)

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    number: int = Field(primary_key=True)
    catalog_year: str
    applies_from: date
    """The first day of completions that it judges: a later day means *new work only*."""
    digest: str
    """SHA-256 over the files' names and texts."""
    files: dict[str, str] = Field(sa_type=sa.JSON)
    published_at: datetime = Field(sa_type=Instant)
    published_by: uuid.UUID | None = None
    policy: Policy = Field(default=Policy.RECOMPUTE, sa_type=choice(Policy))


class Spared(SQLModel, table=True):
    """A participant whom a catalog would have cost something: it judges only her new work."""

    __tablename__ = "spared"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "number"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)


def digest_of(files: Mapping[str, str]) -> str:
    """SHA-256 over the files' names and texts."""
    return hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()


append_only(SQLModel.metadata.tables["published_pack"])
append_only(SQLModel.metadata.tables["spared"])
