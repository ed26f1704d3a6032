"""What happens to nominations, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class NominationEvent(ParticipantEvent):
    """Something happened to what was named of one participant's work."""

    nomination: uuid.UUID


class WorkNamed(NominationEvent):
    """A colleague saw it and said so."""


class NominationAccepted(NominationEvent):
    """Its owner made evidence of it."""


class NominationClosed(NominationEvent):
    """Its owner declined quietly, or whoever named it took it back."""
