"""What is kept of a claim: the evidence itself, and what had been written of it before."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id
from rules.terms import EvidenceKind, Stage


class Status(StrEnum):
    """Where a piece of evidence is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def editable(self) -> bool:
        """Whether its owner may still write on it."""
        return self in (Status.DRAFT, Status.SENT_BACK, Status.WITHDRAWN)


class Occasion(StrEnum):
    """Why a version was kept."""

    SAVED = "saved"
    """It stood there before it was written on."""
    ASIDE = "aside"
    """Typed in one window, while another one had saved something else in the same field."""
    SUBMITTED = "submitted"
    BROUGHT_BACK = "brought_back"


class Named(StrEnum):
    """What an owner says of students' names that were found in what she hands in."""

    AGREED = "agreed"
    """The families agree that the names stand there."""
    OTHERS = "others"
    """They are names of somebody else."""
    BOTH = "both"


class Evidence(SQLModel, table=True):
    """A participant's claim to have done an activity, or one stage of it."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
        sa.UniqueConstraint("district_id", "imported_as"),
        sa.CheckConstraint("minutes >= 0 AND outside_minutes <= minutes", "time_spent"),
        sa.Index("ix_evidence_owner", "district_id", "participant_id", "status"),
        sa.Index("ix_evidence_queue", "district_id", "status", "answer_by", "submitted_at"),
        sa.Index("ix_evidence_bin", "district_id", "discarded_at"),
        sa.Index("uq_evidence_credited_as", "district_id", "credited_as", unique=True),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    activity: str
    stage: Stage = Field(default=Stage.DONE, sa_type=choice(Stage))
    kinds: str = ""
    """The kinds it shows, sorted and joined by commas; empty while nothing is chosen."""
    status: Status = Field(default=Status.DRAFT, sa_type=choice(Status))
    done_on: date | None = None
    minutes: int = 0
    outside_minutes: int = 0
    """The part of `minutes` outside contract time."""
    learned: str = ""
    did: str = ""
    changed: str = ""
    """What changed for pupils."""
    measure: str = ""
    """What was counted before and after; the three numbers belong to it."""
    measured_of: int | None = None
    measured_before: int | None = None
    measured_after: int | None = None
    scores: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    """Rubric points by criterion, from the approval in force."""
    value: float | None = None
    """A metric's value; its day is `done_on`."""
    value_source: str = ""
    """Where that value stands: a register, a survey."""
    team_size: int = 1
    """How many handed it in together, as its approval found them."""
    team_place: int = 0
    """Whose part of the team's work it is: 0 for whoever began it."""
    answers: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    """By the question's key, as `rules/quizzes.py` reads them."""
    version: int = 1
    """Goes up with every saving, so that whoever decides notices that it changed."""
    hands: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    """By field, the window that saved it last, and its how-manieth saving that was."""
    started_at: datetime = Field(sa_type=Instant)
    saved_at: datetime = Field(sa_type=Instant)
    submitted_at: datetime | None = Field(default=None, sa_type=Instant)
    answer_by: date | None = None
    """The day by which an answer was promised."""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    named: Named | None = Field(default=None, sa_type=choice(Named))
    """What its owner said of students' names in it; None where none was found."""
    kept: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))
    """What it counts as although its approval was taken back; None unless somebody said so."""
    discarded_at: datetime | None = Field(default=None, sa_type=Instant)
    """When its owner put it into the bin."""
    nominated_by: uuid.UUID | None = None
    """The colleague who saw the work and named it; her words say what was done."""
    imported_as: str | None = None
    """The digest of the row that it was imported from; loading the row again finds it."""
    credited_as: str | None = None
    """What the program saw being done and credited by itself, by its own name; once only."""

    @property
    def was_handed_in(self) -> bool:
        """Whether its owner did; what a list or the program counts is nobody's to review."""
        return self.imported_as is None and self.credited_as is None

    @property
    def source(self) -> str:
        """What entries name as their source."""
        return f"evidence/{self.id}"

    @property
    def kind_set(self) -> frozenset[EvidenceKind]:
        return kind_set(self.kinds)

    @property
    def outcome(self) -> bool:
        """Whether the measure got better."""
        return got_better(self.measured_before, self.measured_after)


def kind_set(kinds: str) -> frozenset[EvidenceKind]:
    """The kinds that a row names, joined by commas."""
    return frozenset(EvidenceKind(kind) for kind in kinds.split(",") if kind)


def got_better(before: int | None, after: int | None) -> bool:
    """Whether there is a measure, and the later value is the better one."""
    return before is not None and after is not None and after > before


def of_evidence() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "evidence_id"], ["evidence.district_id", "evidence.id"]
    )


class Version(SQLModel, table=True):
    """What an owner had written at one time; what was typed in one sitting is drawn together."""

    __tablename__ = "evidence_version"
    __table_args__ = (
        of_evidence(),
        sa.Index("ix_evidence_version_evidence", "district_id", "evidence_id", "at"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    evidence_id: uuid.UUID
    occasion: Occasion = Field(sa_type=choice(Occasion))
    typed_in: str = ""
    """The window in which it was typed, when it stands aside."""
    begun_at: datetime = Field(sa_type=Instant)
    """When the sitting began in which it grew."""
    at: datetime = Field(sa_type=Instant)
    written: dict[str, Any] = Field(sa_type=sa.JSON)
    """Every field, or those that stand aside."""
    files: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    """The names of the files and links beside it."""
