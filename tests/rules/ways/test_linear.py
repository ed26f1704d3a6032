"""Whole-number programs: the least, that there is none, and what is left aside."""

from rules.ways.linear import NOTHING, ONE, Outcome, Program, Sum, total


def test_the_least_is_found_and_proved():
    program = Program()
    small, large = program.variable(9), program.variable(9)
    program.at_least(total((small.times(2), large.times(5))), 11)
    found = program.least(total((small.times(3), large.times(7), ONE)))

    assert (found.outcome, found.cost, found.bound, found.exact) == (Outcome.FOUND, 17, 17, True)
    assert (small.value(found.values), large.value(found.values)) == (3, 1)


def test_what_cannot_be_is_known_without_a_search():
    program = Program()
    program.at_least(NOTHING, 0)
    assert program.least(Sum(3)).cost == 3
    program.at_most(ONE, 0)

    assert program.least(NOTHING).outcome is Outcome.NONE


def test_conditions_that_exclude_each_other_leave_nothing():
    program = Program()
    some = program.variable(4)
    program.at_least(some.times(2), 3)
    program.at_most(some.times(2), 3)

    assert program.least(some).outcome is Outcome.NONE


def test_values_can_be_left_aside():
    program = Program()
    one, other = program.variable(2), program.variable(2)
    program.at_least(total((one, other)), 2)
    seen = set()
    for _ in range(3):
        found = program.least(total((one, other)))
        values = (one.value(found.values), other.value(found.values))
        seen.add(values)
        program.differ(zip((one, other), values, strict=True))

    assert seen == {(0, 2), (1, 1), (2, 0)}
    assert program.least(total((one, other))).cost == 3
