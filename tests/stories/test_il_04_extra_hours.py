"""IL-4: hours outside contract time earn a badge, and are reported person by person."""

import pytest

from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

LEADER = "Lee"


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA, school="cedar")
    world.joins(BEN, school="elm")
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    with world._act() as session:
        from engine import people

        world.joins(LEADER, school="elm")
        place = world._actor(session, LEADER).participant
        people.grant_role(session, place, Role.SCHOOL_LEADER, now=world.now, school="elm")
    return world


def test_two_hours_bring_the_badge_and_less_does_not(oak: World) -> None:
    """
    schools: {cedar: {title: Cedar}, elm: {title: Elm}}
    activities:
      evening: {title: An evening, evidence: own}
    badges:
      beyond:
        title: Beyond the day
        criteria: Two hours outside contract time.
        requires: {outside_hours: 2}
    """
    oak.completes(ADA, "evening", by=RUTH, hours=5, outside_minutes=119)
    oak.completes(BEN, "evening", by=RUTH, hours=2, outside_minutes=120)

    assert oak.badges(ADA) == set(), "five hours, but not two of them outside"
    assert oak.badges(BEN) == {"beyond"}
    oak.completes(ADA, "evening", by=RUTH, hours=1, outside_minutes=1)
    assert oak.badges(ADA) == {"beyond"}


def test_the_report_names_everybody_with_her_hours(oak: World) -> None:
    """
    schools: {cedar: {title: Cedar}, elm: {title: Elm}}
    activities:
      evening: {title: An evening, evidence: own}
    """
    assert "No such hours yet" in oak.sees(DANA, "/dashboard/extra-hours")
    oak.completes(ADA, "evening", by=RUTH, hours=2, outside_minutes=90)
    oak.completes(ADA, "evening", by=RUTH, hours=1, outside_minutes=60)
    oak.completes(BEN, "evening", by=RUTH, hours=2, outside_minutes=45)
    oak.completes(BEN, "evening", by=RUTH, hours=2)
    oak.submits(BEN, "evening", hours=9, outside_minutes=540)

    seen = oak.sees(DANA, "/dashboard/extra-hours")
    assert "Ada Cedar 2 2 h 30 min Ben Elm 1 45 min" in seen
    assert "3 h 15 min outside contract time" in seen
    by_name = oak.sees(DANA, "/dashboard/extra-hours?sort=name&falling=yes")
    assert "Ben Elm 1 45 min Ada Cedar 2 2 h 30 min" in by_name
    hers = oak.sees(LEADER, "/dashboard/extra-hours")
    assert "Ben Elm" in hers
    assert "Ada" not in hers, "a leader sees her school"
    told = oak.browser(DANA).get(f"/{oak.district}/dashboard/extra-hours.csv").text
    assert "Ada,Cedar,2,2.5" in told
    assert "Ben,Elm,1,0.75" in told
    assert oak.browser(ADA).get(f"/{oak.district}/dashboard/extra-hours").status_code == 403
