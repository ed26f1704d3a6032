"""IL-13, PD-5: work that was done before is claimed as far back as the district looks."""

from datetime import date

import pytest

from engine.errors import TooLongAgo
from engine.people import Role
from rules.terms import months_before
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


@pytest.fixture
def looking_back(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    return world


def test_a_claim_of_seven_months_ago_counts_where_the_district_looks_back_so_far(
    looking_back: World,
) -> None:
    """
    review: {look_back_months: 7}
    activities:
      club: {title: Reading club, evidence: own, points: 5}
    """
    day = months_before(looking_back.today, 7)
    assert day == date(2025, 2, 15)

    looking_back.completes(ADA, "club", by=RUTH, on=day)

    assert looking_back.points(ADA) == 5


def test_beyond_it_the_rule_is_shown_and_the_draft_stays(looking_back: World) -> None:
    """
    review: {look_back_months: 6}
    activities:
      club: {title: Reading club, evidence: own, points: 5}
      congress: {title: Congress, evidence: own, points: 5, look_back_months: 24}
    """
    day = months_before(looking_back.today, 7)
    claim = looking_back.drafts(ADA, "club", on=day)
    with pytest.raises(TooLongAgo):
        looking_back.hands_in(ADA, claim)

    sent = {"do": "submit", "done_on": day.isoformat(), "did": "We read.", "learned": "Much."}
    answer = looking_back.browser(ADA).post(f"/oak/evidence/{claim.id}", data=sent)

    assert answer.status_code == 422
    assert "Work of the last 6 months can be handed in: from March 15, 2025 on." in answer.text
    assert "We read." in looking_back.sees(ADA, f"/evidence/{claim.id}")

    looking_back.completes(ADA, "congress", by=RUTH, on=day)
    assert looking_back.points(ADA) == 5


def test_a_draft_and_what_comes_back_are_judged_by_the_day_they_were_begun(
    looking_back: World,
) -> None:
    """
    review: {look_back_months: 1}
    activities:
      club: {title: Reading club, evidence: own, points: 5}
    """
    claim = looking_back.drafts(ADA, "club", on=months_before(looking_back.today, 1))
    looking_back.passes(days=20)
    looking_back.hands_in(ADA, claim)
    looking_back.sends_back(RUTH, claim)
    looking_back.passes(days=20)

    looking_back.hands_in(ADA, claim)
    looking_back.approves(RUTH, claim)

    assert looking_back.points(ADA) == 5


def test_the_page_of_an_activity_leads_to_the_form_with_the_day_first(looking_back: World) -> None:
    """
    activities:
      club: {title: Reading club, evidence: either, points: 5}
    """
    shown = looking_back.sees(ADA, "/activities/club")
    begun = looking_back.sees(ADA, "/evidence/new?activity=club&already=yes")

    assert "I already did this" in shown
    assert "Within 12 months" in shown
    assert begun.index("When was it?") < begun.index("What it shows")
    assert "Work from September 15, 2024 on can be handed in." in begun
