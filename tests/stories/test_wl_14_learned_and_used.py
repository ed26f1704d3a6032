"""WL-14: what was learned and what was used with students are credited apart, in that order."""

import pytest

from engine.errors import StageMissing
from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    return world


def test_the_second_stage_waits_for_the_first_and_each_is_credited(oak: World) -> None:
    """
    activities:
      talks:
        title: Number talks
        stages:
          learned: {evidence: own, points: 10}
          used: {evidence: student, points: 30}
    badges:
      knows:
        title: Knows number talks
        criteria: Learned it.
        requires: {activity: talks, stage: learned}
      uses:
        title: Uses number talks
        criteria: Used it with students.
        requires: {activity: talks, stage: used}
    """
    early = oak.drafts(ADA, "talks", stage="used", kinds=[STUDENT])
    with pytest.raises(StageMissing):
        oak.hands_in(ADA, early)
    learned = oak.submits(ADA, "talks", stage="learned")
    with pytest.raises(StageMissing):
        oak.hands_in(ADA, early)

    oak.approves(RUTH, learned)
    assert (oak.points(ADA), oak.badges(ADA)) == (10, {"knows"})
    oak.approves(RUTH, oak.hands_in(ADA, early))

    assert (oak.points(ADA), oak.badges(ADA)) == (40, {"knows", "uses"})
    seen = oak.sees(ADA, "/evidence")
    assert "Number talks: learned it" in seen
    assert "Number talks: used it with students" in seen
