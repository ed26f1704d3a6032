"""What is kept of quizzes: every attempt, with what it came to."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id
from rules.terms import Stage


class Attempt(SQLModel, table=True):
    """One attempt at a quiz; it stays when the draft goes, for what was tried was tried."""

    __tablename__ = "quiz_attempt"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint(
            "district_id", "participant_id", "activity", "stage", "round", "number",
            name="uq_quiz_attempt_number",
        ),
        sa.Index("ix_quiz_attempt_evidence", "district_id", "evidence_id", "at"),
    )  # fmt: skip

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    activity: str
    stage: Stage = Field(sa_type=choice(Stage))
    round: int
    """How often the quiz was passed before: what has to be renewed is taken anew."""
    number: int
    """The how-manieth of its round, from one."""
    evidence_id: uuid.UUID
    at: datetime = Field(sa_type=Instant)
    answers: dict[str, str] = Field(sa_type=sa.JSON)
    right: int
    asked: int
    points: int
    of_points: int
    amiss: list[str] = Field(sa_type=sa.JSON)
    """The questions to look at again."""
    passed: bool
