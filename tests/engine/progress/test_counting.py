"""How many pursue a degree, hold it or are near it, counted without auditing anyone."""

import pytest

from engine import people, progress
from engine.people import Group, Scope
from engine.progress import DegreeCount, NearOrder
from rules.terms import Audience, SchoolYear
from tests.engine.university import University
from tests.engine.world import TODAY

YEAR = SchoolYear(2025)


@pytest.fixture
def worked(university: University) -> University:
    """Ada at Aspen holds the associate; Bob at Birch and Cy, who left, are on their way."""
    for name, school in (("Bob", "birch"), ("Cy", "aspen")):
        university.joins(name, school=school)
    for name in ("Ada", "Bob", "Cy"):
        university.enrolls(name, "associate")
        university.completes(name, "talk")
    university.completes("Ada", "unit", stage="learned")
    university.enrolls("Ada", "bachelor")
    with university.store.write() as session:
        university.place(session, "Cy").left_on = TODAY.replace(day=1)
    return university


def scope(*schools: str) -> Scope:
    return Scope("elm", frozenset(schools) if schools else None)


def test_degrees_are_counted_where_people_are(worked: University) -> None:
    with worked.store.session() as session:

        def counted(asked: Scope) -> dict[str, DegreeCount]:
            return dict(progress.degree_counts(session, asked, YEAR, today=TODAY))

        assert counted(scope()) == {
            "associate": DegreeCount("associate", 1, 1, 1),
            "bachelor": DegreeCount("bachelor", 1, 0, 0),
        }
        assert counted(scope("birch")) == {"associate": DegreeCount("associate", 1, 0, 0)}
        assert progress.open_counts(session, scope(), today=TODAY) == {
            ("associate", 1): 1,
            ("bachelor", 1): 1,
        }


def test_who_is_near_is_listed_and_counted(worked: University) -> None:
    with worked.store.session() as session:

        def near(**which) -> list[tuple[str, str]]:
            found = progress.near(session, scope(), today=TODAY, **which)
            return [(each.name, each.degree) for each in found]

        assert near() == [("Ada", "bachelor"), ("Bob", "associate")]
        assert near(limit=1, offset=1) == [("Bob", "associate")]
        assert near(degree="bachelor") == [("Ada", "bachelor")]
        assert near(open_max=0) == []
        assert near(order=NearOrder.NAME, falling=True)[0] == ("Bob", "associate")
        assert near(order=NearOrder.DEGREE)[0] == ("Bob", "associate")
        assert len(near(order=NearOrder.DONE)) == len(near(order=NearOrder.SCHOOL)) == 2
        assert progress.near_count(session, scope(), today=TODAY, open_max=1) == 2
        assert progress.near_count(session, scope("birch"), today=TODAY) == 1


def test_levels_are_counted_without_who_left_or_does_not_play(worked: University) -> None:
    with worked.store.session() as session:
        found = progress.level_counts(session, scope(), today=TODAY)
        assert found == {"freshman": 2, "sophomore": 1}
    worked.chooses("Bob", plays=False)
    with worked.store.session() as session:
        assert progress.level_counts(session, scope(), today=TODAY)["freshman"] == 1


def test_a_count_that_was_changed_by_hand_is_named(worked: University) -> None:
    with worked.store.write() as session:
        key = (*worked.people["Bob"].key, "associate")
        session.get_one(progress.DegreeProgress, key).open_requirements = 7

    with worked.store.session() as session:
        (fault,) = progress.verify_degrees(session, "elm")
    assert (fault.row, fault.participant_id) == ("associate", worked.people["Bob"].id)


def test_a_degree_that_was_put_aside_is_not_held_against_anybody(worked: University) -> None:
    with worked.store.write() as session:
        progress.leave(session, "associate", by=worked.actor(session, "Bob"), now=worked.now)
    worked.completes("Bob", "talk")

    assert worked.wrong() == []


def test_who_works_part_of_the_time_is_told_apart() -> None:
    whole, half = (Group("aspen", Audience.CERTIFICATED, fte, 1) for fte in (1.0, 0.5))

    assert (whole.part_time, half.part_time) == (False, True)


def test_everybody_of_a_school_is_in_its_scope(worked: University) -> None:
    with worked.store.session() as session:
        found = people.groups(session, scope("birch"), YEAR)
    assert [(each.school, each.people) for each in found] == [("birch", 1)]
