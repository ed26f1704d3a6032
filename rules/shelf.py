"""May this reward be redeemed, and if not, why."""

from dataclasses import dataclass
from enum import StrEnum

from rules.catalog import Reward
from rules.terms import Audience


class Obstacle(StrEnum):
    """Why a reward cannot be redeemed."""

    OTHER_AUDIENCE = "other_audience"
    SOLD_OUT = "sold_out"
    LIMIT_REACHED = "limit_reached"
    NO_BADGE = "no_badge"
    """It asks for one of her badges, and she has none yet."""
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Refused:
    """A no to a redemption, with its facts."""

    code: Obstacle
    missing: int = 0
    """Points that are missing, when it is they that are."""


def may_redeem(
    reward: Reward,
    *,
    balance: int,
    left: int | None,
    had_this_year: int,
    audience: Audience,
    has_badges: bool = True,
) -> Refused | None:
    """None when the reward may be redeemed; what can be waited out is said last.

    `left` is what is left of the stock, None when there is no end to it.
    """
    if reward.audience and audience not in reward.audience:
        return Refused(Obstacle.OTHER_AUDIENCE)
    if left is not None and left <= 0:
        return Refused(Obstacle.SOLD_OUT)
    if reward.limit is not None and had_this_year >= reward.limit:
        return Refused(Obstacle.LIMIT_REACHED)
    if reward.of_a_badge and not has_badges:
        return Refused(Obstacle.NO_BADGE)
    if balance < reward.price:
        return Refused(Obstacle.SHORT, reward.price - balance)
    return None
