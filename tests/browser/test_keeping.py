"""What is written into a form that a button sends: nothing of it is lost before it has arrived."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.live import PASSWORD, LiveDistrict
from tests.stories.people import ADA

pytestmark = pytest.mark.browser

TYPED = "How do I show growth without grades?\n\nI tried two ways."
HERE_AGAIN = "Here again is what you wrote 1 minute ago. So far it is in this browser alone."


def test_a_closed_tab_loses_nothing_and_what_arrived_does_not_come_back(
    world: LiveDistrict, enter: Enter
) -> None:
    world.joins(ADA)
    ada = enter(ADA).opens("/help/new")
    ada.writes("What would help you?", TYPED)
    ada.sees("Kept in this browser so far")
    ada.page.close()

    ada.page = ada.context.new_page()
    ada.opens("/help/new")
    ada.sees(HERE_AGAIN)
    wanted = ada.page.get_by_label("What would help you?")
    expect(wanted).to_have_value(TYPED)
    ada.presses("Ask a coach")
    ada.sees("Asked. You will read here who has it.")
    ada.opens("/help/new")
    expect(wanted).to_have_value("")
    expect(ada.page.get_by_text(HERE_AGAIN)).to_be_hidden()


def test_a_sign_in_that_has_ended_keeps_a_proposal_and_one_may_start_over(
    world: LiveDistrict, enter: Enter
) -> None:
    world.joins(ADA)
    world.may_sign_in(ADA)
    ada = enter(ADA, signed_in=False).expects(401)
    ada.signs_in()
    ada.is_at("/home")
    ada.opens("/proposals/new")
    ada.writes("What it is called", "Walk and talk")
    ada.page.get_by_label("A badge for what people do already").check()
    world.is_signed_out(ADA)
    ada.presses("Save as a draft")
    ada.writes("E-mail address", world.emails[ADA])
    ada.writes("Password", PASSWORD)
    ada.presses("Sign in and send it")
    ada.sees("Saved. Nobody else sees it until you send it.")

    ada.opens("/proposals/new")
    called = ada.page.get_by_label("What it is called")
    expect(called).to_have_value("")
    ada.writes("What it is called", "Something else")
    ada.opens("/proposals/new")
    expect(called).to_have_value("Something else")
    ada.presses("Start over")
    expect(called).to_have_value("")
    expect(called).to_be_focused()
