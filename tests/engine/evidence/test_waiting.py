"""What waits for whom, what it would bring about, and what was handed in twice."""

from datetime import timedelta

import pytest

from engine import evidence, people, progress
from engine.errors import NotPermitted, StageMissing
from engine.evidence import Artifact, Status
from engine.people import Role
from rules.terms import EvidenceKind, Stage
from tests.engine.world import PACK, World

MORE = """
activities:
  talk: {title: Number talk, campus: steam, points: 10}
  reading:
    title: Reading aloud
    campus: literacy
    badge: true
    stages:
      learned: {evidence: own, points: 20}
      used: {evidence: student, points: 30}
  capstone: {title: Capstone, evidence: own, points: 400, reviewers: 2}
degrees:
  first: {title: First, requires: {all: [{title: Forty, points: 40}, {title: One, points: 1}]}}
"""


@pytest.fixture
def world(any_store):
    older, newer = PACK.split("activities:")[0], PACK.split("\nlevels:")[1]
    world = World(any_store, {"pack.yaml": older + MORE.strip() + "\nlevels:" + newer})
    world.joins("Ada", school="aspen")
    world.joins("Ben", school="birch")
    world.joins("Ruth", role=Role.REVIEWER)
    world.joins("Rita", role=Role.REVIEWER)
    world.joins("Dana", role=Role.DISTRICT_ADMIN)
    return world


def submits(world, who, activity="talk", stage=Stage.DONE, link="https://example.org/a"):
    now = world.tick()
    with world.store.write() as session:
        me = world.actor(session, who)
        kind = EvidenceKind.STUDENT if stage is Stage.USED else EvidenceKind.OWN
        claim = evidence.start(
            session, activity, stage, by=me, now=now, kinds=[kind], did="It",
            learned="This", changed="That", done_on=now.date() - timedelta(days=1),
        )  # fmt: skip
        evidence.attach(session, claim, Artifact(name="a", url=link), by=me, now=now)
        return evidence.submit(session, claim, by=me, now=now)


def approves(world, who, claim):
    with world.store.write() as session:
        found = evidence.get(session, world.actor(session, who), claim.id)
        return evidence.approve(
            session, found, by=world.actor(session, who), now=world.tick()
        ).status


def queue(world, who, **asked):
    with world.store.session() as session:
        rows = evidence.queue(session, world.actor(session, who), **asked)
        assert len(rows) == evidence.queue_length(session, world.actor(session, who), **asked)
        return [(row.name, row.claim.activity) for row in rows]


def test_what_one_has_approved_waits_for_the_others_alone(world):
    claim = submits(world, "Ada", "capstone")

    assert approves(world, "Ruth", claim) is Status.SUBMITTED
    assert queue(world, "Ruth") == []
    assert queue(world, "Rita") == [("Ada", "capstone")]
    with world.store.session() as session:
        assert evidence.held_by(session, claim) == ["Rita"]


def test_after_an_approval_was_undone_everybody_may_approve_again(world):
    claim = submits(world, "Ada")
    approves(world, "Ruth", claim)
    with world.store.write() as session:
        dana = world.actor(session, "Dana")
        found = evidence.get(session, dana, claim.id)
        evidence.undo_approval(session, found, by=dana, now=world.tick(), note="Twice")

    assert queue(world, "Ruth") == [("Ada", "talk")]


def test_the_queue_is_of_a_school_or_of_activities(world):
    submits(world, "Ada")
    submits(world, "Ben", "reading", Stage.LEARNED)

    assert queue(world, "Ruth", school="birch") == [("Ben", "reading")]
    assert queue(world, "Ruth", activities=["talk"]) == [("Ada", "talk")]
    with world.store.session() as session:
        counts = evidence.queue_counts(session, world.actor(session, "Ruth"))
    assert counts == {("aspen", "talk"): 1, ("birch", "reading"): 1}


def test_a_reviewer_of_one_school_sees_that_school(world):
    world.joins("Sam")
    with world.store.write() as session:
        place = world.place(session, "Sam")
        people.grant_role(session, place, Role.REVIEWER, school="birch", now=world.now)
    claim = submits(world, "Ben")
    submits(world, "Ada")

    assert queue(world, "Sam") == [("Ben", "talk")]
    with world.store.session() as session:
        assert evidence.held_by(session, claim) == ["Sam", "Rita", "Ruth"]
        assert evidence.queue_length(session, world.actor(session, "Ada")) == 0
        with pytest.raises(NotPermitted):
            evidence.queue_counts(session, world.actor(session, "Ada"))


def test_without_reviewers_the_admins_have_it(world):
    with world.store.write() as session:
        for name in ("Ruth", "Rita"):
            people.take_role(
                session, world.place(session, name), Role.REVIEWER,
                school="", by=world.actor(session, "Dana"), now=world.now,
            )  # fmt: skip
    claim = submits(world, "Ada")

    with world.store.session() as session:
        assert evidence.held_by(session, claim) == ["Dana"]


def test_what_was_handed_in_twice_is_found_and_drafts_stay_private(world):
    first = submits(world, "Ben")
    claim = submits(world, "Ada")
    submits(world, "Ada", link="https://example.org/b")

    with world.store.session() as session:
        found = evidence.also_claimed(session, claim)
    assert [(each.name, each.claim.id) for each in found] == [("Ben", first.id)]
    with world.store.write() as session:
        ben = world.actor(session, "Ben")
        own = evidence.get(session, ben, first.id)
        evidence.withdraw(session, own, by=ben, now=world.tick())
    with world.store.session() as session:
        assert evidence.also_claimed(session, claim) == []


def test_what_comes_first_is_known_before_anything_is_written(world):
    with world.store.session() as session:
        ada = world.actor(session, "Ada")
        missing = evidence.hindrance(session, "reading", Stage.USED, by=ada, now=world.now)
        nothing = evidence.hindrance(session, "reading", Stage.LEARNED, by=ada, now=world.now)

    assert isinstance(missing, StageMissing)
    assert missing.missing == ("reading/learned",)
    assert nothing is None


def test_a_turn_is_the_same_before_the_approval_and_after_it(world):
    """What a reviewer was told is what happened; an admin is told the same when she undoes it."""
    with world.store.write() as session:
        progress.enroll(session, "first", by=world.actor(session, "Ada"), now=world.tick())
    for stage in (Stage.LEARNED, Stage.USED):
        claim = submits(world, "Ada", "reading", stage)
        before = turn(world, claim)
        approves(world, "Ruth", claim)
        after = turn(world, claim)

        assert (before.badges, before.levels) == (after.badges, after.levels)
        assert [each.completes for each in before.steps] == [each.completes for each in after.steps]

    assert after.badges == ("reading",)
    assert [(step.key, step.completes) for step in after.steps] == [("first", True)]
    assert [str(found.title) for found in after.steps[0].met] == ["Forty"]
    with world.store.session() as session:
        worth = evidence.worth(
            session, session.get_one(evidence.Evidence, (world.district, claim.id))
        )
    assert worth is not None
    assert worth.points == 30


def test_a_level_is_foreseen(world):
    claim = submits(world, "Ada", "capstone")

    assert turn(world, claim).levels == ("junior",)
    with world.store.session() as session:
        assert evidence.worth(session, claim) is None


def turn(world, claim):
    with world.store.session() as session:
        found = session.get_one(evidence.Evidence, (world.district, claim.id))
        return progress.turn(session, found, now=world.now)
