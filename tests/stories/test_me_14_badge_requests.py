"""ME-14: somebody asks for a badge, an admin decides, and she who asked is told."""

import re

from engine import jobs
from engine.people import Role
from tests.stories.people import ADA, DANA
from tests.stories.test_wl_10_proposals import publishes, sends
from tests.stories.world import World

LADDER = {
    "wanted": "badge",
    "title": "Bus whisperer",
    "summary": "Keeps a bus calm for a year.",
    "minutes": "7",
    "signature": "",
}


def test_a_badge_is_asked_for_decided_on_and_told(world: World) -> None:
    """
    activities:
      drive: {title: Drive, evidence: own, points: 5}
      mine: {title: My own, evidence: system, points: 30}
    """
    world.joins(ADA, language="es")
    world.joins(DANA, Role.DISTRICT_ADMIN)
    assert "Pedir una insignia" in world.sees(ADA, "/badges")
    form = world.browser(ADA).get("/oak/proposals/new?badge=yes").text
    assert re.search(r'<input checked[^>]*value="badge"', form)

    where = sends(world, ADA, "/proposals", **LADDER, do="submit")
    assert "Bus whisperer" in world.sees(DANA, "/proposals/to-read")
    assert "hours" not in world.sees(DANA, where).split("What happened")[0]
    begun = world.browser(DANA).post(f"/oak{where}/studio", data={"draft": "new"}).location
    assert begun.endswith("/parts/badges/bus-whisperer")
    assert "Keeps a bus calm for a year." in world.browser(DANA).get(begun).text

    publishes(world, DANA, begun)
    assert "“Bus whisperer” ya está en el catálogo" in world.letters(ADA)[-1]
    assert "Bus whisperer" in world.sees(ADA, "/badges/bus-whisperer")
    jobs.credit_proposals(world.store, now=world.now)
    assert world.points(ADA) == 0


def test_a_badge_that_does_not_come_is_answered_too(world: World) -> None:
    """
    activities:
      drive: {title: Drive, evidence: own, points: 5}
    """
    world.joins(ADA)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    where = sends(world, ADA, "/proposals", **LADDER, do="submit")

    sends(world, DANA, f"{where}/answer", do="decline", note="Ask again with the levels.")
    assert "Ask again with the levels." in world.letters(ADA)[-1]
    assert "Dana writes Ask again with the levels." in world.sees(ADA, where)
