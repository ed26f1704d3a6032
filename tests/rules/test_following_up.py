"""Whom to ask when: over any history nobody is asked too soon, too often, or twice."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rules.following_up import APART, LATEST, Done, due

FIRST = date(2025, 9, 1)
DAY = timedelta(days=1)
WORK = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from([(), (60,), (180,), (60, 180), (180, 60), (14, 15)]),
    ),
    max_size=25,
)


@given(WORK, st.integers(1, 30))
def test_nobody_is_asked_too_soon_too_often_or_twice(
    work: list[tuple[int, tuple[int, ...]]], skips: int
) -> None:
    """The morning's work may be missed for days, too."""
    done = [Done(str(n), FIRST + DAY * day, after) for n, (day, after) in enumerate(work)]
    by_source = {each.source: each for each in done}
    asked: dict[tuple[str, int], date] = {}
    for day in range(0, 800, skips):
        today = FIRST + DAY * day
        here = [each for each in done if each.day <= today]
        if turn := due(here, asked, today):
            assert (turn.source, turn.days) not in asked
            assert today >= by_source[turn.source].day + DAY * turn.days
            assert today < turn.since + LATEST
            asked[turn.source, turn.days] = today
    days = sorted(asked.values())
    assert all(later - earlier >= APART for earlier, later in pairwise(days))


def test_what_is_due_longest_comes_first_and_the_others_wait() -> None:
    done = [Done("late", FIRST + DAY, (60,)), Done("early", FIRST, (60,))]
    asked: dict[tuple[str, int], date] = {}
    told = []
    for day in range(100):
        if turn := due(done, asked, FIRST + DAY * day):
            asked[turn.source, turn.days] = FIRST + DAY * day
            told.append((turn.source, day))

    assert told == [("early", 60), ("late", 74)]


def test_a_turn_that_has_gone_by_gives_way_to_the_next() -> None:
    done = [Done("one", FIRST, (60, 180))]

    assert due(done, {}, FIRST + DAY * 59) is None
    first, second = (due(done, {}, FIRST + DAY * n) for n in (179, 180))

    assert [each.days for each in (first, second) if each] == [60, 180]
    assert due(done, {}, FIRST + DAY * 360) is None
