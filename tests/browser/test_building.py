"""An admin builds a tree of requirements: with scripts and without, on a phone, by keyboard."""

import uuid

import pytest
from playwright.sync_api import expect

from engine import studio
from engine.people import Role
from rules import writing
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import EVERY_WAY, Somebody, Way
from tests.browser.test_keyboard import tabs_to
from tests.stories.people import ADA, DANA, RUTH

pytestmark = pytest.mark.browser

ROOT = ("degrees", "associate", "requires")


def begins(world: LiveDistrict) -> uuid.UUID:
    world.joins(DANA, Role.DISTRICT_ADMIN)
    with world._act() as session:
        by = world._actor(session, DANA)
        return studio.begin(session, "Next year", by=by, now=world.now).id


def written(world: LiveDistrict, draft_id: uuid.UUID) -> list[dict[str, str]]:
    """What the draft's text says that the first degree asks."""
    with world.store.session() as session:
        draft = studio.draft(session, world._actor(session, DANA), draft_id)
    asked: list[dict[str, str]] = writing.written_at(draft.files, ROOT)["all"]
    return asked


def at_the_tree(enter: Enter, draft_id: uuid.UUID, way: Way, *, who: str = "") -> Somebody:
    dana = enter(DANA, way)
    person = f"?person={who}" if who else ""
    return dana.opens(f"/studio/{draft_id}/degrees/associate/requirements{person}")


def chooses_line(somebody: Somebody, place: str) -> None:
    """Choose a requirement in the tree, by its place in the text."""
    line = somebody.page.locator(f'[id="line-{place or "whole"}"]')
    line.click()
    expect(line).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_builds_a_tree_step_by_step(world: LiveDistrict, enter: Enter, way: Way) -> None:
    draft_id = begins(world)
    dana = at_the_tree(enter, draft_id, way)

    chooses_line(dana, "all[3]")
    dana.writes("How many hours", "12")
    dana.page.locator("#do-keep").click()
    expect(dana.page.locator('[id="line-all[3]"]')).to_contain_text("12 h")
    dana.page.locator("#what").select_option("group_any")
    dana.page.locator("#do-add").click()
    expect(dana.page.locator("#requirement-head")).to_have_text(dana.says("A group"))
    dana.page.locator("#do-up").click()
    expect(dana.page.locator('[id="line-all[3]"]')).to_have_attribute("aria-current", "true")
    chooses_line(dana, "all[3].any[1]")
    dana.page.locator("#do-remove").click()
    expect(dana.page.locator('[id="line-all[3].any[1]"]')).to_have_count(0)
    dana.page.locator("#undo").click()
    expect(dana.page.locator('[id="line-all[3].any[1]"]')).to_have_count(1)

    assert written(world, draft_id)[3:] == [
        {"any": [{"student_evidence": "1"}, {"own_learning": "1"}]},
        {"title": {"en": "Eight hours", "es": "Ocho horas"}, "hours": "12"},
    ]


@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_a_degree_is_built_listed_published_and_earned(
    world: LiveDistrict, enter: Enter, way: Way
) -> None:
    """WL-4, from the first click to the diploma; no file is edited."""
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    dana = enter(DANA, way).opens("/home")
    dana.goes_to("/studio")
    dana.presses("Begin")
    dana.page.locator("a[href$='/parts/degrees']").click()
    dana.heading(dana.word("degree").capitalize())
    dana.page.locator("#title").fill("Reading Guide")
    dana.page.locator("#new button[type=submit]").click()
    dana.follows("Build the requirements")

    chooses_line(dana, "all[0]")
    dana.page.locator("#asked").select_option("hours")
    dana.page.locator("#n").fill("1")
    dana.page.locator("#do-keep").click()
    expect(dana.page.locator('[id="line-all[0]"]')).to_contain_text("1 h")
    chooses_line(dana, "")
    dana.page.locator("#what").select_option("group_any")
    dana.page.locator("#do-add").click()
    chooses_line(dana, "all[1].any[1]")
    dana.page.locator("summary", has_text=dana.says("Move, group, copy")).click()
    dana.page.locator("#as").select_option("all")
    dana.page.locator("#do-wrap").click()
    chooses_line(dana, "all[1].any[1].all[0]")
    dana.page.locator("#what").select_option("courses")
    dana.page.locator("#do-add").click()
    last = dana.page.locator('[id="line-all[1].any[1].all[1]"]')
    expect(last).to_have_attribute("aria-current", "true")
    dana.page.locator("#n").fill("1")
    dana.page.locator("#do-keep").click()
    expect(last).not_to_contain_text("4")

    dana.page.locator(".t-studio-bar a").click()
    dana.follows("See what it would do")
    dana.page.locator("#policy input[value=recompute]").check()
    dana.presses("Make the list")
    dana.follows("Publish")
    dana.page.locator("main form.t-form button[type=submit]").click()
    dana.sees("Published. This list is kept as the record of the change: "
              "what publishing did is what stands here, line for line.")  # fmt: skip

    ada = enter(ADA, way).opens("/degrees/reading-guide")
    ada.presses("Take it up")
    ada.is_at("/home")
    ada.opens("/degrees/reading-guide")
    ada.sees("Your diploma")


def test_it_is_read_out_while_she_types_and_another_measure_brings_its_fields(
    world: LiveDistrict, enter: Enter
) -> None:
    dana = at_the_tree(enter, begins(world), Way())
    chooses_line(dana, "all[3]")

    dana.writes("How many hours", "30")
    expect(dana.page.locator(".t-sentence")).to_have_text("30 h")
    expect(dana.page.locator("#reading")).to_contain_text("30 h")
    dana.page.locator("#asked").select_option("courses")
    expect(dana.page.locator(".t-sentence")).to_have_text("4 different courses")
    expect(dana.page.locator(".t-measured")).to_contain_text("In so many campuses")
    dana.page.locator("#asked").select_option("count")
    dana.page.locator("#n").fill("7")
    dana.page.locator("#asked").select_option("own_learning")
    expect(dana.page.locator(".t-sentence")).to_contain_text("7")
    dana.page.locator("#asked").select_option("activity")
    dana.page.locator("#activity").select_option("number-talks")
    expect(dana.page.locator(".t-sentence")).to_contain_text("“Number Talks”")


def test_what_is_typed_is_kept_by_whatever_she_presses_next(
    world: LiveDistrict, enter: Enter
) -> None:
    draft_id = begins(world)
    dana = at_the_tree(enter, draft_id, Way())
    chooses_line(dana, "all[0]")
    dana.writes("How many", "250")
    chooses_line(dana, "all[1]")
    dana.page.locator("#n").fill("6")
    dana.page.keyboard.press("Enter")
    expect(dana.page.locator('[id="line-all[1]"]')).to_contain_text("6 different courses")

    assert [each.get("points") or each.get("courses") for each in written(world, draft_id)[:2]] == [
        "250",
        "6",
    ]


def test_it_is_tried_on_somebody_and_stays_tried(world: LiveDistrict, enter: Enter) -> None:
    draft_id = begins(world)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    dana = at_the_tree(enter, draft_id, Way())

    dana.page.locator("#search").fill("ada")
    dana.presses("Find")
    dana.follows(ADA)
    trial = dana.page.locator("#trial")
    expect(trial).to_contain_text("Ada, today and under this draft")
    expect(trial).to_contain_text("10 of 200 points")
    chooses_line(dana, "all[0]")
    dana.page.locator("#n").fill("40")
    dana.page.locator("#do-keep").click()
    expect(trial).to_contain_text("10 of 40 points")
    dana.follows("How many would be there")
    expect(dana.page.locator("#heads")).to_contain_text("would be complete today")
    dana.follows("Who can come there")
    expect(dana.page.locator("#ways")).to_contain_text("Leaders can come there.")


def test_by_keyboard_alone(world: LiveDistrict, enter: Enter) -> None:
    draft_id = begins(world)
    dana = at_the_tree(enter, draft_id, Way())
    keys = dana.page.keyboard

    tabs_to(dana, "button", "Eight hours")
    keys.press("Enter")
    expect(dana.page.locator("#requirement-head")).to_be_focused()
    tabs_to(dana, "textbox", "How many hours")
    keys.press("Control+a")
    keys.type("9")
    tabs_to(dana, "button", "Up")
    keys.press("Enter")
    expect(dana.page.locator('[id="line-all[2]"]')).to_have_attribute("aria-current", "true")
    expect(dana.page.locator("#do-up")).to_be_focused()
    keys.press("Enter")
    expect(dana.page.locator('[id="line-all[1]"]')).to_have_attribute("aria-current", "true")

    assert written(world, draft_id)[1]["hours"] == "9"
