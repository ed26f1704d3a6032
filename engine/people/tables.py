"""Who there is: persons and their sign-ins, districts, and each person's place in a district."""

import secrets
import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engine.store import Instant, choice, new_id
from rules.terms import Audience


class Role(StrEnum):
    """What a person may do beyond taking part."""

    REVIEWER = "reviewer"
    SCHOOL_LEADER = "school_leader"
    DISTRICT_ADMIN = "district_admin"
    DESK = "desk"
    """Hands out what was redeemed."""
    COACH = "coach"
    """Helps colleagues who ask."""


class Rhythm(StrEnum):
    """When a participant is written to; what she must know always comes at once."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


def _new_mail_key() -> str:
    return secrets.token_hex(32)


class Person(SQLModel, table=True):
    """A human who can sign in; belongs to herself, and may take part in several districts."""

    __tablename__ = "person"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(unique=True)
    """Lower case, without surrounding space."""
    name: str
    password_hash: str | None = None
    language: str = "en"
    theme: str = "auto"
    created_at: datetime = Field(sa_type=Instant)


class SignIn(SQLModel, table=True):
    """A browser in which a person is signed in, until it ends; the token itself is never kept."""

    __tablename__ = "sign_in"

    token_digest: str = Field(primary_key=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    began_at: datetime = Field(sa_type=Instant)
    ends_at: datetime = Field(sa_type=Instant)
    browser: str = ""


class SignInAttempt(SQLModel, table=True):
    """A wrong password, remembered for a while so that guessing becomes slow."""

    __tablename__ = "sign_in_attempt"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    subject: str = Field(index=True)
    """The digest of an e-mail address, or of a network address."""
    at: datetime = Field(sa_type=Instant)


class ResetLink(SQLModel, table=True):
    """A mailed link that lets a person choose a new password, once."""

    __tablename__ = "reset_link"

    token_digest: str = Field(primary_key=True)
    person_id: uuid.UUID = Field(foreign_key="person.id")
    ends_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class District(SQLModel, table=True):
    """The owner of a program; whatever a district owns begins its key with this id."""

    __tablename__ = "district"

    district_id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=Instant)


class Participant(SQLModel, table=True):
    """A person's place in one district's program."""

    __tablename__ = "participant"
    __table_args__ = (
        sa.UniqueConstraint("district_id", "person_id"),
        sa.CheckConstraint("fte > 0 AND fte <= 1", "part_of_full_time"),
    )

    district_id: str = Field(primary_key=True, foreign_key="district.district_id")
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    school: str = ""
    """A key of the pack's schools; empty for the district office."""
    job: str = ""
    audience: Audience = Field(
        default=Audience.CERTIFICATED,
        sa_type=choice(Audience),
    )
    fte: float = 1.0
    joined_on: date
    left_on: date | None = None
    guest: bool = False
    """Whether she came to one gathering from elsewhere: she is no staff, and sees nobody's data."""
    plays: bool = True
    """Whether the game layer is shown to her; evidence and degrees always are."""
    on_boards: bool = False
    """Whether others see her on leaderboards; never before she says so."""
    alias: str = ""
    """The name shown on boards; her own name when empty."""
    mail: Rhythm = Field(default=Rhythm.AT_ONCE, sa_type=choice(Rhythm))
    mail_key: str = Field(default_factory=_new_mail_key)
    """Signs the links in her letters that stop them: nobody else can make one, and none ends."""

    @property
    def key(self) -> tuple[str, uuid.UUID]:
        return (self.district_id, self.id)


class RoleGrant(SQLModel, table=True):
    """A role of a participant, for one school or, with an empty one, for the district."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    role: Role = Field(
        primary_key=True,
        sa_type=choice(Role),
    )
    school: str = Field(default="", primary_key=True)


class AreaGrant(SQLModel, table=True):
    """A campus whose activities a participant may write and publish: her program area."""

    __tablename__ = "area_grant"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"], ["participant.district_id", "participant.id"]
        ),
    )

    district_id: str = Field(primary_key=True)
    participant_id: uuid.UUID = Field(primary_key=True)
    campus: str = Field(primary_key=True)
