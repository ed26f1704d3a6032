"""Nobody decides on her own evidence, nor on that of somebody who just decided on hers."""

from datetime import date, timedelta

import pytest

from engine import evidence
from engine.errors import WouldReviewEachOther
from engine.evidence import Evidence, Hold, Status
from engine.store import Store
from tests.engine.evidence.test_handing_over import has, turns_to
from tests.engine.evidence.test_taking import queue, takes
from tests.engine.university import PACK, University


@pytest.fixture
def elm(store: Store) -> University:
    """Two people do not review each other for ten days."""
    terms = "review: {answer_school_days: 5, reciprocal_days: 10}"
    university = University(
        store, {"pack.yaml": PACK.replace("review: {answer_school_days: 5}", terms)}
    )
    university.staff()
    return university


def held_by(university: University, claim: Evidence) -> list[str]:
    with university.store.session() as session:
        return list(evidence.held_by(session, claim))


def test_whoever_was_reviewed_does_not_review_back(elm: University) -> None:
    elm.approves(elm.submits("Ruth"), by="Rob")
    claim = elm.submits("Rob")

    for act in (evidence.take, evidence.approve):
        with pytest.raises(WouldReviewEachOther):
            elm.does_with(claim, act, by="Ruth")
    assert queue(elm, "Ruth") == []
    assert queue(elm, "Ruth", Hold.OTHERS) == []
    assert held_by(elm, claim) == ["Dana"], "no reviewer is left, so an admin has it"
    assert elm.approves(claim, by="Dana").status is Status.APPROVED


def test_it_goes_one_way_only(elm: University) -> None:
    """Rob decided on hers; he may do so again, and she on anybody else's."""
    elm.approves(elm.submits("Ruth"), by="Rob")

    assert elm.approves(elm.submits("Ruth"), by="Rob").status is Status.APPROVED
    assert takes(elm, elm.submits("Ada"))


def test_after_so_many_days_it_is_over(elm: University) -> None:
    elm.approves(elm.submits("Ruth"), by="Rob")
    elm.now += timedelta(days=9)
    still = elm.submits("Rob")
    elm.now += timedelta(days=2)
    over = elm.submits("Rob")

    assert queue(elm, "Ruth") == [over]
    assert (held_by(elm, still), held_by(elm, over)) == (["Dana"], ["Ruth"])
    assert takes(elm, over)


def test_sending_back_counts_as_well_as_approving(elm: University) -> None:
    own = elm.submits("Ruth")
    elm.does_with(own, evidence.send_back, by="Rob", note="More.")
    claim = elm.submits("Rob")

    assert queue(elm, "Ruth") == []
    assert held_by(elm, claim) == ["Dana"]


def test_it_is_not_handed_over_to_her_either(elm: University) -> None:
    elm.approves(elm.submits("Ruth"), by="Rob")
    claim = elm.submits("Rob")

    turns_to(elm, date(2026, 3, 10))

    assert has(elm, claim)[0] == ["Dana"]


def test_districts_that_do_not_ask_for_it_have_no_such_guard(university: University) -> None:
    university.approves(university.submits("Ruth"), by="Rob")

    assert takes(university, university.submits("Rob"))
