"""What happens to mentor pairs, in the past tense; each is news for one of the two."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class MentoringEvent(ParticipantEvent):
    """Something happened to a pair."""

    pair: uuid.UUID


class MentoringAsked(MentoringEvent):
    """A colleague asks her to be a mentor, or offers to be hers."""


class MentoringAgreed(MentoringEvent):
    """The other one said yes."""


class MentoringEnded(MentoringEvent):
    """The other one said no, took the question back, or ended it."""
