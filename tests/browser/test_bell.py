"""The bell: it looks for news while its page is seen, and disturbs nobody who writes."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.stories.people import ADA, RUTH

pytestmark = pytest.mark.browser

LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
"""As when she comes back to the page."""


def test_news_come_while_somebody_writes_and_the_list_follows(
    world: LiveDistrict, enter: Enter
) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claims = [world.submits(ADA, "explore-tool") for _ in range(2)]
    ada = enter(ADA)
    ada.opens("/settings")
    name = ada.page.locator("#name")
    name.fill("Ada K")
    bell = ada.page.locator("#bell")
    expect(bell).to_have_accessible_name("Notifications")

    world.approves(RUTH, claims[0])
    ada.page.evaluate(LOOKS_AGAIN)  # not yet: a minute has not gone by
    expect(bell).to_have_accessible_name("Notifications")
    ada.context.clock.set_fixed_time(world.now + timedelta(minutes=2))
    ada.page.evaluate(LOOKS_AGAIN)

    expect(bell).to_have_accessible_name("Notifications, one new")
    expect(ada.page.locator("#bell-news[role=status]")).to_have_text("One new notification")
    expect(name).to_be_focused()
    expect(name).to_have_value("Ada K")

    bell.click()
    ada.sees("One is new.")
    world.approves(RUTH, claims[1])
    ada.context.clock.set_fixed_time(world.now + timedelta(minutes=9))
    ada.page.evaluate(LOOKS_AGAIN)
    ada.sees("2 are new.")
    ada.presses("Mark all as read")
    expect(bell).to_have_accessible_name("Notifications")
