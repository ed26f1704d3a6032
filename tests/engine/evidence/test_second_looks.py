"""A second look is asked for in silence, read like any review, and changes nothing for anybody."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from engine import corrections, evidence
from engine.errors import (
    AlreadyDecided,
    AlreadyTaken,
    Incomplete,
    NoteMissing,
    NotPermitted,
    PastTakingBack,
)
from engine.evidence import Decision, Evidence, SecondLook, Status, Verdict
from engine.evidence.team.tables import Teammate
from engine.people import Role
from engine.store import Store
from tests.engine.evidence.test_blinding import reviews_and_leads
from tests.engine.evidence.test_handing_over import turns_to
from tests.engine.evidence.test_reviewing import COUNTS, FREE, points
from tests.engine.evidence.test_taking import lets_go, queue, takes
from tests.engine.instant import at_once, refusals
from tests.engine.university import OWN, PACK, University

APPROVED, SENT_BACK, DECLINED = Verdict.APPROVED, Verdict.SENT_BACK, Verdict.DECLINED


def sampling(store: Store, percent: int, pack: str = PACK) -> University:
    """A district that asks for so many second looks."""
    terms = f"answer_school_days: 5, second_look_percent: {percent}"
    university = University(store, {"pack.yaml": pack.replace("answer_school_days: 5", terms)})
    university.staff()
    return university


@pytest.fixture
def elm(store: Store) -> University:
    return sampling(store, 100)


def waits(elm: University, who: str) -> list[uuid.UUID]:
    return [each.id for each in queue(elm, who)]


def reads(elm: University, claim: Evidence, verdict: Verdict, by: str = "Rob", **more: Any) -> None:
    note = {} if verdict is APPROVED else {"note": "Why."}
    elm.does_with(claim, evidence.read_again, by=by, verdict=verdict, **note, **more)


def sends_back(elm: University, claim: Evidence, by: str = "Ruth") -> None:
    elm.does_with(claim, evidence.send_back, by=by, note="More.")


def looks(elm: University) -> list[SecondLook]:
    with elm.store.session() as session:
        return list(session.exec(select(SecondLook)))


def asked(elm: University, claim: Evidence, by: str) -> evidence.Asked:
    """The piece as a reviewer has it before her."""
    with elm.store.session() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        return evidence.as_asked(session, found, by=elm.actor(session, by))


@pytest.mark.parametrize("verdict", ["approve", "send_back", "decline"])
def test_whatever_was_decided_another_reviewer_finds_it_in_her_queue(
    elm: University, verdict: str
) -> None:
    claim = elm.submits("Ada", "essay", kinds=OWN)
    more = {"scores": {"clear": 2, "kind": 1}} if verdict == "approve" else {"note": "Why."}
    elm.does_with(claim, getattr(evidence, verdict), by="Ruth", **more)

    assert waits(elm, "Rob") == [claim.id]
    with elm.store.session() as session:
        (line,) = evidence.queue(session, elm.actor(session, "Rob"))
    assert (line.claim.status, line.name) == (Status.SUBMITTED, "Ada"), "as if nobody had decided"
    assert line.claim.answer_by == date(2026, 3, 9), "with a whole answer's days"
    for who in ("Ruth", "Dana"):
        assert waits(elm, who) == [], "who decided, and who sees every record"
    assert elm.status(claim) is not Status.SUBMITTED


def test_it_is_taken_and_let_go_like_any_review(elm: University) -> None:
    elm.joins("Lena", role=Role.REVIEWER)
    claim = elm.completes("Ada")

    assert takes(elm, claim, by="Rob").until == date(2026, 3, 4)
    assert waits(elm, "Lena") == []
    with pytest.raises(AlreadyTaken):
        reads(elm, claim, APPROVED, by="Lena")
    lets_go(elm, claim, by="Rob")
    assert waits(elm, "Lena") == [claim.id]
    for who in ("Ruth", "Dana"):
        with pytest.raises(AlreadyDecided):
            takes(elm, claim, by=who)


def test_reading_it_changes_nothing_for_anybody(elm: University) -> None:
    claim = elm.completes("Ada")
    before = (elm.entries("Ada"), elm.letters("Ada"), elm.status(claim))

    reads(elm, claim, DECLINED)

    assert (elm.entries("Ada"), elm.letters("Ada"), elm.status(claim)) == before
    (look,) = looks(elm)
    assert (look.verdict, look.note) == (DECLINED, "Why.")
    assert waits(elm, "Rob") == []
    with pytest.raises(AlreadyDecided):
        reads(elm, claim, APPROVED)
    assert elm.wrong() == []


def test_it_is_scored_the_same_way(elm: University) -> None:
    claim = elm.submits("Ada", "essay", kinds=OWN)
    sends_back(elm, claim)

    with pytest.raises(Incomplete):
        reads(elm, claim, APPROVED, scores={"clear": 2})
    with pytest.raises(NoteMissing):
        elm.does_with(claim, evidence.read_again, by="Rob", verdict=DECLINED)
    reads(elm, claim, APPROVED, scores={"clear": 2, "kind": 1})
    assert looks(elm)[0].scores == {"clear": 2, "kind": 1}


def test_she_reads_what_the_first_reviewer_read(elm: University) -> None:
    """Its owner has it back and writes on, meanwhile."""
    claim = elm.submits("Ada", did="Tried it once.")
    sends_back(elm, claim)
    elm.does_with(claim, evidence.write, by="Ada", did="Tried it twice.")
    link = evidence.Artifact(name="More", url="https://work.example/2")
    elm.does_with(
        claim, lambda s, c, by, now: evidence.attach(s, c, link, by=by, now=now), by="Ada"
    )

    seen = asked(elm, claim, "Rob")
    assert (seen.claim.did, seen.claim.status) == ("Tried it once.", Status.SUBMITTED)
    with elm.store.session() as session:
        every = list(evidence.artifacts(session, claim))
        decided = list(evidence.decisions(session, claim))
    assert [each.name for each in seen.artifacts(every)] == ["Work"]
    assert (len(every), len(decided), seen.decisions(decided)) == (2, 1, [])
    reads(elm, claim, APPROVED)
    after = asked(elm, claim, "Rob")
    assert after.claim.status is Status.APPROVED, "to her it is as she decided"
    assert [each.verdict for each in after.decisions(decided)] == [APPROVED]
    for who in ("Ruth", "Dana", "Ada"):
        seen = asked(elm, claim, who)
        assert (seen.look, seen.claim.did) == (None, "Tried it twice.")
        assert seen.decisions(decided) == decided
        assert seen.artifacts(every) == every


def test_what_is_handed_in_anew_is_read_by_whoever_comes(elm: University) -> None:
    claim = elm.submits("Ada")
    sends_back(elm, claim)
    elm.does_with(claim, evidence.submit, by="Ada")

    assert waits(elm, "Rob") == [claim.id]
    assert asked(elm, claim, "Rob").look is None, "it is an ordinary one"
    elm.approves(claim, by="Ruth")
    assert waits(elm, "Rob") == [], "the look that nobody took is over"
    assert [each.lapsed for each in looks(elm)] == [True]


def test_first_thoughts_that_are_taken_back_are_not_compared(elm: University) -> None:
    claim = elm.completes("Ada")
    elm.does_with(claim, corrections.take_back, by="Ruth")
    assert looks(elm) == []

    elm.approves(claim)
    reads(elm, claim, DECLINED)
    elm.does_with(claim, corrections.take_back, by="Ruth")
    assert waits(elm, "Rob") == [claim.id], "it waits anew, for everybody"
    elm.does_with(claim, evidence.decline, by="Ruth", note="On second thoughts.")

    (look,) = looks(elm)
    with elm.store.session() as session:
        assert session.get_one(Decision, (elm.district, look.first)).verdict is DECLINED
    assert look.verdict is DECLINED


def test_a_second_reader_may_think_again_as_well(elm: University) -> None:
    claim = elm.submits("Ada")
    with pytest.raises(AlreadyDecided):
        reads(elm, claim, DECLINED)
    elm.approves(claim)
    with pytest.raises(NotPermitted):
        elm.does_with(claim, evidence.leave_unread, by="Rob")
    reads(elm, claim, DECLINED)

    def may(who: str) -> bool:
        with elm.store.session() as session:
            found = session.get_one(Evidence, (claim.district_id, claim.id))
            by = elm.actor(session, who)
            return corrections.may_take_back(session, found, by=by, now=elm.now)

    assert (may("Rob"), may("Dana")) == (True, False)
    elm.does_with(claim, corrections.take_back, by="Rob")
    assert waits(elm, "Rob") == [claim.id]
    assert elm.status(claim) is Status.APPROVED
    reads(elm, claim, DECLINED)
    elm.tick(minutes=31)
    assert not may("Rob")
    with pytest.raises(PastTakingBack):
        elm.does_with(claim, corrections.take_back, by="Rob")


def test_nobody_looks_who_knows_how_it_was_decided(elm: University) -> None:
    reviews_and_leads(elm, "Lea", "aspen")
    reviews_and_leads(elm, "Una", "")
    elm.joins("Bea", role=Role.REVIEWER)
    own, claim = elm.completes("Rob"), elm.completes("Ada")

    assert waits(elm, "Bea") == [own.id, claim.id]
    assert waits(elm, "Rob") == [claim.id], "never her own"
    assert waits(elm, "Una") == []
    assert waits(elm, "Lea") == [own.id], "she leads Ada's school"
    with pytest.raises(AlreadyDecided):
        reads(elm, claim, APPROVED, by="Lea")


def test_what_two_read_anyway_is_left_out(elm: University) -> None:
    elm.joins("Lena", role=Role.REVIEWER)
    claim = elm.submits("Ada", "thesis", kinds=OWN)
    elm.approves(claim, by="Ruth")
    elm.approves(claim, by="Rob")

    assert looks(elm) == []


def test_nobody_reads_it_so_it_is_over(elm: University) -> None:
    claim = elm.completes("Ada")
    turns_to(elm, date(2026, 3, 9))
    assert waits(elm, "Rob") == [claim.id]

    takes(elm, claim, by="Rob")
    turns_to(elm, date(2026, 3, 10))

    assert waits(elm, "Rob") == []
    with pytest.raises(AlreadyDecided):
        reads(elm, claim, APPROVED)
    turns_to(elm, date(2026, 3, 11))
    assert [(each.lapsed, each.read_at) for each in looks(elm)] == [(True, None)]


def test_the_sample_follows_from_the_id_alone(store: Store) -> None:
    """So far that the same pieces are chosen whatever is decided, and more at a higher share."""
    elm = sampling(store, 30)
    claims = [elm.submits("Ada") for _ in range(40)]
    for n, claim in enumerate(claims):
        act = evidence.approve if n % 2 else evidence.decline
        elm.does_with(claim, act, by="Ruth", **({} if n % 2 else {"note": "Why."}))
    chosen = {each.evidence_id for each in looks(elm)}
    assert 3 <= len(chosen) <= 24, "about twelve"

    def is_chosen(percent: int, evidence_id: uuid.UUID) -> bool:
        from engine.evidence import second_looks

        with elm.store.write() as session:
            claim = session.get_one(Evidence, (elm.district, evidence_id))
            return second_looks._is_chosen(session, claim, percent)

    for claim in claims:
        assert is_chosen(30, claim.id) == (claim.id in chosen)
        assert is_chosen(100, claim.id)
        assert is_chosen(60, claim.id) or claim.id not in chosen
        assert not is_chosen(0, claim.id)


def test_nothing_is_sampled_unless_the_pack_says_so(university: University) -> None:
    university.completes("Ada")

    assert looks(university) == []
    assert waits(university, "Rob") == []


def test_a_second_look_counts_like_any_review(store: Store) -> None:
    elm = sampling(store, 100, COUNTS.replace("levels:", FREE, 1))
    claim = elm.completes("Ada")
    reads(elm, claim, DECLINED)
    assert (points(elm, "Ruth"), points(elm, "Rob")) == (3, 3)

    elm.does_with(claim, corrections.take_back, by="Rob")
    assert (points(elm, "Ruth"), points(elm, "Rob")) == (3, 0)
    assert elm.wrong() == []


@pytest.mark.postgres
def test_one_of_two_reads_it_at_the_same_instant(postgres_store: Store) -> None:
    elm = sampling(postgres_store, 100)
    elm.joins("Lena", role=Role.REVIEWER)
    claim = elm.completes("Ada")

    answers = at_once(
        lambda: reads(elm, claim, APPROVED, by="Rob"),
        lambda: reads(elm, claim, DECLINED, by="Lena"),
    )

    assert refusals(answers) == [AlreadyDecided]
    assert len(looks(elm)) == 1


def test_both_readings_are_compared(elm: University) -> None:
    good, other = {"clear": 2, "kind": 1}, {"clear": 1, "kind": 1}
    first, second, third = (elm.submits("Ada", "essay", kinds=OWN) for _ in range(3))
    elm.approves(first, scores=good)
    reads(elm, first, APPROVED, scores=other)
    elm.approves(second, scores=good)
    reads(elm, second, SENT_BACK)
    elm.approves(third, scores=good)
    reads(elm, third, DECLINED)
    elm.undoes(third)

    with elm.store.session() as session:
        dana, since = elm.actor(session, "Dana"), elm.now - timedelta(days=1)
        both = evidence.read_by_two(session, dana, since=since)
        told = [(each.rubric, each.answers) for each in both if each.evidence == first.id]
        assert told == [("", (1, 1)), ("clarity", (2, 1)), ("clarity", (1, 1))]
        decided = evidence.decided(session, dana, since=since)
        rob = elm.place(session, "Rob").id
        assert [each.approved for each in decided if each.by == rob] == [True, False, False]
        (one,) = evidence.read_otherwise(session, dana, since=since)
        assert (one.claim.id, one.second.verdict) == (second.id, SENT_BACK), "the third was undone"
        with pytest.raises(NotPermitted):
            evidence.read_otherwise(session, elm.actor(session, "Ruth"), since=since)


def test_what_a_team_handed_in_is_left_out(store: Store) -> None:
    elm = sampling(store, 100, PACK.replace("lead: {title: Lead,", "lead: {title: Lead, team: {},"))
    work = elm.drafts("Ada")
    with elm.act() as session:
        session.add(
            Teammate(
                district_id=elm.district, work_id=work.id, participant_id=elm.people["Dana"].id,
                asked_at=elm.now,
            )
        )  # fmt: skip
    elm.does_with(work, evidence.submit, by="Ada")
    elm.does_with(work, evidence.decline, by="Ruth", note="Why.")

    assert looks(elm) == []
