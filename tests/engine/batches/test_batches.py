"""Batches: what a list means, who may undo it, and that nothing else happens than was shown."""

import uuid

import pytest

from engine import batches, evidence, imports
from engine.batches import Batch, Reading
from engine.errors import (
    AlreadyTaken,
    AlreadyUndone,
    ConsequencesChanged,
    NotAnEmptyFile,
    NotFound,
    NotPermitted,
    ReadWithoutNames,
    Refusal,
)
from engine.imports import Meant
from engine.people import Role
from engine.store import Store
from rules.terms import Stage
from tests.engine.instant import at_once, refusals
from tests.engine.university import PACK, University

BLIND = "  poem: {title: Poem, points: 5, evidence: own, blind: yes}\n"
TALK = Meant("talk", Stage.DONE)


@pytest.fixture
def elm(any_store: Store) -> University:
    files = {"pack.yaml": PACK.replace("levels:\n", BLIND + "levels:\n")}
    university = University(any_store, files)
    university.staff()
    university.joins("Ben", school="birch")
    return university


def reads(elm: University, text: str, meant: Meant | None = TALK, by: str = "Ruth") -> Reading:
    with elm.store.session() as session:
        actor = elm.actor(session, by)
        return batches.read(session, text.encode(), meant, by=actor, now=elm.now)


def approves(elm: University, reading: Reading, by: str = "Ruth") -> Batch:
    with elm.store.session() as session:
        actor = elm.actor(session, by)
    return batches.approve_beside(elm.store, reading.pieces, by=actor, now=elm.now)


def why(reading: Reading) -> list[str]:
    return [each.code for line in reading.left_out for each in line.why]


def test_each_line_says_why_it_is_left_out(elm: University) -> None:
    elm.joins("Rae", role=Role.REVIEWER)
    for _ in range(2):
        elm.submits("Ada")
    taken = elm.submits("Ben")
    elm.does_with(taken, evidence.take, by="Rob")
    with pytest.raises(NotAnEmptyFile):
        reads(elm, "Ada", None)

    reading = reads(elm, "Ada\nBen\nDana\nNobody\n\n- Zoe, \n")
    assert why(reading) == ["several_wait", "already_taken", "nothing_waits", "unknown_name",
                            "unknown_name"]  # fmt: skip
    assert isinstance(reading.left_out[1].why[0], AlreadyTaken)
    assert reads(elm, "email,activity,day\nada@elm.example,walk,soon").left_out[0].said == (
        "ada@elm.example"
    )
    odd = "email,activity,day,hours\nada@elm.example,walk,2026-03-01,many"
    assert why(reads(elm, odd)) == ["not_a_number"]


def test_a_list_never_tells_whose_blind_evidence_waits(elm: University) -> None:
    elm.submits("Ada", "poem")
    reading = reads(elm, "Ada\nBen", Meant("poem", Stage.DONE))
    assert [type(line.why[0]) for line in reading.left_out] == [ReadWithoutNames] * 2


def test_names_are_found_with_the_last_name_first_and_two_alike_are_told(
    elm: University,
) -> None:
    elm.joins("Kim Lee")
    with elm.store.write() as session:
        from engine import people

        for n in (1, 2):
            someone = people.add_person(
                session, email=f"jo{n}@elm.example", name="Jo Park", now=elm.now
            )
            people.join(session, someone, elm.district, on=elm.now.date())
    with elm.store.session() as session:
        text = "Lee, Kim\n2) <jo1@elm.example>\nJo Park\nno@elm.example\nKim Lee"
        named = imports.people_named(session, elm.district, text)
    assert [len(each.found) for each in named] == [1, 1, 2, 0]
    assert why(reads(elm, "Jo Park")) == ["several_called"]


def test_who_may_not_review_a_school_approves_nothing_of_it(elm: University) -> None:
    elm.joins("Bo", role=Role.REVIEWER)
    with elm.store.write() as session:
        from sqlmodel import select

        from engine.people import RoleGrant

        place = elm.place(session, "Bo")
        grant = session.exec(select(RoleGrant).where(RoleGrant.participant_id == place.id)).one()
        session.delete(grant)
        session.add(
            RoleGrant(
                district_id=elm.district,
                participant_id=place.id,
                role=Role.REVIEWER,
                school="aspen",
            )
        )
    elm.submits("Ben")
    assert why(reads(elm, "Ben", by="Bo")) == ["not_yours_to_review"]


def test_what_it_brings_is_told_after_caps(elm: University) -> None:
    for _ in range(2):
        elm.completes("Ada")
    elm.submits("Ada")
    with elm.store.session() as session:
        reading = batches.read(session, b"Ada", TALK, by=elm.actor(session, "Ruth"), now=elm.now)
        told = batches.foresee(session, reading.pieces, now=elm.now)
    (piece,) = reading.of(told)
    assert (told[piece.key].points, told[piece.key].badges) == (5, ["doer"])
    approves(elm, reading)
    assert elm.experience("Ada") == 25
    assert "doer" in elm.holds("Ada")


def test_two_presses_at_the_same_instant_approve_once(elm: University) -> None:
    elm.submits("Ada")
    reading = reads(elm, "Ada")
    answers = at_once(lambda: approves(elm, reading), lambda: approves(elm, reading, "Rob"))
    assert len(refusals(answers)) == 1
    assert elm.experience("Ada") == 10


def test_nothing_else_is_undone_than_was_shown(elm: University) -> None:
    elm.submits("Ada")
    elm.submits("Ben")
    batch = approves(elm, reads(elm, "Ada\nBen"))
    with elm.store.session() as session:
        dana, rob = elm.actor(session, "Dana"), elm.actor(session, "Rob")
        assert [each.id for each in batches.recent(session, dana)] == [batch.id]
        assert batches.recent(session, rob) == []
        with pytest.raises(NotPermitted):
            batches.get(session, rob, batch.id)
        with pytest.raises(NotFound):
            batches.get(session, dana, uuid.uuid4())
    shown = batches.foresee_undo(elm.store, batch, by=dana, now=elm.now)
    assert len(shown.undone) == 2

    def undo(shown: str) -> Refusal | None:
        try:
            with elm.act() as session:
                mine = batches.get(session, elm.actor(session, "Dana"), batch.id)
                by = elm.actor(session, "Dana")
                batches.undo(session, mine, by=by, now=elm.now, note="Oh.", shown=shown)
        except Refusal as refusal:
            return refusal
        return None

    elm.completes("Ada")
    assert isinstance(undo(shown.digest), ConsequencesChanged)
    again = batches.foresee_undo(elm.store, batch, by=dana, now=elm.now)
    assert undo(again.digest) is None
    assert isinstance(undo(again.digest), AlreadyUndone)
    assert (elm.experience("Ada"), elm.experience("Ben")) == (10, 0)
    assert elm.wrong() == []


def test_what_was_decided_anew_stays(elm: University) -> None:
    first = elm.submits("Ada")
    batch = approves(elm, reads(elm, "Ada"))
    elm.undoes(first)
    elm.tick()
    elm.approves(first, by="Rob")
    with elm.store.session() as session:
        dana = elm.actor(session, "Dana")
    assert batches.foresee_undo(elm.store, batch, by=dana, now=elm.now).undone == frozenset()
