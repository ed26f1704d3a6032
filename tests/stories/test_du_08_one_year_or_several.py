"""DU-8: a degree takes one year or several; the roll-over in July changes no number."""

from datetime import date

import pytest

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World

YEARS = {
    "in one year": [date(2025, 9, 1)] * 4,
    "over four": [date(2022, 9, 1), date(2023, 9, 1), date(2024, 9, 1), date(2025, 9, 1)],
}


@pytest.mark.parametrize("pace", YEARS)
def test_the_same_evidence_finishes_it_at_any_pace(world: World, pace: str) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: either, points: 25, look_back_months: 48}
    degrees:
      first: {title: First degree, requires: {all: [{points: 100}, {student_evidence: 4}]}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")

    for day in YEARS[pace]:
        assert world.degrees(ADA) == []
        world.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT], on=day)

    assert world.degrees(ADA) == ["first"]


def test_the_roll_over_in_july_changes_no_lifetime_number(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    for _ in range(12):
        world.completes(ADA, "explore-tool", by=RUTH)
    world.passes(days=200)
    assert (world.points(ADA), world.today.year) == (40, 2026)

    world.passes(days=120)

    assert world.today > date(2026, 7, 1)
    assert world.points(ADA) == world.redeemable(ADA) == 40
    world.completes(ADA, "explore-tool", by=RUTH)
    assert world.points(ADA) == 45


def test_a_later_catalog_leaves_the_degree_of_enrollment_as_it_was(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: either, points: 25}
    degrees:
      first: {title: First degree, requires: {all: [{points: 50}]}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    from tests.stories.conftest import SMALL

    harder = """
activities:
  try-it: {title: Try it, evidence: either, points: 25}
degrees:
  first: {title: First degree, requires: {all: [{points: 500}]}}
"""
    world.publishes({"pack.yaml": SMALL + harder}, applies_from=world.today)

    world.completes(ADA, "try-it", by=RUTH)
    world.completes(ADA, "try-it", by=RUTH)

    assert world.degrees(ADA) == ["first"]
