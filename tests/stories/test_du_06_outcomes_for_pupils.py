"""DU-6: an optional measure, before and after, shows what changed for pupils."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World


def with_course(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")


def test_twelve_to_nineteen_of_twenty_four_is_shown(world: World) -> None:
    with_course(world)
    measure = {
        "measure": "explain two ways to solve it",
        "measured_of": 24,
        "measured_before": 12,
        "measured_after": 19,
    }
    claim = world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT], **measure)

    assert claim.outcome
    seen = world.sees(ADA, f"/evidence/{claim.id}")
    for number in ("12", "19", "24"):
        assert number in seen


def test_no_measure_is_allowed_and_counts_as_none(world: World) -> None:
    with_course(world)

    claim = world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT])

    assert not claim.outcome
