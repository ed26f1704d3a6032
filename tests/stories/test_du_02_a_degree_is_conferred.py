"""DU-2: educators can earn a district degree: conferred at once, and exactly once."""

from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import STUDENT, World

ASSOCIATE = "associate"


def nearly_there(world: World) -> None:
    """Three courses and a half: 160 of 200 points."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, ASSOCIATE)
    for _ in range(4):
        world.completes(ADA, "explore-tool", by=RUTH)
    for course in ("number-talks", "coding-for-all", "morning-meeting", "co-teaching"):
        world.completes(ADA, course, by=RUTH, stage="learned")
        if course != "co-teaching":
            world.completes(ADA, course, by=RUTH, stage="used", kinds=[STUDENT])


def test_the_last_approval_confers_it_at_that_moment(world: World) -> None:
    nearly_there(world)
    assert world.degrees(ADA) == []

    world.completes(ADA, "co-teaching", by=RUTH, stage="used", kinds=[STUDENT])

    assert world.degrees(ADA) == [ASSOCIATE]
    assert "Associate of Digital Learning" in world.sees(ADA, "/home")
    assert any("Associate of Digital Learning" in each for each in world.letters(ADA))


def test_it_is_conferred_exactly_once(world: World) -> None:
    nearly_there(world)
    last = world.completes(ADA, "co-teaching", by=RUTH, stage="used", kinds=[STUDENT])

    world.completes(ADA, "explore-tool", by=RUTH)
    world.undoes(DANA, last)
    world.approves(RUTH, last)

    assert world.degrees(ADA) == [ASSOCIATE]
    assert sum("Congratulations" in each for each in world.letters(ADA)) == 1


def test_a_correction_asks_an_admin_and_takes_nothing_away(world: World) -> None:
    nearly_there(world)
    last = world.completes(ADA, "co-teaching", by=RUTH, stage="used", kinds=[STUDENT])

    world.undoes(DANA, last)

    assert world.degrees(ADA) == [ASSOCIATE]
    assert any("Ada's degree" in each for each in world.letters(DANA))
