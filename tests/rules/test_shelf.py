"""May this reward be redeemed, and if not, why."""

import pytest

from rules.catalog import Reward
from rules.shelf import Obstacle, Refused, may_redeem
from rules.terms import Audience

MUG = Reward.model_validate({"title": "Mug", "price": 160, "kind": "merchandise", "limit": 2})
KEY = Reward.model_validate(
    {"title": "Key", "price": 10, "kind": "privilege", "audience": ["classified", "leader"]}
)


PIN = Reward.model_validate(
    {"title": "Pin", "price": 160, "kind": "merchandise", "of_a_badge": True}
)


def asked(reward=MUG, balance=160, left=1, had=0, audience=Audience.CERTIFICATED, badges=False):
    return may_redeem(
        reward, balance=balance, left=left, had_this_year=had, audience=audience, has_badges=badges
    )


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (asked(), None),
        (asked(reward=PIN, badges=True), None),
        (asked(reward=PIN, balance=0), Refused(Obstacle.NO_BADGE)),
        (asked(left=None), None),
        (asked(had=1), None),
        (asked(reward=KEY, had=9, audience=Audience.LEADER), None),
        (asked(balance=159), Refused(Obstacle.SHORT, 1)),
        (asked(balance=-10), Refused(Obstacle.SHORT, 170)),
        (asked(left=0), Refused(Obstacle.SOLD_OUT)),
        (asked(left=-1, balance=0), Refused(Obstacle.SOLD_OUT)),
        (asked(had=2), Refused(Obstacle.LIMIT_REACHED)),
        (asked(had=2, balance=0), Refused(Obstacle.LIMIT_REACHED)),
        (asked(reward=KEY), Refused(Obstacle.OTHER_AUDIENCE)),
        (asked(reward=KEY, left=0, balance=0), Refused(Obstacle.OTHER_AUDIENCE)),
    ],
)
def test_the_shelf_answers_with_the_reason(answer, refused):
    assert answer == refused
