"""BC-10: a metric such as 90 % attendance is evidence with a value, its source and its day."""

import re
from datetime import date

import pytest

from engine import evidence
from engine.people import Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World, words_of

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
        value_source="A survey",
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


def fills_in(
    world: World, claim: evidence.Evidence, value: str, source: str = "Register of the office"
) -> str:
    """What Ada reads when she hands the page in so."""
    told = {"value": value, "value_source": source, "done_on": "2025-09-12"}
    return world.sends(ADA, claim, told)


@pytest.mark.parametrize(
    ("written", "badges"),
    [
        ("89.9", set()),
        ("89,9 %", set()),
        ("89.99999999", set()),
        ("90.0", {"ninety"}),
        ("90", {"ninety"}),
    ],
)
def test_the_page_asks_for_it_with_its_source(measured: World, written: str, badges: set) -> None:
    """
    activities:
      attendance:
        title: Attendance
        evidence: own
        metric: {title: Attendance of students, unit: "%"}
    badges:
      ninety:
        title: Ninety Percent
        criteria: Attendance of 90% or more.
        requires: {activity: attendance, min_value: 90}
    degrees:
      led:
        title: Led Well
        requires: [{activity: attendance, min_value: 90}, {count: 3}]
    """
    measured.enrolls(ADA, "led")
    new = measured.sees(ADA, "/evidence/new?activity=attendance")
    assert "Attendance of students (%)" in new
    claim = measured.drafts(ADA, "attendance", kinds=(EvidenceKind.OWN,), learned="", did="")
    assert "Please say where the figure stands." in fills_in(measured, claim, written, source="")
    slip = {"value": written, "value_source": "", "do": "submit"}
    sent = measured.browser(ADA).post(f"/{measured.district}/evidence/{claim.id}", data=slip)
    assert f'value="{written}"' in sent.text, "digit for digit, whatever else is to be mended"
    assert "Please give the figure." in fills_in(measured, claim, "")
    assert "Please write a number, as in 89.9." in fills_in(measured, claim, "ninety")

    assert "Submitted." in fills_in(measured, claim, written)

    review = measured.sees(RUTH, f"/reviews/{claim.id}")
    value = f"{written.replace(',', '.').removesuffix(' %').removesuffix('.0')}%"
    assert f"Attendance of students {value} Source: Register of the office" in review
    measured.approves(RUTH, claim)
    seen = measured.sees(ADA, f"/evidence/{claim.id}")
    assert f"Attendance of students {value} Source: Register of the office" in seen
    assert "September 12, 2025" in seen
    assert measured.badges(ADA) == badges
    audit = measured.sees(ADA, "/degrees/led")
    assert f"Attendance: {value}" in audit, "what was done is told with its figure"


def test_an_admin_says_an_approved_figure_otherwise(measured: World) -> None:
    """
    activities:
      attendance:
        title: Attendance
        evidence: own
        metric: {title: Attendance of students, unit: "%"}
    badges:
      ninety:
        title: Ninety Percent
        criteria: Attendance of 90% or more.
        requires: {activity: attendance, min_value: 90}
    """
    measured.joins(DANA, Role.DISTRICT_ADMIN)
    claim = reports(measured, 89.9)
    said = {"value": "90,0 %", "value_source": " ", "done_on": "2025-09-12", "minutes": "1"}
    dana = measured.browser(DANA)
    asked = f"/{measured.district}/reviews/{claim.id}/correction"

    missing = dana.get(asked, query_string=said)
    assert missing.status_code == 422
    assert "Please say where the figure stands." in missing.text
    no_figure = dana.get(asked, query_string=said | {"value": ""})
    assert "Please give the figure." in no_figure.text

    said["value_source"] = "Register of the office"
    weighed = dana.get(asked, query_string=said)
    assert "Earns the badge “Ninety Percent”." in words_of(weighed.text)
    assert measured.badges(ADA) == set(), "looking changes nothing"
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', weighed.text)[1]
    done = dana.post(asked, data=said | {"shown": shown, "note": "The office wrote 90."})

    assert done.status_code == 303
    assert measured.badges(ADA) == {"ninety"}
    seen = measured.sees(ADA, f"/evidence/{claim.id}")
    assert "Attendance of students 90% Source: Register of the office" in seen
    assert "Figure: 90% instead of 89.9%" in seen
    assert "Source: Register of the office instead of A survey" in seen
    assert "The office wrote 90." in seen
    letter = next(each for each in measured.letters(ADA) if "something was corrected" in each)
    for told in ("- Figure: 90% instead of 89.9%", "- Source: Register of the office instead of",
                 "The office wrote 90.", "You have earned the badge “Ninety Percent”"):  # fmt: skip
        assert told in letter
