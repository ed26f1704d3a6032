"""Somebody in front of a browser: what she does there, and what she sees."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from rules.words import word
from tests.browser.live import PASSWORD, LiveDistrict
from tests.browser.words import said
from tests.rules.sample_packs import sample


@dataclass(frozen=True)
class Way:
    """How somebody reads the site: her language, her window's width, with scripts or without."""

    language: str = "en"
    width: int = 1280
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{self.width}-{'scripts' if self.scripts else 'plain'}"


@dataclass
class Somebody:
    """A reader with a browser of her own; every act goes through what she can see."""

    world: LiveDistrict
    name: str
    way: Way
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    """What the browser complained about: scripts, the policy, addresses that lead nowhere."""
    expected: set[int] = field(default_factory=set)
    """Statuses that are part of the story."""

    # -- what she does ------------------------------------------------------------------------

    def opens(self, path: str) -> "Somebody":
        self.page.goto(self.world.url(path))
        return self

    def signs_in(self) -> None:
        self.opens("/sign-in")
        self.writes("E-mail address", self.world.emails[self.name])
        self.writes("Password", PASSWORD)
        self.presses("Sign in")

    def follows(self, link: str, **facts: object) -> None:
        self._main.get_by_role("link", name=self._named(link, facts)).first.click()

    def goes_to(self, path: str) -> None:
        """By the navigation that her window shows; on a phone it may stand under "More"."""
        stop = f"nav a[href='/{self.world.district}{path}']"
        if not self.page.locator(stop).locator("visible=true").count():
            self.page.locator("nav.t-tabs summary").click()
        self.page.locator(stop).locator("visible=true").first.click()
        self.is_at(path)

    def presses(self, button: str, **facts: object) -> None:
        self._main.get_by_role("button", name=self._named(button, facts)).first.click()

    def writes(self, label: str, text: str) -> None:
        self._field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def picks(self, option: str) -> None:
        self.page.get_by_label(option, exact=True).first.check()

    def attaches(self, label: str, *files: Path) -> None:
        self._field(label).set_input_files(list(files))

    # -- what she sees ------------------------------------------------------------------------

    def sees(self, sentence: str, **facts: object) -> None:
        text = self._main.get_by_text(self.says(sentence, **facts)).locator("visible=true")
        expect(text.first).to_be_visible()

    def sees_no(self, sentence: str, **facts: object) -> None:
        text = self._main.get_by_text(self.says(sentence, **facts)).locator("visible=true")
        expect(text).to_have_count(0)

    def sees_button(self, button: str) -> None:
        expect(self._main.get_by_role("button", name=self._named(button, {})).first).to_be_visible()

    def sees_no_button(self, button: str) -> None:
        expect(self._main.get_by_role("button", name=self._named(button, {}))).to_have_count(0)

    def is_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(f"/{self.world.district}{path}")))

    def heading(self, text: str, **facts: object) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.says(text, **facts))

    def says(self, sentence: str, **facts: object) -> str:
        """The sentence in her language."""
        return said(self.way.language, sentence, **facts)

    def title(self, section: str, key: str) -> str:
        """What the pack calls a thing in her language."""
        return self.world.title(section, key, self.way.language)

    def word(self, term: str, n: int = 2) -> str:
        """The district's word for a thing of its own, in her language."""
        return word(term, self.way.language, sample("deerfield").words, n=n)

    # -- behind the scenes --------------------------------------------------------------------

    def expects(self, *statuses: int) -> "Somebody":
        self.expected |= set(statuses)
        return self

    def watch(self, page: Page) -> None:
        """Write down all that the browser complains about on this page."""
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: self._hear(page, line.type, line.text))
        page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _hear(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.faults.append(f"{page.url}: {text}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and status not in self.expected:
            self.faults.append(f"{url}: answered {status}")

    def _named(self, begins: str, facts: dict[str, object]) -> re.Pattern[str]:
        """A name that begins so; more may be said to screen readers alone."""
        name = re.escape(self.says(begins, **facts)).replace("/", r"\/")
        return re.compile(rf"^\s*{name}")

    @property
    def _main(self) -> Locator:
        return self.page.get_by_role("main")

    def _field(self, label: str) -> Locator:
        return self._main.get_by_label(self._named(label, {})).first


BOTH_SIZES = (Way("en", 1280), Way("es", 390))
OTHER_WAYS = (
    pytest.param(Way("es", 390, scripts=True), marks=pytest.mark.slow),
    pytest.param(Way("en", 1280, scripts=False), marks=pytest.mark.slow),
)
EVERY_WAY = (Way("en", 1280, scripts=True), Way("es", 390, scripts=False), *OTHER_WAYS)
"""Each pair of language, width and scripts is among these; the slow ones in the thorough run."""
