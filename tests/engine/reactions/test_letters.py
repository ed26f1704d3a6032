"""Letters go to whom an event concerns, in her language, with what she can do about it."""

import pytest

from engine import evidence, people, reactions, rewards
from engine.outbox import Announced, Event
from engine.reactions import degrees as about_degrees
from engine.store import new_id
from rules.terms import Stage
from tests.engine.university import OWN, PACK, STUDENT, University
from tests.engine.world import START


def the_letter(university: University, who: str = "Ada") -> str:
    (letter,) = university.letters(who)
    return letter


def test_an_approval_is_told_with_what_it_brought(university: University) -> None:
    claim = university.submits("Ada")
    university.approves(claim, note="Lovely.")

    told = the_letter(university)

    assert told.startswith("Approved: Number talk\n")
    assert "Ruth approved" in told
    assert "March 2, 2026" in told
    assert "10 points" in told
    assert "Lovely." in told
    assert f"/elm/evidence/{claim.id}" in told
    assert "Elm University" in told


def test_what_a_cap_cut_was_not_brought(university: University) -> None:
    for _ in range(4):
        university.completes("Ada", "talk")

    assert [brought(each) for each in university.letters("Ada")] == [
        "10 points",
        "10 points",
        "5 points",
        "0 points",
    ]


def test_it_is_written_in_the_readers_language(university: University) -> None:
    with university.store.write() as session:
        person = people.person_of(session, university.place(session, "Ada"))
        people.prefer(session, person, language="es")

    university.completes("Ada", "talk")

    told = the_letter(university)
    assert "Charla" in told
    assert "10 puntos" in told
    assert "2 de marzo de 2026" in told
    assert "Universidad de Elm" in told


@pytest.mark.parametrize("act", [evidence.send_back, evidence.decline])
def test_what_was_turned_down_is_told_with_its_note(university: University, act) -> None:
    university.does_with(university.submits("Ada"), act, by="Ruth", note="More, please.")

    told = the_letter(university)
    assert "Number talk" in told
    assert "More, please." in told


def test_an_undone_approval_is_told(university: University) -> None:
    university.undoes(university.completes("Ada"))

    assert "A mistake." in university.letters("Ada")[1]
    assert "Dana" in university.letters("Ada")[1]


def test_an_activity_that_a_later_catalog_dropped_is_told_by_its_key(
    university: University,
) -> None:
    claim = university.submits("Ada", "essay")
    university.publishes("\n".join(line for line in PACK.splitlines() if "  essay" not in line))

    university.approves(claim)

    assert the_letter(university).startswith("Approved: essay\n")


def test_a_degree_is_told_once_to_its_earner(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "talk")

    subjects = [each.partition("\n")[0] for each in university.letters("Ada")]

    assert sum("Associate" in subject for subject in subjects) == 1


def test_admins_who_left_are_asked_nothing(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    claim = university.completes("Ada", "unit", stage="learned")
    university.joins("Dora")
    with university.store.write() as session:
        place = university.place(session, "Dora")
        people.grant_role(session, place, people.Role.DISTRICT_ADMIN, now=university.now)
    university.leaves("Dora")

    university.undoes(claim)

    assert (len(university.letters("Dana")), university.letters("Dora")) == (1, [])


@pytest.mark.parametrize(
    ("act", "more"), [(rewards.approve, {}), (rewards.decline, {"note": "Not this year."})]
)
def test_an_answer_about_a_reward_is_told(university: University, act, more) -> None:
    university.publishes(
        PACK + "rewards: {mug: {title: Mug, price: 10, kind: privilege, approval: true}}\n"
    )
    university.completes("Ada", "talk")
    redemption = university.redeems("Ada", "mug")

    with university.act() as session:
        found = session.get_one(rewards.Redemption, ("elm", redemption.id))
        act(session, found, by=university.actor(session, "Dana"), now=university.tick(), **more)

    assert "Mug" in university.letters("Ada")[1]
    assert "/elm/rewards/mine" in university.letters("Ada")[1]


def test_without_mail_all_else_follows(university: University) -> None:
    claim = university.submits("Ada")
    with university.store.write() as session:
        found = session.get_one(evidence.Evidence, (claim.district_id, claim.id))
        by = university.actor(session, "Ruth")
        evidence.approve(session, found, by=by, now=university.now)
        reactions.follow(session, now=university.now, mail=False)

    assert university.letters("Ada") == []
    assert university.levels("Ada") == {"freshman"}
    assert university.wrong() == []


def test_a_reaction_is_given_the_event_that_it_is_for(university: University) -> None:
    other = Announced(new_id(), Event("elm"), None)
    with university.store.session() as session, pytest.raises(TypeError, match="Event is no"):
        about_degrees.tell_of_degree(session, other, START)


def brought(letter: str) -> str:
    return (
        next(line for line in letter.splitlines() if "points" in line).split("you ")[1].strip(".")
    )


def test_an_approval_tells_the_stage_the_level_and_the_badges_that_came_with_it(
    university: University,
) -> None:
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    university.completes("Ada", "unit", stage=Stage.USED, kinds=STUDENT)
    university.completes("Ada")

    first, second, third = university.letters("Ada")

    assert "level" not in first
    assert second.startswith("Approved: Unit: used it with students\n")
    assert "It brought you 20 points.\nYou are at the level “Sophomore” now.\n" in second
    assert "And 1 badge: “Unit”." in second
    assert "And 2 badges: “Doer”, “Whole”." in third


def test_who_does_not_play_reads_of_no_points(university: University) -> None:
    with university.store.write() as session:
        people.choose(session, university.place(session, "Ada"), plays=False)

    university.completes("Ada")

    told = the_letter(university)
    assert "point" not in told
    assert "\n\n\n" not in told


def test_a_degrees_letter_leads_to_its_diploma(university: University) -> None:
    university.enrolls("Ada", "associate")
    for _ in range(2):
        university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    *approvals, told = university.letters("Ada")

    assert [each.partition(":")[0] for each in approvals] == ["Approved", "Approved"]
    assert "Associate" in told
    assert "/elm/degrees/associate/diploma" in told
