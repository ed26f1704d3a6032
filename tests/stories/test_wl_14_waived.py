"""WL-14: an admin lets one person use something with students without having learned it first."""

import pytest

from engine import evidence
from engine.errors import (
    AlreadyWithdrawn,
    DecidedAlready,
    NoteMissing,
    NotFound,
    NotPermitted,
    OwnDegree,
    StageMissing,
)
from engine.people import Role
from engine.store import look_back
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import STUDENT, World, words_of

PACK = """
activities:
  talks:
    title: Number talks
    stages:
      learned: {evidence: own, points: 10}
      used: {evidence: student, points: 30}
  lead: {title: Lead a group, evidence: own, points: 5, after: [talks]}
"""
LEARNED = "talks/learned"
WHY = "She taught this for nine years elsewhere."


@pytest.fixture
def pack() -> dict[str, str]:
    return {"pack.yaml": SMALL + PACK}


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    return world


def waives(world: World, by: str, whom: str, part: str = LEARNED, reason: str = WHY):
    with world._act() as session:
        whose, who = world.place(session, whom).id, world._actor(session, by)
        return evidence.waivers.waive(session, whose, part, reason=reason, by=who, now=world.now)


def takes_back(world: World, waiver, by: str = DANA, note: str = "A slip."):
    world.passes(minutes=1)
    with world._act() as session:
        who = world._actor(session, by)
        return evidence.waivers.withdraw(session, waiver.id, note=note, by=who, now=world.now)


def address(world: World, whom: str) -> str:
    with world.store.session() as session:
        return f"/people/{world.place(session, whom).id}/waivers"


def test_she_goes_on_without_it_and_nobody_else_does(oak: World) -> None:
    early = oak.drafts(ADA, "talks", stage="used", kinds=[STUDENT])
    told = oak.sees(ADA, f"/evidence/{early.id}/edit")
    assert "ask an admin of your district to waive it for you" in told
    with pytest.raises(StageMissing):
        oak.hands_in(ADA, early)

    where = address(oak, ADA)
    assert "Number talks: learned it" in oak.sees(DANA, where)
    sent = oak.browser(DANA).post(
        f"/{oak.district}{where}", data={"part": LEARNED, "reason": WHY}, follow_redirects=True
    )

    assert WHY in words_of(sent.text)
    assert any(WHY in letter and "Number talks" in letter for letter in oak.letters(ADA))
    told = oak.sees(ADA, f"/evidence/{early.id}/edit")
    assert "Dana let you go on without “Number talks: learned it”." in told
    assert "waived for you" in oak.sees(ADA, "/activities/talks")
    oak.approves(RUTH, oak.hands_in(ADA, early))
    assert oak.points(ADA) == 30
    bens = oak.drafts(BEN, "talks", stage="used", kinds=[STUDENT])
    with pytest.raises(StageMissing):
        oak.hands_in(BEN, bens)


def test_it_grants_nothing_and_opens_that_one_door(oak: World) -> None:
    waives(oak, DANA, ADA)

    assert oak.points(ADA) == 0
    with pytest.raises(StageMissing):
        oak.submits(ADA, "lead")
    waives(oak, DANA, ADA, "talks")
    oak.completes(ADA, "lead", by=RUTH)
    assert oak.points(ADA) == 5


def test_who_decides_about_requirements_decides_this_and_says_why(oak: World) -> None:
    with pytest.raises(NotPermitted):
        waives(oak, RUTH, ADA)
    with pytest.raises(OwnDegree):
        waives(oak, DANA, DANA)
    with pytest.raises(NoteMissing):
        waives(oak, DANA, ADA, reason=" ")
    with pytest.raises(NotFound):
        waives(oak, DANA, ADA, "talks/used")
    waives(oak, DANA, ADA)
    with pytest.raises(DecidedAlready):
        waives(oak, DANA, ADA)
    refused = oak.browser(DANA).post(f"/{oak.district}{address(oak, ADA)}", data={"part": "lead"})
    assert refused.status_code == 422


def test_it_is_taken_back_and_what_was_approved_stays(oak: World) -> None:
    waiver = waives(oak, DANA, ADA)
    done = oak.submits(ADA, "talks", stage="used", kinds=[STUDENT])
    oak.approves(RUTH, done)
    waits = oak.submits(ADA, "talks", stage="used", kinds=[STUDENT])
    yesterday = oak.now

    where = f"{address(oak, ADA)}/{waiver.id}/withdrawal"
    assert WHY in oak.sees(DANA, where)
    oak.passes(minutes=1)
    oak.browser(DANA).post(f"/{oak.district}{where}", data={"note": "She asked for the course."})

    assert oak.points(ADA) == 30
    assert any("She asked for the course." in letter for letter in oak.letters(ADA))
    with pytest.raises(StageMissing):
        oak.approves(RUTH, waits)
    told = oak.sees(DANA, f"/reviews/{waits.id}")
    assert "It cannot be approved yet. First comes: Number talks: learned it" in told
    assert "Waive it" in told
    assert "Withdrawn by Dana" in oak.sees(ADA, address(oak, ADA))
    with oak.store.session() as session:
        look_back(session, yesterday)
        assert evidence.waivers.waived(session, oak.place(session, ADA)) == {LEARNED}


def test_the_second_stage_waits_when_the_first_is_undone_meanwhile(oak: World) -> None:
    learned = oak.completes(ADA, "talks", by=RUTH, stage="learned")
    used = oak.submits(ADA, "talks", stage="used", kinds=[STUDENT])
    oak.undoes(DANA, learned)

    with pytest.raises(StageMissing):
        oak.approves(RUTH, used)
    waives(oak, DANA, ADA)

    oak.approves(RUTH, used)
    assert oak.points(ADA) == 30


def test_a_waiver_says_what_was_announced_of_it(oak: World) -> None:
    waives(oak, DANA, ADA, "talks")
    kept = takes_back(oak, waives(oak, DANA, ADA))
    assert faults(oak) == []

    with oak.store.write() as session:
        row = session.get_one(evidence.waivers.StageWaiver, (oak.district, kept.id))
        row.reason = "Nobody said this."
        session.add(row)

    assert [fault.table for fault in faults(oak)] == ["stage_waiver"]


def faults(world: World) -> list:
    with world.store.session() as session:
        return list(evidence.waivers.verify_waivers(session, world.district))


def test_a_waiver_is_withdrawn_once(oak: World) -> None:
    kept = takes_back(oak, waives(oak, DANA, ADA))

    with pytest.raises(AlreadyWithdrawn):
        takes_back(oak, kept)
    with pytest.raises(NotFound):
        takes_back(oak, evidence.waivers.StageWaiver())


def test_what_the_catalog_has_no_more_is_held_up_by_nothing(oak: World) -> None:
    learned = oak.submits(ADA, "talks", stage="learned")
    oak.publishes({"pack.yaml": SMALL + "activities: {other: {title: Other}}"})

    oak.approves(RUTH, learned)
    assert oak.points(ADA) == 0
