"""Browsers at a live district: each test has its own, and no browser may complain."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.live import LiveDistrict, copied
from tests.browser.midyear import Midyear
from tests.browser.pages import Visit
from tests.browser.somebody import Somebody, Way
from tests.browser.widths import HEIGHT

Enter = Callable[..., Somebody]

expect.set_options(timeout=20_000)  # A machine that runs other tests beside may be slow to answer.

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
    context.set_default_timeout(20_000)
    context.set_default_navigation_timeout(60_000)  # a page that reckons may take its time
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


class Looker:
    """Goes from page to page of a district in mid-year, as whoever may see each."""

    def __init__(self, browser: Browser, world: Midyear) -> None:
        self.world = world
        self._browser = browser
        self._readers: dict[tuple[str, str], Somebody] = {}
        self._seen: list[str] = []
        self._reader: Somebody | None = None

    def at(self, visit: Visit, language: str = "en") -> Page:
        """The page as it stands for that reader, wide and by day."""
        reader = self._reader = self._as(visit.who, language)
        reader.faults.clear()
        reader.expected = {visit.status}
        self._seen.clear()
        reader.page.set_viewport_size({"width": 1280, "height": HEIGHT})
        answer = reader.page.goto(self.world.address + visit.path(self.world))
        assert answer is not None
        assert answer.status == visit.status
        return reader.page

    def faults(self) -> list[str]:
        assert self._reader is not None
        return self._reader.faults

    def asked_for(self, name: str) -> bool:
        """Whether the browser loaded a file of this name."""
        return any(name in address for address in self._seen)

    def _as(self, who: str, language: str) -> Somebody:
        if (who, language) not in self._readers:
            reader = come(self._browser, self.world, who, Way(language))
            reader.page.on("request", lambda request: self._seen.append(request.url))
            self._readers[who, language] = reader
        if who:
            self.world.prefers(who, language=language)
        return self._readers[who, language]

    def leaves(self) -> None:
        for reader in self._readers.values():
            reader.context.close()


@pytest.fixture(scope="session")
def midyear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Midyear]:
    world = Midyear(tmp_path_factory.mktemp("midyear"))
    yield world
    world.close()


@pytest.fixture(scope="session")
def look(browser: Browser, midyear: Midyear) -> Iterator[Looker]:
    looker = Looker(browser, midyear)
    yield looker
    looker.leaves()
