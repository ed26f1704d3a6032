"""Degrees: taken up under a catalog, conferred by the last approval, never lost in silence."""

from datetime import timedelta
from fractions import Fraction

import pytest

from engine import progress
from engine.errors import (
    AlreadyEnrolled,
    NoteMissing,
    NotFound,
    NotInQuestion,
    NotPermitted,
    OtherAudience,
)
from engine.progress import Enrollment, Pursued
from engine.store import new_id
from rules.terms import Audience
from tests.engine.instant import at_once, refusals
from tests.engine.university import PACK, University
from tests.engine.world import TODAY

HARDER = PACK.replace("requires: {points: 30}", "requires: {points: 300}")
WITHOUT = "\n".join(line for line in PACK.splitlines() if "associate" not in line)


@pytest.fixture
def associate(university: University) -> University:
    """Ada needs thirty points, and has ten."""
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    return university


def test_the_last_approval_confers_it_once(associate: University) -> None:
    assert associate.degrees("Ada") == []
    last = associate.completes("Ada", "unit", stage="learned")

    assert associate.degrees("Ada") == ["associate"]
    associate.completes("Ada", "talk")
    with associate.store.session() as session:
        (conferral,) = progress.conferrals(session, associate.place(session, "Ada"))
    assert (conferral.conferred_on, conferral.catalog) == (TODAY, 1)
    assert conferral.audit["findings"][0]["status"] == "met"
    assert last.status == "approved"
    assert associate.wrong() == []


def test_a_degree_that_asks_for_another_follows_it_in_the_same_act(associate: University) -> None:
    associate.enrolls("Ada", "bachelor")
    associate.completes("Ada", "walk", kinds=["attendance"], link="", minutes=60)
    assert associate.degrees("Ada") == []

    associate.completes("Ada", "unit", stage="learned")

    assert set(associate.degrees("Ada")) == {"associate", "bachelor"}


def test_who_has_enough_already_graduates_by_enrolling(associate: University) -> None:
    associate.completes("Ada", "unit", stage="learned")
    associate.completes("Ada", "talk")
    associate.enrolls("Ada", "bachelor")

    assert set(associate.degrees("Ada")) == {"associate", "bachelor"}
    assert associate.holds("Ada") >= {"associate", "bachelor"}


def test_the_catalog_of_enrollment_stays(associate: University) -> None:
    associate.publishes(HARDER)
    associate.joins("Bob")
    associate.enrolls("Bob", "associate")

    for who in ("Ada", "Bob"):
        associate.completes(who, "unit", stage="learned")
        associate.completes(who, "talk")

    assert (associate.degrees("Ada"), associate.degrees("Bob")) == (["associate"], [])
    assert (catalog_of(associate, "Ada"), catalog_of(associate, "Bob")) == (1, 2)


def test_a_degree_that_a_later_catalog_dropped_is_still_conferred(associate: University) -> None:
    associate.publishes(WITHOUT)

    associate.completes("Ada", "unit", stage="learned")

    assert associate.degrees("Ada") == ["associate"]
    assert "associate" in associate.holds("Ada")
    assert any("Associate" in letter for letter in associate.letters("Ada"))
    with pytest.raises(NotFound, match="degree"):
        associate.enrolls("Ruth", "associate")


def test_taking_up_leaving_and_taking_up_again(associate: University) -> None:
    with pytest.raises(AlreadyEnrolled, match="associate"):
        associate.enrolls("Ada", "associate")
    leaves(associate, "Ada", "associate")
    with pytest.raises(NotFound, match="enrollment"):
        leaves(associate, "Ada", "associate")
    with pytest.raises(NotFound, match="enrollment"):
        leaves(associate, "Ada", "bachelor")
    associate.publishes(HARDER)
    associate.completes("Ada", "unit", stage="learned")
    assert (pursued(associate), associate.degrees("Ada")) == ([], [])

    associate.enrolls("Ada", "associate")

    assert catalog_of(associate, "Ada") == 1
    assert associate.degrees("Ada") == ["associate"]


def test_what_is_not_for_her_is_refused(university: University) -> None:
    university.joins("Bob", audience=Audience.CLASSIFIED)
    university.enrolls("Bob", "driver")
    with pytest.raises(OtherAudience, match="driver"):
        university.enrolls("Ada", "driver")
    with pytest.raises(NotFound, match="degree"):
        university.enrolls("Ada", "doctor")
    university.leaves("Ada")
    with pytest.raises(NotPermitted):
        university.enrolls("Ada", "associate")


def test_a_double_click_enrolls_once(any_university: University) -> None:
    answers = at_once(*[lambda: any_university.enrolls("Ada", "associate")] * 2)

    assert refusals(answers) == [AlreadyEnrolled]


def test_the_last_two_approvals_at_once_confer_once(any_university: University) -> None:
    any_university.enrolls("Ada", "associate")
    any_university.completes("Ada", "talk")
    claims = [any_university.submits("Ada", "talk"), any_university.submits("Ada", "essay")]

    answers = at_once(
        lambda: any_university.approves(claims[0]),
        lambda: any_university.approves(claims[1], by="Rob", scores={"clear": 2, "kind": 1}),
    )

    assert refusals(answers) == []
    assert any_university.degrees("Ada") == ["associate"]
    letters = [each for each in any_university.letters("Ada") if "Associate" in each]
    assert len(letters) == 1
    assert any_university.wrong() == []


# -- what a correction asks ------------------------------------------------------------------


@pytest.fixture
def questioned(associate: University) -> University:
    """Ada's degree was conferred, and then a part of it was undone."""
    unit = associate.completes("Ada", "unit", stage="learned")
    associate.undoes(unit)
    return associate


def test_a_correction_asks_an_admin_and_takes_nothing(questioned: University) -> None:
    assert questioned.degrees("Ada") == ["associate"]
    assert "associate" in questioned.holds("Ada")
    assert questions(questioned) == ["associate"]
    assert sum("Associate" in each for each in questioned.letters("Dana")) == 1


def test_the_question_goes_when_the_record_is_whole_again(questioned: University) -> None:
    questioned.completes("Ada", "unit", stage="learned")

    assert questions(questioned) == []


def test_what_an_admin_upheld_is_not_asked_again(questioned: University) -> None:
    answer(questioned, keep=True)
    questioned.completes("Ada", "walk", kinds=["attendance"], link="", minutes=15)

    assert (questions(questioned), questioned.degrees("Ada")) == ([], ["associate"])


def test_what_an_admin_revoked_is_gone_until_it_is_earned_again(questioned: University) -> None:
    answer(questioned, keep=False)

    assert (questions(questioned), questioned.degrees("Ada")) == ([], [])
    assert "associate" not in questioned.holds("Ada")
    assert any("Too little." in letter for letter in questioned.letters("Ada"))

    questioned.tick(days=1)
    questioned.completes("Ada", "unit", stage="learned")
    assert questioned.degrees("Ada") == ["associate"]
    assert "associate" in questioned.holds("Ada")


def test_an_answer_needs_a_question_a_note_and_an_admin(questioned: University) -> None:
    with pytest.raises(NotPermitted):
        answer(questioned, by="Ruth", keep=True)
    with pytest.raises(NoteMissing):
        answer(questioned, note=" ", keep=True)
    with pytest.raises(NotFound):
        answer(questioned, degree="bachelor", keep=True)
    with pytest.raises(NotFound):
        answer(questioned, participant=new_id(), keep=True)
    answer(questioned, keep=True)
    with pytest.raises(NotInQuestion, match="associate"):
        answer(questioned, keep=False)


def test_two_admins_answer_at_once_and_one_is_told(any_university: University) -> None:
    any_university.enrolls("Ada", "associate")
    any_university.completes("Ada", "talk")
    any_university.undoes(any_university.completes("Ada", "unit", stage="learned"))

    answers = at_once(
        lambda: answer(any_university, keep=True), lambda: answer(any_university, keep=False)
    )

    assert refusals(answers) == [NotInQuestion]


# -- how far she is --------------------------------------------------------------------------


def test_progress_is_told_for_what_she_pursues_and_for_what_is_offered(
    associate: University,
) -> None:
    with associate.store.session() as session:
        place, now = associate.place(session, "Ada"), associate.now
        (found,) = progress.pursued(session, place, now=now)
        offered = progress.offered(session, place, now=now)
        looked_at = progress.looked_at(session, place, "bachelor", now=now)
        with pytest.raises(NotFound):
            progress.looked_at(session, place, "doctor", now=now)

    assert (found.audit.progress, found.conferral) == (Fraction(1, 3), None)
    assert set(offered) == {"associate", "bachelor", "driver"}
    assert offered["bachelor"].progress == looked_at.progress == Fraction(1, 3)


def test_what_was_done_after_a_day_does_not_count_on_it(associate: University) -> None:
    with associate.store.session() as session:
        place = associate.place(session, "Ada")
        assert progress.record(session, place, on=TODAY).experience == 10
        assert progress.record(session, place, on=TODAY - timedelta(days=1)).experience == 0


def catalog_of(university: University, who: str) -> int:
    with university.store.session() as session:
        key = (*university.people[who].key, "associate")
        return session.get_one(Enrollment, key).catalog


def pursued(university: University) -> list[Pursued]:
    with university.store.session() as session:
        return progress.pursued(session, university.place(session, "Ada"), now=university.now)


def leaves(university: University, who: str, degree: str) -> None:
    with university.store.write() as session:
        progress.leave(session, degree, by=university.actor(session, who), now=university.now)


def questions(university: University) -> list[str]:
    with university.store.session() as session:
        return [each.degree for each in progress.questioned(session, university.district)]


def answer(university: University, *, by: str = "Dana", keep: bool, **other) -> None:
    asked = {
        "participant": university.people["Ada"].id,
        "degree": "associate",
        "note": "Too little.",
        **other,
    }
    now = university.tick()
    with university.act() as session:
        actor = university.actor(session, by)
        progress.answer_question(session, by=actor, keep=keep, now=now, **asked)
