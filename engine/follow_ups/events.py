"""What happens to follow-ups, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class FollowUpEvent(ParticipantEvent):
    """Something happened to one question of one participant."""

    follow_up: uuid.UUID


class FollowUpDue(FollowUpEvent):
    """Her day came to be asked."""


class FollowUpAnswered(FollowUpEvent):
    """She said how it goes."""
