"""What is read without names goes to nobody who would know whose it is."""

import pytest

from engine import evidence
from engine.errors import NotPermitted
from engine.people import Role
from engine.store import Store
from tests.engine.evidence.test_conflicts import held_by
from tests.engine.evidence.test_taking import queue, takes
from tests.engine.university import PACK, University

BLIND = PACK.replace(
    "essay: {title: Essay, points: 12,", "essay: {title: Essay, blind: yes, points: 12,"
)


@pytest.fixture
def elm(store: Store) -> University:
    university = University(store, {"pack.yaml": BLIND})
    university.staff()
    return university


def reviews_and_leads(elm: University, name: str, school: str) -> None:
    """Somebody who reviews everywhere and sees the records of a school, or of all."""
    from engine import people

    elm.joins(name, role=Role.REVIEWER)
    with elm.store.write() as session:
        place = elm.place(session, name)
        people.grant_role(session, place, Role.SCHOOL_LEADER, school=school, now=elm.now)


def test_whoever_sees_the_record_reviews_none_of_it(elm: University) -> None:
    for name, school in (("Lea", "aspen"), ("Bo", "birch"), ("Una", "")):
        reviews_and_leads(elm, name, school)
    claim, talk = elm.submits("Ada", "essay"), elm.submits("Ada")

    for name in ("Lea", "Una"):
        assert queue(elm, name) == [talk], name
        with pytest.raises(NotPermitted):
            takes(elm, claim, by=name)
    assert queue(elm, "Bo") == [claim, talk], "she leads another school"
    assert queue(elm, "Dana") == [claim, talk], "an admin reviews what nobody else may"
    assert held_by(elm, claim) == ["Bo", "Rob", "Ruth"]


def test_who_may_learn_whose_it_is(elm: University) -> None:
    reviews_and_leads(elm, "Bo", "birch")
    claim, talk = elm.submits("Ada", "essay"), elm.submits("Ada")

    def hidden(who: str, of: evidence.Evidence) -> tuple[bool, bool]:
        with elm.store.session() as session:
            actor = elm.actor(session, who)
            found = session.get_one(evidence.Evidence, (of.district_id, of.id))
            return (
                evidence.is_unnamed(session, actor, found),
                evidence.is_veiled(session, actor, found),
            )

    assert [hidden(who, claim) for who in ("Ada", "Ruth", "Bo", "Dana")] == [
        (False, False), (True, True), (True, True), (True, False),
    ]  # fmt: skip
    assert hidden("Ruth", talk) == (False, False)
    elm.approves(claim, by="Ruth", scores={"clear": 2, "kind": 1})
    assert [hidden(who, claim) for who in ("Ada", "Ruth", "Dana")] == [
        (False, False), (True, True), (False, False),
    ]  # fmt: skip


def test_a_later_catalog_says_whether_names_are_told(elm: University) -> None:
    with elm.store.session() as session:
        assert evidence.blind_activities(session, elm.district) == {"essay"}
    elm.publishes(PACK)
    with elm.store.session() as session:
        assert evidence.blind_activities(session, elm.district) == frozenset()


def test_sorted_by_name_it_tells_no_name(elm: University) -> None:
    elm.joins("Zoe", school="birch")
    first, second = elm.submits("Zoe", "essay"), elm.submits("Ada", "essay")
    talk = elm.submits("Ada")

    with elm.store.session() as session:
        rows = evidence.queue(session, elm.actor(session, "Ruth"), order=evidence.QueueOrder.NAME)
        assert [row.claim for row in rows] == [first, second, talk]
        assert [(row.school, row.name) for row in rows] == [
            (None, ""),
            (None, ""),
            ("aspen", "Ada"),
        ]
        counts = evidence.queue_counts(session, elm.actor(session, "Ruth"))
        assert counts == {(None, "essay"): 2, ("aspen", "talk"): 1}
