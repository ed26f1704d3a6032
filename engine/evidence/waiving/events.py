"""What happens to waivers, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class WaiverEvent(ParticipantEvent):
    """Something about what need not come first for one participant."""

    waiver: uuid.UUID
    part: str
    note: str


class StageWaived(WaiverEvent):
    """An admin let her go on without it."""


class StageWaiverWithdrawn(WaiverEvent):
    """It comes first for her as for everybody, from now on."""
