"""Reviews are taken: by as many as decisions are wanted, until they are decided or let go."""

from datetime import date

import pytest

from engine import evidence, people
from engine.errors import (
    AlreadyDecided,
    AlreadyTaken,
    NotPermitted,
    OwnEvidence,
    SecondReviewerNeeded,
)
from engine.evidence import Evidence, Hold, Status
from engine.people import Role
from tests.engine.instant import at_once, refusals
from tests.engine.university import University

SOON = date(2026, 3, 4)
"""Two school days after the day on which the stories begin."""


def takes(university: University, claim: Evidence, by: str = "Ruth") -> evidence.Taking:
    taken: evidence.Taking = university.does_with(claim, evidence.take, by=by)
    return taken


def lets_go(university: University, claim: Evidence, by: str = "Ruth") -> None:
    university.does_with(claim, evidence.let_go, by=by)


def queue(university: University, who: str, hold: Hold = Hold.FREE) -> list[Evidence]:
    with university.store.session() as session:
        actor = university.actor(session, who)
        found = [each.claim for each in evidence.queue(session, actor, hold=hold)]
        assert evidence.queue_length(session, actor, hold=hold) == len(found)
        assert sum(evidence.queue_counts(session, actor, hold=hold).values()) == len(found)
        return found


def test_what_one_has_taken_nobody_else_decides(university: University) -> None:
    claim = university.submits("Ada")

    assert takes(university, claim).until == SOON
    for act in (evidence.take, evidence.approve):
        with pytest.raises(AlreadyTaken) as refusal:
            university.does_with(claim, act, by="Rob")
        assert (refusal.value.reviewer, refusal.value.until) == ("Ruth", SOON)
    assert takes(university, claim).until == SOON, "she has it already"
    assert university.approves(claim).status is Status.APPROVED


def test_it_stands_in_her_queue_and_in_nobody_elses(university: University) -> None:
    claim, other = university.submits("Ada"), university.submits("Ada")
    takes(university, claim)

    assert queue(university, "Ruth") == [claim, other]
    assert queue(university, "Ruth", Hold.MINE) == [claim]
    assert queue(university, "Ruth", Hold.OTHERS) == []
    assert queue(university, "Rob") == [other]
    assert queue(university, "Rob", Hold.OTHERS) == [claim]
    with university.store.session() as session:
        ruth = university.actor(session, "Ruth")
        taken = evidence.taken_by(session, ruth, [claim, other])
        assert {key: [each.by for each in value] for key, value in taken.items()} == {
            claim.id: [ruth.participant.id]
        }


def test_what_she_lets_go_is_free_again(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)
    with pytest.raises(NotPermitted):
        lets_go(university, claim, "Rob")

    lets_go(university, claim)

    assert queue(university, "Rob") == [claim]
    assert takes(university, claim, "Rob")
    with pytest.raises(NotPermitted):
        lets_go(university, claim)


def test_kept_too_long_it_can_be_taken_by_others(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)
    university.tick(days=2)
    with pytest.raises(AlreadyTaken):
        takes(university, claim, "Rob")

    university.tick(days=1)

    assert takes(university, claim, "Rob").until == date(2026, 3, 9)
    with pytest.raises(AlreadyTaken):
        university.approves(claim, by="Ruth")


def test_kept_too_long_it_can_be_decided_by_others(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)
    university.tick(days=3)

    assert university.approves(claim, by="Rob").status is Status.APPROVED


def test_two_decisions_are_wanted_so_two_may_have_it(university: University) -> None:
    university.joins("Rita", role=Role.REVIEWER)
    claim = university.submits("Ada", "thesis")
    takes(university, claim)
    assert queue(university, "Rita") == [claim]
    takes(university, claim, "Rob")
    assert queue(university, "Rita") == []
    with pytest.raises(AlreadyTaken):
        takes(university, claim, "Rita")

    university.approves(claim)

    with pytest.raises(SecondReviewerNeeded):
        takes(university, claim)
    with pytest.raises(AlreadyTaken):
        takes(university, claim, "Rita")
    assert queue(university, "Rita") == []
    lets_go(university, claim, "Rob")
    assert queue(university, "Rita") == [claim]
    assert university.approves(claim, by="Rita").status is Status.APPROVED


def test_a_decision_ends_every_taking(university: University) -> None:
    claim = university.submits("Ada", "thesis")
    takes(university, claim)
    takes(university, claim, "Rob")

    university.does_with(claim, evidence.send_back, by="Ruth", note="More.")

    with university.store.session() as session:
        assert evidence.takings(session, claim) == []
    university.does_with(claim, evidence.submit, by="Ada")
    assert takes(university, claim, "Dana")


def test_its_owner_takes_it_back_until_it_is_taken(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)
    with pytest.raises(AlreadyTaken):
        university.does_with(claim, evidence.withdraw, by="Ada")

    lets_go(university, claim)

    back = university.does_with(claim, evidence.withdraw, by="Ada")
    assert back.status is Status.WITHDRAWN
    with university.act() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        evidence.discard(session, found, by=university.actor(session, "Ada"), now=university.now)


def test_what_was_kept_too_long_its_owner_may_take_back(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)
    university.tick(days=3)

    assert university.does_with(claim, evidence.withdraw, by="Ada").status is Status.WITHDRAWN


def test_nobody_takes_what_she_may_not_decide(university: University) -> None:
    own, other = university.submits("Rob"), university.submits("Ada")
    with pytest.raises(OwnEvidence):
        takes(university, own, "Rob")
    with pytest.raises(NotPermitted):
        takes(university, other, "Ada")
    university.approves(other)
    with pytest.raises(AlreadyDecided):
        takes(university, other)


def test_who_has_it_is_always_told(university: University) -> None:
    claim = university.submits("Ada")
    with university.store.session() as session:
        free = evidence.whereabouts(session, claim)
    assert (list(free.names), free.since, free.promised) == (["Rob", "Ruth"], None, claim.answer_by)

    takes(university, claim)

    with university.store.session() as session:
        taken = evidence.whereabouts(session, claim)
    assert (list(taken.names), taken.since) == (["Ruth"], university.now)
    assert taken.anew is None


def test_who_leaves_keeps_nothing(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)

    with university.act() as session:
        people.end_participation(
            session, university.place(session, "Ruth"), last=SOON, today=SOON,
            by=university.actor(session, "Dana"), now=university.now,
        )  # fmt: skip

    assert takes(university, claim, "Rob")


def test_who_reviews_no_more_keeps_nothing(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)

    with university.act() as session:
        people.take_role(
            session, university.place(session, "Ruth"), Role.REVIEWER, school="",
            by=university.actor(session, "Dana"), now=university.now,
        )  # fmt: skip

    assert takes(university, claim, "Rob")


@pytest.mark.parametrize("round_", range(3))
def test_two_reviewers_take_one_at_the_same_instant(
    any_university: University, round_: int
) -> None:
    claim = any_university.submits("Ada")

    answers = at_once(
        lambda: takes(any_university, claim), lambda: takes(any_university, claim, "Rob")
    )

    assert refusals(answers) == [AlreadyTaken]


def test_two_of_three_take_one_at_the_same_instant(any_university: University) -> None:
    any_university.joins("Rita", role=Role.REVIEWER)
    claim = any_university.submits("Ada", "thesis")

    answers = at_once(
        *(lambda who=who: takes(any_university, claim, who) for who in ("Ruth", "Rob", "Rita"))
    )

    assert refusals(answers) == [AlreadyTaken]


def test_a_double_click_takes_once(any_university: University) -> None:
    claim = any_university.submits("Ada")

    first, second = at_once(*[lambda: takes(any_university, claim)] * 2)

    assert first.id == second.id


def test_taken_back_and_taken_at_the_same_instant(any_university: University) -> None:
    claim = any_university.submits("Ada")

    answers = at_once(
        lambda: takes(any_university, claim),
        lambda: any_university.does_with(claim, evidence.withdraw, by="Ada"),
    )

    (refused,) = refusals(answers)
    assert refused in (AlreadyTaken, AlreadyDecided)
