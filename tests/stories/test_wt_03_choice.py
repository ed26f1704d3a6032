"""WT-3: options that involve choice: any three of nine."""

from itertools import combinations

from engine.people import Role
from tests.stories.building import Builder
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World


def test_any_three_of_nine_complete_it(world: World) -> None:
    """
    activities:
      a1: {title: A1, evidence: own, points: 5}
      a2: {title: A2, evidence: own, points: 5}
      a3: {title: A3, evidence: own, points: 5}
      a4: {title: A4, evidence: own, points: 5}
      a5: {title: A5, evidence: own, points: 5}
      a6: {title: A6, evidence: own, points: 5}
      a7: {title: A7, evidence: own, points: 5}
      a8: {title: A8, evidence: own, points: 5}
      a9: {title: A9, evidence: own, points: 5}
    degrees:
      choice:
        title: Choice
        requires:
          n_of: 3
          of:
            - {activity: a1}
            - {activity: a2}
            - {activity: a3}
            - {activity: a4}
            - {activity: a5}
            - {activity: a6}
            - {activity: a7}
            - {activity: a8}
            - {activity: a9}
    """
    world.joins(RUTH, Role.REVIEWER)
    threes = list(combinations([f"a{number}" for number in range(1, 10)], 3))
    for number, chosen in enumerate(threes[::14]):
        who = world.joins(f"{ADA}{number}")
        world.enrolls(who, "choice")
        for activity in chosen:
            assert world.degrees(who) == []
            world.completes(who, activity, by=RUTH)
        assert world.degrees(who) == ["choice"]


def test_any_three_of_nine_are_asked_for_in_the_editor(world: World) -> None:
    """
    activities:
      a1: {title: A1, evidence: own, points: 5}
      a2: {title: A2, evidence: own, points: 5}
      a3: {title: A3, evidence: own, points: 5}
      a4: {title: A4, evidence: own, points: 5}
      a5: {title: A5, evidence: own, points: 5}
      a6: {title: A6, evidence: own, points: 5}
      a7: {title: A7, evidence: own, points: 5}
      a8: {title: A8, evidence: own, points: 5}
      a9: {title: A9, evidence: own, points: 5}
    """
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    dana = Builder(world, DANA, draft="Choice", degree="Choice")
    dana.looks("all[0]")
    dana.presses("keep", asked="activity", activity="a1", n="")
    for number in range(2, 10):
        dana.looks()
        dana.adds("activity", activity=f"a{number}", n="")
    dana.looks()
    read = dana.presses("keep", grouping="n_of", n="3")

    assert "Any 3 of these 9" in read
    assert "ny 3 of these 9: “A1” once; “A2” once;" in read
    assert dana.written == {"n_of": "3", "of": [{"activity": f"a{each}"} for each in range(1, 10)]}

    dana.publishes()
    world.enrolls(ADA, dana.key)
    for activity in ("a2", "a9"):
        world.completes(ADA, activity, by=RUTH)
        assert world.degrees(ADA) == []
    world.completes(ADA, "a5", by=RUTH)
    assert world.degrees(ADA) == [dana.key]
