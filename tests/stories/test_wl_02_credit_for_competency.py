"""WL-2: credit for what somebody can do, for hours, or for both; as the pack says for each."""

import pytest

from engine.errors import Incomplete
from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import ATTENDED, World

MODES = """
    rubrics:
      skill:
        title: Skill
        criteria: {shown: {title: Shown, scores: [Not yet, Once, As a habit], passes: 2}}
    activities:
      coding: {title: Teach coding, evidence: own, rubric: skill, badge: yes}
      talk: {title: A talk, kind: session, evidence: attendance, hours: 6}
    degrees:
      able: {title: Able, requires: {activity: coding, min_score: 2}}
      present: {title: Present, requires: {hours: 6}}
      both: {title: Both, requires: {all: [{activity: coding, min_score: 2}, {hours: 6}]}}
"""


@pytest.fixture
def pack() -> dict[str, str]:
    from inspect import cleandoc

    from tests.stories.conftest import SMALL

    return {"pack.yaml": SMALL + cleandoc(MODES)}


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    for degree in ("able", "present", "both"):
        world.enrolls(ADA, degree)
    return world


def test_a_competency_counts_without_an_hour(oak: World) -> None:
    oak.completes(ADA, "coding", by=RUTH, hours=0)

    assert oak.badges(ADA) == {"coding"}
    assert oak.degrees(ADA) == ["able"]


def test_hours_alone_are_no_competency(oak: World) -> None:
    oak.completes(ADA, "talk", by=RUTH, kinds=[ATTENDED], hours=6)

    assert oak.degrees(ADA) == ["present"]
    assert oak.badges(ADA) == set()
    oak.completes(ADA, "coding", by=RUTH, hours=0)
    assert set(oak.degrees(ADA)) == {"able", "present", "both"}


def test_a_rubric_that_is_not_met_is_no_competency_either(oak: World) -> None:
    claim = oak.submits(ADA, "coding", hours=30)

    with pytest.raises(Incomplete):
        oak.approves(RUTH, claim, shown=1)
    assert oak.badges(ADA) == set()
