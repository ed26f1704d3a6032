"""What happens to goals, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class GoalSet(ParticipantEvent):
    """A participant made a requirement her goal."""

    goal: uuid.UUID
    degree: str
    requirement: str


@dataclass(frozen=True)
class GoalLetGo(ParticipantEvent):
    """A participant turned to something else."""

    goal: uuid.UUID


@dataclass(frozen=True)
class GoalReached(ParticipantEvent):
    """The requirement of a goal is met."""

    goal: uuid.UUID


@dataclass(frozen=True)
class GoalReopened(ParticipantEvent):
    """A correction took away what had reached a goal; it is open again."""

    goal: uuid.UUID
