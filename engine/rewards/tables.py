"""What is kept of rewards: what left the shelf, every redemption, and every drawing."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, choice, new_id
from rules.catalog import RewardClass


class Status(StrEnum):
    """Where a redemption is on its way."""

    WAITING = "waiting"
    """Somebody has to approve it; the points are held."""
    HELD = "held"
    """It can be handed over; the points are held."""
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    DECLINED = "declined"

    @property
    def open(self) -> bool:
        """Whether it can still be cancelled."""
        return self in (Status.WAITING, Status.HELD)

    @property
    def taken(self) -> bool:
        """Whether its points are spent and its reward is off the shelf."""
        return self.open or self is Status.FULFILLED


TAKEN = tuple(status for status in Status if status.taken)


class Shelf(SQLModel, table=True):
    """How many of a reward were taken; its lock keeps two people from the same last one."""

    __tablename__ = "shelf"
    __table_args__ = (sa.CheckConstraint("taken >= 0", "not_below_nothing"),)

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    reward: str = Field(primary_key=True)
    taken: int = 0


class Redemption(SQLModel, table=True):
    """Redeemable points exchanged for a reward; they are held from the first moment."""

    __tablename__ = "redemption"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.UniqueConstraint("district_id", "slip"),
        sa.CheckConstraint("price >= 0", "price_not_below_nothing"),
        sa.Index("ix_redemption_owner", "district_id", "participant_id", "reward"),
        sa.Index("ix_redemption_desk", "district_id", "status", "requested_at"),
        sa.Index("ix_redemption_tax", "district_id", "kind", "fulfilled_on"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    reward: str
    catalog: int
    """The number of the catalog that named the price."""
    price: int
    kind: RewardClass = Field(sa_type=choice(RewardClass))
    value_cents: int = 0
    chosen: str = ""
    """The badge that the reward is of, where it asks for one."""
    slip: str
    """What is printed and said at the desk, `D-4F7K2`."""
    status: Status = Field(sa_type=choice(Status))
    requested_at: datetime = Field(sa_type=Instant)
    requested_on: date
    """The day of the request in the district: the school year that its limit counts in."""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: uuid.UUID | None = None
    note: str = ""
    """Why it was declined or cancelled."""
    fulfilled_at: datetime | None = Field(default=None, sa_type=Instant)
    fulfilled_on: date | None = None
    """The day of handing over in the district: the year that it is taxed in."""
    fulfilled_by: uuid.UUID | None = None
    cancelled_at: datetime | None = Field(default=None, sa_type=Instant)
    cancelled_by: uuid.UUID | None = None

    @property
    def source(self) -> str:
        """What its entries in the ledger name as their source."""
        return f"redemption/{self.id}"


class Drawing(SQLModel, table=True):
    """A winner drawn among tickets; anybody can draw again from the same seed and list."""

    __tablename__ = "drawing"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "winner"], ["redemption.district_id", "redemption.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    reward: str
    seed: str
    slips: list[str] = Field(sa_type=sa.JSON)
    """Every ticket that took part, in order."""
    winner: uuid.UUID
    drawn_at: datetime = Field(sa_type=Instant)
    drawn_by: uuid.UUID


append_only(SQLModel.metadata.tables["drawing"])
