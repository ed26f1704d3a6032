"""BC-23: a voice is recorded in the page itself, told in words, and plays."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import Somebody
from tests.browser.widths import sticks_out
from tests.stories.people import ADA

pytestmark = pytest.mark.browser

_PLAYED = """async () => {
  const player = document.querySelector("audio");
  player.muted = true;
  await player.play();
  await new Promise((done) => player.addEventListener("timeupdate", done));
  return player.error === null;
}"""


def test_a_voice_is_recorded_told_and_heard(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    ada = enter(ADA).opens("/evidence/new?activity=explore-tool")

    ada.presses("Record your voice")
    ada.sees("Recording, 0:00")
    ada.presses("Stop and keep it")
    expect(ada.page.locator("audio")).to_be_visible()
    is_fine(ada)
    ada.writes("What is heard, in words", "I tell how it went.")
    ada.presses("Save draft")
    ada.heading(ada.title("activities", "explore-tool"))

    ada.sees("I tell how it went.")
    assert ada.page.evaluate(_PLAYED)
    is_fine(ada)


def is_fine(somebody: Somebody) -> None:
    """For who hears and who sees, on a phone too."""
    for width in (1280, 320):
        somebody.page.set_viewport_size({"width": width, "height": 900})
        assert violations(somebody.page) == []
        assert sticks_out(somebody.page) == []
