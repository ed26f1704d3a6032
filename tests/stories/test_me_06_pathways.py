"""ME-6: a pathway has its own top badge, granted the moment the last part is done."""

import re

from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
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


def test_a_part_taken_back_flags_the_top_badge_or_leaves_it_as_the_admin_chooses(
    world: World,
) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 2, badge: true}
      spin: {title: Spin, evidence: own, points: 3, badge: true}
    pathways:
      cloth: {title: Cloth maker, parts: [spin, weave], points: 10}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.completes(ADA, "spin", by=RUTH)
    weaving = world.completes(ADA, "weave", by=RUTH)
    page = f"/oak/reviews/{weaving.id}/undo"

    told = world.sees(DANA, page.removeprefix("/oak"))
    assert "The pathway “Cloth maker” is open again, and its badge rests." in told
    assert "No number moves, and nothing that was reached is lost." in told

    decides(world, page, "nothing_falls")
    assert world.badges(ADA) == {"spin", "weave", "cloth"}
    assert world.points(ADA) == 15
    assert "Everything that it had brought you stays yours." in world.letters(ADA)[-1]

    world.approves(RUTH, weaving)
    decides(world, page, "as_corrected")
    assert world.badges(ADA) == {"spin"}
    assert world.points(ADA) == 3
    assert "12 points are taken off." in world.letters(ADA)[-1]


def decides(world: World, page: str, aftermath: str) -> None:
    """Dana looks at what follows, chooses, and says why."""
    world.passes(minutes=1)
    shown = world.browser(DANA).get(page).text
    digests = dict(re.findall(r'name="(as_corrected|nothing_falls)"[^>]*value="([^"]*)"', shown))
    chosen = {"aftermath": aftermath, "note": "Uploaded twice.", **digests}
    assert world.browser(DANA).post(page, data=chosen).status_code == 303
