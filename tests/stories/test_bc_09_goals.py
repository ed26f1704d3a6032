"""BC-9, PD-8: goals from the audit, each followed by evidence, and then by the next goal."""

import re

from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import STUDENT, World


def test_a_goal_leads_to_evidence_and_on_to_the_next_goal(world: World) -> None:
    """
    activities:
      walks: {title: Walks with a class, evidence: student, hours: 2, points: 20}
      talks: {title: Talks with parents, evidence: own, hours: 1, points: 10}
    degrees:
      first:
        title: First degree
        requires:
          all:
            - {title: Two pieces from pupils, student_evidence: 2}
            - {title: A hundred points, points: 100}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    assert "Make it my goal" in world.sees(ADA, "/degrees/first")

    chooses(world, ADA, "first", "r.1")
    home = world.sees(ADA, "/home")
    assert "Your goal My goals Two pieces from pupils 0 of 2" in home
    assert "Next: Walks with a class · 2 h" in home

    world.completes(ADA, "walks", by=RUTH, kinds=[STUDENT])
    assert "Two pieces from pupils 1 of 2" in world.sees(ADA, "/home")
    world.passes(days=200)
    world.completes(ADA, "walks", by=RUTH, kinds=[STUDENT])

    assert "You have reached your goal “Two pieces from pupils”" in world.sees(ADA, "/home")
    mine = world.sees(ADA, "/goals")
    assert "Reached Two pieces from pupils Reached on" in mine
    assert mine.count("Walks with a class") == 2
    assert "What could be next A hundred points" in mine

    chooses(world, ADA, "first", "r.2")
    assert "Under way A hundred points" in world.sees(ADA, "/goals")


def test_a_goal_is_ones_own(world: World) -> None:
    world.joins(ADA, school="cedar")
    world.joins(BEN)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "associate")
    chooses(world, ADA, "associate", "r.2")

    goals = re.search(r'action="([^"]+/letting-go)"', world.browser(ADA).get(at(world)).text)
    assert goals is not None
    assert world.browser(BEN).post(goals[1]).status_code == 404
    assert world.browser(DANA).post(goals[1]).status_code == 404
    assert world.browser(ADA).post(goals[1]).status_code == 303


def at(world: World) -> str:
    return f"/{world.district}/goals"


def chooses(world: World, who: str, degree: str, requirement: str) -> None:
    answer = world.browser(who).post(
        f"/{world.district}/degrees/{degree}/goals", data={"requirement": requirement}
    )
    assert answer.status_code == 303
