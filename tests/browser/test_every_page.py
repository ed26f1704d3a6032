"""Every page: nothing for axe to find by day or evening, no complaint, nothing that sticks out."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Looker
from tests.browser.pages import NO_PAGES, PAGES, Visit
from tests.browser.widths import HEIGHT, PHONE, sticks_out

pytestmark = pytest.mark.browser

TURN_TO_EVENING = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important }");
  document.adoptedStyleSheets = [still];
  document.documentElement.dataset.bsTheme = "dark";
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""At once, so that no colour is looked at half way."""

UNGUARDED = """() => [...document.querySelectorAll('form[method="post" i]')]
  .filter((form) => !form.elements.namedItem("csrf_token")?.value)
  .map((form) => form.outerHTML.slice(0, 200))"""
"""Forms that could not be sent, for want of the mark that says from whose page they come."""

SIGNED_BY_ITS_ADDRESS = ("notifications.ask",)


def test_no_page_is_forgotten(look: Looker) -> None:
    rules = look.world.app.url_map.iter_rules()
    asked = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}

    assert asked - {visit.endpoint for visit in PAGES} == set(NO_PAGES)


@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_everyone_can_read_it(look: Looker, visit: Visit) -> None:
    page = look.at(visit)

    says_what_and_whose_it_is(page, visit)
    assert visit.endpoint in SIGNED_BY_ITS_ADDRESS or page.evaluate(UNGUARDED) == []
    assert violations(page) == []
    if not visit.sheet:
        page.evaluate(TURN_TO_EVENING)
        page.set_viewport_size({"width": PHONE, "height": HEIGHT})
        assert violations(page) == []
    assert sticks_out(page) == []
    has_chart = page.locator("[data-t-chart]").count() > 0
    assert look.asked_for("plotly") == has_chart
    assert look.faults() == []


def says_what_and_whose_it_is(page: Page, visit: Visit) -> None:
    university = "Tassel" if visit.endpoint == "welcome.districts" else "Deerfield University"
    own, _dot, whose = page.title().rpartition(" · ")
    assert whose == university
    assert own or visit.endpoint in ("welcome.districts", "welcome.district")
    expect(page.locator("h1")).to_have_count(1)
