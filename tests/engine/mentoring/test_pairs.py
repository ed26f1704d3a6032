"""Mentor pairs: two say yes, either ends it, and badges within it are credited once."""

from datetime import timedelta
from typing import Any

import pytest

from engine import catalogs, credentials, evidence, mentoring, people
from engine.errors import AlreadyDecided, MentorsHer, NotFound, NotPermitted
from engine.evidence import Evidence, Status
from engine.jobs import credit_mentors
from engine.mentoring import MentorPair
from engine.outbox import Announced
from engine.reactions import mentors
from engine.store import Store, keep_apart, new_id
from rules.terms import Policy, Stage
from tests.engine.evidence.test_taking import queue
from tests.engine.instant import at_once
from tests.engine.university import OWN, PACK, University

TERMS = """
  colleague: {title: Colleague, evidence: system, points: 4}
"""


def accompanied(store: Store, terms: str = "{counts_as: colleague}") -> University:
    pack = PACK.replace("activities:", "activities:" + TERMS.rstrip()).replace(
        "  talk:\n    {", "  talk:\n    {badge: true, "
    )
    university = University(store, {"pack.yaml": pack + f"mentoring: {terms}\n"})
    university.staff()
    for name in ("Ben", "Cara"):
        university.joins(name)
    return university


@pytest.fixture
def elm(store: Store) -> University:
    return accompanied(store)


@pytest.fixture
def any_elm(any_store: Store) -> University:
    return accompanied(any_store)


def asks(
    elm: University, who: str, whom: str, *, as_mentor: bool = True, about: str = ""
) -> MentorPair:
    with elm.act() as session:
        return mentoring.ask(
            session, elm.place(session, whom), by=elm.actor(session, who), now=elm.tick(),
            as_mentor=as_mentor, about=about,
        )  # fmt: skip


def does(elm: University, act: Any, pair: MentorPair, who: str) -> MentorPair:
    with elm.act() as session:
        found = session.get_one(MentorPair, (pair.district_id, pair.id))
        answered: MentorPair = act(session, found, by=elm.actor(session, who), now=elm.tick())
        return answered


def accompany(elm: University, mentor: str, mentee: str, about: str = "") -> MentorPair:
    return does(elm, mentoring.agree, asks(elm, mentor, mentee, about=about), mentee)


# -- agreeing --------------------------------------------------------------------------------------


def test_the_other_one_agrees(elm: University) -> None:
    pair = asks(elm, "Ben", "Ada", as_mentor=False)
    assert (pair.mentor_id, pair.mentee_id) == (elm.people["Ada"].id, elm.people["Ben"].id)
    assert "asks you to be a mentor" in elm.letters("Ada")[-1]
    with pytest.raises(NotPermitted):
        does(elm, mentoring.agree, pair, "Ben")
    with pytest.raises(NotPermitted):
        does(elm, mentoring.agree, pair, "Cara")

    first = does(elm, mentoring.agree, pair, "Ada").agreed_at
    assert does(elm, mentoring.agree, pair, "Ada").agreed_at == first
    assert asks(elm, "Ben", "Ada", as_mentor=False).id == pair.id, "it is there already"
    assert len(elm.letters("Ben")) == 1


def test_who_cannot_be_asked(elm: University) -> None:
    elm.joins("Gone")
    elm.leaves("Gone")
    for who in ("Ada", "Gone"):
        with pytest.raises(NotPermitted):
            asks(elm, "Ada", who)
    with pytest.raises(NotFound):
        asks(elm, "Ada", "Ben", about="nothing")
    pair = asks(elm, "Ada", "Ben")
    with elm.store.session() as session:
        cara = elm.place(session, "Cara")
        with pytest.raises(NotFound):
            mentoring.get(session, cara, pair.id)


def test_it_ends_once_and_another_can_begin(elm: University) -> None:
    pair = accompany(elm, "Ada", "Ben")
    ended = does(elm, mentoring.end, pair, "Ben").ended_at
    assert does(elm, mentoring.end, pair, "Ada").ended_at == ended
    with pytest.raises(AlreadyDecided):
        does(elm, mentoring.agree, pair, "Ben")

    assert asks(elm, "Ada", "Ben").id != pair.id


def test_whoever_leaves_the_district_is_in_no_pair(elm: University) -> None:
    accompany(elm, "Ada", "Ben")
    with elm.act() as session:
        people.end_participation(
            session, elm.place(session, "Ada"), last=elm.now.date(), today=elm.now.date(),
            by=elm.actor(session, "Dana"), now=elm.tick(),
        )  # fmt: skip
    with elm.store.session() as session:
        assert mentoring.of(session, elm.place(session, "Ben")) == []


def test_asked_twice_at_once_is_asked_once(any_elm: University) -> None:
    first, second = at_once(*[lambda: asks(any_elm, "Ada", "Ben")] * 2)

    assert first.id == second.id


# -- reviewing -------------------------------------------------------------------------------------


def test_mentor_and_mentee_do_not_review_each_other(elm: University) -> None:
    pair = accompany(elm, "Ruth", "Ada")
    claim = elm.submits("Ada")
    for act in (evidence.take, evidence.approve):
        with pytest.raises(MentorsHer):
            elm.does_with(claim, act, by="Ruth")
    assert queue(elm, "Ruth") == []
    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, claim.id))
        assert list(evidence.held_by(session, found)) == ["Rob"]

    does(elm, mentoring.end, pair, "Ruth")
    with pytest.raises(MentorsHer):
        elm.approves(claim)
    elm.now += timedelta(hours=1)
    assert elm.approves(elm.submits("Ada")).status is Status.APPROVED


# -- crediting -------------------------------------------------------------------------------------


def test_only_badges_within_the_pair_and_about_it_count(elm: University) -> None:
    elm.completes("Ben", "unit", stage=Stage.LEARNED, kinds=OWN)
    elm.completes("Ben", "unit", stage=Stage.USED)
    pair = accompany(elm, "Ada", "Ben", about="talk")
    elm.completes("Ben")  # "talk", and with it "doer".
    assert elm.experience("Ada") == 4

    does(elm, mentoring.end, pair, "Ada")
    assert elm.experience("Ada") == 4, "what came of it stays"
    accompany(elm, "Ada", "Cara")
    does(elm, mentoring.end, asks(elm, "Ada", "Cara"), "Cara")
    elm.completes("Cara")
    assert elm.experience("Ada") == 4


def test_one_badge_credits_one_mentor(elm: University) -> None:
    """The one of a pair that is just about it."""
    accompany(elm, "Ada", "Ben")
    accompany(elm, "Cara", "Ben", about="talk")
    claim = elm.completes("Ben")
    assert (elm.experience("Ada"), elm.experience("Cara")) == (0, 4)

    elm.undoes(claim)
    elm.approves(claim)
    assert (elm.experience("Ada"), elm.experience("Cara")) == (0, 4)
    assert elm.wrong() == []


def test_two_who_accompany_each_other_gain_no_more_than_their_badges(elm: University) -> None:
    accompany(elm, "Ada", "Ben")
    accompany(elm, "Ben", "Ada")
    for who in ("Ada", "Ben"):
        elm.completes(who)
    assert (elm.experience("Ada"), elm.experience("Ben")) == (14, 14)


def test_badges_by_which_mentoring_is_rewarded_credit_nobody(elm: University) -> None:
    pack = PACK.replace(
        "activities:",
        "activities:\n  colleague: {title: Colleague, evidence: system, points: 4, badge: true}",
    )
    guide = "guide: {title: Guide, criteria: {en: G, es: G}, requires: {activity: colleague}}"
    pack = pack.replace("badges:\n", f"badges:\n  {guide}\n").replace(
        "pathways:\n", "pathways:\n  both: {title: Both, parts: [colleague, bus]}\n"
    )
    elm.publishes(pack + "mentoring: {counts_as: colleague}\n", policy=Policy.NEW_WORK)
    with elm.store.session() as session:
        newest = catalogs.timeline(session, elm.district).newest.catalog

    assert newest.mentored_badges == {"doer", "unit", "whole"}


def test_each_colleague_may_count_once(store: Store) -> None:
    elm = accompanied(store, "{counts_as: colleague, each_colleague_once: true}")
    accompany(elm, "Ada", "Ben")
    elm.completes("Ben", "unit", stage=Stage.LEARNED, kinds=OWN)
    elm.completes("Ben", "unit", stage=Stage.USED)
    elm.completes("Ben")
    assert {"unit", "talk"} <= elm.holds("Ben")
    assert elm.experience("Ada") == 4


def test_without_a_word_in_the_pack_nothing_is_credited(store: Store) -> None:
    elm = accompanied(store, "{}")
    accompany(elm, "Ada", "Ben")
    elm.completes("Ben")
    assert elm.experience("Ada") == 0


def test_what_an_admin_took_back_stays_so(elm: University) -> None:
    accompany(elm, "Ada", "Ben")
    elm.completes("Ben")
    with elm.store.session() as session:
        (credit,) = evidence.mine(session, elm.place(session, "Ada"))
    elm.undoes(credit)
    assert credit_mentors(elm.store, now=elm.tick()) == 0
    elm.completes("Ben")
    assert elm.experience("Ada") == 0


def test_what_a_publishing_brought_is_credited_by_the_jobs(elm: University) -> None:
    accompany(elm, "Ada", "Ben")
    with elm.store.write() as session:  # As if it had been issued where no reaction runs.
        badge = credentials.Credential(
            district_id=elm.district, participant_id=elm.people["Ben"].id, attainment="badge",
            key="talk", catalog=1, earned_on=elm.now.date(), issued_at=elm.tick(),
            event_id=elm.people["Ben"].id,
        )  # fmt: skip
        session.add(badge)
    assert credit_mentors(elm.store, now=elm.tick()) == 1
    assert credit_mentors(elm.store, now=elm.tick()) == 0
    assert elm.experience("Ada") == 4

    with elm.store.write() as session:
        found = session.get_one(credentials.Credential, (elm.district, badge.id))
        found.revoked_at = elm.tick()
    assert credit_mentors(elm.store, now=elm.tick()) == 1
    assert elm.experience("Ada") == 0


def test_where_a_record_is_only_rehearsed_nobody_is_credited(elm: University) -> None:
    """The copy has one person's rows; her mentor is somebody else."""
    accompany(elm, "Ada", "Ben")
    ben = elm.people["Ben"].id
    issued = credentials.CredentialIssued(
        elm.district, ben, ben, "badge", "talk", 1, elm.now.date()
    )
    with elm.store.session() as session:
        keep_apart(session)
        mentors.credit(session, Announced(new_id(), issued, None), elm.now)
        assert evidence.mine(session, elm.place(session, "Ada")) == []
