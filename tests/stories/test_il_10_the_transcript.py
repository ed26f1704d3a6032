"""IL-10, DU-5, WL-14: the transcript is a document that says what the ledger says, and no more."""

import re

import pytest

from engine import evidence, students
from engine.evidence import Named
from engine.people import Role
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import OWN, STUDENT, World, words_of

PACK = """
schools: {cedar: {title: Cedar}}
campuses: {maths: {title: Mathematics}}
activities:
  talks:
    title: Number talks
    campus: maths
    stages:
      learned: {evidence: own, hours: 1.5, points: 10}
      used: {evidence: student, hours: 3, points: 30}
  tools: {title: Explore a tool, evidence: own, points: 5, cap: {points: 8, per: school_year}}
  mentor: {title: Mentor a colleague, evidence: own, points: 7, anonymous: yes}
  essay: {title: Essay, evidence: own, points: 9, blind: yes}
  days:
    title: School days
    points: 4
    evidence: own
    metric: {title: Attendance, unit: "%"}
levels:
  begun: {title: Begun, experience: 0}
  apprentice: {title: Apprentice, experience: 10}
badges:
  knows: {title: Knows talks, criteria: Learn it., requires: {activity: talks, stage: learned}}
  uses: {title: Uses talks, criteria: Use it., requires: {activity: talks, stage: used}}
degrees:
  associate: {title: Associate, requires: {count: 2}}
  bachelor: {title: Bachelor, requires: {count: 50}}
"""
TALKS = "We began each day with a number talk."


@pytest.fixture
def pack() -> dict[str, str]:
    return {"pack.yaml": SMALL + PACK}


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA, school="cedar")
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    return world


def read(world: World, who: str, whose: str = "", query: str = "") -> str:
    """The transcript as somebody reads it; whose, unless it is her own."""
    with world.store.session() as session:
        about = f"/people/{world.place(session, whose).id}" if whose else ""
    page = world.browser(who).get(f"/{world.district}{about}/transcript{query}")
    assert page.status_code == 200
    found = re.search(r'(?s)<article class="t-transcript".*?</article>', page.text)
    assert found is not None
    return words_of(found[0])


def test_everything_she_earned_stands_there_and_adds_up_to_the_ledger(oak: World) -> None:
    for degree in ("associate", "bachelor"):
        oak.enrolls(ADA, degree)
    oak.completes(ADA, "talks", by=RUTH, stage="learned", hours=1.5)
    oak.completes(
        ADA, "talks", by=RUTH, stage="used", kinds=[STUDENT], hours=3, did=TALKS,
        measure="Explain a strategy", measured_of=24, measured_before=9, measured_after=17,
    )  # fmt: skip
    oak.completes(ADA, "tools", by=RUTH)
    oak.completes(ADA, "tools", by=RUTH)

    told = read(oak, ADA)

    assert oak.points(ADA) == 48
    assert "Ada" in told
    assert "Cedar" in told
    assert "Associate catalog 2025-26 Conferred on September 15, 2025" in told
    assert "Bachelor catalog 2025-26 On the way: 4 of 50" in told
    assert "Apprentice September 15, 2025" in told
    assert "Knows talks" in told
    assert "Uses talks" in told
    assert "Number talks September 15, 2025 September 15, 2025" in told, "both stages, by day"
    assert "Number talks: learned it" in told
    assert "Number talks: used it with students" in told
    assert "Mathematics 40" in told
    assert "Without a campus 8 Total 48" in told
    assert "Explain a strategy: 9 of 24 before, 17 after" in told
    assert f"Applied in practice: {TALKS}" in told
    assert "Approved by" in told
    assert "The cap for Explore a tool -2" in told
    assert "In all: 4 approved pieces of work, 4 h 30 min, 48 points." in told
    assert "sealed" in told


def test_the_applied_practice_is_told_as_it_was_approved(oak: World) -> None:
    oak.completes(ADA, "talks", by=RUTH, stage="learned", did="I read.", learned="Much.")
    waits = oak.submits(ADA, "talks", stage="used", kinds=[STUDENT], did=TALKS)
    assert TALKS not in read(oak, ADA)

    oak.approves(RUTH, waits)
    assert TALKS in read(oak, ADA)
    oak.undoes(DANA, waits)

    assert TALKS not in read(oak, ADA)


def test_no_student_no_colleague_and_no_blind_reviewer_is_named(oak: World) -> None:
    with oak._act() as session:
        students.keep(session, ["Zelda Quist"], by=oak._actor(session, ADA))
    oak.completes(ADA, "mentor", by=RUTH, did="I went along with Ben.")
    oak.completes(ADA, "essay", by=RUTH, did="An essay of mine.")
    named = oak.submits(ADA, "tools", did="Zelda showed it.")
    agreed = oak.submits(ADA, "tools", did="Her family said yes.")
    with oak._act() as session:
        session.get_one(evidence.Evidence, (oak.district, agreed.id)).named = Named.AGREED
    for claim in (named, agreed):
        oak.approves(RUTH, claim)

    told = read(oak, ADA)

    assert "Mentor a colleague" in told
    assert "Ben" not in told
    assert "An essay of mine." in told
    assert "Read without a name" in told
    assert "Zelda" not in told
    assert "Her family" not in told
    assert told.count("Ruth") == 3


def test_a_figure_stands_there_with_its_source(oak: World) -> None:
    oak.completes(ADA, "days", by=RUTH, value=93.5, value_source="School register", kinds=[OWN])

    assert "Attendance: 93.5% (School register)" in read(oak, ADA)


def test_who_may_see_her_record_reads_it_and_points_only_with_her_game(oak: World) -> None:
    oak.joins("Lea")
    with oak._act() as session:
        from engine import people

        lea = oak.place(session, "Lea")
        people.grant_role(session, lea, Role.SCHOOL_LEADER, school="cedar", now=oak.now)
    oak.completes(ADA, "talks", by=RUTH, stage="learned")

    assert "Total 10" in read(oak, DANA, ADA)
    hidden = read(oak, "Lea", ADA)
    assert "Number talks: learned it" in hidden
    assert "oints" not in hidden
    assert "Apprentice" not in hidden
    with oak.store.session() as session:
        where = f"/{oak.district}/people/{oak.place(session, ADA).id}/transcript"
    for who in (BEN, RUTH):
        assert oak.browser(who).get(where).status_code == 403


def test_as_of_an_earlier_day_it_says_what_stood_there(oak: World) -> None:
    oak.completes(ADA, "talks", by=RUTH, stage="learned")
    then = oak.today
    oak.passes(days=3)
    oak.completes(ADA, "tools", by=RUTH)

    assert "Total 15" in read(oak, ADA)
    told = read(oak, ADA, query=f"?as_of={then}")
    assert "Total 10" in told
    assert "Explore a tool" not in told
    assert "As it stood at the end of September 15, 2025" in told


def test_who_goes_on_by_a_waiver_has_it_told(oak: World) -> None:
    with oak._act() as session:
        ada, by = oak.place(session, ADA).id, oak._actor(session, DANA)
        evidence.waivers.waive(
            session, ada, "talks/learned", reason="Taught it.", by=by, now=oak.now
        )
    oak.completes(ADA, "talks", by=RUTH, stage="used", kinds=[STUDENT])

    assert "Number talks Waived September 15, 2025" in read(oak, ADA)


def test_before_anything_is_earned_it_says_what_will_stand_there(oak: World) -> None:
    assert "Nothing is earned yet" in read(oak, BEN)
    assert "My transcript" in oak.sees(BEN, "/evidence")
