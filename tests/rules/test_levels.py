"""Levels look at experience alone, unless one asks for more."""

import pytest

from rules.levels import Reached, level_for, levels_reached
from tests.rules.cases import small
from tests.rules.sample_packs import sample

LADDER = small("levels: {low: {title: L, experience: 0}, high: {title: H, experience: 100}}").levels
DEGREE = small(
    """
    degrees: {ba: {title: B, requires: {points: 5}}}
    levels:
      low: {title: L, experience: 0}
      wise: {title: W, experience: 100, requires: {degree: ba}}
      high: {title: H, experience: 200}
    """
).levels


@pytest.mark.parametrize(
    ("experience", "reached"),
    [
        (0, Reached("low", "high", 100, 0.0)),
        (25, Reached("low", "high", 75, 0.25)),
        (99, Reached("low", "high", 1, 0.99)),
        (100, Reached("high", None, 0, 1.0)),
        (5000, Reached("high", None, 0, 1.0)),
        (-5, Reached("low", "high", 100, 0.0)),
    ],
)
def test_a_level_is_reached_at_its_threshold(experience, reached):
    assert level_for(experience, LADDER) == reached


def test_without_levels_there_is_none():
    assert level_for(50, {}) == Reached(None, None, 0, 1.0)


@pytest.mark.parametrize(
    ("experience", "wise", "reached"),
    [
        (99, False, Reached("low", "wise", 1, 0.99)),
        (150, False, Reached("low", "wise", 0, 1.0, DEGREE["wise"].requires)),
        (250, False, Reached("low", "wise", 0, 1.0, DEGREE["wise"].requires)),
        (150, True, Reached("wise", "high", 50, 0.5)),
        (250, True, Reached("high", None, 0, 1.0)),
    ],
)
def test_a_level_that_asks_for_more_holds_those_above_it(experience, wise, reached):
    assert level_for(experience, DEGREE, lambda _: wise) == reached


def test_a_first_level_that_asks_for_more_leaves_newcomers_without_one():
    first = {"wise": DEGREE["wise"]}

    assert level_for(100, first) == Reached(None, "wise", 0, 1.0, DEGREE["wise"].requires)


def test_du_d_a_junior_who_redeems_stays_a_junior():
    """Case DU-d: 410 points in a lifetime, 240 of them redeemed."""
    experience, redeemed = 410, 240

    assert level_for(experience, sample("deerfield").levels).level == "junior"
    assert experience - redeemed == 170


def test_a_level_that_is_kept_is_reached_whatever_it_asks():
    levels = small("""
levels:
  first: {title: First, experience: 0}
  second: {title: Second, experience: 50}
  third: {title: Third, experience: 90}
""").levels

    found = level_for(30, levels, kept="second")

    assert (found.level, found.next, found.missing) == ("second", "third", 60)
    assert found.progress == 0
    assert levels_reached(found, levels) == ("first", "second")
    assert level_for(30, levels, kept="gone").level == "first"
    assert levels_reached(level_for(3, {}), {}) == ()
