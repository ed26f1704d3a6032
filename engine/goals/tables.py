"""What participants have set themselves: one row a goal, whatever became of it."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, new_id


class Goal(SQLModel, table=True):
    """A requirement of a degree that its pursuer wants to reach next."""

    __tablename__ = "goal"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.Index("ix_goal_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    degree: str
    catalog: int
    """The catalog whose requirement it is."""
    requirement: str
    """The path of the requirement."""
    since: date
    reached_on: date | None = None
    reached_by: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    """The evidence that served it that day."""
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    """When she saw that it was reached."""
    let_go_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.reached_on is None and self.let_go_on is None
