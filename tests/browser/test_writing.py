"""Nothing that was typed gets lost: a closed tab, a second window, a sign-in that has ended."""

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Enter
from tests.browser.live import PASSWORD, LiveDistrict
from tests.browser.somebody import BOTH_SIZES, Somebody, Way
from tests.stories.people import ADA

pytestmark = pytest.mark.browser

COURSE = "number-talks"
PLAIN = Way("en", 390, scripts=False)
TYPED = "Three strategies for 18 × 5, and which one we kept."


def begins(ada: Somebody) -> Somebody:
    ada.opens(f"/evidence/new?activity={COURSE}&stage=learned")
    ada.heading(ada.title("activities", COURSE))
    return ada


def is_saved(ada: Somebody) -> None:
    """Within seconds, without a button."""
    expect(ada.page.locator("#saved-at")).not_to_have_attribute("data-t-saved", "")


@pytest.mark.parametrize("way", BOTH_SIZES, ids=str)
def test_a_closed_tab_loses_nothing(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(ADA)
    ada = begins(enter(ADA, way))
    ada.writes("What I did", TYPED)
    is_saved(ada)
    ada.page.close()

    again = enter(ADA, way).opens("/evidence")
    again.follows(again.title("activities", COURSE))
    again.follows("Write on")

    expect(again.page.get_by_label(again.says("What I did"), exact=True)).to_have_value(TYPED)


def test_the_focus_and_the_caret_stay_while_it_saves(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    ada = begins(enter(ADA))
    did = ada.page.get_by_label("What I did", exact=True)
    did.press_sequentially("First ")
    is_saved(ada)
    did.press_sequentially("second")

    expect(did).to_be_focused()
    expect(did).to_have_value("First second")


def test_it_is_saved_in_three_seconds_while_one_types_on(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    ada = begins(enter(ADA))
    typed = "on" * 15
    with ada.page.expect_request("**/typed") as saving:
        ada.page.get_by_label("What I did", exact=True).press_sequentially(typed, delay=100)

    assert "did=on" in saving.value.post_data
    assert typed not in saving.value.post_data


def test_what_cannot_be_saved_stays_and_is_saved_later(world: LiveDistrict, enter: Enter) -> None:
    """First the connection is away and comes back; then the window is closed before it does."""
    world.joins(ADA)
    ada = begins(enter(ADA))
    ada.context.set_offline(True)
    ada.writes("What I did", TYPED)
    ada.sees("It cannot be saved just now.")
    ada.context.set_offline(False)
    is_saved(ada)
    ada.sees_no("It cannot be saved just now.")

    ada.page.route("**/typed", lambda route: route.abort())
    ada.writes("What I learned", "Wait longer.")
    ada.sees("It cannot be saved just now.")
    ada.page.close()
    ada.page = ada.context.new_page()
    with ada.page.expect_response("**/typed"):
        ada.opens("/home")

    ada.opens("/evidence")
    ada.follows(ada.title("activities", COURSE))
    ada.sees(TYPED)
    ada.sees("Wait longer.")


def test_two_windows_merge_and_show_each_other(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    draft = world.drafts(ADA, COURSE, stage="learned")
    first, second = enter(ADA), enter(ADA)
    for each in (first, second):
        each.opens(f"/evidence/{draft.id}/edit")
    with first.page.expect_response("**/typed"):
        first.writes("What I did", "In the first window.")
    with second.page.expect_response("**/typed"):
        second.writes("What I learned", "In the second one.")

    did = second.page.get_by_label("What I did", exact=True)
    expect(did).to_have_value("In the first window.")
    second.presses("Save draft")
    second.sees("In the first window.")
    second.sees("In the second one.")


def test_a_link_that_is_typed_while_a_file_is_sent_stays(
    world: LiveDistrict, enter: Enter, tmp_path: Path
) -> None:
    world.joins(ADA)
    ada = begins(enter(ADA))
    work = tmp_path / "plan.txt"
    work.write_text("A plan.", encoding="utf-8")
    sending: list[Route] = []
    ada.page.route("**/evidence/*", lambda route: sending.append(route))
    ada.attaches("Files", work)
    ada.writes("Link", "work.example/plan")
    for each in sending:
        each.continue_()
    ada.page.unroute("**/evidence/*")
    ada.sees_button("Take off plan.txt")
    expect(ada.page.get_by_label("Link")).to_have_value("work.example/plan")

    ada.presses("Add")
    ada.sees_button("Take off work.example/plan")
    expect(ada.page.get_by_label("Link")).to_have_value("")
    expect(ada.page.locator("#add")).to_be_focused()
    ada.writes("Link", "work.example/more")
    ada.page.keyboard.press("Enter")
    ada.sees_button("Take off work.example/more")
    expect(ada.page.get_by_label("Link")).to_be_focused()


@pytest.mark.parametrize("way", [*BOTH_SIZES, PLAIN], ids=str)
def test_the_second_window_is_told_and_sees_both(
    world: LiveDistrict, enter: Enter, way: Way
) -> None:
    world.joins(ADA)
    draft = world.drafts(ADA, COURSE, stage="learned")
    first, second = enter(ADA, way), enter(ADA, way).expects(409)
    for each in (first, second):
        each.opens(f"/evidence/{draft.id}/edit")

    first.writes("What I did", "In the first window.")
    first.presses("Save draft")
    first.sees("Your draft is kept. Submit it when it is ready.")
    second.writes("What I did", TYPED)
    second.presses("See both" if way.scripts else "Save draft")

    second.sees("This was saved in another window meanwhile")
    second.sees("In the first window.")
    expect(second.page.get_by_label(second.says("What I did"), exact=True)).to_have_value(TYPED)
    second.presses("Save draft")
    second.sees("Your draft is kept. Submit it when it is ready.")
    second.sees(TYPED)


@pytest.mark.parametrize("way", [*BOTH_SIZES, PLAIN], ids=str)
def test_a_sign_in_that_ends_while_writing_keeps_the_text(
    world: LiveDistrict, enter: Enter, way: Way
) -> None:
    world.joins(ADA)
    world.may_sign_in(ADA)
    world.prefers(ADA, language=way.language)
    ada = enter(ADA, way, signed_in=False).expects(401)
    ada.signs_in()
    ada.is_at("/home")
    begins(ada)
    world.is_signed_out(ADA)

    ada.writes("What I did", TYPED)
    if not way.scripts:
        ada.presses("Save draft")
    signs_in_beside(ada)
    if way.scripts:
        is_saved(ada)
    ada.presses("Save draft" if way.scripts else "Send it once more")

    ada.sees("Your draft is kept. Submit it when it is ready.")
    ada.sees(TYPED)


def test_without_scripts_one_signs_in_and_sends_in_one_go(
    world: LiveDistrict, enter: Enter
) -> None:
    world.joins(ADA)
    world.may_sign_in(ADA)
    ada = enter(ADA, PLAIN, signed_in=False).expects(401)
    ada.signs_in()
    ada.is_at("/home")
    begins(ada)
    world.is_signed_out(ADA)
    ada.writes("What I did", TYPED)
    ada.presses("Save draft")

    ada.writes("E-mail address", world.emails[ADA])
    ada.writes("Password", PASSWORD)
    ada.presses("Sign in and send it")

    ada.sees("Your draft is kept. Submit it when it is ready.")
    ada.sees(TYPED)


def signs_in_beside(ada: Somebody) -> None:
    """In a window of its own, so that the text stays where it is."""
    writing = ada.page
    with ada.context.expect_page() as beside:
        ada.follows("Sign in in a new window")
    ada.page = beside.value
    ada.signs_in()
    ada.is_at("/home")
    ada.page = writing
