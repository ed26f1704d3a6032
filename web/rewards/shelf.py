"""The shelf as it is looked through: pictures, filters, and where each reward stands for me."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from flask import request, url_for

from engine import rewards
from engine.rewards import Offer
from rules.catalog import Reward, RewardClass
from rules.shelf import Obstacle
from web import page
from web.formats import in_language

_PICTURES = {
    RewardClass.MERCHANDISE: "merchandise",
    RewardClass.PRIVILEGE: "privilege",
    RewardClass.CLASSROOM: "classroom",
    RewardClass.WORKING_CONDITION: "learning",
    RewardClass.CASH_EQUIVALENT: "gift-card",
    RewardClass.DRAWING: "drawing",
}
_DRAWN = {
    *_PICTURES.values(),
    *("bottle", "book", "day", "jeans", "parking", "pin", "shirt", "sign", "sticker", "time"),
}
"""The pictures that there are; a pack may choose another than that of the reward's class."""


@dataclass(frozen=True)
class Shown:
    """The shelf, and what it was filtered by."""

    offers: Sequence[Offer]
    kinds: Sequence[RewardClass]
    """Those that can be chosen."""
    kind: str
    within_reach: bool

    @classmethod
    def asked_for(cls) -> Self:
        kind, reach = request.args.get("kind", ""), bool(request.args.get("within_reach"))
        mine = [offer for offer in _shelf() if not is_for_others(offer)]
        return cls(
            offers=[
                offer
                for offer in mine
                if kind in ("", offer.reward.kind) and not (reach and offer.refused)
            ],
            kinds=list(dict.fromkeys(offer.reward.kind for offer in mine)),
            kind=kind,
            within_reach=reach,
        )


def is_for_others(offer: Offer) -> bool:
    return offer.refused is not None and offer.refused.code is Obstacle.OTHER_AUDIENCE


def picture(reward: Reward) -> str:
    """The address of its drawing."""
    chosen = reward.picture if reward.picture in _DRAWN else _PICTURES[reward.kind]
    return url_for("static", filename=f"img/rewards/{chosen}.svg")


def badge_title(key: str) -> str:
    """What a badge is called; its key, where no catalog of today has it."""
    offer = page.catalog().badge_catalog.get(key)
    return in_language(offer.title) if offer else key


def _shelf() -> Sequence[Offer]:
    return rewards.shelf(page.session(), page.me(), now=page.now())
