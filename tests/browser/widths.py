"""Whether a page fits from a wide screen down to the smallest phone."""

from playwright.sync_api import Page

PHONE = 390
WIDTHS = (1280, 768, PHONE, 320)
HEIGHT = 844
_A_MOMENT_MS = 250
_LOOKS_MAX = 20

_TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((each) => `${innerWidth}: ${each.outerHTML.slice(0, 120)}`)"""


def sticks_out(page: Page) -> list[str]:
    """What makes the page scroll sideways, at each width."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += _too_wide(page)
    return found


def _too_wide(page: Page) -> list[str]:
    """Charts follow the window a moment later, and later still on a busy machine."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    for _ in range(_LOOKS_MAX):
        if not found:
            break
        page.wait_for_timeout(_A_MOMENT_MS)
        found = page.evaluate(_TOO_WIDE)
    return found
