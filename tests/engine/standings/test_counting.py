"""Totals follow the entries, whatever happens, and a check names the first that does not."""

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from engine import catalogs, standings
from engine.people import Role
from engine.standings.counting import tallies
from engine.standings.windows import Board, Calendar
from rules.catalog import Season
from rules.terms import MonthDay, Text
from tests.engine.world import PACK

SEASON = Season(title=Text("Winter"), first=date(2026, 1, 1), last=date(2026, 2, 15))
CALENDAR = Calendar(MonthDay(), {"winter": SEASON})


class Earned(NamedTuple):
    effective_on: date
    campus: str
    points: int
    posted_at: datetime
    source: str = "a"
    rule: str = ""


earned = st.lists(
    st.tuples(
        st.dates(date(2025, 6, 1), date(2026, 3, 31)),
        st.sampled_from(["", "steam", "literacy"]),
        st.integers(-20, 20).filter(bool),
        st.integers(0, 2),
    )
).map(
    lambda rows: [
        Earned(
            day, campus, points, datetime(2026, 4, 1, tzinfo=UTC) + timedelta(hours=hours), str(n)
        )
        for n, ((day, campus, points, _), hours) in enumerate(
            zip(rows, accumulate(row[3] for row in rows), strict=True)
        )
    ]
)


@given(earned)
def test_a_total_is_the_sum_of_its_entries_and_was_never_below_since(entries):
    counted = tallies(entries, CALENDAR)

    assert counted.get(Board(), None) is None or counted[Board()].points == sum(
        entry.points for entry in entries
    )
    for board, tally in counted.items():
        here = [
            entry
            for entry in entries
            if board.window in CALENDAR.windows(entry.effective_on)
            and board.campus in ("", entry.campus)
        ]
        assert tally.points == sum(entry.points for entry in here)
        standing = {
            at: sum(entry.points for entry in here if entry.posted_at <= at)
            for at in {entry.posted_at for entry in here}
        }
        assert all(
            points >= tally.points for at, points in standing.items() if at >= tally.reached_at
        )
        before = [at for at in standing if at < tally.reached_at]
        assert not before or standing[max(before)] < tally.points


@pytest.mark.parametrize(
    ("points", "since"),
    [
        ((20, -20, 20), 0),
        ((20, -20), None),
        ((20, -5, -15, 20), 0),
        ((20, -5, 10), 2),
        ((20, -20, 15, -15, 20), 0),
        ((20, 5), 1),
    ],
)
def test_what_is_taken_back_and_given_again_is_as_if_nothing_had_happened(points, since):
    begun, day = datetime(2026, 4, 1, tzinfo=UTC), date(2026, 1, 5)
    entries = [Earned(day, "", each, begun + timedelta(hours=n)) for n, each in enumerate(points)]

    tally = tallies(entries, CALENDAR).get(Board())

    assert (tally and tally.points) == (sum(points) or None)
    assert (tally and tally.reached_at) == (
        None if since is None else begun + timedelta(hours=since)
    )


def test_counting_again_changes_nothing(world):
    world.joins("Ada")
    world.earns("Ada", 10, campus="steam")
    kept = rows(world)

    with world.store.write() as session:
        standings.recount(session, world.district)

    assert rows(world) == kept
    assert len(kept) == 8  # ever, year, month, season; over all and in one campus


def rows(world):
    with world.store.session() as session:
        return session.execute(sa.text("SELECT * FROM total ORDER BY 1, 2, 3, 4")).all()


def test_a_total_that_became_nothing_is_kept_no_longer(world):
    world.joins("Ada")
    world.earns("Ada", 10)
    world.earns("Ada", -10)

    assert rows(world) == []
    assert world.faults() == []


def test_what_was_not_counted_is_found_and_mended(world):
    world.joins("Ada")
    world.earns("Ada", 10, count=False)
    assert "total: participant" in world.faults()[0]
    assert "found nothing" in world.faults()[0]

    with world.store.write() as session:
        standings.recount(session, world.district)
    assert world.faults() == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE total SET points = 11 WHERE \"window\" = 'month:2026-03'", "month:2026-03"),
        ("UPDATE total SET reached_at = '2020-01-01' WHERE \"window\" = 'ever'", "ever"),
        ("DELETE FROM total WHERE campus = 'steam' AND \"window\" = 'ever'", "ever steam"),
        ("UPDATE total SET campus = 'art' WHERE campus = 'steam'", "ever art"),
    ],
)
def test_a_total_that_was_changed_by_hand_is_named(world, change, named):
    world.joins("Ada")
    world.earns("Ada", 10, campus="steam")

    with world.store.write() as session:
        session.execute(sa.text(change))

    (fault,) = world.faults()
    assert f", {named}: expected" in fault


def test_totals_of_somebody_without_entries_are_found(world):
    world.joins("Ada")
    world.joins("Bea")
    world.earns("Ada", 10)

    with world.store.write() as session:
        moved = sa.text("UPDATE total SET participant_id = :bea")
        session.execute(moved, {"bea": world.people["Bea"].id.hex})

    assert len(world.faults()) == 2


def test_a_season_that_is_moved_is_counted_again(world):
    world.joins("Ada")
    world.joins("Ann", role=Role.DISTRICT_ADMIN)
    world.earns("Ada", 10, on=date(2025, 12, 31))

    with world.store.write() as session:
        files = {"pack.yaml": PACK.replace("first: 2026-01-01", "first: 2025-12-31")}
        catalogs.publish(session, files, now=world.tick(), by=world.actor(session, "Ann"))
        standings.recount(session, world.district)

    windows = {row[1] for row in rows(world)}
    assert {"season:winter", "season:autumn"} <= windows
    assert world.faults() == []
