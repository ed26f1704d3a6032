"""School days: weekends and breaks don't count, and neither does the first day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalog import Catalog, SchoolDays
from tests.rules.cases import HEAD, broken

MONDAY = date(2026, 3, 2)
PLAIN = SchoolDays()
SPRING = SchoolDays(((date(2026, 3, 5), date(2026, 3, 6)), (date(2026, 3, 6), date(2026, 3, 13))))
"""Two breaks that overlap: from Thursday to Friday of the week after."""


@pytest.mark.parametrize(
    ("first", "days", "passed"),
    [(0, 0, 0), (0, 1, 1), (0, 4, 4), (0, 5, 4), (0, 7, 5), (4, 3, 1), (5, 1, 0), (5, 9, 6),
     (0, 14, 10), (6, 8, 6)],
)  # fmt: skip
def test_weekdays_pass(first: int, days: int, passed: int) -> None:
    begins = MONDAY + timedelta(first)

    assert PLAIN.passed(begins, begins + timedelta(days)) == passed


@pytest.mark.parametrize(
    ("first", "n", "day"),
    [
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_a_day_lies_so_many_weekdays_later(first: date, n: int, day: date) -> None:
    assert PLAIN.later(first, n) == day


def test_breaks_are_passed_over_and_overlaps_count_once() -> None:
    assert SPRING.later(MONDAY, 2) == date(2026, 3, 4)
    assert SPRING.later(MONDAY, 3) == date(2026, 3, 16)
    assert SPRING.passed(MONDAY, date(2026, 3, 16)) == 3
    assert [day for day in range(1, 15) if SPRING.has(date(2026, 3, day))] == [2, 3, 4]


@given(st.integers(0, 60), st.integers(0, 40))
def test_what_lies_later_has_passed(start: int, n: int) -> None:
    day = MONDAY + timedelta(start)

    assert SPRING.passed(day, SPRING.later(day, n)) == n


def test_a_pack_writes_its_breaks(catalog: Catalog) -> None:
    """
    breaks:
      founders: {title: Founders’ Day, first: 2026-03-06}
      spring: {title: Spring break, first: 2026-03-09, last: 2026-03-13}
    """
    assert catalog.school_days.later(date(2026, 3, 5), 1) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("last", "what"),
    [("2026-03-01", "first day or later"), ("2026-12-01", "half a year long at most")],
)
def test_a_break_that_cannot_be_is_refused_at_its_line(last: str, what: str) -> None:
    (error,) = broken(
        {"a.yaml": HEAD, "b.yaml": f"breaks:\n  odd: {{title: A, first: 2026-03-02, last: {last}}}"}
    )

    assert (error.file, error.line) == ("b.yaml", 2)
    assert what in error.message
