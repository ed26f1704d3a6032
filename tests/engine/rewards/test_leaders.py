"""A leader decides on what people of her school redeem, where the pack lets leaders do so."""

import pytest

from engine import people, rewards
from engine.errors import ChoiceMissing, NotFound, NotPermitted
from engine.people import Role
from engine.rewards import Status
from rules.shelf import Obstacle


@pytest.fixture(autouse=True)
def _people(world):
    world.joins("Ada", school="aspen")
    world.joins("Ben", school="birch")
    world.joins("Lee", school="aspen")
    world.joins("Dan", role=Role.DESK)
    with world.store.write() as session:
        place = world.place(session, "Lee")
        people.grant_role(session, place, Role.SCHOOL_LEADER, school="aspen", now=world.now)
    for each in ("Ada", "Ben", "Lee"):
        world.earns(each, 200)


def waits(world, who):
    """Whose redemptions stand on this desk, and how many it counts."""
    with world.store.session() as session:
        by = world.actor(session, who)
        lines = rewards.desk(session, by)
        return [line.name for line in lines], rewards.desk_counts(session, by)


def test_she_approves_and_declines_for_her_school_alone(world):
    first, second = world.redeems("Ada", "sub"), world.redeems("Ada", "sub")
    elsewhere = world.redeems("Ben", "sub")

    assert waits(world, "Lee") == (["Ada", "Ada"], {Status.WAITING: 2})
    assert world.does(rewards.approve, first, by="Lee").status is Status.HELD
    declined = world.does(rewards.decline, second, by="Lee", note="No substitute that day.")
    assert declined.status is Status.DECLINED
    with pytest.raises(NotPermitted, match="approve_reward"):
        world.does(rewards.approve, elsewhere, by="Lee")
    assert waits(world, "Lee") == ([], {})


def test_her_own_is_somebody_elses_to_approve(world):
    own = world.redeems("Lee", "sub")

    assert waits(world, "Lee") == ([], {})
    with pytest.raises(NotPermitted, match="approve_own"):
        world.does(rewards.approve, own, by="Lee")


def test_what_the_pack_leaves_to_the_desk_is_the_desks(world):
    release = world.redeems("Ada", "release")

    assert waits(world, "Lee") == ([], {})
    with pytest.raises(NotPermitted):
        world.does(rewards.approve, release, by="Lee")
    with world.store.session() as session, pytest.raises(NotFound):
        rewards.get(session, world.actor(session, "Lee"), release.id)
    assert world.does(rewards.approve, release, by="Dan").status is Status.HELD


def test_handing_over_stays_with_the_desk(world):
    sub = world.redeems("Ada", "sub")
    world.does(rewards.approve, sub, by="Lee")

    with pytest.raises(NotPermitted, match="fulfil"):
        world.does(rewards.fulfil, sub, by="Lee")


def test_a_leader_of_the_whole_district_decides_for_every_school(world):
    world.joins("Lou", role=Role.SCHOOL_LEADER)
    world.redeems("Ada", "sub")
    world.redeems("Ben", "sub")

    assert waits(world, "Lou")[0] == ["Ada", "Ben"]


def test_what_is_made_of_a_badge_waits_for_the_first_badge(world):
    with world.store.session() as session:
        offer = rewards.offer(session, world.actor(session, "Ada"), "pin", now=world.now)
    assert (offer.badges, offer.refused.code) == ((), Obstacle.NO_BADGE)
    with pytest.raises(ChoiceMissing):
        world.redeems("Ada", "pin")
