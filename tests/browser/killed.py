"""A browser of its own that can be killed in the middle of a word, as when a battery is empty."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from playwright.sync_api import Page, Playwright

SENTENCE = (
    "We looked at ten dots for three seconds, and then everybody told how she had seen them. "
)


@dataclass
class Typed:
    """What was typed, key by key, and when."""

    text: str = ""
    at: list[float] = field(default_factory=list)

    def lost_s(self, kept: str, killed_at: float) -> float:
        """How long before the end the first key was typed that is not kept."""
        assert self.text.startswith(kept), (self.text, kept)
        return 0 if len(kept) == len(self.text) else killed_at - self.at[len(kept)]


def types(page: Page, label: str, chance: Random, keys: int) -> Typed:
    """Type so many keys as people do: fast, with a pause now and then."""
    typed, where = Typed(), page.get_by_label(label, exact=True)
    where.focus()
    for n in range(keys):
        key = SENTENCE[n % len(SENTENCE)]
        page.keyboard.type(key)
        typed.text += key
        typed.at.append(time.monotonic())
        time.sleep(chance.choice((0.02, 0.05, 0.08, 0.15)) if chance.random() < 0.97 else 1.4)
    return typed


@dataclass
class Doomed:
    """The browser, as long as it lives."""

    process: subprocess.Popen[bytes]
    page: Page

    def dies(self) -> float:
        """Without a word to anybody; the moment at which it did."""
        os.killpg(self.process.pid, signal.SIGKILL)
        moment = time.monotonic()
        self.process.wait()
        return moment


@contextmanager
def doomed(
    playwright: Playwright, executable: str, switches: list[str], home: Path, cookie: dict
) -> Iterator[Doomed]:
    command = [
        executable, *switches, "--headless=new", "--remote-debugging-port=0",
        f"--user-data-dir={home}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(home)}")
        context = browser.contexts[0]
        context.add_cookies([cookie])
        yield Doomed(process, context.new_page())
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _port(home: Path) -> int:
    said = home / "DevToolsActivePort"
    for _turn in range(600):
        if said.exists() and (lines := said.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    raise TimeoutError("the browser does not say its port")
