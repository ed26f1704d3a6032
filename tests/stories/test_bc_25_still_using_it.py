"""BC-25: 60 days later an invitation asks whether it is still in use; who answers is counted."""

import re
from typing import Any

import pytest

from engine import follow_ups
from engine.errors import NotPermitted
from engine.follow_ups import Answer, actions
from engine.people import Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World


@pytest.fixture
def looking_back(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for name in (ADA, BEN):
        world.joins(name)
    return world


def questions(world: World, who: str) -> list[Any]:
    with world.store.session() as session:
        return [*follow_ups.mine(session, world.place(session, who))]


def days_pass(world: World, days: int) -> None:
    world.passes(days=days)
    world.begins_the_day()


def test_the_invitation_appears_at_60_days_and_an_answer_counts_whatever_it_says(
    looking_back: World,
) -> None:
    """
    follow_ups: {days: [60, 180], counts_as: looked-back}
    activities:
      talks: {title: Number Talks, evidence: own}
      looked-back: {title: Looked back, evidence: system, points: 2}
    """
    for who in (ADA, BEN):
        looking_back.completes(who, "talks", by=RUTH)
    days_pass(looking_back, 59)
    assert questions(looking_back, ADA) == []
    days_pass(looking_back, 1)
    looking_back.begins_the_day()

    assert any("Still using “Number Talks”?" in each for each in looking_back.letters(ADA))
    assert "Still using “Number Talks”?" in looking_back.sees(ADA, "/home")
    (hers,), (his,) = questions(looking_back, ADA), questions(looking_back, BEN)
    for who, question, said in ((ADA, hers, "yes"), (BEN, his, "no"), (BEN, his, "adapted")):
        where = f"/oak/follow-ups/{question.id}"
        sent = {"answer": said, "why": "It grew."}
        assert looking_back.browser(who).post(where, data=sent).status_code == 303

    assert (looking_back.points(ADA), looking_back.points(BEN)) == (2, 2)
    assert "Adapted it" in looking_back.sees(BEN, "/follow-ups")
    assert "Still using" not in looking_back.sees(ADA, "/home")
    days_pass(looking_back, 120)
    assert [each.days for each in questions(looking_back, ADA)] == [180, 60]
    shown = looking_back.sees(DANA, "/follow-ups/report")
    assert "4 asked 2 answered 50%" in shown
    assert "Answers are told apart once there are five" in shown


def test_never_more_than_one_a_fortnight_and_none_after_she_said_so(looking_back: World) -> None:
    """
    activities:
      one: {title: One, evidence: own, follow_up_days: [60]}
      two: {title: Two, evidence: own, follow_up_days: [60]}
      three: {title: Three, evidence: own, follow_up_days: [60]}
      four: {title: Four, evidence: own}
    """
    for activity in ("one", "two", "three", "four"):
        looking_back.completes(ADA, activity, by=RUTH)
    seen = []
    for _ in range(3):
        days_pass(looking_back, 30)
        seen.append([each.activity for each in questions(looking_back, ADA)])
    assert seen == [[], ["one"], ["two", "one"]]

    ada = looking_back.browser(ADA)
    ada.post("/oak/follow-ups/stop")
    ada.post("/oak/follow-ups/stop")
    assert "You are not asked any more." in looking_back.sees(ADA, "/follow-ups")
    assert "Still using" not in looking_back.sees(ADA, "/home")
    days_pass(looking_back, 14)
    assert len(questions(looking_back, ADA)) == 2
    ada.post("/oak/follow-ups/again")
    ada.post("/oak/follow-ups/again")
    days_pass(looking_back, 1)
    assert [each.activity for each in questions(looking_back, ADA)] == ["three", "two", "one"]


def test_what_is_not_approved_any_more_is_not_asked_about(looking_back: World) -> None:
    """
    follow_ups: {days: [60]}
    activities:
      talks:
        title: Number Talks
        stages: {learned: {evidence: own}, used: {evidence: own}}
      gone: {title: Gone, evidence: own}
    """
    for stage in ("learned", "used", "used"):
        last = looking_back.completes(ADA, "talks", by=RUTH, stage=stage)
    gone = looking_back.completes(ADA, "gone", by=RUTH)
    looking_back.undoes(DANA, gone)
    days_pass(looking_back, 60)
    days_pass(looking_back, 30)
    (question,) = questions(looking_back, ADA)
    assert question.evidence_id == last.id
    where = f"/oak/follow-ups/{question.id}"
    assert looking_back.browser(BEN).get(where).status_code == 404

    looking_back.undoes(DANA, last)

    assert looking_back.browser(ADA).get(where).status_code == 404
    assert questions(looking_back, ADA) == []
    assert "Nothing to look back on yet" in looking_back.sees(ADA, "/follow-ups")


def test_answers_of_small_groups_are_not_told_apart(
    looking_back: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    follow_ups: {days: [60]}
    activities:
      talks: {title: Number Talks, evidence: own}
      rare: {title: Rare, evidence: own}
      odd: {title: Odd, evidence: own}
    """
    monkeypatch.setattr(actions, "LOT", 4)  # Everybody is asked, in however many lots.
    people = [looking_back.joins(f"P{n}") for n in range(11)]
    for n, who in enumerate(people):
        activity = "talks" if n < 5 else "rare" if n < 8 else "odd"
        looking_back.completes(who, activity, by=RUTH, kinds=(EvidenceKind.OWN,))
    days_pass(looking_back, 60)
    for n, who in enumerate(people):
        (question,) = questions(looking_back, who)
        said = {"answer": "no" if n % 2 else "yes"}
        looking_back.browser(who).post(f"/oak/follow-ups/{question.id}", data=said)

    shown = looking_back.sees(DANA, "/follow-ups/report")

    assert "11 asked 11 answered 100%" in shown
    assert re.search(r"All others together 3 0 3", shown)
    assert "Number Talks 3 0 2" in shown
    assert "Rare" not in shown
    assert looking_back.browser(ADA).get("/oak/follow-ups/report").status_code == 403


def test_a_choice_is_asked_for(looking_back: World) -> None:
    """
    follow_ups: {days: [60]}
    activities:
      talks: {title: Number Talks, evidence: own}
    """
    looking_back.completes(ADA, "talks", by=RUTH)
    days_pass(looking_back, 60)
    (question,) = questions(looking_back, ADA)
    where = f"/oak/follow-ups/{question.id}"
    ada = looking_back.browser(ADA)

    with looking_back._act() as session:
        by = looking_back._actor(session, BEN)
        with pytest.raises(NotPermitted):
            follow_ups.answer(session, question, Answer.YES, by=by, now=looking_back.now)
    assert "How does it go?" in ada.get(where).text
    assert "Please choose one." in ada.post(where, data={}).text
