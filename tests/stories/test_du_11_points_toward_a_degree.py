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


def test_points_since_a_day_and_on_a_campus_are_summed_apart(world: World) -> None:
    """
    campuses: {steam: {title: STEAM}, arts: {title: Arts}}
    activities:
      talks: {title: Talks, campus: steam, points: 10}
      films: {title: Films, campus: arts, points: 5}
    degrees:
      first:
        title: First degree
        requires:
          all:
            - {title: Points in all, points: 40}
            - {title: Points on STEAM, points: 20, campus: steam}
            - {title: Points since October, points: 15, from: 2025-10-01}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    sums = [amounts(world)]
    for activity, days in (("talks", 0), ("films", 30), ("talks", 1)):
        world.passes(days=days)
        world.completes(ADA, activity, by=RUTH)
        sums.append(amounts(world))

    assert sums == [[0, 0, 0], [10, 10, 0], [15, 10, 5], [25, 20, 15]]
    seen = world.sees(ADA, "/degrees/first?open=r.1")
    for told in (
        "25 of 40 points", "15 points to go.", "Talks · 10 points", "Films · 5 points",
        "stays free for other requirements",
    ):  # fmt: skip
        assert told in seen


def amounts(world: World) -> list[int]:
    found = world.progress(ADA, "first").audit.findings[1:]
    return [int(each.have) for each in found]
