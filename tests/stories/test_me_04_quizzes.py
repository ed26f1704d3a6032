"""ME-4: forms and short quizzes of the pack; a quiz approves by itself at its threshold."""

from functools import partial
from inspect import cleandoc

import pytest

from engine import evidence
from engine.errors import AttemptMade, AttemptTooSoon, QuizPassed
from engine.evidence import Evidence, Status
from engine.people import Role
from engine.store import new_id
from tests.engine.instant import at_once
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

QUESTIONS = "\n".join(
    f"""
        q{n}:
          text: What is {n} and {n}?
          kind: one_of
          choices: {{yes: The right one, no: Another one, maybe: A third one}}
          right: yes
          look_again: Page {n} of the booklet."""
    for n in range(10)
)
TEN = f"""
activities:
  safety:
    title: Fire safety
    evidence: own
    points: 7
    help: safety@oak.example
    form:
      passes_percent: 80
      attempts: 3
      questions:{QUESTIONS}
"""


@pytest.fixture
def pack(request: pytest.FixtureRequest) -> dict[str, str]:
    """Ten questions, unless the story brings a pack of its own."""
    own = cleandoc(request.function.__doc__ or "")
    return {"pack.yaml": SMALL + (own if "activities:" in own else TEN)}


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    return world


def answered(right: int) -> dict[str, str]:
    return {f"answer-q{n}": "yes" if n < right else "no" for n in range(10)}


def begins(world: World, who: str, right: int) -> Evidence:
    nothing = {"learned": "", "did": "", "changed": ""}
    return world.drafts(who, "safety", **nothing, **answered(right))


def tries(world: World, who: str, claim: Evidence, right: int) -> Evidence:
    world.writes(who, claim, **answered(right))
    return world.hands_in(who, claim)


def test_eight_of_ten_is_approved_by_itself(oak: World) -> None:
    done = oak.hands_in(ADA, begins(oak, ADA, 8))

    assert done.status is Status.APPROVED
    assert oak.points(ADA) == 7
    assert oak.waits_for(RUTH) == 0
    assert oak.faults() == []


def test_seven_of_ten_is_not_and_attempts_are_limited(oak: World) -> None:
    claim = begins(oak, ADA, 7)

    assert oak.hands_in(ADA, claim).status is Status.DRAFT
    assert oak.points(ADA) == 0
    assert oak.waits_for(RUTH) == 0
    assert tries(oak, ADA, claim, 6).status is Status.DRAFT
    third = tries(oak, ADA, claim, 7)

    assert third.status is Status.SUBMITTED, "the last one goes to a person"
    assert oak.waits_for(RUTH) == 1
    oak.sends_back(RUTH, third, "Read page 9 once more.")
    assert tries(oak, ADA, claim, 10).status is Status.SUBMITTED, "not by itself any more"
    assert oak.approves(RUTH, claim).status is Status.APPROVED
    assert oak.points(ADA) == 7


def test_what_was_passed_is_not_taken_again(oak: World) -> None:
    oak.hands_in(ADA, begins(oak, ADA, 9))
    second = begins(oak, ADA, 9)

    with pytest.raises(QuizPassed):
        oak.hands_in(ADA, second)
    assert oak.points(ADA) == 7
    oak.hands_in(BEN, begins(oak, BEN, 8))
    assert oak.points(BEN) == 7, "it was passed by Ada, and Ben passes for himself"


def test_a_form_that_is_sent_twice_spends_one_attempt(oak: World) -> None:
    claim = begins(oak, ADA, 5)
    for _time in range(2):
        try:
            oak.hands_in(ADA, claim, attempt=1)
        except AttemptMade as refusal:
            assert refusal.number == 1

    with oak.store.session() as session:
        assert len(evidence.attempts_of(session, claim)) == 1
    oak.hands_in(ADA, claim, attempt=2)


def test_the_page_tells_how_many_were_right_and_never_what_is_right(oak: World) -> None:
    new = oak.sees(ADA, "/evidence/new?activity=safety")
    assert "A short quiz, with 3 attempts. It is approved at once when 80% or more is right." in new
    claim = begins(oak, ADA, 7)
    after = oak.sends(ADA, claim, answered(7), attempt=1)

    assert "7 of 10 right." in after
    assert "2 attempts are left." in after
    assert after.count("Look at this one again.") == 3
    assert "Page 9 of the booklet." in after
    assert "Page 1 of the booklet." not in after
    assert "not earned" not in after.lower()
    shown = oak.sees(ADA, f"/evidence/{claim.id}")
    assert "7 of 10 right." in shown
    assert "Right would be" not in shown
    assert "Another one" in shown, "her own answers she may read"

    done = oak.sends(ADA, claim, answered(8), attempt=2)
    assert "8 of 10 right. It is approved." in done
    assert "Right would be: The right one" in done, "once it is decided"
    assert "You passed this on" in oak.sees(ADA, "/evidence/new?activity=safety")


def test_when_attempts_are_used_up_a_person_is_named(oak: World) -> None:
    claim = begins(oak, ADA, 7)
    for n in range(3):
        seen = oak.sends(ADA, claim, answered(7), attempt=n + 1)

    assert "safety@oak.example" in seen
    assert "It is with Ruth, answer by" in seen
    assert "Right would be" not in seen, "for it may come back"
    review = oak.sees(RUTH, f"/reviews/{claim.id}")
    assert "What is 9 and 9?" in review
    assert review.count("Right would be: The right one") == 3


@pytest.mark.parametrize("drafts", [1, 2])
def test_two_submissions_at_the_same_instant_spend_one_attempt(oak: World, drafts: int) -> None:
    """The same form twice, or one in each of two windows."""
    claims = [begins(oak, ADA, 5) for _n in range(drafts)] * (3 - drafts)

    def submit(claim: Evidence) -> Evidence:
        with oak._act() as session:
            mine, by = oak._claim(session, ADA, claim), oak._actor(session, ADA)
            return evidence.submit(session, mine, by=by, now=oak.now, attempt=1)

    answers = at_once(*(partial(submit, claim) for claim in claims))

    assert sorted(map(type, answers), key=str) == sorted([Evidence, AttemptMade], key=str)
    assert "2 attempts are left." in oak.sees(ADA, "/evidence/new?activity=safety")


def test_a_pause_and_a_renewal(world: World) -> None:
    """
    activities:
      safety:
        title: Safety
        evidence: own
        valid_months: 12
        form:
          passes_percent: 100
          attempts: 2
          wait_hours: 24
          questions:
            exits: {text: How many exits?, kind: number, right: 4, points: 3}
            on: {text: Since when?, right: [last year, 2024]}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    wrong = {"answer-exits": "3", "answer-on": " 2024 "}
    claim = world.drafts(ADA, "safety", learned="", did="", **wrong)
    seen = world.sends(ADA, claim, wrong, attempt=1)
    assert "1 of 2 right. That is 1 of 4 points." in seen
    assert "One attempt is left. The next attempt is possible from September 16, 2025" in seen
    right = wrong | {"answer-exits": "4"}
    world.writes(ADA, claim, **right)
    with pytest.raises(AttemptTooSoon):
        world.hands_in(ADA, claim)
    seen = world.sends(ADA, claim, right, attempt=2)
    assert "Your answers are kept until then." in seen

    world.passes(hours=24)
    assert world.hands_in(ADA, claim).status is Status.APPROVED
    world.passes(days=200)
    again = world.drafts(ADA, "safety", learned="", did="", **right)
    seen = world.sends(ADA, again, right, attempt=1)
    assert "You passed this on September 16, 2025, and it counts." in seen

    world.passes(days=100)
    assert "with 2 attempts" in world.sees(ADA, "/evidence/new?activity=safety")
    assert world.hands_in(ADA, again).status is Status.APPROVED, "soon it would count no more"


def test_a_draft_that_goes_gives_no_attempt_back(oak: World) -> None:
    claim = begins(oak, ADA, 2)
    oak.hands_in(ADA, claim)
    oak.discards(ADA, claim)
    oak.passes(days=31)
    with oak._act() as session:
        assert evidence.empty_bin(session, oak.district, now=oak.now)

    assert "2 attempts are left." in oak.sees(ADA, "/evidence/new?activity=safety")


def test_what_an_admin_took_back_may_be_taken_again(oak: World) -> None:
    done = oak.hands_in(ADA, begins(oak, ADA, 9))
    oak.joins(DANA, Role.DISTRICT_ADMIN)
    oak.undoes(DANA, done)

    assert "with 3 attempts" in oak.sees(ADA, "/evidence/new?activity=safety")


def test_a_quiz_asks_for_no_day_and_has_that_of_its_taking(oak: World) -> None:
    """Begun by the first answer that is typed, and handed in the day after."""
    new = new_id()
    told = {"activity": "safety", "stage": "done", "window": "one", "seq": "1"}
    path = f"/{oak.district}/evidence/{new}"
    oak.browser(ADA).post(f"{path}/typed", data={**told, "seen-answer-q0": "", "answer-q0": "yes"})
    oak.passes(days=1)

    rest = {"do": "submit", "attempt": "1", **answered(9)}
    seen = oak.browser(ADA).post(path, data=rest, follow_redirects=True).text

    assert "9 of 10 right. It is approved." in seen
    assert "September 16, 2025" in seen
