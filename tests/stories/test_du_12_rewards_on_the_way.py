"""DU-12: points buy rewards on the way, and spending moves neither level nor degree."""

import pytest

from engine import rewards
from engine.errors import NotEnoughPoints
from engine.people import Role
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import STUDENT, World

MAX = "Max"


def earned(world: World) -> None:
    world.joins(ADA, on_boards=True)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(MAX, Role.DESK)
    world.enrolls(ADA, "bachelor")
    for course in ("number-talks", "problem-based-unit", "coding-for-all", "design-challenge"):
        world.completes(ADA, course, by=RUTH, stage="learned")
        world.completes(ADA, course, by=RUTH, stage="used", kinds=[STUDENT])


def test_redeeming_lowers_the_balance_by_its_price_and_nothing_else(world: World) -> None:
    earned(world)
    before = world.points(ADA), world.level(ADA), world.progress(ADA, "bachelor").audit.progress
    balance = world.redeemable(ADA)

    mug = world.redeems(ADA, "mug")
    world.settles(rewards.fulfil, mug, by=MAX)

    assert world.redeemable(ADA) == balance - 160
    after = world.points(ADA), world.level(ADA), world.progress(ADA, "bachelor").audit.progress
    assert after == before


def test_a_cancelled_redemption_gives_every_point_back(world: World) -> None:
    earned(world)
    balance = world.redeemable(ADA)

    world.settles(rewards.cancel, world.redeems(ADA, "mug"), by=ADA)

    assert world.redeemable(ADA) == balance
    assert world.faults() == []


def test_nobody_spends_what_she_has_not(world: World) -> None:
    earned(world)
    world.joins(BEN)

    with pytest.raises(NotEnoughPoints) as refusal:
        world.redeems(BEN, "mug")
    assert refusal.value.missing == 160
