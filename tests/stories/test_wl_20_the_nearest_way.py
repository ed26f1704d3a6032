"""WL-20: a plan of one's own: followed step by step in the district, it confers the degree."""

from datetime import UTC, datetime, time

import pytest

from engine import catalogs, people, progress
from engine.people import Role
from rules.terms import EvidenceKind
from rules.ways import Aim, NoWay, Planned, Way, Why
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import World

MEASURED = {"measure": "Reads on", "measured_of": 24, "measured_before": 12, "measured_after": 19}


def the_way(world: World, who: str, degree: str, **how) -> progress.NearestWay:
    with world.store.session() as session:
        place = people.by_email(session, world.district, world.emails[who])
        return progress.way(session, place, progress.Wish(degree, **how), now=world.now)


def follow(world: World, who: str, found: progress.NearestWay) -> None:
    """A robot takes up what the plan names, hands each piece in on its day, and has it approved."""
    assert isinstance(found.way, Way)
    for degree in found.to_take_up:
        world.enrolls(who, degree)
    for work in found.way.work:
        assert found.way.degree not in world.degrees(who)
        do(world, who, work)


def do(world: World, who: str, work: Planned) -> None:
    """One piece of work, no better than the plan says."""
    world.now = max(world.now, datetime.combine(work.day, time(20), UTC))
    claim = world.submits(
        who,
        work.activity,
        stage=work.stage.value,
        kinds=tuple(work.kinds),
        hours=work.minutes / 60,
        outside_minutes=work.minutes if work.outside else 0,
        value=work.value,
        **(MEASURED if work.outcome else {}),
    )
    with world.store.session() as session:
        catalog = catalogs.current(session, world.district, now=world.now)
    activity = catalog.activities[work.activity]
    rubric = catalog.rubrics[activity.rubric].criteria if activity.rubric else {}
    scores = {key: criterion.passes for key, criterion in rubric.items()}
    for reviewer in (RUTH, BEN)[: activity.reviewers]:
        world.approves(reviewer, claim, **scores)


@pytest.fixture
def staffed(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(BEN, Role.REVIEWER)
    world.joins(ADA)
    return world


@pytest.mark.parametrize("least", list(Aim))
def test_the_plan_confers_the_degree(staffed: World, least: Aim) -> None:
    """
    campuses:
      north: {title: North, cap: {points: 60, per: school_year}}
      south: {title: South}
    rubrics:
      plain: {title: Plain, criteria: {clear: {title: Clear, scores: [No, Yes, Very]}}}
    activities:
      maps:
        title: Maps
        campus: north
        rubric: plain
        once: [learned, used]
        stages:
          learned: {evidence: own, hours: 1, points: 10}
          used: {evidence: student, hours: 2, points: 30}
      walks: {title: Walks, campus: south, evidence: either, hours: 2, points: 15,
              cap: {times: 2, per: school_year}, reviewers: 2}
      talks: {title: Talks, campus: south, evidence: own, hours: 1, points: 5,
              cap: {points: 10, per: month}, after: [maps]}
      theirs: {title: Theirs, campus: south, evidence: own, hours: 0.5, points: 90,
               audience: [leader]}
      attendance: {title: Attendance, evidence: own, hours: 0.5}
    degrees:
      first:
        title: First
        requires: {all: [{points: 40}, {distinct: campus, n: 2}]}
      second:
        title: Second
        requires:
          all:
            - {degree: first}
            - {student_evidence: 2, with_outcome: 1}
            - {points: 80, max_share_from: {first: 50%}}
            - {collect: {count: 2, campus: south, since_degree: first}}
            - {activity: attendance, min_value: 90}
            - {outside_hours: 2}
            - {min_school_years_since: {first: 1}}
    """
    staffed.completes(ADA, "walks", kinds=(EvidenceKind.OWN,), by=RUTH)
    found = the_way(staffed, ADA, "second", least=least)

    assert isinstance(found.way, Way)
    assert found.way.exact
    assert found.way.years == 3
    assert found.to_take_up == ("first", "second")
    assert "theirs" not in {work.activity for work in found.way.work}
    assert [work.value for work in found.way.work if work.activity == "attendance"] == [90]

    follow(staffed, ADA, found)

    assert staffed.degrees(ADA) == ["first", "second"]
    assert staffed.today == found.way.finish
    assert staffed.faults() == []


def test_the_plan_of_a_teacher_at_deerfield_confers_the_bachelor(staffed: World) -> None:
    staffed.enrolls(ADA, "associate")
    for day in ("2025-09-02", "2025-09-05", "2025-09-09"):
        staffed.completes(ADA, "explore-tool", on=datetime.fromisoformat(day).date(), by=RUTH)
    found = the_way(staffed, ADA, "bachelor", least=Aim.ITEMS)

    assert isinstance(found.way, Way)
    assert found.finish is not None
    assert found.way.not_before <= found.finish.first < found.finish.last

    told = staffed.sees(ADA, "/degrees/bachelor/way?least=items")
    assert f"{len(found.way.work)} pieces of work in all" in told
    assert "No plan within" in told
    assert "nothing runs out." in told.lower()

    follow(staffed, ADA, found)

    assert "bachelor" in staffed.degrees(ADA)
    assert "You are there" in staffed.sees(ADA, "/degrees/bachelor/way?least=items")
    there = the_way(staffed, ADA, "bachelor").way
    assert isinstance(there, NoWay)
    assert there.why is Why.CONFERRED
