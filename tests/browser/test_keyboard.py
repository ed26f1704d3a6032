"""The keyboard alone, as somebody works who uses no mouse: Tab, Space, Enter and letters."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import Somebody, Way
from tests.browser.test_quick_note import picture
from tests.stories.people import ADA, RUTH

pytestmark = pytest.mark.browser

COURSE = "number-talks"
STOPS_MAX = 120


def test_skips_to_the_content(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    ada = enter(ADA).opens("/home")

    ada.page.keyboard.press("Tab")
    expect(ada.page.locator(".t-skip")).to_be_focused()
    ada.page.keyboard.press("Enter")

    expect(ada.page.locator("#main")).to_be_focused()


def test_writes_and_submits(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    ada = enter(ADA).opens(f"/evidence/new?activity={COURSE}&stage=learned")

    tabs_to(ada, "textbox", "Day")
    ada.page.keyboard.type(world.today.strftime("%m%d%Y"))
    for field in ("What I learned", "What I did", "What students showed"):
        tabs_to(ada, "textbox", field)
        ada.page.keyboard.type("Talk comes before paper.")
    tabs_to(ada, "button", "Submit")
    ada.page.keyboard.press("Enter")

    ada.sees("Waiting for review")


def test_scores_and_approves(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.submits(ADA, COURSE, stage="learned")
    ruth = enter(RUTH).opens("/reviews")
    tabs_to(ruth, "link", ruth.title("activities", COURSE))
    ruth.page.keyboard.press("Enter")
    ruth.heading(ruth.title("activities", COURSE))

    keys = ruth.page.keyboard
    for line, pressed in enumerate((["Space", "ArrowDown"], ["2"], ["3"])):
        tabs_into(ruth, f".t-criterion >> nth={line} >> input")
        for key in pressed:
            keys.press(key)
    tabs_to(ruth, "button", "Approve")
    ruth.page.keyboard.press("Enter")

    ruth.sees("Approved.")
    assert world.points(ADA) == 10


@pytest.mark.parametrize("pieces", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_reviews_one_after_the_other_by_keys(
    world: LiveDistrict, enter: Enter, pieces: int
) -> None:
    """Three digits and two Enters for each; every fifth one is sent back with a note."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    for _ in range(pieces):
        world.submits(ADA, COURSE, stage="learned")
    ruth = enter(RUTH).opens("/reviews")
    tabs_to(ruth, "link", ruth.title("activities", COURSE))
    keys = ruth.page.keyboard

    for piece in range(1, pieces + 1):
        keys.press("Enter")
        expect(ruth.page.get_by_role("heading", name="What do you see?")).to_be_visible()
        for _ in range(3):
            keys.press("2")
        if piece % 5:
            keys.press("Control+Enter")
            ruth.sees("Approved.")
        else:
            tabs_to(ruth, "textbox", "Note")
            keys.type("Which board did they choose, and why?")
            keys.press("Control+Shift+Enter")
            ruth.sees("Sent back with your note.")
        if piece < pieces:
            expect(ruth.page.get_by_role("link", name="Next in the queue")).to_be_focused()

    ruth.sees("Nothing else waits for you.")
    assert world.waits_for(RUTH) == 0


def test_goes_on_by_keys_where_scripts_are_off(world: LiveDistrict, enter: Enter) -> None:
    """As when a decision is sent before the scripts of a slow page are there."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    first, _second = (world.submits(ADA, COURSE, stage="learned") for _ in range(2))
    ruth = enter(RUTH, Way(scripts=False)).opens(f"/reviews/{first.id}")

    ruth.writes("Note", "Which board did they choose, and why?")
    ruth.presses("Send back")

    expect(ruth.page.get_by_role("link", name="Next in the queue")).to_be_focused()


def test_decides_by_keys_from_anywhere_on_the_review(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.submits(ADA, COURSE, stage="learned")
    ruth = enter(RUTH).opens(f"/reviews/{claim.id}")
    keys = ruth.page.keyboard

    ruth.expects(422)
    keys.press("Control+Shift+Enter")
    ruth.sees("Please add a note that helps the person go on.")
    ruth.expects(422)
    with ruth.page.expect_response(lambda answer: answer.status == 422):
        keys.press("Control+Alt+Enter")
    for line in range(3):
        ruth.page.locator(".t-criterion").nth(line).locator("input").first.focus()
        keys.press("2")
    keys.press("Control+Enter")

    ruth.sees("Approved.")
    assert world.points(ADA) == 10


def test_opens_and_closes_the_menu(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    ada = enter(ADA).opens("/home")
    summary = ".t-top details.t-menu summary"

    tabs_into(ada, summary)
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("link", name="Settings")).to_be_visible()
    ada.page.keyboard.press("Escape")

    expect(ada.page.get_by_role("link", name="Settings")).to_be_hidden()
    expect(ada.page.locator(summary)).to_be_focused()


def test_follows_what_the_bell_tells(world: LiveDistrict, enter: Enter) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, COURSE, by=RUTH, stage="learned")
    ada = enter(ADA).opens("/home")

    tabs_into(ada, "#bell")
    ada.page.keyboard.press("Enter")
    ada.heading("Notifications")
    tabs_into(ada, ".t-told-call")
    ada.page.keyboard.press("Enter")
    ada.heading(ada.title("activities", COURSE))


@pytest.mark.parametrize("scripts", [True, False])
def test_keeps_a_photo_and_a_line(
    world: LiveDistrict, enter: Enter, tmp_path: Path, scripts: bool
) -> None:
    """On a phone with a keyboard, with scripts and without."""
    world.joins(ADA)
    photo = tmp_path / "dots.png"
    photo.write_bytes(picture())
    ada = enter(ADA, Way("en", 360, scripts=scripts))
    # Who listens early is told of the first press: the browser is asked to tell only from then on.
    ada.page.on("filechooser", lambda _chooser: None)
    ada.opens("/evidence/quick")

    tabs_into(ada, "input[type=file]")
    with ada.page.expect_file_chooser() as chooser:
        ada.page.keyboard.press("Enter")
    chooser.value.set_files(photo)
    tabs_to(ada, "textbox", "A line about it")
    ada.page.keyboard.type("How they see ten dots.")
    tabs_to(ada, "button", "Keep it")
    ada.page.keyboard.press("Enter")

    ada.sees("It is kept. Say what it is about whenever you like.")
    ada.sees("dots.png")


def tabs_to(somebody: Somebody, role: str, name: str) -> None:
    """From stop to stop until the focus is on it; every stop on the way can be seen."""
    for _ in range(STOPS_MAX):
        somebody.page.keyboard.press("Tab")
        stop = somebody.page.locator(":focus")
        assert is_somewhere(somebody), f"the focus is nowhere on the way to {name}"
        assert shows(somebody), f"the focus cannot be seen: {stop.first.evaluate(_OUTER)}"
        if stop.and_(somebody.page.get_by_role(role, name=name)).count():
            return
    raise AssertionError(f"{name} cannot be reached")


def is_somewhere(somebody: Somebody) -> bool:
    """Not only the browser's own parts of a field, which no selector sees."""
    found: bool = somebody.page.evaluate("document.activeElement !== document.body")
    return found


_OUTER = "each => each.outerHTML.slice(0, 200)"
_SHOWS = """() => {
  if (document.activeElement.matches("#main[tabindex='-1']")) return true;
  const style = getComputedStyle(document.activeElement);
  const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  const inParts = document.activeElement.type === "date";
  return outline >= 2 || style.boxShadow !== "none" || inParts;
}"""


def shows(somebody: Somebody) -> bool:
    """An outline, or the ring of a field; a day's parts are marked by the browser.

    The content of a page is no stop: it takes the focus once, a moment after the page is there.
    """
    found: bool = somebody.page.evaluate(_SHOWS)
    return found


def tabs_into(somebody: Somebody, selector: str) -> None:
    for _ in range(STOPS_MAX):
        somebody.page.keyboard.press("Tab")
        if somebody.page.locator(":focus").and_(somebody.page.locator(selector)).count():
            return
    raise AssertionError(f"{selector} cannot be reached")
