"""What is printed: on as many sheets as it should be."""

import re

import pytest

from tests.browser.conftest import Looker
from tests.browser.pages import Visit
from tests.stories.people import ADA

pytestmark = pytest.mark.browser

LETTER = {"format": "Letter", "margin": dict.fromkeys(("top", "right", "bottom", "left"), "12mm")}


@pytest.mark.parametrize(
    ("endpoint", "asks", "sheets_max"),
    [
        ("degrees.diploma", {"degree": "associate"}, 1),
        ("degrees.show", {"degree": "associate"}, 1),
        ("credentials.wall", {}, 2),
        ("credentials.door", {"credential_id": "badge"}, 1),
        ("rewards.slip", {"redemption_id": "held"}, 1),
        ("ledger.mine", {}, 2),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_fits(
    look: Looker, endpoint: str, asks: dict[str, str], sheets_max: int, language: str
) -> None:
    page = look.at(Visit(endpoint, ADA, tuple(asks.items())), language)

    assert 1 <= sheets(page.pdf(**LETTER)) <= sheets_max


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
