"""Boards: who wishes to be seen is seen, oneself always, and ties go to who arrived first."""

from datetime import date

import pytest

from engine import standings
from engine.standings import Board
from tests.engine.world import PACK, World


def board(world, who, board=Board(), **more):  # noqa: B008
    with world.store.session() as session:
        found = standings.leaderboard(session, world.actor(session, who), board, **more)
    return [(one.rank, one.name, one.points) for one in found]


def around(world, who, board=Board()):  # noqa: B008
    with world.store.session() as session:
        found = standings.neighbours(session, world.actor(session, who), board)
    return [(one.rank, one.name, one.points) for one in found]


def test_equal_points_share_a_rank_and_who_arrived_first_stands_first(any_world):
    for name in ("Ada", "Bea", "Cal", "Dot"):
        any_world.joins(name)
    any_world.earns("Bea", 40)
    any_world.earns("Ada", 20)
    any_world.earns("Cal", 50)
    any_world.earns("Ada", 20)  # as many as Bea, later
    any_world.earns("Dot", 10)

    assert board(any_world, "Dot") == [
        (1, "Cal", 50),
        (2, "Bea", 40),
        (2, "Ada", 40),
        (4, "Dot", 10),
    ]
    assert board(any_world, "Dot", limit=2) == [(1, "Cal", 50), (2, "Bea", 40)]


def test_a_correction_that_is_made_good_costs_nobody_her_place(world):
    """Bea arrived first; what was given too much and taken back leaves her where she was."""
    for name in ("Ada", "Bea"):
        world.joins(name)
    world.earns("Bea", 40)
    world.earns("Ada", 40)
    world.earns("Bea", 5)
    world.earns("Bea", -5)

    assert board(world, "Ada") == [(1, "Bea", 40), (1, "Ada", 40)]


def test_what_was_taken_back_and_given_again_leaves_the_order_as_it_was(world):
    for name in ("Ada", "Bea"):
        world.joins(name)
    world.earns("Bea", 40)
    world.earns("Ada", 40)
    world.earns("Bea", -5)
    world.earns("Bea", 5)

    assert board(world, "Ada") == [(1, "Bea", 40), (1, "Ada", 40)]


def test_an_alias_hides_the_name(world):
    world.joins("Ada", alias="Blue Heron")
    world.earns("Ada", 10)

    assert board(world, "Ada") == [(1, "Blue Heron", 10)]


@pytest.mark.parametrize("choice", [{"on_boards": False}, {"plays": False}])
def test_who_does_not_wish_to_be_seen_is_nowhere(world, choice):
    world.joins("Ada")
    world.joins("Bea", **choice)
    world.earns("Bea", 100)
    world.earns("Ada", 10)

    assert board(world, "Ada") == [(1, "Ada", 10)]
    assert around(world, "Ada") == [(1, "Ada", 10)]

    world.chooses("Bea", on_boards=True, plays=True)
    assert board(world, "Ada") == [(1, "Bea", 100), (2, "Ada", 10)]


def test_who_left_is_on_no_board(world):
    world.joins("Ada")
    world.earns("Ada", 10)
    world.joins("Bea")
    with world.store.write() as session:
        world.place(session, "Ada").left_on = world.now.date()

    assert board(world, "Bea") == []


def test_my_own_place_with_two_above_and_two_below(any_world):
    for number in range(1, 8):
        any_world.joins(f"P{number}")
        any_world.earns(f"P{number}", 100 - number)
    any_world.joins("Ada", on_boards=False)
    any_world.earns("Ada", 96)  # as many as P4, who arrived before

    assert around(any_world, "Ada") == [
        (3, "P3", 97), (4, "P4", 96), (4, "Ada", 96), (6, "P5", 95), (7, "P6", 94),
    ]  # fmt: skip
    assert around(any_world, "P4") == [
        (2, "P2", 98), (3, "P3", 97), (4, "P4", 96), (5, "P5", 95), (6, "P6", 94),
    ]  # fmt: skip
    assert around(any_world, "P1") == [(1, "P1", 99), (2, "P2", 98), (3, "P3", 97)]


def test_without_points_i_stand_last_and_nobody_is_below_me(world):
    world.joins("Ada")
    world.joins("Bea")
    world.joins("Cal")
    world.earns("Bea", 10)

    assert around(world, "Ada") == [(1, "Bea", 10), (2, "Ada", 0)]
    assert board(world, "Ada") == [(1, "Bea", 10)]


def test_who_switched_the_game_off_has_no_place(world):
    world.joins("Ada", plays=False)
    world.earns("Ada", 10)

    assert around(world, "Ada") == []


def test_each_window_and_campus_counts_its_own(any_world):
    any_world.joins("Ada")
    any_world.earns("Ada", 1, on=date(2025, 6, 30), campus="steam")  # the year before
    any_world.earns("Ada", 20, on=date(2025, 9, 1), campus="literacy")  # autumn
    any_world.earns("Ada", 300, on=date(2026, 2, 28), campus="steam")  # winter
    any_world.earns("Ada", 4000, on=date(2026, 3, 2))  # winter, no campus

    def points(window, campus=""):
        return [row[2] for row in board(any_world, "Ada", Board(window, campus))]

    assert points("ever") == [4321]
    assert points("ever", "steam") == [301]
    assert points("year:2025-26") == [4320]
    assert points("year:2025-26", "literacy") == [20]
    assert points("month:2026-02") == [300]
    assert points("season:autumn") == [20]
    assert points("season:winter") == [4300]
    assert points("season:winter", "literacy") == []
    assert any_world.faults() == []


def test_my_own_best(world):
    world.joins("Ada", on_boards=False)
    world.earns("Ada", 50, on=date(2025, 5, 1))
    world.earns("Ada", 30, on=date(2026, 1, 9))
    world.earns("Ada", 30, on=date(2026, 2, 9))

    with world.store.session() as session:
        best = standings.own_best(session, world.people["Ada"])

    assert {kind: (one.window, one.points) for kind, one in best.items()} == {
        "month": ("month:2025-05", 50),
        "year": ("year:2025-26", 60),
    }


def test_boards_that_can_be_shown_today(world):
    with world.store.session() as session:
        spans = standings.spans(session, world.district, now=world.now)

    assert [span.window for span in spans] == [
        "ever", "year:2025-26", "month:2026-03", "season:winter", "season:autumn",
    ]  # fmt: skip
    assert spans[-1].season.title.in_("en") == "Autumn"


def test_districts_are_never_mixed(world):
    """Another district in the same store, with a board of the same window."""
    other = World(world.store, {"pack.yaml": PACK.replace("id: elm", "id: oak")})
    world.joins("Ada")
    other.joins("Bea")
    world.earns("Ada", 10)
    other.earns("Bea", 20)

    assert board(world, "Ada") == around(world, "Ada") == [(1, "Ada", 10)]
    assert board(other, "Bea") == around(other, "Bea") == [(1, "Bea", 20)]
    assert world.faults() == other.faults() == []
