"""Browsers at a live district: each test has its own, and no browser may complain."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.live import LiveDistrict, copied
from tests.browser.somebody import Somebody, Way

Enter = Callable[..., Somebody]

HEIGHT = 844
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a district in which nothing has happened yet."""
    folder = tmp_path_factory.mktemp("template")
    LiveDistrict(folder).close()
    return folder


@pytest.fixture
def world(_template: Path, tmp_path: Path) -> Iterator[LiveDistrict]:
    """A district of the test's own, open to browsers."""
    world = LiveDistrict(copied(_template, tmp_path))
    yield world
    world.close()


@pytest.fixture
def enter(browser: Browser, world: LiveDistrict) -> Iterator[Enter]:
    """Somebody comes with a browser: `enter(ADA)`; nobody in particular: `enter()`."""
    entered: list[Somebody] = []

    def enter(name: str = "", way: Way | None = None, *, signed_in: bool = True) -> Somebody:
        somebody = come(browser, world, name, way or Way(), signed_in=signed_in)
        entered.append(somebody)
        return somebody

    yield enter
    for each in entered:
        each.context.close()
    assert [fault for each in entered for fault in each.faults] == []


def come(
    browser: Browser, world: LiveDistrict, name: str, way: Way, *, signed_in: bool = True
) -> Somebody:
    context = browser.new_context(
        viewport={"width": way.width, "height": HEIGHT},
        locale={"en": "en-US", "es": "es-MX"}[way.language],
        java_script_enabled=way.scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(8_000)
    if way.scripts:
        context.clock.set_fixed_time(world.now)
    if name and signed_in:
        world.prefers(name, language=way.language)
        context.add_cookies([world.cookie(name)])
    page = context.new_page()
    somebody = Somebody(world, name, way, context, page)
    context.add_init_script(TELL_VIOLATIONS)
    somebody.watch(page)
    return somebody
