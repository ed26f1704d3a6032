"""IL-21: the process is worth seeing: its owner finds each version, and what changed in it."""

from engine.evidence import Occasion
from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

FIRST = "We looked at ten dots, and I told them how I had seen them."
SECOND = "We looked at ten dots, and everybody told how she had seen them."


def test_drafts_and_revisions_stand_in_the_history_of_their_owner(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.drafts(ADA, "try-it", did="Ten dots.")
    world.passes(days=1)
    world.writes(ADA, claim, did=FIRST)
    world.hands_in(ADA, claim)
    world.sends_back(RUTH, claim, "And the children?")
    world.passes(days=2)
    world.writes(ADA, claim, did=SECOND)
    world.hands_in(ADA, claim)

    kept = world.history(ADA, claim)
    assert [(each.occasion, each.written["did"]) for each in kept] == [
        (Occasion.SAVED, "Ten dots."),
        (Occasion.SUBMITTED, FIRST),
        (Occasion.SUBMITTED, SECOND),
    ]
    shown = world.sees(ADA, f"/evidence/{claim.id}/history")
    assert shown.index("Submitted") < shown.index("And the children?") < shown.index("Begun")
    assert "See what was submitted each time" in world.sees(RUTH, f"/reviews/{claim.id}")
    changed = world.sees(ADA, f"/evidence/{claim.id}/history/{kept[2].id}")
    assert "[gone:] I told them how I [more:] everybody told how she had seen them." in changed


def test_the_reviewer_sees_what_was_submitted_each_time(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.drafts(ADA, "try-it", did="A thought of my own.")
    world.passes(days=1)
    world.writes(ADA, claim, did=FIRST)
    world.hands_in(ADA, claim)

    assert [each.written["did"] for each in world.history(RUTH, claim)] == [FIRST]
    assert "A thought of my own." not in world.sees(RUTH, f"/evidence/{claim.id}/history")
