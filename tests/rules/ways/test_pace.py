"""A finish at her own pace: a range of days from her own years, once enough is known."""

from datetime import date

import pytest

from rules.terms import EvidenceKind, Stage
from rules.ways import Aim, Finish, Planned, Unit, Way, finish
from tests.rules.cases import completion

TODAY = date(2026, 9, 1)


def a_way(hours: int, *, pieces: int = 10, not_before: date = TODAY) -> Way:
    work = Planned(
        "talks", Stage.DONE, TODAY, hours * 60 // pieces, 5, frozenset({EvidenceKind.OWN}),
        outcome=False, outside=False, value=None,
    )  # fmt: skip
    return Way("goal", Aim.HOURS, (work,) * pieces, {"goal": TODAY}, 1, not_before, 0, 0)


def done(*days: str, minutes: int = 600):
    return [completion("talks", day, minutes=minutes, n=n) for n, day in enumerate(days)]


def test_little_is_no_pace():
    assert finish(a_way(10), done("2026-01-01", "2026-02-01"), TODAY) is None
    assert finish(a_way(10), done("2027-01-01", "2027-02-01", "2027-03-01"), TODAY) is None


def test_work_of_long_ago_alone_is_no_pace():
    assert finish(a_way(10), done("2001-01-01", "2001-02-01", "2001-03-01"), TODAY) is None


def test_one_year_tells_a_pace_that_may_go_faster_or_slower():
    """Thirty hours in half a year are sixty in a year; sixty more take a year, give or take."""
    found = finish(a_way(60), done("2026-03-03", "2026-05-01", "2026-08-01"), TODAY)

    assert found == Finish(
        date(2027, 6, 21), date(2028, 1, 2), Unit.MINUTES, found.slow, found.fast
    )
    assert (round(found.slow / 60), round(found.fast / 60)) == (45, 75)


def test_a_young_record_is_taken_for_a_quarter_of_a_year_at_least():
    found = finish(a_way(60), done("2026-08-30", "2026-08-31", "2026-09-01"), TODAY)

    assert round(found.fast / 60) == round(30 * 365 / 91 * 1.25)


def test_several_years_tell_the_slowest_and_the_fastest():
    """Twenty hours in one year, sixty in the next."""
    days = ("2024-10-01", "2025-03-01", *(f"2026-0{month}-01" for month in range(2, 8)))
    found = finish(a_way(60), done(*days), TODAY)

    assert (found.slow, found.fast) == (1200, 3600)
    assert (found.first, found.last) == (date(2027, 9, 1), date(2029, 8, 31))


def test_nobody_is_told_an_earlier_day_than_the_plan_allows():
    later = date(2030, 7, 1)
    found = finish(
        a_way(1, not_before=later), done("2026-01-01", "2026-02-01", "2026-03-01"), TODAY
    )

    assert (found.first, found.last) == (later, later)


@pytest.mark.parametrize(("hours", "minutes"), [(0, 600), (60, 0)])
def test_without_hours_pieces_are_counted(hours, minutes):
    work = done("2026-03-03", "2026-05-01", "2026-08-01", minutes=minutes)
    found = finish(a_way(hours), work, TODAY)

    assert (found.unit, round(found.slow * 4 / 3)) == (Unit.ITEMS, 6)
