"""What is kept of exports: who saved what and when, and where its very bytes lie."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, new_id


class Export(SQLModel, table=True):
    """A file as it was saved at one moment; its bytes lie among the files, under their digest."""

    __tablename__ = "export"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "saved_by"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint("district_id", "saved_by", "address", "saved_at"),
        sa.CheckConstraint("size > 0", "not_empty"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    saved_by: uuid.UUID
    address: str
    """The page's address below the district, with its filters in order and without the moment."""
    saved_at: datetime = Field(sa_type=Instant)
    name: str
    """What the file is called."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    size: int
    """Bytes."""


append_only(SQLModel.metadata.tables["export"])
