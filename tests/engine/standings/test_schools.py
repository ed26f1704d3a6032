"""Schools: per head, drawn toward the district's mean, and never paid for by who opts out."""

from datetime import date
from fractions import Fraction

import pytest

from engine import standings
from engine.standings.schools import SchoolTotal, compare
from tests.engine.world import PACK, World


def test_a_small_school_is_drawn_toward_the_mean():
    """Case WT-c: A with 12 staff and 1,000 points, B with 90 and 5,100; the mean is 50."""
    totals = [
        SchoolTotal("a", heads=12, points=1000, participating=10),
        SchoolTotal("b", heads=90, points=5100, participating=60),
        SchoolTotal("rest", heads=98, points=3900, participating=40),
    ]

    compared = compare(totals, weight=20)

    assert compared["a"] == Fraction("62.5")
    assert round(float(compared["b"]), 1) == 55.5
    assert totals[0].per_head > totals[1].per_head
    assert compared["a"] > compared["b"]


def test_without_heads_there_is_nothing_to_compare():
    assert compare([], weight=20) == {}


@pytest.fixture
def township(store):
    """Schools whose staff the pack says: A 12, B 90 and C 98, so that the mean is 50."""
    schools = (
        "{aspen: {title: A, staff: 12}, birch: {title: B, staff: 90}, cedar: {title: C, staff: 98}}"
    )
    world = World(store, {"pack.yaml": PACK.replace(schools_line(), f"schools: {schools}")})
    for name, school, points in (
        ("Ada", "aspen", 1000),
        ("Bea", "birch", 5100),
        ("Cal", "cedar", 3900),
    ):
        world.joins(name, school=school, on_boards=False)
        world.earns(name, points)
    return world


def schools_line() -> str:
    return next(line for line in PACK.splitlines() if line.startswith("schools:"))


def schools(world, window="ever"):
    with world.store.session() as session:
        found = standings.schools(session, world.district, window, now=world.now)
    return [(one.rank, one.total.school, one.compared) for one in found]


def test_the_board_of_schools_ranks_by_what_was_compared(township):
    assert schools(township) == [
        (1, "aspen", Fraction("62.5")),
        (2, "birch", Fraction(6100, 110)),
        (3, "cedar", Fraction(4900, 118)),
    ]


def test_heads_are_those_who_take_part_when_the_pack_says_nothing(world):
    for number in range(3):
        world.joins(f"A{number}", school="aspen")
    world.joins("B", school="birch")
    world.joins("Office")
    for name in ("A0", "B", "Office"):
        world.earns(name, 30)

    with world.store.session() as session:
        found = standings.schools(session, world.district, now=world.now)

    assert {one.total.school: (one.total.heads, one.total.points) for one in found} == {
        "aspen": (3, 30),
        "birch": (1, 30),
    }


def test_who_switched_the_game_off_costs_her_school_nothing(township):
    township.joins("Eve", school="aspen", plays=False)
    township.earns("Eve", 500)

    with township.store.session() as session:
        aspen = standings.schools(session, township.district, now=township.now)[0].total

    assert (aspen.school, aspen.heads, aspen.points) == ("aspen", 11, 1000)


def test_equal_schools_share_a_rank(world):
    for school in ("aspen", "birch"):
        world.joins(school, school=school)
        world.earns(school, 10)

    assert [row[0] for row in schools(world)] == [1, 1]


def test_a_school_award_asks_for_points_a_head_and_for_many_who_take_part(world):
    for number in range(5):
        world.joins(f"A{number}", school="aspen")
        world.joins(f"B{number}", school="birch")
    world.earns("A0", 200)
    world.earns("A1", 100)
    world.earns("B0", 300)  # as many points, from one person
    world.earns("B1", 300, on=date(2025, 6, 30))  # of the year before

    with world.store.session() as session:
        found = standings.school_awards(session, world.district, now=world.now)

    assert {(one.school, one.key): one.met for one in found} == {
        ("aspen", "flag"): True,
        ("birch", "flag"): False,
    }
