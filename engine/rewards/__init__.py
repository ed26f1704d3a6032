"""Rewards: what redeemable points buy, from the shelf to the handing over."""

from engine.rewards.actions import approve, cancel, decline, fulfil, redeem
from engine.rewards.drawing import draw
from engine.rewards.events import (
    RedemptionApproved,
    RedemptionCancelled,
    RedemptionDeclined,
    RedemptionEvent,
    RewardFulfilled,
    RewardRedeemed,
    TicketDrawn,
)
from engine.rewards.queries import Offer, Redeemed, desk, get, redemptions, shelf, taxable
from engine.rewards.tables import Redemption, Status
from engine.rewards.verifying import verify

__all__ = [
    "Offer",
    "Redeemed",
    "Redemption",
    "RedemptionApproved",
    "RedemptionCancelled",
    "RedemptionDeclined",
    "RedemptionEvent",
    "RewardFulfilled",
    "RewardRedeemed",
    "Status",
    "TicketDrawn",
    "approve",
    "cancel",
    "decline",
    "desk",
    "draw",
    "fulfil",
    "get",
    "redeem",
    "redemptions",
    "shelf",
    "taxable",
    "verify",
]
