"""Goals: set on what is unmet, noted when it is reached, let go without a word."""

import pytest

from engine import goals, progress
from engine.errors import MetAlready, NotFound, NotPermitted
from engine.goals import Goal
from engine.people import Role
from rules.terms import Stage
from tests.engine.university import OWN, STUDENT, University

PACK = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm Schools, university: Elm University}
activities:
  talk: {title: Talk, points: 10, hours: 1}
  unit:
    title: Unit
    stages:
      learned: {evidence: own, points: 15, hours: 2}
      used: {evidence: student, points: 20, hours: 2}
"""
FIRST = """
degrees:
  a:
    title: A
    requires: {all: [{points: 30}, {any: [{student_evidence: 1}, {hours: 90}]}, {count: 9}]}
  one: {title: One, requires: {points: 90}}
"""
LATER = """
degrees:
  a: {title: A, requires: {all: [{count: 9}, {points: 40}]}}
"""


@pytest.fixture
def elm(store) -> University:
    elm = University(store, {"pack.yaml": PACK + FIRST})
    elm.joins("Ada")
    elm.joins("Ben")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.joins("Dana", role=Role.DISTRICT_ADMIN)
    elm.enrolls("Ada", "a")
    return elm


def sets(elm: University, requirement: str, degree: str = "a") -> Goal:
    with elm.act() as session:
        by = elm.actor(session, "Ada")
        return goals.set_goal(session, degree, requirement, by=by, now=elm.tick())


def lets_go(elm: University, goal: Goal, who: str = "Ada") -> None:
    with elm.act() as session:
        goals.let_go(session, goal.id, by=elm.actor(session, who), now=elm.tick())


def aims(elm: University) -> list[goals.Aim]:
    with elm.store.session() as session:
        place = elm.place(session, "Ada")
        return goals.aims(session, place, progress.pursued(session, place, now=elm.now))


def told(elm: University) -> list[tuple[str, bool, int]]:
    """Every goal that was not let go: its requirement, whether it is reached, and by how much."""
    with elm.store.session() as session:
        found = goals.goals_of(session, elm.place(session, "Ada"))
        return [(each.requirement, not each.is_open, len(each.reached_by)) for each in found]


def unseen(elm: University) -> list[str]:
    with elm.store.session() as session:
        found = goals.reached_unseen(session, elm.place(session, "Ada"))
        return [each.requirement for each in found]


def test_a_goal_stands_until_it_is_reached(elm):
    sets(elm, "r.1")
    sets(elm, "r.2.1")
    assert [aim.finding.path for aim in aims(elm)] == ["r.1", "r.2.1"]

    elm.completes("Ada")
    assert told(elm) == [("r.2.1", True, 1), ("r.1", False, 0)]
    elm.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    elm.completes("Ada")

    assert told(elm) == [("r.2.1", True, 1), ("r.1", True, 3)]
    assert aims(elm) == []
    assert unseen(elm) == ["r.1", "r.2.1"]
    with elm.act() as session:
        goals.mark_seen(session, elm.place(session, "Ada"), now=elm.now)
    assert unseen(elm) == []


def test_setting_it_twice_is_setting_it_once(elm):
    assert sets(elm, "r.1").id == sets(elm, "r.1").id
    lets_go(elm, sets(elm, "r.1"))
    assert told(elm) == []
    sets(elm, "r.1")
    assert told(elm) == [("r.1", False, 0)]


@pytest.mark.parametrize(
    ("degree", "requirement", "refusal"),
    [("a", "r", NotFound), ("a", "r.9", NotFound), ("one", "r", NotFound)],
)
def test_only_requirements_of_pursued_degrees_become_goals(elm, degree, requirement, refusal):
    with pytest.raises(refusal):
        sets(elm, requirement, degree)


def test_a_degree_of_one_requirement_has_that_one(elm):
    elm.enrolls("Ada", "one")

    assert sets(elm, "r", "one").requirement == "r"


def test_what_is_met_is_no_goal(elm):
    elm.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    elm.completes("Ada", "unit", stage=Stage.USED, kinds=STUDENT)

    with pytest.raises(MetAlready):
        sets(elm, "r.2.1")


def test_goals_are_ones_own(elm):
    goal = sets(elm, "r.1")
    for who in ("Ben", "Dana"):
        with pytest.raises(NotFound):
            lets_go(elm, goal, who)
    elm.leaves("Ada")
    with pytest.raises(NotPermitted):
        sets(elm, "r.2")


def test_what_is_let_go_is_let_go_once(elm):
    goal = sets(elm, "r.1")
    lets_go(elm, goal)

    with pytest.raises(NotFound):
        lets_go(elm, goal)


def test_a_correction_opens_a_goal_again_and_a_new_approval_reaches_it(elm):
    sets(elm, "r.2.1")
    claim = elm.completes("Ada")
    assert told(elm) == [("r.2.1", True, 1)]

    elm.undoes(claim)
    assert told(elm) == [("r.2.1", False, 0)]
    elm.completes("Ada")
    assert told(elm) == [("r.2.1", True, 1)]


def test_what_was_reached_stays_though_something_else_is_corrected(elm):
    sets(elm, "r.2.1")
    elm.completes("Ada")
    other = elm.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    elm.undoes(other)
    assert told(elm) == [("r.2.1", True, 1)]


def test_what_was_reached_stays_though_its_evidence_grows_old(store):
    fresh = "degrees: {a: {title: A, requires: {all: [{count: 1, max_age_months: 6}, {count: 9}]}}}"
    elm = University(store, {"pack.yaml": PACK + fresh})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    sets(elm, "r.1")
    elm.completes("Ada")
    elm.tick(days=300)
    elm.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    with elm.store.session() as session:
        (pursued,) = progress.pursued(session, elm.place(session, "Ada"), now=elm.now)
    assert not pursued.audit.at("r.1").is_met
    assert told(elm) == [("r.1", True, 1)]


def test_a_goal_rests_while_its_degree_is_put_aside(elm):
    sets(elm, "r.1")
    with elm.act() as session:
        progress.leave(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())
    (aim,) = aims(elm)
    assert aim.rests
    elm.completes("Ada")

    elm.enrolls("Ada", "a")
    assert not aims(elm)[0].rests


def test_a_goal_follows_its_requirement_into_another_version(elm):
    sets(elm, "r.1")
    sets(elm, "r.2")
    elm.publishes(PACK + LATER)
    with elm.act() as session:
        progress.switch(session, "a", 2, by=elm.actor(session, "Ada"), now=elm.tick())

    points, student = aims(elm)
    assert (points.finding.path, points.finding.want) == ("r.2", 40)
    assert student.rests
    assert sets(elm, "r.2").id == points.goal.id

    with elm.act() as session:
        progress.undo_switch(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())
    assert [aim.finding.path for aim in aims(elm)] == ["r.1", "r.2"]


def step(elm: University, requirement: str):
    with elm.store.session() as session:
        place = elm.place(session, "Ada")
        return progress.step_for(session, place, "a", requirement, now=elm.now)


def test_the_next_step_is_one_toward_the_goal(elm):
    elm.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    assert step(elm, "r.2").part == ("talk", "done")
    assert {move.finding.path for move in step(elm, "r.2").moves} <= {"r.2.1", "r.2.2"}

    elm.drafts("Ada", "talk")
    assert step(elm, "r.2.1").part == ("unit", "used")
    elm.drafts("Ada", "unit", stage=Stage.USED, kinds=STUDENT)
    assert step(elm, "r.2.1") is None


def test_a_reached_goal_of_a_conferred_degree_stays(elm):
    elm.enrolls("Ada", "one")
    sets(elm, "r", "one")
    last = None
    for _ in range(9):
        last = elm.completes("Ada", "talk", on=elm.now.date())
    assert elm.degrees("Ada") == ["a", "one"]

    elm.undoes(last)
    assert ("r", True, 9) in told(elm)
