"""What is kept of reviewing: who took a review, every decision, and what counts since."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.evidence.tables.claims import of_evidence
from engine.store import Instant, append_only, choice, new_id

PROGRAM = uuid.UUID(int=0)
"""Whose decision it is that nobody took: the program's own, by a rule of the pack."""


class Why(StrEnum):
    """Why a piece of evidence counts otherwise than before."""

    APPROVED = "approved"
    UNDONE = "undone"
    KEPT = "kept"
    """Its approval was taken back, and what it had brought was left to the person."""
    CORRECTED = "corrected"


class Verdict(StrEnum):
    """What a reviewer decided, or that a decision was taken back."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    UNDONE = "undone"


class Ended(StrEnum):
    """How it ended that a reviewer had taken a review."""

    DECIDED = "decided"
    LET_GO = "let_go"
    WENT_BACK = "went_back"
    """She kept it longer than a reviewer may."""
    HANDED_OVER = "handed_over"
    """The promised day was over, and somebody else was asked."""


class Decision(SQLModel, table=True):
    """Approved, sent back, declined or undone: by whom, when, with what note and scores.

    Nobody took it where it is by `PROGRAM`.
    """

    __tablename__ = "decision"
    __table_args__ = (
        of_evidence(),
        sa.Index("ix_decision_evidence", "district_id", "evidence_id", "at"),
        sa.Index("ix_decision_reviewer", "district_id", "by", "at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    evidence_id: uuid.UUID
    by: uuid.UUID
    verdict: Verdict = Field(sa_type=choice(Verdict))
    note: str = ""
    scores: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    at: datetime = Field(sa_type=Instant)


class Taking(SQLModel, table=True):
    """A review that a reviewer took, or that was handed over to her, until it ended."""

    __tablename__ = "taking"
    __table_args__ = (
        of_evidence(),
        sa.ForeignKeyConstraint(
            ["district_id", "by"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended IS NULL)", "ended_somehow"),
        sa.Index("ix_taking_evidence", "district_id", "evidence_id", "ended_at"),
        sa.Index("ix_taking_reviewer", "district_id", "by", "ended_at"),
        sa.Index(
            "uq_taking_open", "district_id", "evidence_id", "by", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    evidence_id: uuid.UUID
    by: uuid.UUID
    """The reviewer."""
    taken_at: datetime = Field(sa_type=Instant)
    until: date
    """The last day on which nobody else can take it."""
    given: bool = False
    """Whether it was handed over to her, and not taken."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended: Ended | None = Field(default=None, sa_type=choice(Ended))


class SecondLook(SQLModel, table=True):
    """What a second reader would have decided, of a piece that is in the sample."""

    __tablename__ = "second_look"
    __table_args__ = (
        of_evidence(),
        sa.ForeignKeyConstraint(["district_id", "first"], ["decision.district_id", "decision.id"]),
        sa.ForeignKeyConstraint(
            ["district_id", "by"], ["participant.district_id", "participant.id"]
        ),
        sa.CheckConstraint(
            "(read_at IS NULL) = (by IS NULL) AND (read_at IS NULL) = (verdict IS NULL)",
            "read_by_somebody",
        ),
        sa.Index("ix_second_look_waiting", "district_id", "read_at", "lapsed"),
    )

    district_id: str = Field(primary_key=True)
    evidence_id: uuid.UUID = Field(primary_key=True)
    first: uuid.UUID
    """The decision beside which it stands."""
    handed_in: datetime = Field(sa_type=Instant)
    """When that was handed in on which it is a look."""
    asked_at: datetime = Field(sa_type=Instant)
    until: date
    """The last day on which it may be read."""
    lapsed: bool = False
    """Whether nobody did by then."""
    by: uuid.UUID | None = None
    """Who read it."""
    verdict: Verdict | None = Field(default=None, sa_type=choice(Verdict))
    note: str = ""
    scores: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    read_at: datetime | None = Field(default=None, sa_type=Instant)


class SecondLookKey(SQLModel, table=True):
    """What makes a district's sample one that nobody can foresee."""

    __tablename__ = "second_look_key"

    district_id: str = Field(primary_key=True)
    key: bytes


class Counted(SQLModel, table=True):
    """What a piece of evidence counts as from a moment on; the last row holds today.

    Evidence that was sent back is written on: what had been approved of it stands here.
    """

    __tablename__ = "counted"
    __table_args__ = (
        of_evidence(),
        sa.Index("ix_counted_participant", "district_id", "participant_id", "at"),
        sa.Index("ix_counted_evidence", "district_id", "evidence_id", "at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    evidence_id: uuid.UUID
    at: datetime = Field(sa_type=Instant)
    by: uuid.UUID
    why: Why = Field(sa_type=choice(Why))
    facts: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))
    """The completion as the rules see it; None when it counts no more."""
    note: str = ""


append_only(SQLModel.metadata.tables["counted"])
