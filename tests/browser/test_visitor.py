"""Who only comes to look: what is open to everyone, and what is not."""

import pytest

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import EVERY_WAY, Way
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT

pytestmark = pytest.mark.browser

COURSE = "number-talks"


@pytest.fixture
def badge(world: LiveDistrict) -> str:
    """Ada's badge for a whole course."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, COURSE, by=RUTH, stage="learned")
    world.completes(ADA, COURSE, by=RUTH, stage="used", kinds=[STUDENT])
    return world.credential(ADA, COURSE)


@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_looks_around_without_signing_in(world: LiveDistrict, enter: Enter, way: Way) -> None:
    visitor = enter(way=way)

    visitor.opens("/degrees/catalog")
    visitor.sees(visitor.title("degrees", "doctor"))
    visitor.opens("/activities")
    visitor.writes("Search", visitor.title("activities", COURSE))
    visitor.presses("Show")
    visitor.sees_no(visitor.title("activities", "co-teaching"))
    visitor.follows(visitor.title("activities", COURSE))
    visitor.heading(visitor.title("activities", COURSE))
    visitor.opens("/home")
    visitor.is_at("/sign-in?next=")


@pytest.mark.parametrize("way", EVERY_WAY[:2], ids=str)
def test_a_badge_is_seen_by_others_while_it_is_shared(enter: Enter, badge: str, way: Way) -> None:
    ada, visitor = enter(ADA, way), enter(way=way).expects(404)
    visitor.opens(f"/credentials/{badge}")
    visitor.heading("There is nothing here")

    ada.opens("/home").goes_to("/credentials")
    ada.page.locator("ul.t-wall a").first.click()
    ada.presses("Share it")
    ada.sees("Anyone with the address")

    visitor.opens(f"/credentials/{badge}")
    visitor.heading(visitor.title("activities", COURSE))
    visitor.sees("%(earner)s has earned this, and it stands.", earner=ADA)

    ada.presses("Keep it to myself")
    ada.sees("You alone")
    visitor.opens(f"/credentials/{badge}")
    visitor.heading("There is nothing here")
