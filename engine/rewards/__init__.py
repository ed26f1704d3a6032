"""Rewards: what redeemable points buy, from the shelf to the handing over."""

from engine.rewards.actions import approve, cancel, decline, fulfil, redeem
from engine.rewards.desk import desk, desk_counts, get, may_decide
from engine.rewards.drawing import draw, drawings, tickets
from engine.rewards.events import (
    RedemptionApproved,
    RedemptionCancelled,
    RedemptionDeclined,
    RedemptionEvent,
    RewardFulfilled,
    RewardRedeemed,
    TicketDrawn,
)
from engine.rewards.queries import (
    Offer,
    Redeemed,
    TaxLine,
    offer,
    redemptions,
    shelf,
    taxable,
)
from engine.rewards.slips import new_slip, slips_given
from engine.rewards.stock import recount
from engine.rewards.tables import Drawing, Redemption, Shelf, Status
from engine.rewards.verifying import verify

__all__ = [
    "Drawing",
    "Offer",
    "Redeemed",
    "Redemption",
    "RedemptionApproved",
    "RedemptionCancelled",
    "RedemptionDeclined",
    "RedemptionEvent",
    "RewardFulfilled",
    "RewardRedeemed",
    "Shelf",
    "Status",
    "TaxLine",
    "TicketDrawn",
    "approve",
    "cancel",
    "decline",
    "desk",
    "desk_counts",
    "draw",
    "drawings",
    "fulfil",
    "get",
    "may_decide",
    "new_slip",
    "offer",
    "recount",
    "redeem",
    "redemptions",
    "shelf",
    "slips_given",
    "taxable",
    "tickets",
    "verify",
]
