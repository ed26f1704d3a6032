"""What the program itself decides is work like any other: once, taken back, and counted again."""

from typing import Any

import pytest
from sqlmodel import select

from engine import evidence
from engine.errors import AlreadyDecided, NotFound
from engine.evidence import PROGRAM, Decision, Evidence, Status
from engine.store import Store
from tests.engine.instant import at_once
from tests.engine.university import PACK, University
from tests.engine.world import TODAY

COACHING = """
activities:
  coaching: {title: Coaching, evidence: system, hours: 0.5, points: 3, cap: {points: 6, per: month}}
badges:
  coach:
    title: Coach
    criteria: {en: Coach twice., es: Acompaña dos veces.}
    requires: {count: 2, activity: coaching}
"""


@pytest.fixture
def elm(any_store: Store) -> University:
    university = University(any_store, {"pack.yaml": PACK, "more.yaml": COACHING})
    university.staff()
    return university


def credits(
    elm: University, known_as: str, *, activity: str = "coaching", **more: float
) -> Evidence:
    with elm.act() as session:
        ada, now = elm.place(session, "Ada"), elm.tick()
        claim: Evidence = evidence.credit(
            session, ada, activity, known_as=known_as, day=TODAY, now=now, **more
        )
        return claim


def by_rule(elm: University, claim: Evidence, **more: Any) -> None:
    with elm.act() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        evidence.approve_by_rule(session, found, now=elm.tick(), **more)


def takes_back(elm: University, known_as: str) -> None:
    with elm.act() as session:
        evidence.uncredit(session, elm.district, known_as, now=elm.tick())


def test_it_counts_once_however_often_it_is_said(elm: University) -> None:
    first, again = credits(elm, "lesson 1"), credits(elm, "lesson 1")

    assert first.id == again.id
    assert (elm.status(first), first.minutes, elm.experience("Ada")) == (Status.APPROVED, 30, 3)
    assert elm.letters("Ada") == []
    assert elm.wrong() == []


def test_the_packs_caps_and_badges_hold_for_it(elm: University) -> None:
    for lesson in range(4):
        credits(elm, f"lesson {lesson}", minutes=15, value=1.0)

    assert elm.experience("Ada") == 6
    assert elm.holds("Ada") == {"coach", "doer"}


def test_taken_back_it_counts_no_more_and_counted_again_it_is_as_before(elm: University) -> None:
    claim = credits(elm, "lesson 1")
    credits(elm, "lesson 2")

    takes_back(elm, "lesson 1")
    takes_back(elm, "lesson 1")
    takes_back(elm, "never given")
    assert (elm.status(claim), elm.experience("Ada")) == (Status.DECLINED, 3)
    assert elm.holds("Ada") == set()
    assert elm.wrong() == []

    assert credits(elm, "lesson 1").id == claim.id
    assert (elm.status(claim), elm.experience("Ada")) == (Status.APPROVED, 6)
    assert elm.holds("Ada") == {"coach"}
    assert elm.wrong() == []


def test_what_an_admin_takes_back_waits_for_no_reviewer(elm: University) -> None:
    claim = credits(elm, "lesson 1")

    elm.undoes(claim)

    assert (elm.status(claim), elm.experience("Ada")) == (Status.DECLINED, 0)


def test_two_servers_that_see_it_at_one_instant_count_it_once(elm: University) -> None:
    for lesson in range(3):
        at_once(*[lambda lesson=lesson: credits(elm, f"lesson {lesson}")] * 2)

    with elm.store.session() as session:
        assert len(session.exec(select(Evidence)).all()) == 3
    assert elm.wrong() == []


def test_nobody_writes_it_herself_and_no_other_work_is_credited(elm: University) -> None:
    with pytest.raises(NotFound):
        elm.drafts("Ada", "coaching")
    with pytest.raises(NotFound):
        credits(elm, "x", activity="chess")


def test_a_rule_approves_what_was_submitted_in_nobodys_name(elm: University) -> None:
    claim = elm.submits("Ada", "essay")

    by_rule(elm, claim, note="Enough.", scores={"clear": 2, "kind": 1})

    assert (elm.status(claim), elm.experience("Ada")) == (Status.APPROVED, 12)
    assert "The program approved your evidence for “Essay”" in elm.letters("Ada")[0]
    with elm.store.session() as session:
        (decision,) = session.exec(select(Decision)).all()
        assert (decision.by, decision.note) == (PROGRAM, "Enough.")
        dana = elm.actor(session, "Dana")
        assert evidence.decided(session, dana, since=claim.started_at) == []
    assert elm.wrong() == []


def test_a_rule_approves_only_what_waits(elm: University) -> None:
    claim = elm.drafts("Ada")

    with pytest.raises(AlreadyDecided):
        by_rule(elm, claim)
