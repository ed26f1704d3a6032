"""Refusals about redeeming points."""

from dataclasses import dataclass

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class NotEnoughPoints(Refusal):
    """The redeemable balance is below the price."""

    missing: int


@dataclass(eq=False)
class SoldOut(Refusal):
    """None is left."""

    reward: str


@dataclass(eq=False)
class LimitReached(Refusal):
    """The participant had as many as one may have in a school year."""

    limit: int


@dataclass(eq=False)
class RedeemedAlready(Refusal):
    """The participant has redeemed one since the page was shown, perhaps by a second click."""

    reward: str


@dataclass(eq=False)
class ChoiceMissing(Refusal):
    """The reward asks for one of the badges that the participant has earned."""

    reward: str


@dataclass(eq=False)
class ApprovalMissing(Refusal):
    """The redemption waits for an approval before it can be handed over."""


@dataclass(eq=False)
class AlreadySettled(Refusal):
    """The redemption was fulfilled or cancelled before."""

    status: str
