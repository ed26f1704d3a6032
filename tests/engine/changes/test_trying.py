"""A proposed requirement is tried on people before anything is published."""

import pytest

from engine import changes, progress
from engine.changes import HeadCount, Proposal, Tried
from rules.terms import Audience, Policy
from tests.engine.university import OWN, PACK, University

NEW = PACK.replace("points: 10, cap: {points: 25", "points: 14, cap: {points: 60").replace(
    "requires: {all: [{degree: associate}, {count: 3}]}",
    "requires: {all: [{degree: associate}, {count: 3}, {points: 500}, {level: junior}]}",
)


@pytest.fixture
def busy(university: University) -> University:
    university.enrolls("Ada", "associate")
    for activity in ("talk", "essay", "talk"):
        more = {"scores": {"clear": 2, "kind": 1}} if activity == "essay" else {}
        university.approves(university.submits("Ada", activity, kinds=OWN), **more)
    return university


def proposed(university: University, pack: str = NEW) -> Proposal:
    with university.store.session() as session:
        files = {"pack.yaml": pack}
        return changes.propose(session, files, Policy.RECOMPUTE, now=university.tick())


def tried(university: University, proposal: Proposal, degree: str, who: str = "Ada") -> Tried:
    with university.store.session() as session:
        asked = proposal.catalog.degrees[degree].requires
        return changes.try_on(session, proposal, degree, asked, university.place(session, who))


def test_a_degree_that_is_tried_is_audited_as_it_is_once_it_is_published(
    busy: University,
) -> None:
    proposal = proposed(busy)
    before = tried(busy, proposal, "bachelor")
    with busy.act() as session:
        changes.publish(session, proposal, now=busy.now)
    with busy.store.session() as session:
        after = progress.looked_at(session, busy.place(session, "Ada"), "bachelor", now=busy.now)

    assert [each.to_json() for each in before.audit.findings] == [
        each.to_json() for each in after.findings
    ]
    assert {item.points for item in before.record.items} == {14, 12}


def test_a_degree_that_is_tried_may_be_under_way_already(busy: University) -> None:
    assert tried(busy, proposed(busy), "associate").audit.is_complete


def test_what_is_no_degree_is_tried_too(busy: University) -> None:
    proposal = proposed(busy)
    asked = proposal.catalog.badges["doer"].requires
    with busy.store.session() as session:
        ada = changes.try_on(session, proposal, "", asked, busy.place(session, "Ada"))
        ruth = changes.try_on(session, proposal, "", asked, busy.place(session, "Ruth"))
        everybody = changes.head_count(session, proposal, "", asked)

    assert ada.audit.is_complete
    assert not ruth.audit.is_complete
    assert everybody == HeadCount(1, len(busy.people) - 1, len(busy.people), len(busy.people))


def test_heads_are_counted_among_those_for_whom_it_is_meant(busy: University) -> None:
    proposal = proposed(busy)
    degrees = proposal.catalog.degrees
    everybody = len(busy.people)
    classified = sum(each.audience is Audience.CLASSIFIED for each in busy.people.values())
    with busy.store.session() as session:
        counts = {
            key: changes.head_count(session, proposal, key, degree.requires)
            for key, degree in degrees.items()
        }

    assert counts["associate"] == HeadCount(1, everybody - 1, everybody, everybody)
    assert counts["bachelor"] == HeadCount(0, 1, everybody, everybody)
    assert counts["driver"].people == classified


def test_heads_are_counted_lot_by_lot(busy: University) -> None:
    proposal = proposed(busy)
    asked = proposal.catalog.degrees["associate"].requires
    with busy.store.session() as session:
        whole = changes.head_count(session, proposal, "associate", asked)
        counted = HeadCount(whole=1)
        while not counted.is_done:
            counted = changes.head_count(
                session, proposal, "associate", asked, before=counted, lot=1
            )

    assert counted == whole
