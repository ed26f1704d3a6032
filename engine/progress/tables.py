"""What participants pursue and attained: enrollments, levels reached, degrees conferred."""

import hashlib
import json
import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, append_only, choice, new_id
from rules.audits import Verb


def _of_participant() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
    )


def _of_enrollment() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "participant_id", "degree"],
        ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
    )


def digest_of(audit: dict[str, Any]) -> str:
    """SHA-256 over an audit as it is frozen."""
    return hashlib.sha256(json.dumps(audit, sort_keys=True).encode()).hexdigest()


class Enrollment(SQLModel, table=True):
    """A participant's pursuit of a degree, and the catalog by which it is judged.

    That is the one in force on the day of enrollment, or the one that the last switch led to.
    """

    __tablename__ = "enrollment"
    __table_args__ = (
        _of_participant(),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"], ["published_pack.district_id", "published_pack.number"]
        ),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    degree: str = Field(primary_key=True)
    catalog: int
    enrolled_on: date
    left_on: date | None = None
    """When she put it aside; nothing is lost, and she may take it up again."""


class Switch(SQLModel, table=True):
    """A participant's choice to be judged by another catalog's version of a degree.

    Going back is a switch too, and so is what follows when a version's years are over. The
    enrollment keeps where the last of them leads.
    """

    __tablename__ = "switch"
    __table_args__ = (
        _of_enrollment(),
        *(
            sa.ForeignKeyConstraint(
                ["district_id", catalog], ["published_pack.district_id", "published_pack.number"]
            )
            for catalog in ("from_catalog", "to_catalog")
        ),
        sa.CheckConstraint("seq >= 1", "counted_from_one"),
        sa.CheckConstraint("undoes < seq", "undoes_an_earlier_one"),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    degree: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    from_catalog: int
    to_catalog: int
    switched_on: date
    switched_at: datetime = Field(sa_type=Instant)
    switched_by: uuid.UUID
    undoes: int | None = None
    """The switch that this one takes back."""
    lapsed: bool = False
    """Whether nobody chose it: the years were over for which she kept her version."""
    uses_before: dict[str, dict[str, list[str]]] = Field(default_factory=dict, sa_type=sa.JSON)
    """What served what in each of her degrees before; going back brings it back."""


class DegreeProgress(SQLModel, table=True):
    """How far a participant is in a degree: her last audit in two numbers, kept to be counted."""

    __tablename__ = "degree_progress"
    __table_args__ = (
        _of_enrollment(),
        sa.Index("ix_degree_progress_open", "district_id", "degree", "open_requirements"),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    degree: str = Field(primary_key=True)
    audited_on: date
    open_requirements: int
    """How many are still to be met, by the shortest way; none when the degree is complete."""
    share: float
    """How much of the degree is done, from 0 to 1."""
    to_confirm: int = 0
    """How many of the open ones wait for an admin's word."""
    uses: dict[str, list[str]] = Field(default_factory=dict, sa_type=sa.JSON)
    """Which evidence served which requirement when it was seen last: as little as can be moves."""


class DegreeDecision(SQLModel, table=True):
    """What was decided for one participant about a requirement; what is withdrawn stays told."""

    __tablename__ = "degree_decision"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"], ["published_pack.district_id", "published_pack.number"]
        ),
        sa.Index("ix_degree_decision_participant", "district_id", "participant_id"),
    )

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    participant_id: uuid.UUID
    degree: str
    catalog: int
    """The catalog whose requirement it speaks of."""
    verb: Verb = Field(sa_type=choice(Verb))
    requirement: str
    """The path of the requirement."""
    evidence: str | None = None
    """The source of the piece of work, for a decision about one."""
    need: int = 0
    value: str = ""
    """What the need was lowered to, as an exact number."""
    reason: str = ""
    decided_by: uuid.UUID
    decided_at: datetime = Field(sa_type=Instant)
    uses_before: dict[str, dict[str, list[str]]] = Field(default_factory=dict, sa_type=sa.JSON)
    """What served what in each of her degrees before; withdrawing brings it back."""
    withdrawn_by: uuid.UUID | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_why: str = ""


class WorkedOutWay(SQLModel, table=True):
    """A way as it was worked out last, so that a second look takes no time; it can be lost."""

    __tablename__ = "worked_out_way"
    __table_args__ = (_of_participant(),)

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    degree: str = Field(primary_key=True)
    requirement: str = Field(primary_key=True)
    least: str = Field(primary_key=True)
    worked_from: str
    """A digest of all that it was worked out from."""
    answer: dict[str, Any] = Field(sa_type=sa.JSON)


class LevelReached(SQLModel, table=True):
    """The day on which a participant's experience first came to a level."""

    __tablename__ = "level_reached"
    __table_args__ = (_of_participant(),)

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    level: str = Field(primary_key=True)
    reached_on: date
    event_id: uuid.UUID
    """What caused it."""
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    """When she saw the celebration of it."""


class Conferral(SQLModel, table=True):
    """The formal granting of a degree, once, with its audit as it was on that day."""

    __tablename__ = "conferral"
    __table_args__ = (_of_participant(), sa.Index("ix_conferral_degree", "district_id", "degree"))

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    degree: str = Field(primary_key=True)
    catalog: int
    conferred_on: date
    conferred_at: datetime = Field(sa_type=Instant)
    event_id: uuid.UUID
    audit: dict[str, Any] = Field(sa_type=sa.JSON)
    """The findings that completed it, frozen."""
    questioned_at: datetime | None = Field(default=None, sa_type=Instant)
    """When a correction left its audit incomplete; an admin decides, nothing is lost silently."""
    upheld_at: datetime | None = Field(default=None, sa_type=Instant)
    """When an admin let it stand although its audit is incomplete."""
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_why: str = ""


append_only(SQLModel.metadata.tables["switch"])
