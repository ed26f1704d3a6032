"""Levels: reached by experience, each celebrated once, gone when a correction takes the points."""

from datetime import date

from engine import progress
from tests.engine.university import OWN, PACK, University
from tests.engine.world import TODAY


def test_a_level_is_reached_the_moment_the_points_are_there(university: University) -> None:
    assert university.levels("Ada") == set()
    university.completes("Ada", "talk")
    assert university.levels("Ada") == {"freshman"}

    university.completes("Ada", "unit", stage="learned")

    assert university.levels("Ada") == {"freshman", "sophomore"}
    assert level(university) == "sophomore"
    assert (unseen(university), unseen(university)) == (["freshman", "sophomore"], [])


def test_what_a_correction_takes_comes_back_as_it_was_when_that_is_approved_again(
    university: University,
) -> None:
    university.completes("Ada", "talk")
    claim = university.completes("Ada", "unit", stage="learned")
    unseen(university)
    day = reached_on(university, "sophomore")

    university.undoes(claim)
    assert university.levels("Ada") == {"freshman"}
    assert level(university) == "freshman"

    university.tick(days=40)
    university.approves(claim)
    assert reached_on(university, "sophomore") == day
    assert unseen(university) == [], "nothing is celebrated twice"


def test_what_nobody_had_seen_is_celebrated_when_it_comes_back(university: University) -> None:
    claim = university.completes("Ada", "unit", stage="learned")
    talk = university.completes("Ada", "talk")
    university.undoes(talk)
    university.approves(talk)

    university.undoes(claim)
    university.approves(claim)

    assert unseen(university) == ["freshman", "sophomore"]


def test_a_level_that_other_work_reaches_after_a_correction_is_reached_that_day(
    university: University,
) -> None:
    university.completes("Ada", "talk")
    claim = university.completes("Ada", "unit", stage="learned")
    other = university.completes("Ada", "talk")
    unseen(university)
    university.undoes(claim)
    university.undoes(other)

    university.tick(days=40)
    university.completes("Ada", "talk", on=university.now.date())
    university.approves(claim)

    assert reached_on(university, "sophomore") == university.now.date()
    assert "sophomore" in university.levels("Ada")


def test_spending_moves_no_level(university: University) -> None:
    university.publishes(PACK + "rewards: {mug: {title: Mug, price: 10, kind: privilege}}\n")
    university.completes("Ada", "talk")
    university.completes("Ada", "talk")

    university.redeems("Ada", "mug")

    assert university.redeemable("Ada") == 10
    assert university.levels("Ada") == {"freshman", "sophomore"}
    assert university.wrong() == []


def test_a_level_may_ask_for_more_than_points(university: University) -> None:
    asks = "experience: 20, requires: {student_evidence: 2}}"
    university.publishes(PACK.replace("experience: 20}", asks))
    university.completes("Ada", "unit", stage="learned", kinds=OWN)
    university.completes("Ada", "talk")
    assert university.levels("Ada") == {"freshman"}

    university.completes("Ada", "talk")

    assert university.levels("Ada") == {"freshman", "sophomore"}


def level(university: University) -> str | None:
    with university.store.session() as session:
        place = university.place(session, "Ada")
        return progress.level(session, place, now=university.now).level


def unseen(university: University) -> list[str]:
    """What is celebrated now, and not again."""
    with university.store.write() as session:
        place = university.place(session, "Ada")
        found = progress.levels_unseen(session, place)
        assert all(each.reached_on == TODAY for each in found)
        progress.mark_seen(session, place, now=university.now)
        ladder = ["freshman", "sophomore", "junior"]
        return sorted((each.level for each in found), key=ladder.index)


def reached_on(university: University, level: str) -> date:
    with university.store.session() as session:
        noted = progress.levels_noted(session, university.place(session, "Ada"))
        return next(each.reached_on for each in noted if each.level == level)
