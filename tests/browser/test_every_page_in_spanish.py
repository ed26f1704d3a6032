"""Every page in Spanish: longer words, and still nothing that sticks out."""

import pytest

from tests.browser.conftest import Looker
from tests.browser.pages import PAGES, Visit
from tests.browser.widths import sticks_out

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_longer_words_fit(look: Looker, visit: Visit) -> None:
    page = look.at(visit, "es")

    assert page.locator("html").get_attribute("lang") == "es"
    assert sticks_out(page) == []
    assert look.faults() == []
