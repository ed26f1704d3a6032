"""ME-12: an approval shows in the next page, and nobody is told that she has not earned it."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World


def test_what_waits_says_since_when_and_by_when(world: World) -> None:
    world.joins(ADA)
    claim = world.submits(ADA, "number-talks", stage="learned")

    seen = world.sees(ADA, f"/evidence/{claim.id}")

    assert "September 22" in seen or "Sep 22" in seen
    assert "not earned" not in seen.lower()


def test_the_badge_is_there_on_the_next_page(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    browser = world.browser(ADA)
    claim = world.submits(ADA, "number-talks", stage="used", kinds=[STUDENT])

    world.approves(RUTH, claim)

    assert "Number Talks" in browser.get("/deerfield/credentials").text
