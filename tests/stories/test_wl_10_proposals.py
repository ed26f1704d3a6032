"""WL-10: a teacher-proposed activity goes draft, review, catalog, with the author's name."""

import re

from engine import jobs
from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

ROBOTS = {
    "wanted": "activity",
    "title": "Robots in PE",
    "summary": "Build a robot that keeps the score.",
    "learned": "Say how the robot counts.",
    "used": "Show a game that it scored.",
    "minutes": "4",
    "badge": "y",
    "signature": "Ada Romero",
}


def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    return world


def test_a_proposal_goes_from_a_draft_to_the_catalog_and_its_author_is_named_and_credited(
    world: World,
) -> None:
    """
    campuses: {sport: {title: Sport}}
    activities:
      walk: {title: Walk, campus: sport, evidence: own, points: 5}
      mine: {title: My own activity, evidence: system, points: 30, hours: 1}
    proposals: {counts_as: mine}
    """
    oak(world)
    assert "Propose something new" in world.sees(ADA, "/activities")

    where = sends(world, ADA, "/proposals", **ROBOTS, do="save", campus="sport")
    assert "Nobody else sees it until you send it." in world.sees(ADA, where)
    assert "Robots in PE" not in world.sees(DANA, "/proposals/to-read")
    assert world.browser(RUTH).get(f"/oak{where}").status_code == 404

    sends(world, ADA, where, **ROBOTS, do="submit", campus="sport", version="1")
    assert "Ada proposes “Robots in PE”" in world.letters(DANA)[-1]
    assert "Proposals to read" in world.sees(RUTH, "/reviews")
    assert "Robots in PE" in world.sees(RUTH, "/proposals/to-read")

    sends(world, RUTH, f"{where}/taking")
    assert "Ruth is reading “Robots in PE”" in world.letters(ADA)[-1]
    assert "Ruth has it since September 15, 2025." in world.sees(ADA, where)
    assert "has this proposal." in told(world, BEN, RUTH, where)

    sends(world, RUTH, f"{where}/answer", do="ask_back", note="For which grades?")
    assert "For which grades?" in world.letters(ADA)[-1]
    assert "Ruth writes For which grades?" in world.sees(ADA, where)
    again = {**ROBOTS, "summary": "Grades 3 to 5 build a robot.", "campus": "sport"}
    sends(world, ADA, where, **again, do="submit", version="1")
    assert "“Robots in PE”" in world.letters(RUTH)[-1]

    assert "Into the next catalog" not in world.sees(RUTH, where)
    sends(world, RUTH, f"{where}/answer", do="let_go", note="Good from my side.")
    assert "Good from my side." in world.sees(DANA, where)
    assert "Good from my side." not in world.sees(ADA, where)
    begun = world.browser(DANA).post(f"/oak{where}/studio", data={"draft": "new"})
    assert begun.status_code == 303
    written = world.sees(DANA, begun.location.removeprefix("/oak"))
    assert "Robots in PE" in written
    assert "Dana has it since September 15, 2025." in world.sees(ADA, where)
    assert "goes toward the next catalog" in world.letters(ADA)[-1]

    publishes(world, DANA, begun.location)
    assert "“Robots in PE” is in the catalog" in world.letters(ADA)[-1]
    shown = world.sees(BEN, "/activities/robots-in-pe")
    assert "by Ada Romero" in shown
    assert "Grades 3 to 5 build a robot." in shown
    assert "Published" in world.sees(ADA, where)

    assert world.points(ADA) == 0
    for _minute in range(3):
        jobs.credit_proposals(world.store, now=world.now)
    assert world.points(ADA) == 30
    assert world.faults() == []


def test_a_proposal_can_be_declined_with_a_word_and_nobody_judges_her_own(world: World) -> None:
    """
    activities:
      walk: {title: Walk, evidence: own, points: 5}
    """
    oak(world)
    hers = sends(world, ADA, "/proposals", **ROBOTS, do="submit")
    nobody = world.browser(DANA).post(f"/oak{hers}/answer", data={"do": "decline", "note": " "})
    assert nobody.status_code == 422
    assert "Please add a note" in nobody.text

    sends(world, DANA, f"{hers}/answer", do="decline", note="“Walk” covers it already.")
    assert "“Walk” covers it already." in world.letters(ADA)[-1]
    assert "Not for the next catalog" in world.sees(ADA, hers)
    late = world.browser(RUTH).post(f"/oak{hers}/taking")
    assert late.status_code == 409

    danas = sends(world, DANA, "/proposals", **ROBOTS, do="submit")
    assert world.browser(DANA).post(f"/oak{danas}/taking").status_code == 404
    assert "Robots in PE" not in world.sees(DANA, "/proposals/to-read").split("Already answered")[0]
    assert sends(world, RUTH, f"{danas}/taking")


def test_what_is_sent_is_whole_and_can_be_taken_back(world: World) -> None:
    """
    activities:
      walk: {title: Walk, evidence: own, points: 5}
    """
    oak(world)
    thin = {"wanted": "activity", "title": "Robots"}
    sent = world.browser(ADA).post("/oak/proposals", data={**thin, "do": "submit"})
    assert sent.status_code == 422
    assert sent.text.count("This is still to be written.") == 4
    assert "Robots" in world.sees(ADA, "/proposals")

    where = sends(world, ADA, "/proposals", **ROBOTS, do="submit")
    sends(world, ADA, f"{where}/withdrawal")
    assert "Taken back" in world.sees(ADA, where)
    assert "Robots in PE" not in world.sees(DANA, "/proposals/to-read")


def sends(world: World, who: str, path: str, **form: str) -> str:
    """Somebody sends a form; where that leads."""
    world.passes(minutes=1)
    answer = world.browser(who).post(f"/oak{path}", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location.removeprefix("/oak")


def told(world: World, _proposer: str, holder: str, where: str) -> str:
    """What another reader is told who wants to answer, too."""
    world.joins("Rafa", Role.REVIEWER)
    tried = world.browser("Rafa").post(f"/oak{where}/answer", data={"do": "decline", "note": "No"})
    assert tried.status_code == 409
    assert holder in tried.text
    return tried.text


def publishes(world: World, who: str, entry: str) -> None:
    """Through the dry run, as every catalog is."""
    world.passes(minutes=1)
    draft = entry.split("/parts/")[0]
    listed = world.browser(who).post(f"{draft}/dry-run", data={"policy": "recompute"})
    assert listed.status_code == 303, listed.text
    while 'id="working"' in (page := world.browser(who).get(listed.location).text):
        pass
    assert re.search(r"/publish\"", page)
    done = world.browser(who).post(f"{listed.location}/publish")
    assert done.status_code == 303
