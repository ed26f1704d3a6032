"""Two people, one piece of evidence, one instant: one of them decides, and points post once."""

import pytest

from engine import evidence
from engine.errors import AlreadyDecided, NotPermitted
from engine.evidence import Status
from engine.store import new_id
from tests.engine.instant import at_once, refusals
from tests.engine.university import University


@pytest.mark.parametrize("round_", range(3))
def test_two_reviewers_approve_and_one_is_told(any_university: University, round_: int) -> None:
    claim = any_university.submits("Ada")

    answers = at_once(
        lambda: any_university.approves(claim, by="Ruth"),
        lambda: any_university.approves(claim, by="Rob"),
    )

    assert refusals(answers) == [AlreadyDecided]
    assert [each.points for each in any_university.entries("Ada")] == [10]
    assert len(any_university.letters("Ada")) == 1
    assert any_university.wrong() == []


def test_two_pieces_of_one_person_approved_together_respect_their_cap(
    any_university: University,
) -> None:
    claims = [any_university.submits("Ada") for _ in range(4)]

    at_once(*(lambda claim=claim: any_university.approves(claim) for claim in claims))

    assert any_university.experience("Ada") == 25
    assert any_university.levels("Ada") == {"freshman", "sophomore"}
    assert any_university.wrong() == []


def test_what_its_owner_takes_back_is_not_approved_as_well(any_university: University) -> None:
    for _ in range(4):
        claim = any_university.submits("Ada")

        answers = at_once(
            lambda claim=claim: any_university.does_with(claim, evidence.withdraw, by="Ada"),
            lambda claim=claim: any_university.approves(claim),
        )

        assert refusals(answers) == [AlreadyDecided]
        assert any_university.wrong() == []


def test_an_approval_is_undone_once(any_university: University) -> None:
    claim = any_university.completes("Ada")

    answers = at_once(*[lambda: any_university.undoes(claim)] * 2)

    assert refusals(answers) == [AlreadyDecided]
    assert any_university.experience("Ada") == 0
    with any_university.store.session() as session:
        assert len(evidence.decisions(session, claim)) == 2


def test_a_double_click_hands_in_once(any_university: University) -> None:
    claim = any_university.drafts("Ada")

    answers = at_once(*[lambda: any_university.does_with(claim, evidence.submit, by="Ada")] * 2)

    assert refusals(answers) == [AlreadyDecided]
    assert any_university.status(claim) is Status.SUBMITTED


def test_two_tabs_saving_at_once_lose_nothing_unnoticed(any_university: University) -> None:
    claim = any_university.drafts("Ada")

    seen = evidence.marks(evidence.wording_of(claim))

    def saves(did: str):
        window = evidence.Window(did, seen)
        return any_university.does_with(claim, evidence.write, by="Ada", window=window, did=did)

    answers = at_once(lambda: saves("One."), lambda: saves("Two."))

    assert sorted(bool(each.aside) for each in answers) == [False, True]
    with any_university.store.session() as session:
        kept = evidence.versions(session, any_university.actor(session, "Ada"), claim)
    reached = {each.written["did"] for each in kept} | {each.claim.did for each in answers}
    assert {"One.", "Two."} <= reached


def test_one_form_sent_twice_at_once_begins_one_draft(any_university: University) -> None:
    known = new_id()

    answers = at_once(*[lambda: any_university.drafts("Ada", evidence_id=known)] * 2)

    assert refusals(answers) == [NotPermitted]
