"""What is told before a decision is what follows from it; next steps lead somewhere."""

from fractions import Fraction

from engine import catalogs, evidence, progress
from engine.evidence import Evidence
from engine.progress import Turn
from rules.requirements import Requirement
from rules.terms import EvidenceKind
from tests.engine.university import OWN, PACK, University

ATTENDED = [EvidenceKind.ATTENDANCE]


def test_the_turn_that_is_foretold_is_the_one_that_follows(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.enrolls("Ada", "bachelor")
    university.completes("Ada", "talk")
    university.completes("Ada", "walk", kinds=["attendance"], link="", minutes=60)
    claim = university.submits("Ada", "unit", stage="learned")
    before = university.levels("Ada"), university.holds("Ada")

    foretold = turn(university, claim)
    assert (university.levels("Ada"), university.holds("Ada")) == before
    university.approves(claim)

    assert foretold.levels == ("sophomore",)
    assert foretold.badges == ("doer", "whole")
    assert university.levels("Ada") - before[0] == set(foretold.levels)
    assert university.holds("Ada") - before[1] == {"doer", "whole", "associate", "bachelor"}
    steps = {each.key: each for each in foretold.steps}
    assert (steps["associate"].before, steps["associate"].after) == (Fraction(7, 15), 1)
    assert steps["associate"].completes
    assert not steps["associate"].conferred
    assert steps["bachelor"].before < steps["bachelor"].after
    assert len(steps["bachelor"].met) == 1


def test_after_the_decision_the_same_is_told_of_what_it_brought(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    claim = university.submits("Ada", "unit", stage="learned")
    before = turn(university, claim)

    university.approves(claim)

    after = turn(university, claim)
    assert (after.levels, after.badges) == (before.levels, before.badges)
    assert [each.conferred for each in after.steps] == [True]


def test_a_degree_that_it_does_not_move_is_not_mentioned(university: University) -> None:
    university.enrolls("Ada", "associate")
    for stage in ("learned", "used"):
        university.completes("Ada", "unit", stage=stage)
    assert university.degrees("Ada") == ["associate"]

    assert turn(university, university.submits("Ada", "walk", kinds=ATTENDED)).steps == ()


def test_scores_that_are_given_now_are_those_that_are_foreseen(university: University) -> None:
    """Whoever scores best becomes a sophomore by it, when the level asks for a good score."""
    good = "experience: 10, requires: {count: 1, min_score: 3}}"
    university.publishes(PACK.replace("experience: 20}", good))
    claim = university.submits("Ada", "essay", kinds=OWN)

    def foreseen(clear: int) -> tuple[str, ...]:
        with university.store.session() as session:
            scores = {"clear": clear, "kind": 1}
            return progress.turn(session, claim, now=university.now, scores=scores).levels

    assert (foreseen(1), foreseen(2)) == ((), ("sophomore",))
    university.approves(claim, scores={"clear": 2, "kind": 1})
    assert university.levels("Ada") == {"freshman", "sophomore"}


def test_a_beginner_gets_short_first_steps_and_later_ones_lead_to_her_degree(
    university: University,
) -> None:
    first = steps(university)
    university.drafts("Ada", first[0])
    assert first[0] not in steps(university)
    university.enrolls("Ada", "associate")
    university.drafts("Ada", "walk", kinds=["attendance"])
    toward = steps(university)

    assert first
    assert toward
    assert "bus" not in {*first, *toward}
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "unit", stage="used")
    assert university.degrees("Ada") == ["associate"]
    with university.store.session() as session:
        place = university.place(session, "Ada")
        one = progress.step(session, place, "talk", now=university.now)
        assert one is not None
        assert one.activity == "talk"


def test_the_room_under_a_cap_is_what_is_left_of_it(university: University) -> None:
    university.completes("Ada", "talk")
    with university.store.session() as session:
        place = university.place(session, "Ada")
        (room,) = progress.room(session, place, "talk", now=university.now)
        assert progress.room(session, place, "walk", now=university.now) == ()
        worth = evidence.all_worth(session, place)

    assert [each.experience for each in worth.values()] == [10]
    assert (room.used, room.cap.points) == (10, 25)


def test_a_requirement_of_no_degree_is_held_against_her_record(university: University) -> None:
    university.completes("Ada", "talk")
    with university.store.session() as session:
        place = university.place(session, "Ada")
        asked = badge_requirement(session, university)
        audit = progress.held_against(session, place, asked, now=university.now)

    assert audit.progress == Fraction(1, 3)


def badge_requirement(session, university: University) -> Requirement:
    return catalogs.numbered(session, university.district, 1).badges["doer"].requires


def turn(university: University, claim: Evidence) -> Turn:
    with university.store.session() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        return progress.turn(session, found, now=university.now)


def steps(university: University) -> list[str]:
    with university.store.session() as session:
        place = university.place(session, "Ada")
        return [each.activity for each in progress.steps(session, place, now=university.now)]
