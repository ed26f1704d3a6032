"""ME-6: a pathway has its own top badge, granted the moment the last part is done."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_the_last_part_brings_the_top_badge_and_an_undone_part_takes_it(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 2, badge: true}
      spin: {title: Spin, evidence: own, points: 3, badge: true}
    pathways:
      cloth: {title: Cloth maker, parts: [spin, weave], points: 10}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)

    world.completes(ADA, "spin", by=RUTH)
    assert world.badges(ADA) == {"spin"}

    weaving = world.completes(ADA, "weave", by=RUTH)
    assert world.badges(ADA) == {"spin", "weave", "cloth"}
    assert world.points(ADA) == 15

    world.undoes(RUTH, weaving)
    assert world.badges(ADA) == {"spin"}
    assert world.points(ADA) == 3

    world.approves(RUTH, weaving)
    assert world.badges(ADA) == {"spin", "weave", "cloth"}
    assert world.points(ADA) == 15
