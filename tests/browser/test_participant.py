"""A teacher's way through the site: from the catalog to a diploma, and a mug on the way."""

from pathlib import Path

import pytest

from engine.people import Role
from tests.browser.conftest import Enter
from tests.browser.live import LiveDistrict
from tests.browser.somebody import EVERY_WAY, Somebody, Way
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT

pytestmark = pytest.mark.browser

LAST = "co-teaching"


@pytest.fixture
def nearly(world: LiveDistrict) -> None:
    """Ada has three courses and a half of the four that the Associate asks for."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "associate")
    for _ in range(4):
        world.completes(ADA, "explore-tool", by=RUTH)
    for course in ("number-talks", "coding-for-all", "morning-meeting", LAST):
        world.completes(ADA, course, by=RUTH, stage="learned")
        if course != LAST:
            world.completes(ADA, course, by=RUTH, stage="used", kinds=[STUDENT])


@pytest.mark.usefixtures("nearly")
@pytest.mark.parametrize("way", EVERY_WAY, ids=str)
def test_from_the_catalog_to_the_diploma(
    world: LiveDistrict, enter: Enter, way: Way, tmp_path: Path
) -> None:
    world.may_sign_in(ADA)
    world.prefers(ADA, language=way.language)
    ada = enter(ADA, way, signed_in=False)
    ada.signs_in()
    ada.is_at("/home")

    finds_the_course(ada)
    submits(ada, tmp_path)
    world.approves(RUTH, world.waiting())
    celebrates_once(ada)
    redeems_a_mug(ada)


def finds_the_course(ada: Somebody) -> None:
    course = ada.title("activities", LAST)
    ada.goes_to("/activities")
    ada.writes("Search", course)
    ada.presses("Show")
    ada.sees_no(ada.title("activities", "number-talks"))
    ada.follows(course)
    ada.heading(course)


def submits(ada: Somebody, folder: Path) -> None:
    work = folder / "plan.txt"
    work.write_text("Two teachers, one lesson.", encoding="utf-8")
    ada.follows("Submit evidence")
    ada.writes("What I learned", "Who speaks first matters.")
    ada.writes("What I did", "We taught the unit together, twice.")
    ada.writes("What students showed, or what changed for them", "Quiet pupils asked more.")
    ada.attaches("Files", work)
    if ada.way.scripts:
        ada.sees_button("Take off")
    ada.writes("Link", "work.example/co-teaching")
    ada.presses("Add")
    ada.sees("plan.txt")
    ada.sees("work.example/co-teaching")
    ada.expects(422).presses("Submit")
    ada.sees("Please give the day.")
    ada.writes("Day", ada.world.today.isoformat())
    ada.chooses("Students in it", ada.says("No student can be recognized"))
    ada.presses("Submit")
    ada.sees("Submitted. You will get a mail when there is an answer.")
    ada.sees("Waiting for review")
    ada.sees(RUTH)
    ada.goes_to("/evidence")
    ada.sees(ada.title("activities", LAST))


def celebrates_once(ada: Somebody) -> None:
    degree = ada.title("degrees", "associate")
    ada.goes_to("/home")
    ada.sees("%(degree)s is yours!", degree=degree)
    ada.sees(ada.title("levels", "sophomore"))
    ada.sees("lifetime %(points)s", points=ada.word("point", 2))
    ada.presses("Close, it stays yours")
    ada.sees_no("%(degree)s is yours!", degree=degree)
    ada.opens("/home")
    ada.sees("lifetime %(points)s", points=ada.word("point", 2))
    ada.sees_no("%(degree)s is yours!", degree=degree)
    ada.opens("/degrees/associate/diploma")
    ada.heading(degree)
    ada.sees(ADA)


def redeems_a_mug(ada: Somebody) -> None:
    mug = ada.title("rewards", "mug")
    points, level = ada.world.points(ADA), ada.world.level(ADA)
    left = ada.world.redeemable(ADA) - 160
    ada.goes_to("/rewards")
    ada.follows(mug)
    ada.heading(mug)
    ada.follows("Redeem")
    ada.presses("Redeem for %(points)s", points=f"160 {ada.word('point', 160)}")
    ada.is_at("/rewards/mine")
    ada.sees(mug)
    assert (ada.world.points(ADA), ada.world.level(ADA)) == (points, level)
    assert ada.world.redeemable(ADA) == left
    ada.page.locator("main a[href*='/rewards/redemption/']").first.click()
    ada.sees(mug)
    ada.sees("Signature")
