"""DU-5: evidence tells how learning was applied, and a reviewer scores it by criterion."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_the_reviewer_scores_by_criterion_and_the_statement_stays(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.submits(ADA, "number-talks", stage="learned", did="Five talks in grade three.")

    approved = world.approves(RUTH, claim, practice=2)

    assert approved.scores.keys() == {"understanding", "practice", "outcome"}
    assert approved.scores["practice"] == 2
    seen = world.sees(ADA, f"/evidence/{claim.id}")
    assert "Five talks in grade three." in seen
    assert "Applied in practice It was used, and what happened is told." in seen
