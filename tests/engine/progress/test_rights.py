"""Years for which an enrollment keeps its version: begun anew by a choice, over on a day, told."""

import pytest

from engine import jobs, progress
from engine.people import Role
from engine.store import Store, look_back
from tests.engine.university import University

HEAD = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: elm, name: Elm Schools, university: Elm University, timezone: America/Chicago}
activities: {talk: {title: Talk, points: 10, evidence: own}}
"""
TWO_YEARS = "degrees: {a: {title: A, rights_years: 2, requires: {count: 3}}}"
OTHERWISE = "degrees: {a: {title: A, rights_years: 1, requires: {count: 4}}}"
FOR_GOOD = "degrees: {a: {title: A, requires: {count: 5}}}"
THE_SAME = "degrees: {a: {title: Another name, requires: {count: 3}}}"


@pytest.fixture
def elm(store: Store) -> University:
    elm = University(store, {"pack.yaml": HEAD + TWO_YEARS})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    return elm


def catalog(elm: University) -> int:
    with elm.store.session() as session:
        rows = progress.enrollments(session, elm.place(session, "Ada"))
        return next((row.catalog for row in rows), 0)


def rights(elm: University):
    with elm.store.session() as session:
        return progress.rights(session, elm.place(session, "Ada"), "a", now=elm.now)


def mornings(elm: University, *, days: int) -> int:
    """So many days later, when that day has begun; how many were looked at."""
    elm.tick(days=days)
    return sum(iter(lambda: jobs.begin_days(elm.store, now=elm.now), 0))


def letters(elm: University) -> list[str]:
    return [each for each in elm.letters("Ada") if "goes by the catalog" in each]


def switches(elm: University, to: int) -> None:
    with elm.act() as session:
        progress.switch(session, "a", to, by=elm.actor(session, "Ada"), now=elm.tick())


def goes_back(elm: University) -> None:
    with elm.act() as session:
        progress.undo_switch(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())


def faults(elm: University) -> list[object]:
    with elm.store.session() as session:
        return list(progress.verify_switches(session, elm.district))


def test_a_version_that_asks_the_same_follows_without_a_letter(elm):
    elm.publishes(HEAD + THE_SAME)
    assert mornings(elm, days=800) > 0

    assert (catalog(elm), letters(elm), faults(elm)) == (2, [], [])
    assert rights(elm).next is None


def test_one_that_asks_otherwise_is_told_of(elm):
    elm.publishes(HEAD + OTHERWISE)
    mornings(elm, days=800)

    assert catalog(elm) == 2
    assert len(letters(elm)) == 1
    with elm.store.session() as session:
        place = elm.place(session, "Ada")
        assert progress.standing_switch(session, place, "a") is None, "nobody chose it"
        (row,) = progress.switches(session, place, "a")
        assert (row.lapsed, row.from_catalog, row.to_catalog) == (True, 1, 2)
    mornings(elm, days=1)
    assert len(letters(elm)) == 1


def test_choosing_a_version_begins_its_own_years(elm):
    elm.publishes(HEAD + OTHERWISE)
    elm.tick(days=600)
    switches(elm, 2)
    assert rights(elm).until == elm.now.date().replace(year=elm.now.year + 1)
    elm.publishes(HEAD + TWO_YEARS)

    assert mornings(elm, days=300) > 0
    assert (catalog(elm), rights(elm).next.catalog) == (2, 3)
    mornings(elm, days=80)
    assert (catalog(elm), faults(elm)) == (3, [])


def test_what_was_taken_back_was_not_chosen(elm):
    begun = rights(elm).until
    elm.publishes(HEAD + OTHERWISE)
    elm.tick(days=30)
    switches(elm, 2)
    goes_back(elm)

    assert rights(elm).until == begun
    mornings(elm, days=800)
    assert (catalog(elm), faults(elm)) == (2, [])


def test_a_degree_that_was_conferred_keeps_its_version(elm):
    for _ in range(3):
        elm.completes("Ada")
    elm.publishes(HEAD + OTHERWISE)
    mornings(elm, days=800)

    assert (elm.degrees("Ada"), catalog(elm), faults(elm)) == (["a"], 1, [])


def test_years_go_on_while_a_degree_is_put_aside(elm):
    with elm.act() as session:
        progress.leave(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())
    elm.publishes(HEAD + OTHERWISE)
    mornings(elm, days=800)
    assert catalog(elm) == 0

    elm.enrolls("Ada", "a")
    assert catalog(elm) == 2


def test_the_past_knows_by_which_version_she_was_judged(elm):
    elm.publishes(HEAD + OTHERWISE)
    then = elm.tick(days=10)
    mornings(elm, days=800)

    with elm.store.session() as session:
        look_back(session, then)
        rows = progress.enrollments(session, elm.place(session, "Ada"))
        assert [row.catalog for row in rows] == [1]


def test_who_switches_to_a_version_for_good_keeps_it(elm):
    elm.publishes(HEAD + FOR_GOOD)
    switches(elm, 2)
    elm.publishes(HEAD + OTHERWISE)
    mornings(elm, days=900)

    assert (catalog(elm), rights(elm)) == (2, None)


def test_a_version_for_good_has_no_last_day(store):
    elm = University(store, {"pack.yaml": HEAD + THE_SAME})
    elm.joins("Ada")
    elm.enrolls("Ada", "a")
    assert rights(elm) is None
    elm.publishes(HEAD + TWO_YEARS)

    mornings(elm, days=900)
    assert (catalog(elm), rights(elm)) == (1, None)
