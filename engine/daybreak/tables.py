"""What is kept of days: how far each district has come with the one that has begun."""

import uuid
from datetime import date

from sqlmodel import Field, SQLModel


class Daybreak(SQLModel, table=True):
    """How far a district has come with its day; people are looked at anew in lots."""

    __tablename__ = "daybreak"

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    done_on: date | None = None
    """The last day for which everybody was looked at; None before the first."""
    day: date
    """The day that began last."""
    after: uuid.UUID | None = None
    """Who was looked at last on that day; all with a later id are still to come."""
