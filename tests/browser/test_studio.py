"""An admin writes the next catalog in the studio: with scripts and without, wide and narrow."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from engine import studio
from engine.people import Role
from rules import writing
from rules.pack.written import Path
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import BOTH_SIZES, EVERY_WAY, Somebody, Way
from tests.browser.test_keyboard import tabs_to
from tests.stories.people import ADA, DANA, RUTH

pytestmark = pytest.mark.browser


def written(world: LiveDistrict, *path: str | int) -> Any:
    """What the newest draft's text says there."""
    with world.store.session() as session:
        by = world._actor(session, DANA)
        newest = studio.newest_open(session, by)
        assert newest is not None
        return writing.written_at(studio.draft(session, by, newest.id).files, Path(path))


def begins(world: LiveDistrict, enter: Enter, way: Way) -> Somebody:
    """Dana begins a draft, and stands on its page."""
    world.joins(DANA, Role.DISTRICT_ADMIN)
    dana = enter(DANA, way)
    dana.opens("/home").goes_to("/studio") if way.width > 600 else dana.opens("/studio")
    dana.writes("Name of the draft", "Next year")
    dana.presses("Begin")
    dana.heading("Next year")
    return dana


@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_changes_what_an_activity_earns(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    dana = begins(world, enter, way)
    dana.page.get_by_role(
        "link", name=re.compile(rf"^\s*{dana.word('activity')}", re.I)
    ).last.click()
    dana.page.get_by_role("main").get_by_role(
        "link", name=dana.title("activities", "number-talks"), exact=True
    ).click()

    points = dana.page.locator("#stages-learned-points-points")
    points.fill("17")
    if not way.scripts:
        dana.presses("Read it to me")
    expect(dana.page.locator("#reading")).to_contain_text("17")
    assert written(world, "activities", "number-talks", "stages", "learned", "points") == "10"
    dana.presses("Keep")
    dana.sees("Kept.")
    assert written(world, "activities", "number-talks", "stages", "learned", "points") == "17"

    dana.follows("Choose a person")
    dana.writes("Name", "Ada")
    if not way.scripts:
        dana.presses("Find")
    dana.page.get_by_role("link", name="Ada").click()
    expect(dana.page.locator("#tried")).to_contain_text("17")


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_mends_at_the_field_and_takes_back(world: LiveDistrict, enter: Enter, way: Way) -> None:
    dana = begins(world, enter, way)
    dana.page.get_by_role("link", name=re.compile(rf"^\s*{dana.word('reward')}", re.I)).last.click()
    dana.page.get_by_role("link", name=dana.title("rewards", "mug"), exact=True).click()
    dana.page.locator("#price").fill("cheap")
    dana.presses("Keep")

    dana.sees("Kept. Some of it is to be mended before publishing.")
    expect(dana.page.locator("#price")).to_have_attribute("aria-invalid", "true")
    expect(dana.page.locator("#price-error")).to_be_visible()
    dana.presses("Take back")
    expect(dana.page.locator("#price")).to_have_value("160")
    expect(dana.page.locator("#price-error")).to_have_count(0)


def test_a_file_is_written_by_keyboard_alone(world: LiveDistrict, enter: Enter) -> None:
    dana = begins(world, enter, Way())
    tabs_to(dana, "link", "Read and write the files")
    dana.page.keyboard.press("Enter")
    dana.heading("Its files")
    tabs_to(dana, "link", "rules.yaml")
    dana.page.keyboard.press("Enter")
    expect(dana.page.get_by_role("heading", level=1)).to_have_text("rules.yaml")
    tabs_to(dana, "textbox", "Text")
    dana.page.keyboard.press("Control+Home")
    dana.page.keyboard.type("# by hand\n")
    tabs_to(dana, "button", "Keep this text")
    dana.page.keyboard.press("Enter")

    dana.sees("“%(file)s” is kept.", file="rules.yaml")
    with world.store.session() as session:
        by = world._actor(session, DANA)
        newest = studio.newest_open(session, by)
        assert newest is not None
        files = studio.draft(session, by, newest.id).files
    assert files["rules.yaml"].startswith("# by hand\n# Earning rules")
