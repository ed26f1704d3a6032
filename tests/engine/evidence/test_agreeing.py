"""What two reviewers said of the same handing-in, and every decision beside it."""

from datetime import timedelta

import pytest

from engine import evidence
from engine.errors import NotPermitted
from engine.evidence import ReadByTwo
from engine.store import Store
from tests.engine.university import PACK, University
from tests.engine.world import START


@pytest.fixture
def elm(store: Store) -> University:
    """Essays are read by two, and scored."""
    twice = PACK.replace("rubric: clarity,", "rubric: clarity, reviewers: 2,")
    university = University(store, {"pack.yaml": twice})
    university.staff()
    return university


def both(university: University, who: str = "Dana", **since: float) -> list[ReadByTwo]:
    with university.store.session() as session:
        actor = university.actor(session, who)
        return evidence.read_by_two(session, actor, since=START + timedelta(**since))


def told(university: University) -> list[tuple[str, str, str, tuple[int, int]]]:
    names = {place.id: name for name, place in university.people.items()}
    return [
        (each.rubric, names[each.first], names[each.second], each.answers)
        for each in both(university)
    ]


def test_two_approvals_are_compared_criterion_by_criterion(elm: University) -> None:
    claim = elm.submits("Ada", "essay")
    elm.approves(claim, scores={"clear": 2, "kind": 1})
    elm.approves(claim, by="Rob", scores={"clear": 1, "kind": 1})

    assert told(elm) == [
        ("", "Ruth", "Rob", (1, 1)),
        ("clarity", "Ruth", "Rob", (2, 1)),
        ("clarity", "Ruth", "Rob", (1, 1)),
    ]
    assert both(elm, days=1) == []


def test_one_who_sends_back_what_another_approved_disagrees(elm: University) -> None:
    claim = elm.submits("Ada", "thesis")
    elm.approves(claim)
    elm.does_with(claim, evidence.send_back, by="Rob", note="More.")

    assert told(elm) == [("", "Ruth", "Rob", (1, 0))]


def test_what_was_changed_or_taken_back_between_is_not_compared(elm: University) -> None:
    """What is handed in again is another text; an approval that was undone is no answer."""
    claim, other = elm.submits("Ada", "thesis"), elm.submits("Ada")
    elm.does_with(claim, evidence.send_back, by="Ruth", note="More.")
    elm.does_with(claim, evidence.submit, by="Ada")
    elm.approves(claim, by="Rob")
    elm.approves(other)
    elm.undoes(other)
    elm.approves(other, by="Rob")

    assert told(elm) == []


def test_every_decision_counts_and_undoing_is_none(elm: University) -> None:
    claim = elm.submits("Ada")
    elm.approves(claim)
    elm.undoes(claim)
    elm.does_with(claim, evidence.decline, by="Rob", note="Not this.")

    with elm.store.session() as session:
        found = evidence.decided(session, elm.actor(session, "Dana"), since=START)
    assert [each.approved for each in found] == [True, False]


def test_admins_alone_are_told(elm: University) -> None:
    with pytest.raises(NotPermitted):
        both(elm, "Ruth")
