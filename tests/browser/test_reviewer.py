"""A reviewer's way: the queue, the rubric beside the work, the effect, and a decision."""

import pytest

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import EVERY_WAY, Somebody, Way
from tests.stories.people import ADA, DANA, RUTH

pytestmark = pytest.mark.browser

COURSE = "number-talks"
WORTH = 10


@pytest.fixture
def handed_in(world: LiveDistrict) -> None:
    """Two pieces of Ada's evidence wait for Ruth."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.submits(ADA, COURSE, stage="learned")
    world.submits(ADA, "coding-for-all", stage="learned")


@pytest.mark.usefixtures("handed_in")
@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_approves_one_and_sends_the_next_back(world: LiveDistrict, enter: Enter, way: Way) -> None:
    ruth = enter(RUTH, way)
    ruth.opens("/home").goes_to("/reviews")
    ruth.follows(ruth.title("activities", COURSE))
    ruth.heading(ruth.title("activities", COURSE))
    scores(ruth, best=3)
    sees_the_effect(ruth, points=WORTH)
    ruth.presses("Approve")
    ruth.sees("Approved.")
    assert world.points(ADA) == WORTH

    ruth.follows("Next in the queue")
    ruth.heading(ruth.title("activities", "coding-for-all"))
    ruth.expects(422).presses("Send back")
    ruth.sees("Please add a note that helps the person go on.")
    ruth.writes("Note", "Which board did they choose, and why?")
    ruth.presses("Send back")
    ruth.sees("Sent back with your note.")
    ruth.goes_to("/reviews")
    ruth.sees("Everything is answered")
    assert world.points(ADA) == WORTH


def scores(ruth: Somebody, best: int) -> None:
    """The best score on each line of the rubric."""
    lines = ruth.page.locator(".t-criterion")
    for n in range(lines.count()):
        lines.nth(n).get_by_role("radio").nth(best).check()


def sees_the_effect(ruth: Somebody, points: int) -> None:
    if not ruth.way.scripts:  # the same, as somebody gets it who presses Enter in a field
        ruth.page.locator("button[value=look]").press("Enter")
    effect = ruth.page.locator("#effect")
    effect.get_by_text(f"{points} {ruth.word('point', points)}").first.wait_for()


@pytest.mark.usefixtures("handed_in")
def test_nobody_decides_on_her_own(world: LiveDistrict, enter: Enter) -> None:
    own = world.submits(RUTH, COURSE, stage="learned")
    ruth = enter(RUTH).expects(403)

    ruth.opens("/reviews")
    ruth.sees_no(RUTH)
    ruth.opens(f"/reviews/{own.id}")

    ruth.heading("This is not open to you")


@pytest.mark.usefixtures("handed_in")
@pytest.mark.parametrize("way", [Way("en", 1280), Way("es", 390, scripts=False)], ids=str)
def test_an_approval_is_undone_with_a_reason(world: LiveDistrict, enter: Enter, way: Way) -> None:
    world.joins(DANA, Role.DISTRICT_ADMIN)
    approved = world.completes(ADA, "explore-tool", by=RUTH)
    had = world.points(ADA)
    dana = enter(DANA, way)

    dana.opens(f"/evidence/{approved.id}")
    dana.follows("Take the approval back")
    dana.sees("As corrected")
    dana.sees("Nothing falls")
    dana.picks(dana.says("It follows: as corrected"))
    dana.expects(422).presses("Take it back")
    dana.writes("Why", "It was handed in twice.")
    dana.presses("Take it back")

    dana.sees("The approval is taken back. The evidence waits for a review again.")
    assert (had > 0, world.points(ADA)) == (True, 0)
    assert world.faults() == []
