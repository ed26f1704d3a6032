"""A way of one's own: catalogs compared and switched, goals set, and the plan that leads there."""

import pytest

from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict, with_crest
from tests.browser.midyear import LATER
from tests.browser.somebody import Way
from tests.stories.people import ADA

BACHELOR = "/degrees/bachelor"


@pytest.fixture
def later(world: LiveDistrict) -> LiveDistrict:
    """Ada is on her way to a Bachelor, and another catalog asks otherwise."""
    world.joins(ADA, school="cedar")
    world.enrolls(ADA, "bachelor")
    pack = with_crest("deerfield")
    for old, new in LATER.items():
        pack["degrees.yaml"] = pack["degrees.yaml"].replace(old, new, 1)
    pack["pack.yaml"] = pack["pack.yaml"].replace("2024-25", "2025-26", 1)
    world.publishes(pack, applies_from=world.today)
    return world


@pytest.mark.parametrize("scripts", [True, False])
def test_she_switches_and_goes_back(later: LiveDistrict, enter: Enter, scripts: bool) -> None:
    ada = enter(ADA, Way(scripts=scripts)).opens(BACHELOR)
    page = ada.page
    page.get_by_role("link", name="See them side by side").click()
    page.get_by_role("button", name="Switch to the catalog of 2025-26").click()

    page.get_by_text("Done. You can go back until").wait_for()
    assert page.get_by_text("By the catalog of 2025-26, taken up on").is_visible()
    page.get_by_role("link", name="See them side by side").click()
    page.get_by_role("button", name="Go back to 2024-25").click()
    page.get_by_text("You are back with what").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_goal_is_set_in_the_plan_and_let_go(
    later: LiveDistrict, enter: Enter, scripts: bool
) -> None:
    page = enter(ADA, Way(scripts=scripts, width=390)).opens(BACHELOR).page
    page.locator("#req-r\\.3").get_by_role("button", name="Make it my goal").click()
    page.get_by_text("It is your goal now.").wait_for()

    page.locator("#req-r\\.3").get_by_role("link", name="My goal").click()
    page.get_by_role("button", name="Let it go").click()
    page.get_by_text("Let go. What you did for it counts as before.").wait_for()


def test_the_way_comes_after_its_page_and_at_once_the_next_time(
    later: LiveDistrict, enter: Enter
) -> None:
    page = enter(ADA).opens(BACHELOR).page
    page.get_by_role("link", name="The whole way").click()
    page.get_by_role("heading", name="The nearest way").wait_for()
    page.get_by_text("They are no deadlines").wait_for(timeout=60_000)

    page.keyboard.press("Shift+Tab")
    page.get_by_role("link", name="Fewest pieces of work").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**least=items")
    page.get_by_text("needs fewer pieces").wait_for(timeout=60_000)
    page.get_by_role("link", name="Begin").or_(
        page.get_by_role("link", name="Submit evidence for")
    ).first.click()
    page.wait_for_url("**/evidence/new**")


def test_without_scripts_the_way_simply_loads(later: LiveDistrict, enter: Enter) -> None:
    page = enter(ADA, Way(scripts=False)).opens(BACHELOR).page
    page.set_default_timeout(60_000)
    page.get_by_role("link", name="The whole way").click()

    assert page.get_by_text("They are no deadlines").is_visible()
