"""BC-10: a metric such as 90 % attendance is evidence with a value, its source and its day."""

from datetime import date

import pytest

from engine import evidence
from engine.people import Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

ATTENDED = "Attendance of the second term, from the register of the school office"


@pytest.fixture
def measured(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    return world


def reports(world: World, value: float) -> evidence.Evidence:
    """Ada hands in what the register says; a reviewer approves that it says so."""
    return world.completes(
        ADA,
        "attendance",
        by=RUTH,
        kinds=(EvidenceKind.OWN,),
        value=value,
        did=ATTENDED,
        on=date(2025, 9, 12),
    )


def test_the_badge_is_met_at_its_value_and_not_just_below(measured: World) -> None:
    """
    activities:
      attendance: {title: Attendance of students and staff, evidence: own}
    badges:
      ninety:
        title: Ninety Percent
        criteria: Attendance of 90 % or more.
        requires: {activity: attendance, min_value: 90}
    """
    reports(measured, 89.9)
    assert measured.badges(ADA) == set()

    kept = reports(measured, 90.0)

    assert measured.badges(ADA) == {"ninety"}
    assert (kept.value, kept.done_on, kept.did) == (90.0, date(2025, 9, 12), ATTENDED)


def test_a_degree_may_ask_for_it_too(measured: World) -> None:
    """
    activities:
      attendance: {title: Attendance of students and staff, evidence: own}
    degrees:
      led: {title: Led Well, requires: {activity: attendance, min_value: 90}}
    """
    measured.enrolls(ADA, "led")
    reports(measured, 89.9)
    assert measured.degrees(ADA) == []

    reports(measured, 90.0)
    assert measured.degrees(ADA) == ["led"]
