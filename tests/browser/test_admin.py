"""Those who look after the program: roles, numbers, and handing over what was redeemed."""

import pytest
from playwright.sync_api import expect

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import BOTH_SIZES, Way
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import STUDENT

pytestmark = pytest.mark.browser

MAX = "Max"
PLAIN = Way("en", 390, scripts=False)


@pytest.mark.parametrize("way", [*BOTH_SIZES, PLAIN], ids=str)
def test_an_admin_gives_a_role(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(BEN)
    dana, ben = enter(DANA, way), enter(BEN, way).expects(403)
    ben.opens("/reviews")
    ben.heading("This is not open to you")

    dana.opens("/home").goes_to("/people")
    dana.follows(BEN)
    dana.chooses("Role", dana.says("Reviewer"))
    dana.presses("Give the role")
    dana.sees("Whole district")
    expect(dana.page.locator("section[id^=roles-] > ul > li")).to_have_count(1)

    ben.opens("/home").goes_to("/reviews")
    ben.sees("Everything is answered")


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_the_dashboard_shows_charts_and_the_numbers_behind_them(
    world: LiveDistrict, enter: Enter, way: Way
) -> None:
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, school="cedar")
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    dana = enter(DANA, way)

    dana.opens("/home").goes_to("/dashboard")

    expect(dana.page.locator("[data-t-drawn] svg.main-svg").first).to_be_visible()
    dana.page.locator("figure details summary").first.click()
    expect(dana.page.locator("figure details[open] table").first).to_be_visible()


@pytest.mark.parametrize("way", [*BOTH_SIZES, PLAIN], ids=str)
def test_the_desk_hands_over(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(MAX, Role.DESK)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT])
    world.redeems(ADA, "badge-pin")
    had = world.redeemable(ADA)
    desk = enter(MAX, way)

    desk.opens("/home").goes_to("/rewards/desk")
    desk.sees(desk.title("rewards", "badge-pin"))
    desk.presses("Hand over")
    desk.sees_no_button("Hand over")
    desk.goes_to("/rewards/desk")
    desk.sees("All done")

    assert world.redeemable(ADA) == had


def test_what_was_searched_for_is_handed_over_where_it_stands(
    world: LiveDistrict, enter: Enter
) -> None:
    """Leaving the search for the button does not put the list in place anew under it."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(MAX, Role.DESK)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT])
    world.redeems(ADA, "badge-pin")
    desk = enter(MAX)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))

    desk.opens("/rewards/desk").writes("Slip or name", ADA)
    desk.page.wait_for_url("**search=**")
    asked.clear()
    desk.presses("Hand over")
    expect(desk.page.locator("#desk li", has_text="Handed over")).to_be_focused()

    assert [each for each in asked if "search=" in each] == []
