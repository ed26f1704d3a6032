"""School days between two days: weekends don't count, and neither does the first day."""

from datetime import date, timedelta

import pytest

from engine.evidence.counting import school_days

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("first", "days", "passed"),
    [(0, 0, 0), (0, 1, 1), (0, 4, 4), (0, 5, 4), (0, 7, 5), (4, 3, 1), (5, 1, 0), (5, 9, 6),
     (0, 14, 10), (6, 8, 6)],
)  # fmt: skip
def test_weekdays_pass(first, days, passed):
    begins = MONDAY + timedelta(first)

    assert school_days(begins, begins + timedelta(days)) == passed
