"""Redeeming: what is taken is paid for once, and what is given back comes back whole."""

import pytest

from engine import catalogs, people, rewards, standings
from engine.errors import (
    AlreadySettled,
    ApprovalMissing,
    LimitReached,
    NoteMissing,
    NotEnoughPoints,
    NotFound,
    NotPermitted,
    OtherAudience,
    RedeemedAlready,
    SoldOut,
)
from engine.people import Role
from engine.rewards import Status
from engine.standings import Board
from rules.levels import level_for
from rules.terms import Audience
from tests.engine.world import World


@pytest.fixture(autouse=True)
def _people(world):
    world.joins("Ada")
    world.joins("Dan", role=Role.DESK)
    world.earns("Ada", 410)


def test_spending_moves_neither_level_nor_standing(world):
    """Case DU-d: 410 points, 240 are spent; still a Junior, first on the board, 170 left."""
    before = place_of(world, "Ada")

    world.redeems("Ada", "bottle")

    assert world.redeemable("Ada") == 170
    assert world.experience("Ada") == 410
    assert place_of(world, "Ada") == before
    assert level_of(world, "Ada") == "junior"
    assert world.faults() == []


def place_of(world: World, who: str) -> standings.Standing:
    with world.store.session() as session:
        return standings.own(session, world.actor(session, who), Board())


def test_the_price_is_held_and_the_slip_can_be_said_aloud(world):
    redemption = world.redeems("Ada", "mug")

    assert redemption.status is Status.HELD
    assert redemption.slip[:2] == "E-"
    assert len(redemption.slip) == 7
    assert set(redemption.slip[2:]).isdisjoint("01ILOU")
    assert world.redeemable("Ada") == 250


def test_fulfilment_happens_once(world):
    mug = world.redeems("Ada", "mug")

    handed = world.does(rewards.fulfil, mug, by="Dan")

    assert (handed.status, handed.fulfilled_by) == (Status.FULFILLED, world.people["Dan"].id)
    with pytest.raises(AlreadySettled):
        world.does(rewards.fulfil, mug, by="Dan")
    with pytest.raises(AlreadySettled):
        world.does(rewards.cancel, mug, by="Ada")
    assert world.redeemable("Ada") == 250


def level_of(world: World, who: str) -> str | None:
    with world.store.session() as session:
        catalog = catalogs.current(session, world.district, now=world.now)
    return level_for(world.experience(who), catalog.levels).level


@pytest.mark.parametrize("who", ["Ada", "Dan"])
def test_cancelling_gives_points_and_reward_back(world, who):
    lamp = world.redeems("Ada", "lamp")

    world.does(rewards.cancel, lamp, by=who)

    assert world.redeemable("Ada") == 410
    assert world.redeems("Ada", "lamp").status is Status.HELD
    assert world.faults() == []


def test_cancelling_twice_refunds_once(world):
    lamp = world.redeems("Ada", "lamp")
    world.does(rewards.cancel, lamp, by="Ada")

    with pytest.raises(AlreadySettled):
        world.does(rewards.cancel, lamp, by="Ada")
    assert world.redeemable("Ada") == 410


def test_nobody_else_cancels_or_sees_it(world):
    world.joins("Eve")
    mug = world.redeems("Ada", "mug")

    with pytest.raises(NotPermitted):
        world.does(rewards.cancel, mug, by="Eve")
    with world.store.session() as session:
        assert rewards.get(session, world.actor(session, "Dan"), mug.id).name == "Ada"
        with pytest.raises(NotFound):
            rewards.get(session, world.actor(session, "Eve"), mug.id)


def test_what_is_missing_is_said(world):
    world.redeems("Ada", "bottle")

    with pytest.raises(NotEnoughPoints) as refused:
        world.redeems("Ada", "bottle")
    assert refused.value.missing == 70
    assert world.redeemable("Ada") == 170
    assert world.faults() == []


def test_the_last_one_is_gone(world):
    world.joins("Bea")
    world.earns("Bea", 500)
    world.redeems("Bea", "lamp")

    with pytest.raises(SoldOut):
        world.redeems("Ada", "lamp")
    assert world.redeemable("Ada") == 410


def test_a_limit_counts_the_school_year_and_not_what_was_cancelled(world):
    world.does(rewards.cancel, world.redeems("Ada", "parking"), by="Ada")
    world.redeems("Ada", "parking")
    world.redeems("Ada", "parking")

    world.tick(days=40)
    with pytest.raises(LimitReached) as refused:
        world.redeems("Ada", "parking")
    assert refused.value.limit == 2

    world.tick(days=110)  # the next school year
    assert world.redeems("Ada", "parking").status is Status.HELD


def test_a_reward_keeps_to_its_audience(world):
    world.joins("Cal", audience=Audience.CLASSIFIED)
    world.earns("Cal", 100)

    with pytest.raises(OtherAudience):
        world.redeems("Cal", "parking")


def test_what_is_not_in_the_catalog_cannot_be_redeemed(world):
    with pytest.raises(NotFound):
        world.redeems("Ada", "yacht")


def test_who_left_redeems_nothing(world):
    with world.store.write() as session:
        world.place(session, "Ada").left_on = world.now.date()

    with pytest.raises(NotPermitted):
        world.redeems("Ada", "mug")


def test_what_is_free_leaves_no_entry(world):
    shout = world.redeems("Ada", "shout")
    world.does(rewards.cancel, shout, by="Ada")

    assert world.redeemable("Ada") == 410
    assert world.faults() == []


def test_an_approval_comes_before_the_handing_over(world):
    release = world.redeems("Ada", "release")
    assert release.status is Status.WAITING
    assert world.redeemable("Ada") == 340
    with pytest.raises(ApprovalMissing):
        world.does(rewards.fulfil, release, by="Dan")

    world.does(rewards.approve, release, by="Dan")

    assert world.does(rewards.fulfil, release, by="Dan").status is Status.FULFILLED
    with pytest.raises(AlreadySettled):
        world.does(rewards.approve, release, by="Dan")


def test_what_needs_no_approval_cannot_be_approved(world):
    with pytest.raises(AlreadySettled):
        world.does(rewards.approve, world.redeems("Ada", "mug"), by="Dan")


def test_no_slip_is_given_twice(world, monkeypatch):
    letters = iter("AAAAAAAAAABBBBB")
    monkeypatch.setattr("engine.rewards.slips.secrets.choice", lambda _: next(letters))

    slips = [world.redeems("Ada", "shout").slip for _ in range(2)]

    assert slips == ["E-AAAAA", "E-BBBBB"]


def test_declining_says_why_and_refunds(world):
    release = world.redeems("Ada", "release")
    with pytest.raises(NoteMissing):
        world.does(rewards.decline, release, by="Dan", note=" ")

    declined = world.does(rewards.decline, release, by="Dan", note="No substitute that week.")

    assert (declined.status, declined.note) == (Status.DECLINED, "No substitute that week.")
    assert world.redeemable("Ada") == 410
    assert world.faults() == []


def test_nobody_approves_her_own(world):
    world.earns("Dan", 100)
    release = world.redeems("Dan", "release")

    with pytest.raises(NotPermitted):
        world.does(rewards.approve, release, by="Dan")


def test_only_the_desk_hands_out(world):
    mug = world.redeems("Ada", "mug")

    with pytest.raises(NotPermitted):
        world.does(rewards.fulfil, mug, by="Ada")


def test_another_district_sees_nothing(world):
    mug = world.redeems("Ada", "mug")
    with world.store.write() as session:
        people.open_district(session, "far", now=world.now)
        far = people.join(
            session, people.person_of(session, world.people["Dan"]), "far", on=world.now.date()
        )
        people.grant_role(session, far, Role.DISTRICT_ADMIN, now=world.now)

    with world.store.write() as session:
        actor = people.acting(session, far)
        with pytest.raises(NotFound):
            rewards.get(session, actor, mug.id)
        with pytest.raises(NotPermitted):
            rewards.fulfil(session, session.merge(mug), by=actor, now=world.now)


def test_a_form_that_is_sent_twice_redeems_once(world):
    world.joins("Eve")
    world.earns("Eve", 200)
    with world.store.write() as session:
        rewards.redeem(session, "parking", by=world.actor(session, "Eve"), now=world.now, had=0)

    with world.store.write() as session, pytest.raises(RedeemedAlready):
        rewards.redeem(session, "parking", by=world.actor(session, "Eve"), now=world.now, had=0)

    assert world.redeemable("Eve") == 170
