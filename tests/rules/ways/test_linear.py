"""Whole-number programmes: the least, that there is none, and what is left aside."""

from rules.ways.linear import NOTHING, ONE, Outcome, Programme, Sum, total


def test_the_least_is_found_and_proved():
    programme = Programme()
    small, large = programme.variable(9), programme.variable(9)
    programme.at_least(total((small.times(2), large.times(5))), 11)
    found = programme.least(total((small.times(3), large.times(7), ONE)))

    assert (found.outcome, found.cost, found.bound, found.exact) == (Outcome.FOUND, 17, 17, True)
    assert (small.value(found.values), large.value(found.values)) == (3, 1)


def test_what_cannot_be_is_known_without_a_search():
    programme = Programme()
    programme.at_least(NOTHING, 0)
    assert programme.least(Sum(3)).cost == 3
    programme.at_most(ONE, 0)

    assert programme.least(NOTHING).outcome is Outcome.NONE


def test_conditions_that_exclude_each_other_leave_nothing():
    programme = Programme()
    some = programme.variable(4)
    programme.at_least(some.times(2), 3)
    programme.at_most(some.times(2), 3)

    assert programme.least(some).outcome is Outcome.NONE


def test_values_can_be_left_aside():
    programme = Programme()
    one, other = programme.variable(2), programme.variable(2)
    programme.at_least(total((one, other)), 2)
    seen = set()
    for _ in range(3):
        found = programme.least(total((one, other)))
        values = (one.value(found.values), other.value(found.values))
        seen.add(values)
        programme.differ(zip((one, other), values, strict=True))

    assert seen == {(0, 2), (1, 1), (2, 0)}
    assert programme.least(total((one, other))).cost == 3
