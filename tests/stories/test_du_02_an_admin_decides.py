"""DU-2: a conferred degree that a correction put in question stands until an admin decides."""

import pytest
from sqlmodel import Session

from engine import credentials, people, progress
from engine.errors import NoteMissing, NotInQuestion, NotPermitted
from engine.evidence import Evidence
from engine.people import Participant, Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World

SHORT = "short"


def in_question(world: World) -> Evidence:
    """Ada's degree was conferred, and then what it rested on was undone."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, SHORT)
    last = world.completes(ADA, "talk", by=RUTH)
    world.undoes(DANA, last)
    return last


def questions(world: World) -> list[str]:
    with world.store.session() as session:
        return [each.degree for each in progress.questioned(session, world.district)]


def test_what_is_kept_is_not_asked_about_again(world: World) -> None:
    """
    activities:
      talk: {title: Talk, points: 30, evidence: own}
      walk: {title: Walk, points: 10, evidence: own}
    degrees: {short: {title: Short, requires: {points: 30}}}
    """
    last = in_question(world)
    assert questions(world) == [SHORT]

    world.answers(DANA, ADA, SHORT, keep=True)
    world.completes(ADA, "walk", by=RUTH)

    assert questions(world) == []
    assert world.degrees(ADA) == [SHORT]

    world.approves(RUTH, last)
    world.undoes(DANA, last)
    assert questions(world) == [SHORT], "complete in between, so this is another question"


def test_what_is_taken_back_stays_recorded_and_can_be_earned_again(world: World) -> None:
    """
    activities:
      talk: {title: Talk, points: 30, evidence: own}
      walk: {title: Walk, points: 10, evidence: own}
    degrees: {short: {title: Short, requires: {points: 30}}}
    """
    last = in_question(world)

    world.answers(DANA, ADA, SHORT, keep=False, note="Counted twice by mistake.")

    assert world.degrees(ADA) == []
    assert questions(world) == []
    assert any("Counted twice by mistake." in each for each in world.letters(ADA))
    with world.store.session() as session:
        kept = session.get_one(progress.Conferral, (*place(world, session).key, SHORT))
        assert kept.revoked_why == "Counted twice by mistake."
    assert held(world) == []

    world.approves(RUTH, last)
    assert world.degrees(ADA) == [SHORT]
    assert held(world) == [SHORT]


def test_a_decision_is_an_admins_and_says_why(world: World) -> None:
    """
    activities:
      talk: {title: Talk, points: 30, evidence: own}
      walk: {title: Walk, points: 10, evidence: own}
    degrees: {short: {title: Short, requires: {points: 30}}}
    """
    in_question(world)

    with pytest.raises(NotPermitted):
        world.answers(RUTH, ADA, SHORT, keep=True)
    with pytest.raises(NoteMissing):
        world.answers(DANA, ADA, SHORT, keep=False, note=" ")
    world.answers(DANA, ADA, SHORT, keep=True)
    with pytest.raises(NotInQuestion):
        world.answers(DANA, ADA, SHORT, keep=False)


def held(world: World) -> list[str]:
    """The degrees that Ada holds a credential of."""
    with world.store.session() as session:
        return [each.key for each in credentials.of(session, place(world, session))]


def place(world: World, session: Session) -> Participant:
    found = people.by_email(session, world.district, world.emails[ADA])
    assert found is not None
    return found
