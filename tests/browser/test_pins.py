"""Pinning work to a requirement: by the keyboard alone, and with no scripts at all."""

import pytest
from playwright.sync_api import expect

from engine import progress
from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict, with_crest
from tests.browser.midyear import PORTFOLIO
from tests.browser.somebody import EVERY_WAY, Way
from tests.browser.test_keyboard import tabs_into, tabs_to
from tests.stories.people import ADA, RUTH

pytestmark = pytest.mark.browser


@pytest.fixture
def choosing(world: LiveDistrict) -> LiveDistrict:
    """Ada has two courses of which either may serve one requirement."""
    world.publishes({**with_crest("deerfield"), "portfolio.yaml": PORTFOLIO})
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "portfolio")
    for course in ("number-talks", "coding-for-all"):
        world.completes(ADA, course, by=RUTH, stage="learned")
    return world


@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_pins_and_unpins_and_sees_what_moved(
    choosing: LiveDistrict, enter: Enter, way: Way
) -> None:
    ada = enter(ADA, way).opens("/degrees/portfolio")
    before = serving(choosing)
    line = ada.page.locator("#req-maths")
    line.locator("summary").click()
    if not way.scripts:
        ada.follows("Why, and what else")
    expect(line.locator(".t-inside h3").first).to_be_visible()

    ada.page.get_by_role("button", name=f"{ada.says('Pin here')}: {coding(ada)}").click()
    ada.sees("Pinned.")
    assert serving(choosing) != before
    assert pinned(choosing) == ["maths"]

    ada.presses("Unpin")
    ada.sees("Unpinned.")
    assert serving(choosing) == before


def test_the_keyboard_alone_pins_and_stays_where_it_was(
    choosing: LiveDistrict, enter: Enter
) -> None:
    ada = enter(ADA).opens("/degrees/portfolio")
    tabs_into(ada, "#req-maths summary")
    ada.page.keyboard.press("Enter")
    expect(ada.page.locator("#req-maths .t-inside h3").first).to_be_visible()
    tabs_to(ada, "button", f"Pin here: {coding(ada)}")
    ada.page.keyboard.press("Enter")

    expect(ada.page.locator("#req-maths [role=status]")).to_be_focused()
    tabs_to(ada, "button", f"Unpin: {coding(ada)}")
    ada.page.keyboard.press("Enter")
    expect(ada.page.locator("#req-maths [role=status]")).to_contain_text("Unpinned.")


def coding(ada) -> str:
    return ada.title("activities", "coding-for-all")


def serving(world: LiveDistrict) -> dict[str, tuple[str, ...]]:
    return dict(world.progress(ADA, "portfolio").audit.used_up)


def pinned(world: LiveDistrict) -> list[str]:
    with world.store.session() as session:
        rows = progress.decisions(session, world._actor(session, ADA).participant)
        return [row.requirement for row in rows]
