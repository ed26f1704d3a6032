"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
_RUN = """([within, options]) =>
  axe.run(within || document, options).then((found) => found.violations)"""
_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def violations(page: Page, within: str = "") -> list[str]:
    """Each finding with its place on the page; WCAG 2.2's size of targets is among the rules.

    `within` is a selector of what to look at, if not at all of it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(_RUN, [within, _OPTIONS])
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]
