"""Two people, one instant: nothing is sold twice, overdrawn or lost, on either database."""

import pytest

from engine import rewards
from engine.errors import AlreadySettled, LimitReached, NotEnoughPoints, SoldOut
from engine.people import Role
from tests.engine.instant import at_once, refusals


def test_one_gets_the_last_item_and_no_point_is_lost(any_world):
    names = [any_world.joins(f"P{number}") for number in range(4)]
    for name in names:
        any_world.earns(name, 150)

    answers = at_once(*(lambda name=name: any_world.redeems(name, "lamp") for name in names))

    assert refusals(answers) == [SoldOut] * 3
    assert sorted(any_world.redeemable(name) for name in names) == [50, 150, 150, 150]
    assert any_world.faults() == []


def test_two_redemptions_never_overdraw(any_world):
    """Different rewards, so that only the balance stands between them; several people in turn.

    Nor do they wait for each other for ever: each has written a row that refers to the person.
    """
    for name in [any_world.joins(f"P{number}") for number in range(8)]:
        any_world.earns(name, 250)

        answers = at_once(
            lambda name=name: any_world.redeems(name, "mug"),
            lambda name=name: any_world.redeems(name, "bottle"),
        )

        assert refusals(answers) == [NotEnoughPoints]
        assert any_world.redeemable(name) in (90, 10)
    assert any_world.faults() == []


def test_a_limit_holds_in_two_tabs(any_world):
    any_world.joins("Ada")
    any_world.earns("Ada", 500)

    answers = at_once(*[lambda: any_world.redeems("Ada", "parking")] * 4)

    assert refusals(answers) == [LimitReached] * 2
    assert any_world.redeemable("Ada") == 440


def test_cancelling_and_handing_over_settle_it_once(any_world):
    any_world.joins("Ada")
    any_world.joins("Dan", role=Role.DESK)
    any_world.earns("Ada", 150)
    lamp = any_world.redeems("Ada", "lamp")

    answers = at_once(
        lambda: any_world.does(rewards.cancel, lamp, by="Ada"),
        lambda: any_world.does(rewards.fulfil, lamp, by="Dan"),
        lambda: any_world.does(rewards.cancel, lamp, by="Dan"),
    )

    assert refusals(answers) == [AlreadySettled] * 2
    assert any_world.faults() == []


@pytest.mark.parametrize("round_", range(3))
def test_redeeming_and_cancelling_in_a_crowd_adds_up(any_world, round_):
    names = [any_world.joins(f"P{number}") for number in range(4)]
    for name in names:
        any_world.earns(name, 200)

    def takes_and_returns(name: str) -> None:
        lamp = any_world.redeems(name, "lamp")
        any_world.does(rewards.cancel, lamp, by=name)

    at_once(*(lambda name=name: takes_and_returns(name) for name in names))

    assert [any_world.redeemable(name) for name in names] == [200] * 4
    assert any_world.faults() == []
