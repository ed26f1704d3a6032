"""ME-4: a form that nobody scores waits for a reviewer, who reads what was answered."""

from inspect import cleandoc

import pytest

from engine.people import Role
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

SIMULATION = """
rubrics:
  care:
    title: Care
    criteria: {seen: {title: What was seen, scores: [Not yet, Once, Often]}}
activities:
  drill:
    title: A drill
    evidence: own
    rubric: care
    form:
      questions:
        first: {text: What do you do first?, kind: long}
        rooms: {text: How many rooms?, kind: number}
        on: {text: On which day?, kind: date, required: no}
        with: {text: With whom?, kind: several_of, required: no,
               choices: {class: My class, team: My team, office: The office}}
"""


@pytest.fixture
def pack(request: pytest.FixtureRequest) -> dict[str, str]:
    """The simulation, unless the story brings a pack of its own."""
    own = cleandoc(request.function.__doc__ or "")
    return {"pack.yaml": SMALL + (own if "activities:" in own else SIMULATION)}


@pytest.fixture
def oak(world: World) -> World:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    return world


SAID = {
    "answer-first": "Close the doors.\nCount.",
    "answer-rooms": "1,250.5",
    "answer-on": "2025-09-12",
    "answer-with": ["", "office", "class"],
}


def test_a_reviewer_reads_the_answers_beside_the_rubric(oak: World) -> None:
    claim = oak.drafts(ADA, "drill", learned="", did="", changed="")
    missing = oak.sends(ADA, claim, {"answer-rooms": "many"})
    assert "Please write a number, as in 89.9." in missing
    assert "Please answer this one." in oak.sends(ADA, claim, {"answer-rooms": "4"})

    assert "Submitted." in oak.sends(ADA, claim, SAID)

    review = oak.sees(RUTH, f"/reviews/{claim.id}")
    told = "What do you do first? Close the doors. Count. How many rooms? 1,250.5"
    assert f"{told} On which day? September 12, 2025 With whom? The office · My class" in review
    assert "What was seen" in review
    oak.sends_back(RUTH, claim, "And then?")
    oak.sends(ADA, claim, {**SAID, "answer-first": "Close the doors and count."})
    again = oak.sees(RUTH, f"/reviews/{claim.id}")
    assert "It was answered otherwise before." in again
    oak.approves(RUTH, claim)
    assert "Close the doors and count." in oak.sees(ADA, f"/evidence/{claim.id}")


def types(world: World, claim_id: object, **fields: str) -> dict:
    answer = world.browser(ADA).post(f"/{world.district}/evidence/{claim_id}/typed", data=fields)
    assert answer.status_code == 200
    return answer.json


def test_answers_are_saved_while_they_are_typed_and_windows_merge(oak: World) -> None:
    claim = oak.drafts(ADA, "drill", learned="", did="", changed="")
    one = {"window": "one", "seq": "1", "seen-answer-first": "e3b0c44298fc"}
    told = types(oak, claim.id, **one, **{"answer-first": "Close the doors."})
    assert told["seen"].keys() == {"answer-first"}
    other = {"window": "two", "seq": "1", "seen-answer-rooms": "e3b0c44298fc"}
    told = types(oak, claim.id, **other, **{"answer-rooms": "4"})
    assert told["others"]["answer-first"]["text"] == "Close the doors."
    boxes = {"window": "two", "seq": "2", "seen-answer-with": "e3b0c44298fc"}
    types(oak, claim.id, **boxes, **{"answer-with": "class,team"})

    late = {"window": "two", "seq": "3", "seen-answer-first": "e3b0c44298fc"}
    told = types(oak, claim.id, **late, **{"answer-first": "Something else."})

    assert told["aside"] == ["answer-first"], "no window writes over another one unseen"
    seen = oak.sees(ADA, f"/evidence/{claim.id}")
    assert "Close the doors. How many rooms? 4" in seen
    assert "With whom? My class · My team" in seen


def test_what_was_answered_comes_back_with_its_version(oak: World) -> None:
    claim = oak.drafts(ADA, "drill", learned="", did="", changed="")
    oak.sends(ADA, claim, {**SAID, "answer-first": "Close the doors."})
    oak.sends_back(RUTH, claim)
    oak.writes(ADA, claim, **{"answer-first": "Open the doors."})
    submitted = oak.history(ADA, claim)[-1]
    assert "What do you do first?" in oak.sees(ADA, f"/evidence/{claim.id}/history")

    path = f"/{oak.district}/evidence/{claim.id}/history/{submitted.id}"
    assert "How many rooms? 1,250.5" in oak.sees(ADA, path.removeprefix(f"/{oak.district}"))
    oak.browser(ADA).post(path)

    assert "Close the doors." in oak.sees(ADA, f"/evidence/{claim.id}/edit")


def test_student_evidence_is_asked_for_beside_the_questions(world: World) -> None:
    """
    activities:
      drill:
        title: A drill
        evidence: student
        form: {questions: {first: {text: What do you do first?}}}
    """
    world.joins(ADA)
    new = world.browser(ADA).get(f"/{world.district}/evidence/new?activity=drill").text
    assert new.index('<label for="changed" data-t-asked') > new.index("What do you do first?")
    claim = world.drafts(ADA, "drill", kinds=["student_evidence"], learned="", did="", changed="")

    seen = world.sends(ADA, claim, {"answer-first": "Count."})

    assert "Please tell what your students showed" in seen
    told = {"answer-first": "Count.", "changed": "They counted too."}
    assert "Submitted." in world.sends(ADA, claim, told)
