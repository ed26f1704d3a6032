"""DU-11: points lead to a degree, and the sum is shown."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_points_move_the_audit_and_the_page_shows_the_sum(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "associate")

    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    world.completes(ADA, "coding-for-all", by=RUTH, stage="learned")

    found = world.progress(ADA, "associate").audit.findings
    (points,) = (each for each in found if each.unit == "points")
    assert (points.have, points.want) == (25, 200)
    seen = world.sees(ADA, "/degrees/associate")
    assert "25" in seen
    assert "200" in seen
