"""PD-1 on a phone: from home to a photo and one line that are kept, in a few touches."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import Way
from tests.stories.people import ADA

pytestmark = pytest.mark.browser

WAYS = (Way("en", 360), Way("es", 360, scripts=False))
LINE = "How they see ten dots."


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_photo_and_a_line_in_under_a_minute(
    world: LiveDistrict, enter: Enter, way: Way, tmp_path: Path
) -> None:
    world.joins(ADA)
    photo = tmp_path / "dots.png"
    photo.write_bytes(picture())
    ada = enter(ADA, way).opens("/home")
    began = time.monotonic()

    ada.follows("Quick note")
    ada.attaches("Take a photo", photo)
    ada.writes("A line about it", LINE)
    ada.presses("Keep it")
    ada.sees("It is kept. Say what it is about whenever you like.")

    assert time.monotonic() - began < 60
    ada.sees(LINE)
    ada.sees("dots.png")


def test_it_is_finished_later_from_home(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.drafts(ADA, "", kinds=(), learned="", changed="", did=LINE)
    ada = enter(ADA, Way("en", 360)).opens("/home")

    ada.follows(LINE)
    ada.heading("What is it about?")
    ada.writes("Find", ada.title("activities", "number-talks"))
    offers = ada.page.locator("#list .t-offer")
    expect(offers).to_have_count(1)
    ada.presses("Learned it")

    ada.sees("Now it is about this. Write on whenever you like.")
    ada.heading(ada.title("activities", "number-talks"))
    expect(ada.page.get_by_label("What I did", exact=True)).to_have_value(LINE)


def picture() -> bytes:
    """The smallest picture that is one."""
    from io import BytesIO

    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (8, 6), "white").save(drawn, "PNG")
    return drawn.getvalue()
