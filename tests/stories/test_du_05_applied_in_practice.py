"""DU-5: evidence tells how learning was applied, and a reviewer scores it by criterion."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_the_reviewer_scores_by_criterion_and_the_statement_stays(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.submits(ADA, "number-talks", stage="learned", did="Five talks in grade three.")

    approved = world.approves(RUTH, claim)

    assert approved.scores
    assert all(score > 0 for score in approved.scores.values())
    assert "Five talks in grade three." in world.sees(ADA, f"/evidence/{claim.id}")
