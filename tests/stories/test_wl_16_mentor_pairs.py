"""WL-16: a mentee earns a badge, and her mentor is credited once; and not once it is revoked."""

import pytest

from engine import mentoring
from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World


@pytest.fixture
def pair(world: World) -> World:
    """Ada is Ben's mentor, in general; both said yes."""
    for name in (ADA, BEN):
        world.joins(name)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.accompanies(ADA, BEN)
    return world


def test_the_counter_moves_once_and_back_with_the_badge(pair: World) -> None:
    """
    activities:
      talk: {title: Talk, evidence: own, points: 5, badge: true}
      colleague: {title: A colleague with a badge, evidence: system, points: 10}
    mentoring: {counts_as: colleague}
    badges:
      mentor:
        title: Mentor
        criteria: A colleague was mentored to a badge.
        requires: {activity: colleague, times: 1}
    """
    claim = pair.completes(BEN, "talk", by=RUTH)
    assert (pair.points(ADA), pair.badges(ADA)) == (10, {"mentor"})

    pair.completes(BEN, "talk", by=RUTH)
    assert pair.points(ADA) == 10, "the same badge again is the same badge"

    again = pair.completes(BEN, "talk", by=RUTH)
    pair.undoes(DANA, again)
    assert pair.points(ADA) == 10, "the badge stands on another piece of work"

    pair.undoes(DANA, claim)
    assert pair.points(ADA) == 10, "and still does"
    assert pair.faults() == []


def test_revoked_it_moves_back_and_earned_again_it_counts_again(pair: World) -> None:
    """
    activities:
      talk: {title: Talk, evidence: own, points: 5, badge: true}
      colleague: {title: A colleague with a badge, evidence: system, points: 10}
    mentoring: {counts_as: colleague}
    badges:
      mentor:
        title: Mentor
        criteria: A colleague was mentored to a badge.
        requires: {activity: colleague, times: 1}
    """
    claim = pair.completes(BEN, "talk", by=RUTH)
    pair.undoes(DANA, claim)
    assert (pair.points(ADA), pair.badges(ADA)) == (0, set())

    pair.approves(RUTH, claim)
    assert (pair.points(ADA), pair.badges(ADA)) == (10, {"mentor"})
    assert pair.faults() == []


def test_both_agree_on_the_page_and_either_ends_it(world: World) -> None:
    for name in (ADA, BEN):
        world.joins(name)
    browser, there = world.browser(ADA), f"/{world.district}/colleagues"
    found = browser.get(f"{there}/mentoring?search=Be&role=mentor&about=number-talks").text
    assert "Ben" in found
    with world.store.session() as session:
        ben = world.place(session, BEN).id
    asked = {"colleague": str(ben), "role": "mentor", "about": "number-talks"}
    browser.post(f"{there}/mentoring", data=asked)
    assert "offers to be your mentor" in world.letters(BEN)[-1]
    assert "Ada offers to be your mentor" in world.sees(BEN, "/home")
    assert "Ben has not answered yet" in world.sees(ADA, "/colleagues")

    with world.store.session() as session:
        (pair,) = mentoring.of(session, world.place(session, BEN))
    world.browser(BEN).post(f"{there}/mentoring/{pair.id}/agreement")
    assert "You accompany Ben to “Number Talks”" in world.sees(ADA, "/colleagues")
    assert "Ada accompanies you to “Number Talks”" in world.sees(BEN, "/colleagues")

    world.browser(BEN).post(f"{there}/mentoring/{pair.id}/end")
    assert "will stand here" in world.sees(ADA, "/colleagues")
