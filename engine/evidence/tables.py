"""What is kept of evidence: the claim, its artifacts, and every decision on it."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Field, SQLModel

from engine.evidence.links import link_of
from engine.store import Instant, append_only, choice, new_id
from rules.terms import EvidenceKind, Stage

PROGRAM = uuid.UUID(int=0)
"""Whose decision it is that nobody took: the program's own, by a rule of the pack."""


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


def _of_evidence() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "evidence_id"], ["evidence.district_id", "evidence.id"]
    )


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


class Consent(StrEnum):
    """What an owner says of the people who can be recognized in a file."""

    OPEN = "open"
    """Nobody has said yet."""
    NOT_NEEDED = "not_needed"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class SeenBy(StrEnum):
    """Who may open a file of student evidence beside its owner."""

    REVIEWERS = "reviewers"
    LEADERS = "leaders"
    """Reviewers, and who may see her record."""


class Scan(StrEnum):
    """What the operator's scanner said of a file; asked for where there is one."""

    OPEN = "open"
    """Nothing yet."""
    CLEAN = "clean"
    REFUSED = "refused"


_UNSCANNED = sa.text("scan = 'open' AND digest <> '' AND forgotten_at IS NULL")


class Artifact(SQLModel, table=True):
    """A file or link that supports evidence; a file is found by its digest."""

    __tablename__ = "artifact"
    __table_args__ = (
        _of_evidence(),
        sa.CheckConstraint("(url = '') <> (digest = '')", "file_or_link"),
        sa.Index("ix_artifact_evidence", "district_id", "evidence_id"),
        sa.Index("ix_artifact_same_file", "district_id", "digest"),
        sa.Index("ix_artifact_same_link", "district_id", "link"),
        sa.Index(
            "ix_artifact_unscanned", "district_id", "scan_tried_at",
            sqlite_where=_UNSCANNED, postgresql_where=_UNSCANNED,
        ),
    )  # fmt: skip

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    evidence_id: uuid.UUID
    name: str
    url: str = ""
    link: str = ""
    """The address without what does not matter, so that the same page is known again."""
    digest: str = ""
    """SHA-256 of the file's bytes, in hexadecimal."""
    media_type: str = ""
    size: int = 0
    """Bytes."""
    told: str = ""
    """What is heard or seen, in words, for who cannot hear or see it."""
    consent: Consent = Field(default=Consent.OPEN, sa_type=choice(Consent))
    seen_by: SeenBy = Field(default=SeenBy.REVIEWERS, sa_type=choice(SeenBy))
    added_at: datetime = Field(sa_type=Instant)
    forgotten_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the file was let go; its name, digest and size stay."""
    scan: Scan = Field(default=Scan.OPEN, sa_type=choice(Scan))
    scan_tried_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the scanner was asked last."""

    @property
    def is_recording(self) -> bool:
        return self.media_type.startswith(("audio/", "video/"))

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class KeptFile(SQLModel, table=True):
    """A file that the district had kept, as long as anything may refer to it."""

    __tablename__ = "kept_file"

    district_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    kept_at: datetime = Field(sa_type=Instant)
    """When somebody added it last."""


@event.listens_for(Artifact, "before_insert")
def _know_again(_mapper: Any, _connection: Any, artifact: Artifact) -> None:
    artifact.link = link_of(artifact.url)


@event.listens_for(Artifact, "after_insert")
def _note_file(_mapper: Any, connection: sa.Connection, artifact: Artifact) -> None:
    """Whoever deletes artifacts need not think of their files: what is kept is written here."""
    if artifact.digest:
        row = {"district_id": artifact.district_id, "digest": artifact.digest}
        table = SQLModel.metadata.tables["kept_file"]
        same = (table.c[name] == value for name, value in row.items())
        connection.execute(table.delete().where(*same))
        connection.execute(table.insert().values(**row, kept_at=artifact.added_at))


class Version(SQLModel, table=True):
    """What an owner had written at one time; what was typed in one sitting is drawn together."""

    __tablename__ = "evidence_version"
    __table_args__ = (
        _of_evidence(),
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


class Decision(SQLModel, table=True):
    """Approved, sent back, declined or undone: by whom, when, with what note and scores.

    Nobody took it where it is by `PROGRAM`.
    """

    __tablename__ = "decision"
    __table_args__ = (
        _of_evidence(),
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
        _of_evidence(),
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
        _of_evidence(),
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
        _of_evidence(),
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
