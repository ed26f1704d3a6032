"""What is kept of students: the names on one teacher's list, and nothing else."""

import uuid

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

NAMES_MOST = 400
"""More than anybody teaches in a year."""
NAME_LONGEST = 120


class StudentNames(SQLModel, table=True):
    """One teacher's list, hers alone; it goes with her place in the district."""

    __tablename__ = "student_names"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            ondelete="CASCADE",
        ),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    names: list[str] = Field(default_factory=list, sa_type=sa.JSON)

    def __repr__(self) -> str:
        """Names of children stand in no log."""
        return f"StudentNames(of {self.participant_id})"
