"""Second thoughts: a reviewer's slip is as if it had never been, while nothing has grown of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine import corrections, evidence
from engine.corrections import second_thoughts
from engine.errors import NotPermitted, PastTakingBack
from engine.evidence import Evidence, Status
from engine.people import Role
from tests.engine.university import PACK, University

MUG = "rewards: {mug: {title: Mug, price: 5, kind: merchandise}}"
take_back = corrections.take_back


@pytest.fixture
def university(any_store) -> University:
    university = University(any_store, {"pack.yaml": PACK, "more.yaml": MUG})
    university.staff()
    university.joins("Des", role=Role.DESK)
    return university


def may(university: University, claim: Evidence, by: str) -> bool:
    with university.store.session() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        actor = university.actor(session, by)
        return corrections.may_take_back(session, found, by=actor, now=university.now)


def test_an_approval_by_mistake_leaves_nothing_behind(university: University) -> None:
    claim = university.completes("Ada")
    assert may(university, claim, "Ruth")

    university.does_with(claim, take_back, by="Ruth")

    assert university.status(claim) is Status.SUBMITTED
    assert university.experience("Ada") == 0
    assert university.wrong() == []
    assert "It was a slip, taken back at once." in university.letters("Ada")[-1]
    university.approves(claim, by="Rob")
    assert university.experience("Ada") == 10


@pytest.mark.parametrize("act", [evidence.send_back, evidence.decline])
def test_an_answer_given_too_early_is_taken_back(university: University, act) -> None:
    claim = university.does_with(university.submits("Ada"), act, by="Ruth", note="More, please.")

    university.does_with(claim, take_back, by="Ruth")

    assert university.status(claim) is Status.SUBMITTED
    told = university.letters("Ada")[-1]
    assert "Ruth answered your evidence for “Number talk”" in told
    assert "there is nothing that you have to do for it" in told
    university.approves(claim)
    assert university.experience("Ada") == 10


def test_it_is_the_reviewers_own(university: University) -> None:
    claim, waiting = university.completes("Ada"), university.submits("Ada")

    assert not may(university, claim, "Rob")
    assert not may(university, waiting, "Ruth")
    for each, who in ((claim, "Rob"), (waiting, "Ruth"), (claim, "Ada")):
        with pytest.raises(NotPermitted):
            university.does_with(each, take_back, by=who)
    assert university.experience("Ada") == 10


def test_what_was_approved_twice_is_taken_back_once(university: University) -> None:
    claim = university.completes("Ada")
    university.does_with(claim, take_back, by="Ruth")

    with pytest.raises(NotPermitted):
        university.does_with(claim, take_back, by="Ruth")


def spends(university: University, _claim: Evidence) -> None:
    university.redeems("Ada", "mug")


def earns_a_degree(university: University, _claim: Evidence) -> None:
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada")
    university.enrolls("Ada", "associate")
    assert university.degrees("Ada") == ["associate"]


def waits(university: University, _claim: Evidence) -> None:
    university.now += second_thoughts.WITHIN + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("happens", "why"), [(spends, "spent"), (earns_a_degree, "conferred"), (waits, "old")]
)
def test_more_than_a_slip_is_for_the_admins(
    university: University, happens: Callable[[University, Evidence], None], why: str
) -> None:
    claim = university.completes("Ada")
    happens(university, claim)
    before = university.experience("Ada")

    assert not may(university, claim, "Ruth")
    with pytest.raises(PastTakingBack, match=why):
        university.does_with(claim, take_back, by="Ruth")
    assert university.experience("Ada") == before


def test_what_its_owner_writes_on_already_is_hers_again(university: University) -> None:
    claim = university.submits("Ada")
    university.does_with(claim, evidence.send_back, by="Ruth", note="More, please.")
    university.does_with(claim, evidence.write, by="Ada", did="More.")

    with pytest.raises(PastTakingBack, match="written_on"):
        university.does_with(claim, take_back, by="Ruth")
    assert university.status(claim) is Status.SENT_BACK
