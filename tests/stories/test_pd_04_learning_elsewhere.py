"""PD-4: learning from elsewhere is claimed by its address, and once."""

from engine.people import Role
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import World


def test_the_same_page_claimed_twice_is_flagged(world: World) -> None:
    """
    activities:
      elsewhere: {title: Learning elsewhere, evidence: own, points: 5}
    """
    for name in (ADA, BEN):
        world.joins(name)
    world.joins(RUTH, Role.REVIEWER)
    first = adds(world, BEN, "https://www.edutopia.org/article/number-talks/")
    world.hands_in(BEN, first)
    again = adds(world, ADA, "http://edutopia.org/article/number-talks?utm_source=mail#top")
    draft = adds(world, ADA, "edutopia.org/article/number-talks")
    world.hands_in(ADA, again)

    own = world.browser(ADA).get(f"/oak/evidence/{draft.id}/edit").text
    review = world.browser(RUTH).get(f"/oak/reviews/{again.id}").text

    assert "You used this for “Learning elsewhere” on" in own
    assert BEN not in own
    assert "A file or link stands beside other evidence too:" in review
    assert BEN in review


def adds(world: World, who: str, link: str):
    claim = world.drafts(who, "elsewhere")
    sent = {"activity": "elsewhere", "stage": "done", "do": "add", "link": link}
    assert world.browser(who).post(f"/oak/evidence/{claim.id}", data=sent).status_code == 303
    return claim
