"""What is missing of degrees, and about how much of it one more piece of work would bring."""

from datetime import date
from fractions import Fraction

import pytest

from rules.audits import audit_all
from rules.audits.nearness import gaps, nearness
from rules.audits.record import item_of, record_of
from tests.rules.cases import completion

TODAY = date(2026, 10, 1)


def near(timeline, done, work, points=0) -> Fraction:
    """How near the work would come; `done` is on the record already."""
    degrees = {key: each.requires for key, each in timeline.newest.catalog.degrees.items()}
    record = record_of(done, timeline, as_of=TODAY)
    open_ = gaps(degrees, audit_all(degrees, record), record)
    return nearness(item_of(work, timeline, points), open_, record)


@pytest.mark.parametrize(
    ("minutes", "points", "brings"),
    [(60, 0, "1/10"), (600, 0, "1/2"), (0, 3, "3/20"), (0, 99, "1/2"), (60, 3, "1/4")],
)
def test_hours_and_points_bring_their_part_and_no_more(timeline, minutes, points, brings):
    """
    activities: {talks: {title: T}}
    degrees: {associate: {title: A, requires: {all: [{hours: 5}, {points: 10}]}}}
    """
    work = completion(minutes=minutes)

    assert near(timeline, [], work, points) == Fraction(brings)


def test_what_is_met_already_is_not_brought_again(timeline):
    """
    activities: {talks: {title: T, points: 5}}
    degrees: {associate: {title: A, requires: {points: 5, hours: 5}}}
    """
    done, work = completion(minutes=0), completion(n=2)

    assert near(timeline, [], work, 5) == Fraction(1, 10) + Fraction(1, 2)
    assert near(timeline, [done], work, 5) == Fraction(1, 10)


def test_what_no_single_piece_can_bring_counts_as_nothing(timeline):
    """
    activities: {talks: {title: T, points: 5}}
    degrees: {associate: {title: A, requires: {span_days: 30}}}
    """
    assert near(timeline, [], completion()) == 0
