"""What happens to somebody's place in a district, in the past tense."""

from dataclasses import dataclass
from datetime import date

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class PlaceChanged(ParticipantEvent):
    """An admin wrote one thing of a place anew: `school`, `job`, `audience` or `fte`."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class RoleChanged(ParticipantEvent):
    """A role of hers, for a school or with an empty one for the whole district."""

    role: str
    school: str


class RoleGiven(RoleChanged):
    """She has a role that she did not have."""


class RoleTaken(RoleChanged):
    """A role of hers was taken back."""


@dataclass(frozen=True)
class AreaChanged(ParticipantEvent):
    """What she may write and publish, by its campus."""

    campus: str


class AreaGiven(AreaChanged):
    """She may write and publish the activities of this campus."""


class AreaTaken(AreaChanged):
    """She may no longer do so."""


@dataclass(frozen=True)
class ParticipationEnded(ParticipantEvent):
    """She no longer takes part after that day; her record stays."""

    last: date


@dataclass(frozen=True)
class ParticipationResumed(ParticipantEvent):
    """She takes part again, where she left off."""
