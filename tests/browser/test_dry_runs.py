"""An admin sees what a draft would do, with and without scripts, and publishes just that."""

from typing import Any

import pytest
from playwright.sync_api import expect

from engine import studio
from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import BOTH_SIZES, Way
from tests.stories.people import ADA, DANA, RUTH

pytestmark = pytest.mark.browser

PLAIN = Way("en", 390, scripts=False)


@pytest.fixture
def draft(world: LiveDistrict) -> Any:
    """Ada has learned a course that the draft makes worth less."""
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, school="cedar")
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    with world._act() as session:
        by = world._actor(session, DANA)
        begun = studio.begin(session, "Next spring", by=by, now=world.now)
        path = ("activities", "number-talks", "stages", "learned", "points")
        studio.edit(session, begun.id, studio.Put(path, 3), revision=0, by=by, now=world.now)
        return begun.id


@pytest.mark.parametrize("way", [*BOTH_SIZES, PLAIN], ids=str)
def test_the_list_comes_before_publishing_and_stays_after_it(
    world: LiveDistrict, enter: Enter, draft: Any, way: Way
) -> None:
    dana = enter(DANA, way)
    dana.opens(f"/studio/{draft}/dry-run")
    dana.page.locator("input[value=recompute]").check()
    dana.presses("Make the list")

    line = dana.page.locator("details.t-foretold")
    expect(line).to_have_count(1)
    line.locator("summary").focus()
    dana.page.keyboard.press("Enter")
    expect(line).to_have_attribute("open", "")
    expect(line.locator("table")).to_be_visible()

    dana.follows("Publish")
    dana.presses("Publish catalog %(n)s", n=2)
    dana.heading("What catalog %(n)s did", n=2)
    expect(dana.page.locator("details.t-foretold")).to_have_count(1)
