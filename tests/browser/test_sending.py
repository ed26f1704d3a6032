"""A large file goes in parts: it shows how far it is, and goes on after a broken connection."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.stories.people import ADA

pytestmark = pytest.mark.browser


def test_a_broken_connection_costs_a_part(
    world: LiveDistrict, enter: Enter, tmp_path: Path
) -> None:
    talk = tmp_path / "A long talk.wav"
    talk.write_bytes(sound(seconds=600))
    world.joins(ADA)
    ada = enter(ADA).opens("/evidence/new?activity=explore-tool")
    parts: list[str] = []

    def breaks(route: Route) -> None:
        if route.request.method == "POST":
            parts.append(route.request.url.partition("at=")[2].partition("&")[0])
        if len(parts) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    ada.page.route("**/sending/**", breaks)
    ada.attaches("Files", talk)

    expect(ada.page.locator("audio")).to_be_visible(timeout=60_000)
    ada.sees("A long talk.wav")
    assert parts == ["0", "2000000", "2000000", "4000000", "6000000", "8000000"]
    ada.writes("What is heard, in words", "All of it.")
    ada.presses("Save draft")
    ada.sees("All of it.")
    ada.faults = [fault for fault in ada.faults if "ERR_CONNECTION_RESET" not in fault]


def sound(seconds: int) -> bytes:
    """Silence, sixteen thousand bytes a second."""
    content = b"\0" * 16_000 * seconds
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16_000, 2, 16)
    data = struct.pack("<4sI", b"data", len(content)) + content
    return b"RIFF" + struct.pack("<I", 4 + len(form) + len(data)) + b"WAVE" + form + data
