"""WT-1: a teacher who administers nothing runs a program area, and publishes within it only."""

import re
from inspect import cleandoc

import pytest

from engine import catalogs, changes, people, studio
from engine.errors import NotPermitted, OutsideArea
from engine.people import Role
from rules.terms import Policy
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World
from tests.web.filled import Filled

SPORT = """
    campuses: {sport: {title: Sport}, arts: {title: Arts}}
    rubrics:
      play: {title: Play, criteria: {fit: {title: Fit, scores: ["No", "Yes"]}}}
      draw: {title: Draw, criteria: {fit: {title: Fit, scores: ["No", "Yes"]}}}
    activities:
      walk: {title: Walk, campus: sport, evidence: own, points: 5, rubric: play}
      paint: {title: Paint, campus: arts, evidence: own, points: 5, rubric: draw}
    rules: {growth: {grants: 5}}
    degrees: {ba: {title: BA, requires: {points: 50}}}
"""


@pytest.fixture
def pack() -> dict[str, str]:
    return {"pack.yaml": SMALL + cleandoc(SPORT)}


@pytest.fixture
def oak(world: World) -> World:
    """Ada runs the campus of sport; Ben has walked before."""
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.completes(BEN, "walk", by=RUTH)
    assert world.browser(ADA).get("/oak/studio").status_code == 403
    gives(world, "give", "sport")
    gives(world, "give", "cooking", 400)
    return world


def gives(world: World, do: str, campus: str, answer: int = 303) -> None:
    with world.store.session() as session:
        ada = world.place(session, ADA).id
    form = {"do": do, "campus": campus}
    assert world.browser(DANA).post(f"/oak/people/{ada}/areas", data=form).status_code == answer


def begins(world: World) -> str:
    """Ada begins a draft."""
    world.passes(minutes=1)
    begun = world.browser(ADA).post("/oak/studio", data={"title": "Sport", "number": "1"})
    assert begun.status_code == 303
    return str(begun.location)


def revision(world: World, draft: str) -> dict[str, str]:
    shown = world.browser(ADA).get(f"{draft}/parts/activities").text
    return {"revision": re.findall(r'name="revision" value="(\d+)"', shown)[0]}


def keeps(world: World, draft: str, key: str, said: dict[str, str], section: str = "activities"):
    """Ada changes a thing by its form, and keeps it."""
    where = f"{draft}/parts/{section}/{key}"
    form = Filled(world.browser(ADA).get(where).text, "form")
    return world.browser(ADA).post(where, data=form.sends(**said))


def test_she_writes_and_publishes_what_is_of_her_area_for_new_work(oak: World) -> None:
    assert "Your program area: Sport" in oak.sees(ADA, "/studio")
    draft = begins(oak)
    inside = oak.sees(ADA, draft.removeprefix("/oak"))
    assert "Rubrics" in inside
    for hidden in ("Earning rules", "Read and write the files", "Tried on somebody"):
        assert hidden not in inside

    listed = oak.sees(ADA, f"{draft}/parts/activities".removeprefix("/oak"))
    assert "Walk" in listed
    assert "Paint" not in listed
    assert keeps(oak, draft, "walk", {"title-en": "Walk far"}).status_code == 303
    added = oak.browser(ADA).post(
        f"{draft}/parts/activities", data={"title": "Run", "key": "", **revision(oak, draft)}
    )
    assert added.status_code == 303

    chosen = oak.browser(ADA).get(f"{draft}/dry-run").text
    assert 'value="new_work"' in chosen
    assert 'value="recompute"' not in chosen
    refused = oak.browser(ADA).post(f"{draft}/dry-run", data={"policy": "recompute"})
    assert refused.status_code == 422
    run = oak.browser(ADA).post(f"{draft}/dry-run", data={"policy": "new_work"}).location
    assert "To think about" not in oak.sees(ADA, run.removeprefix("/oak"))
    assert oak.browser(ADA).post(f"{run}/publish").status_code == 303

    assert "Ada published catalog 2" in oak.letters(DANA)[-1]

    oak.passes(days=1)
    assert "Walk far" in oak.sees(BEN, "/activities")
    assert "Run" in oak.sees(BEN, "/activities")
    assert oak.points(BEN) == 10
    assert oak.faults() == []


def test_what_lies_outside_is_refused_by_its_name(oak: World) -> None:
    draft = begins(oak)

    paint = oak.sees(ADA, f"{draft}/parts/activities/paint".removeprefix("/oak"))
    assert "This is not of your program area: you can look at it." in paint
    tried = keeps(oak, draft, "paint", {"title-en": "Paint anew"})
    assert tried.status_code == 403
    assert "Activities · Paint" in tried.text
    moved = keeps(oak, draft, "walk", {"campus": "arts"})
    assert moved.status_code == 403
    assert "campus-error" in moved.text
    assert "Activities · Walk" in moved.text

    ada = oak.browser(ADA)
    for part in ("rules/growth", "degrees/ba", "pack"):
        answer = ada.get(f"{draft}/parts/{part}")
        assert answer.status_code == 403
        assert part.partition("/")[0] in answer.text
    for other in ("files", "concerns", "people", "download"):
        assert ada.get(f"{draft}/{other}").status_code in (403, 404)
    assert ada.get(f"{draft}/parts/activities/no-such-thing").status_code == 404
    kept = keeps(oak, draft, "draw", {"title-en": "Draw on"}, "rubrics")
    assert kept.status_code == 403
    assert "Rubrics · Draw" in kept.text
    gone = ada.post(f"{draft}/parts/rubrics/draw/removal", data=revision(oak, draft))
    assert gone.status_code == 403
    assert "rubrics.draw" in gone.text


def test_the_last_word_is_at_publishing_whatever_the_draft_was_made_of(oak: World) -> None:
    draft = begins(oak)
    keeps(oak, draft, "walk", {"title-en": "Walk far"})
    run_at = oak.browser(ADA).post(f"{draft}/dry-run", data={"policy": "new_work"}).location
    with oak._act() as session:
        files = {**catalogs.newest(session, "oak").files}
        files["pack.yaml"] = files["pack.yaml"].replace("points: 50", "points: 60")
        with pytest.raises(OutsideArea) as outside:
            propose(session, oak, files, Policy.NEW_WORK)
        assert outside.value.paths == (("degrees", "ba"),)
        with pytest.raises(OutsideArea) as outside:
            propose(session, oak, {**files, "crest.svg": "<svg/>"}, Policy.NEW_WORK)
        assert ("crest.svg",) in outside.value.paths
        same = catalogs.newest(session, "oak").files
        with pytest.raises(NotPermitted):
            propose(session, oak, same, Policy.RECOMPUTE)
        by = people.acting(session, oak.place(session, DANA))
        (hers,) = studio.drafts(session, by)
        assert changes.run_of(session, by, hers.id) is not None

    gives(oak, "take", "sport")
    assert oak.browser(ADA).post(f"{run_at}/publish").status_code == 403
    assert oak.browser(ADA).get(draft).status_code == 403


def propose(session, world, files, policy):
    by = people.acting(session, world.place(session, ADA))
    proposal = changes.propose(session, files, policy, now=world.now)
    return changes.begin(session, proposal, by=by, now=world.now)


def test_the_drafts_of_others_are_not_hers(oak: World) -> None:
    draft = begins(oak)
    with oak._act() as session:
        dana = people.acting(session, oak.place(session, DANA))
        danas = studio.begin(session, "Whole", by=dana, now=oak.now)

    assert "Whole" not in oak.sees(ADA, "/studio")
    assert oak.browser(ADA).get(f"/oak/studio/{danas.id}").status_code == 404
    assert oak.browser(DANA).get(draft).status_code == 200
