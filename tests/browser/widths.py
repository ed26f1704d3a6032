"""Whether a page fits from a wide screen down to the smallest phone."""

from playwright.sync_api import Page

WIDTHS = (1280, 768, 390, 320)
HEIGHT = 844

_TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((each) => `${innerWidth}: ${each.outerHTML.slice(0, 120)}`)"""


def sticks_out(page: Page) -> list[str]:
    """What makes the page scroll sideways, at each width."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += page.evaluate(_TOO_WIDE) and _after_charts_are_redrawn(page)
    return found


def _after_charts_are_redrawn(page: Page) -> list[str]:
    """Charts follow the window a moment later."""
    page.wait_for_timeout(600)
    still: list[str] = page.evaluate(_TOO_WIDE)
    return still
