"""A review counts for whoever finished it: once a piece, and the same whatever she decided."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import corrections, evidence
from engine.evidence import Evidence
from engine.store import Store
from tests.engine.evidence.test_taking import takes
from tests.engine.instant import at_once
from tests.engine.university import OWN, PACK, University

COUNTS = PACK.replace(
    "review: {answer_school_days: 5}", "review: {answer_school_days: 5, counts_as: reviewing}"
)
FREE = "  reviewing: {title: Reviewing, evidence: system, hours: 0.5, points: 3}\nlevels:"
CAPPED = FREE.replace("points: 3", "points: 3, cap: {points: 7, per: month}")
SAYING = {"note": "Why."}
VERDICTS = {
    "approve": lambda elm, claim, by: elm.approves(claim, by=by),
    "send_back": lambda elm, claim, by: elm.does_with(claim, evidence.send_back, by=by, **SAYING),
    "decline": lambda elm, claim, by: elm.does_with(claim, evidence.decline, by=by, **SAYING),
}


def counting(store: Store, written: str) -> University:
    university = University(store, {"pack.yaml": COUNTS.replace("levels:", written, 1)})
    university.staff()
    return university


@pytest.fixture
def elm(store: Store) -> University:
    return counting(store, FREE)


def points(elm: University, who: str) -> int:
    return sum(each.points for each in elm.entries(who))


def takes_back(elm: University, claim: Evidence, by: str = "Ruth") -> None:
    elm.does_with(claim, corrections.take_back, by=by)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(verdicts=st.lists(st.sampled_from(sorted(VERDICTS)), min_size=1, max_size=3))
def test_the_credit_is_the_same_whatever_the_verdict(elm: University, verdicts: list[str]) -> None:
    before = points(elm, "Ruth")
    for verdict in verdicts:
        VERDICTS[verdict](elm, elm.submits("Ada"), "Ruth")

    assert points(elm, "Ruth") - before == 3 * len(verdicts)
    assert points(elm, "Rob") == 0
    assert elm.wrong() == []


def test_a_piece_counts_once_for_each_of_its_reviewers(elm: University) -> None:
    claim = elm.submits("Ada", "thesis", kinds=OWN)
    elm.approves(claim, by="Ruth")
    assert (points(elm, "Ruth"), points(elm, "Rob")) == (3, 0), "she has done her part"
    elm.approves(claim, by="Rob")

    back = elm.submits("Ada")
    for _ in range(2):
        VERDICTS["send_back"](elm, back, "Ruth")
        elm.does_with(back, evidence.submit, by="Ada")
    assert (points(elm, "Ruth"), points(elm, "Rob")) == (6, 3)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_taking_it_back_takes_the_credit_back(elm: University, verdict: str) -> None:
    claim = elm.submits("Ada")
    VERDICTS[verdict](elm, claim, "Ruth")
    takes_back(elm, claim)
    assert points(elm, "Ruth") == 0

    VERDICTS["decline"](elm, claim, "Ruth")
    assert points(elm, "Ruth") == 3
    assert elm.wrong() == []


def test_what_an_admin_undoes_was_reviewed_all_the_same(elm: University) -> None:
    claim = elm.completes("Ada")
    elm.undoes(claim)

    assert points(elm, "Ruth") == 3


def test_a_cap_of_the_pack_ends_it(store: Store) -> None:
    elm = counting(store, CAPPED)
    for _ in range(4):
        elm.completes("Ada")

    assert points(elm, "Ruth") == 7
    with elm.store.session() as session:
        place = elm.place(session, "Ruth")
        found = evidence.reviewed(session, place, since=date(2026, 3, 1), now=elm.now)
        assert (found.reviews, found.points) == (4, 7)
        later = evidence.reviewed(session, place, since=date(2026, 4, 1), now=elm.now)
        assert (later.reviews, later.points) == (0, 0)


def test_districts_that_do_not_ask_for_it_count_nothing(university: University) -> None:
    claim = university.completes("Ada")
    takes_back(university, claim)

    assert university.entries("Ruth") == []


@pytest.mark.postgres
def test_two_who_decide_on_each_other_at_the_same_instant(postgres_store: Store) -> None:
    elm = counting(postgres_store, FREE)
    hers, his = elm.submits("Ruth"), elm.submits("Rob")
    takes(elm, hers, by="Rob")
    takes(elm, his, by="Ruth")

    at_once(lambda: elm.approves(hers, by="Rob"), lambda: elm.approves(his, by="Ruth"))

    assert (points(elm, "Ruth"), points(elm, "Rob")) == (13, 13)
    assert elm.wrong() == []
