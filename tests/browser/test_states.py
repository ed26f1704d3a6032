"""Pages that somebody has touched: forms that came back, menus that are open, parts swapped in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.people import Role
from tests.browser.axe import violations
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import BOTH_SIZES, Somebody, Way
from tests.browser.widths import sticks_out
from tests.stories.people import ADA, RUTH

pytestmark = pytest.mark.browser

COURSE = "number-talks"


def is_fine(somebody: Somebody) -> None:
    assert violations(somebody.page) == []
    assert sticks_out(somebody.page) == []


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_a_form_that_came_back(world: LiveDistrict, enter: Enter, way: Way, tmp_path: Path) -> None:
    world.joins(ADA)
    ada = enter(ADA, way).expects(422)
    ada.opens(f"/evidence/new?activity={COURSE}&stage=learned")
    work = tmp_path / "a plan with a name that is so long that it needs a line of its own.txt"
    work.write_text("A plan.", encoding="utf-8")
    ada.attaches("Files", work)
    ada.sees_button("Take off")
    ada.presses("Submit")
    ada.sees("Please give the day.")

    expect(ada.page.locator("#errors")).to_be_focused()
    is_fine(ada)


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_a_sign_in_that_does_not_fit(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(ADA)
    ada = enter(way=way).expects(422)
    ada.opens("/sign-in")
    ada.writes("E-mail address", world.emails[ADA])
    ada.writes("Password", "not this one")
    ada.presses("Sign in")
    ada.sees("This address and this password do not belong together.")

    is_fine(ada)


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_open_menus(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(ADA)
    ada = enter(ADA, way).opens("/home")
    for menu in ada.page.locator("details.t-menu > summary").locator("visible=true").all():
        menu.click()
        # What an open menu lies over is no target meanwhile, however little of it looks out.
        assert violations(ada.page, within="details.t-menu[open]") == []
        menu.click()


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_a_decision_that_was_made(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.submits(ADA, COURSE, stage="learned")
    ruth = enter(RUTH, way).opens(f"/reviews/{claim.id}").expects(422)
    ruth.presses("Approve")
    ruth.sees("Please choose one.")
    is_fine(ruth)

    ruth.page.set_viewport_size({"width": way.width, "height": 844})
    for line in ruth.page.locator(".t-criterion").all():
        line.get_by_role("radio").last.check()
    ruth.presses("Approve")
    ruth.sees("Approved.")

    is_fine(ruth)


def test_every_part_of_a_degree_opens(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "bachelor")
    world.completes(ADA, COURSE, by=RUTH, stage="learned")
    ada = enter(ADA).opens("/degrees/bachelor")
    ada.page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")

    is_fine(ada)


@pytest.mark.parametrize("chosen", ["Evening", "Day"])
def test_the_display_is_kept(world: LiveDistrict, enter: Enter, chosen: str) -> None:
    world.joins(ADA)
    ada = enter(ADA).opens("/home")
    ada.page.locator(".t-top summary").click()
    with ada.page.expect_response("**/theme"):
        ada.page.get_by_role("button", name=chosen).click()
    ada.opens("/settings")

    kept = {"Evening": "dark", "Day": "light"}[chosen]
    expect(ada.page.locator("html")).to_have_attribute("data-bs-theme", kept)
