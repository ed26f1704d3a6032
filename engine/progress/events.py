"""What happens to a participant's progress, in the past tense."""

import uuid
from dataclasses import dataclass
from datetime import date

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class Enrolled(ParticipantEvent):
    """A participant took up a degree."""

    degree: str


@dataclass(frozen=True)
class PutAside(ParticipantEvent):
    """A participant put a degree aside."""

    degree: str


@dataclass(frozen=True)
class Switched(ParticipantEvent):
    """A participant chose another catalog's version of a degree, or went back to the former one."""

    degree: str
    seq: int
    from_catalog: int
    to_catalog: int
    undoes: int | None


@dataclass(frozen=True)
class RightsLapsed(ParticipantEvent):
    """The years were over for which a participant kept her version of a degree."""

    degree: str
    seq: int
    from_catalog: int
    to_catalog: int


@dataclass(frozen=True)
class LevelWasReached(ParticipantEvent):
    """A participant's experience came to a level for the first time."""

    level: str
    reached_on: date


@dataclass(frozen=True)
class LevelTakenBack(ParticipantEvent):
    """A correction, or another catalog, left a level out of reach."""

    level: str
    reached_on: date
    seen: bool
    """Whether she had seen the celebration of it."""
    evidence: uuid.UUID | None
    """The evidence whose correction took it."""


@dataclass(frozen=True)
class DegreeConferred(ParticipantEvent):
    """A degree was granted, by an audit of which the digest is told."""

    degree: str
    catalog: int
    conferred_on: date
    audit: str


@dataclass(frozen=True)
class ConferralQuestioned(ParticipantEvent):
    """A correction left a conferred degree's audit incomplete; an admin is asked."""

    degree: str


@dataclass(frozen=True)
class ConferralUpheld(ParticipantEvent):
    """An admin let a questioned conferral stand, and said why."""

    degree: str
    note: str


@dataclass(frozen=True)
class ConferralRevoked(ParticipantEvent):
    """An admin took a questioned conferral back, and said why."""

    degree: str
    note: str


@dataclass(frozen=True)
class DegreeDecisionEvent(ParticipantEvent):
    """Something about a decision on one requirement of a participant's degree."""

    decision: uuid.UUID
    degree: str
    verb: str
    note: str


@dataclass(frozen=True)
class DegreeDecided(DegreeDecisionEvent):
    """A participant pinned a piece of work, or an admin decided about a requirement of hers."""

    catalog: int
    requirement: str
    evidence: str | None
    need: int
    value: str


@dataclass(frozen=True)
class DegreeDecisionWithdrawn(DegreeDecisionEvent):
    """What was decided about a requirement holds no longer."""
