"""What happens to redemptions, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class RedemptionEvent(ParticipantEvent):
    """Something happened to one redemption of one participant."""

    redemption: uuid.UUID


class RewardRedeemed(RedemptionEvent):
    """The points are held; it waits for approval or at the desk."""


class RedemptionApproved(RedemptionEvent):
    """It waits at the desk now."""


class RedemptionDeclined(RedemptionEvent):
    """Somebody said no, and the points went back."""


class RewardFulfilled(RedemptionEvent):
    """The reward was handed over."""


class RedemptionCancelled(RedemptionEvent):
    """It was called off, and the points went back."""


class TicketDrawn(RedemptionEvent):
    """This ticket won its drawing."""
