"""DU-7: teachers work at their own pace; nothing is taken away for being away."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_fourteen_idle_months_change_nothing(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "associate")
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    draft = world.drafts(ADA, "coding-for-all", stage="learned")
    before = world.points(ADA), world.level(ADA), world.progress(ADA, "associate").audit.progress

    world.passes(days=14 * 30)

    after = world.points(ADA), world.level(ADA), world.progress(ADA, "associate").audit.progress
    assert after == before
    home = world.sees(ADA, "/home")
    for word in ("lost", "behind", "expired", "overdue"):
        assert word not in home.lower()
    assert world.hands_in(ADA, draft).status == "submitted"
