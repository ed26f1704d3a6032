"""Among colleagues in the demo: each of the new things is there, in somebody's hands, and right."""

from collections import Counter

import pytest
from sqlmodel import select

from engine import (
    batches,
    coaching,
    credentials,
    evidence,
    follow_ups,
    gatherings,
    nominations,
    people,
    students,
)
from engine.demo.named import CLASSIFIED, LEADER, REVIEWER, TEACHER
from engine.evidence import Evidence, Status
from engine.gatherings import Gathering
from tests.engine.demo.conftest import NOW


@pytest.fixture
def session(demo_store):
    with demo_store.session() as session:
        yield session


def acting(session, sign_in):
    return people.acting(session, people.by_email(session, "deerfield", sign_in.email))


def works(session, sign_in, status):
    place = acting(session, sign_in).participant
    return {each.activity: each for each in evidence.mine(session, place, statuses=[status])}


def test_words_wait_for_ada_and_hers_became_a_badge_of_her_mentees(session):
    ada, tomas = acting(session, TEACHER).participant, acting(session, CLASSIFIED).participant
    named = session.exec(select(nominations.Nomination)).all()

    assert {(each.participant_id, each.state) for each in named} == {
        (ada.id, nominations.State.OPEN),
        (tomas.id, nominations.State.ACCEPTED),
    }
    assert "noticed-by-a-colleague" in {each.key for each in credentials.of(session, tomas)}
    assert "colleague-with-a-badge" in works(session, TEACHER, Status.APPROVED)


def test_ruth_has_one_question_of_adas_and_has_closed_another(session):
    ruth, ada = acting(session, REVIEWER), acting(session, TEACHER)

    asked = coaching.asked_by(session, ada.participant)
    assert [each.is_open for each in asked] == [True, False]
    assert {each.coach for each in asked} == {ruth.participant.id}
    assert "help-a-colleague" in works(session, REVIEWER, Status.APPROVED)


def test_a_unit_waits_for_what_ada_has_learned_from_it(session):
    part = works(session, TEACHER, Status.DRAFT)["curriculum-writing"]
    work = evidence.teams.work_of(session, part)

    assert work.status is Status.SUBMITTED
    others = evidence.teams.parts(session, work)
    statuses = Counter(each.status for _mate, each in others)
    assert statuses == {Status.DRAFT: 1, Status.SUBMITTED: 1}


def test_one_quiz_is_passed_another_is_open_and_a_figure_waits(session):
    assert "student-data-privacy" in works(session, CLASSIFIED, Status.APPROVED)
    assert "student-data-privacy" in works(session, TEACHER, Status.DRAFT)
    assert works(session, LEADER, Status.SUBMITTED)["attendance-of-a-term"].value == 93.4


def test_ruth_led_one_gathering_and_leads_one_where_more_may_come(session):
    last, today = session.exec(select(Gathering).order_by(Gathering.begins_at)).all()
    ada = acting(session, TEACHER).participant

    assert gatherings.closed(session, today, now=NOW) is None
    assert gatherings.head_count(session, today) > 0
    assert gatherings.head_count(session, last) > 0
    assert gatherings.attendance(session, today, ada) is None


def test_a_guest_came_today_and_has_it_already(session):
    _last, today = session.exec(select(Gathering).order_by(Gathering.begins_at)).all()
    kim = people.by_email(session, "deerfield", "kim@teachers-college.example")

    assert kim.guest
    assert gatherings.attendance(session, today, kim) is not None
    assert [each.activity for each in evidence.mine(session, kim)] == ["campus-session"]


def test_a_list_approved_some_and_others_wait_for_one(session):
    ruth = acting(session, REVIEWER)
    (batch,) = batches.recent(session, ruth)
    done = batches.pieces(session, batch)
    waiting = session.exec(
        select(Evidence).where(
            Evidence.activity == "practice-check", Evidence.status == Status.SUBMITTED
        )
    ).all()

    assert [each.status for each in done] == [Status.APPROVED] * 3
    assert len(waiting) >= 3
    assert {each.activity for each in done} == {"practice-check"}


def test_ada_keeps_her_students_names_for_herself(session):
    assert len(students.names_of(session, acting(session, TEACHER))) == 6
    assert students.names_of(session, acting(session, REVIEWER)) == ()


def test_some_said_whether_they_use_it_still(session):
    answers = Counter(session.exec(select(follow_ups.FollowUp.answer)).all())
    credited = session.exec(select(Evidence).where(Evidence.activity == "looking-back")).all()

    assert 0 < answers.total() - answers[None] < answers.total()
    assert len(credited) == answers.total() - answers[None]
