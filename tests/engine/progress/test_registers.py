"""The people whom somebody looks after: found, sorted, and each with how far she is."""

import pytest

from engine import people, progress
from engine.people import Role
from engine.progress import Order, Wanted
from rules.terms import Stage
from tests.engine.university import OWN, University
from tests.engine.world import TODAY


@pytest.fixture
def university(store):
    """Ada holds a degree and is on her way to the next; Bo has begun; Cy has not; Dee left."""
    university = University(store)
    university.staff()
    for name, school in (("Bo", "birch"), ("Cy", "aspen"), ("Dee", "birch")):
        university.joins(name, school=school)
    university.enrolls("Ada", "associate")
    university.enrolls("Ada", "bachelor")
    university.enrolls("Bo", "associate")
    for _ in range(2):
        university.completes("Ada")
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    university.completes("Bo")
    university.leaves("Dee")
    return university


@pytest.fixture
def listed(university):
    def found(order=Order.NAME, *, falling=False, limit=None, offset=0, **wanted):
        asked = Wanted(**wanted)
        with university.store.session() as session:
            rows = progress.register(
                session, "elm", asked, order=order, falling=falling, limit=limit, offset=offset
            )
            if limit is None:
                assert progress.register_count(session, "elm", asked) == len(rows)
            return rows

    return found


def names(rows):
    return [row.person.name for row in rows]


def test_each_has_what_she_holds_and_what_she_is_nearest_to(listed):
    ada, bo, cy = listed()[:3]

    assert (ada.conferred, ada.toward) == (("associate", "bachelor"), "")
    assert (bo.conferred, bo.toward) == ((), "associate")
    assert 0 < bo.share < 1
    assert (cy.conferred, cy.toward, cy.share, cy.levels) == ((), "", 0.0, frozenset())
    assert ada.levels == {"freshman", "sophomore"}


def test_it_is_sorted_as_one_likes_and_equals_by_name(listed):
    assert names(listed()) == ["Ada", "Bo", "Cy", "Dana", "Rob", "Ruth"]
    assert names(listed(falling=True))[0] == "Ruth"
    assert names(listed(Order.PROGRESS, falling=True))[:3] == ["Ada", "Bo", "Cy"]
    assert names(listed(Order.SCHOOL, falling=True))[:2] == ["Bo", "Ada"]
    assert names(listed(Order.SINCE)) == names(listed())
    assert names(listed(limit=2, offset=2)) == ["Cy", "Dana"]


def test_it_is_narrowed_by_school_name_role_and_leaving(listed):
    assert names(listed(schools={"birch"})) == ["Bo"]
    assert names(listed(search="c")) == ["Cy"]
    assert names(listed(role=Role.REVIEWER)) == ["Rob", "Ruth"]
    assert names(listed(gone=True)) == ["Dee"]


def test_what_was_put_aside_is_nobodys_next_degree(university, listed):
    with university.act() as session:
        progress.leave(session, "associate", by=university.actor(session, "Bo"), now=university.now)

    assert listed(search="Bo")[0].toward == ""


def test_a_role_for_a_school_is_a_role(university, listed):
    with university.act() as session:
        people.grant_role(
            session, university.actor(session, "Cy").participant, Role.SCHOOL_LEADER,
            school="aspen", now=university.now,
        )  # fmt: skip

    assert names(listed(role=Role.SCHOOL_LEADER)) == ["Cy"]
    assert listed(search="Cy")[0].place.joined_on == TODAY
