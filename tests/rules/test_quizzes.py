"""Quizzes: what passes is whole arithmetic, and choices keep their order within an attempt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalog import Form, Question
from rules.catalog.forms import DIGITS_MOST, as_figure
from rules.pack import BrokenPack, read_pack
from rules.quizzes import choices, fits, is_right, mark, still_open
from tests.rules.sample_packs import written

TEN = {
    f"q{n}": {"text": f"Question {n}", "kind": "one_of", "right": "yes",
              "choices": {"yes": "Yes", "no": "No"}}
    for n in range(10)
}  # fmt: skip


def answered(right: int) -> dict[str, str]:
    return {key: "yes" if n < right else "no" for n, key in enumerate(TEN)}


@pytest.mark.parametrize(("right", "passed"), [(8, True), (7, False), (10, True), (0, False)])
def test_eight_of_ten_pass_at_eighty_percent_and_seven_do_not(right: int, passed: bool):
    form = Form.model_validate({"questions": TEN, "passes_percent": 80})

    marked = mark(form, answered(right))

    assert (len(marked.right), marked.asked, marked.passed) == (right, 10, passed)


@given(
    worth=st.lists(st.integers(1, 100), min_size=1, max_size=12),
    percent=st.integers(1, 100),
    data=st.data(),
)
def test_it_passes_exactly_from_the_threshold_on(worth, percent, data):
    """In whole numbers, so that no threshold is missed or met by rounding."""
    questions = {
        f"q{n}": {"text": "?", "right": "a", "points": points} for n, points in enumerate(worth)
    }
    form = Form.model_validate({"questions": questions, "passes_percent": percent})
    right = data.draw(st.sets(st.sampled_from(list(questions))))

    marked = mark(form, {key: "a" for key in right})

    earned = sum(points for n, points in enumerate(worth) if f"q{n}" in right)
    assert (marked.points, marked.of_points) == (earned, sum(worth))
    least = -(-percent * sum(worth) // 100)
    assert marked.passed == (earned >= least)
    assert {*marked.right} == right
    assert {*marked.right, *marked.amiss} == set(questions)


CHOICES = {"a": "One", "b": "Two", "c": "Three"}


@pytest.mark.parametrize(
    ("asked", "answer", "right"),
    [
        ({"right": ["Lisbon", "Lisboa"]}, "  lisboa ", True),
        ({"right": "Lisbon"}, "Porto", False),
        ({"kind": "one_of", "choices": CHOICES, "right": "b"}, "b", True),
        ({"kind": "one_of", "choices": CHOICES, "right": "b"}, "", False),
        ({"kind": "several_of", "choices": CHOICES, "right": ["a", "b"]}, "b,a", True),
        ({"kind": "several_of", "choices": CHOICES, "right": ["a", "b"]}, "a", False),
        ({"kind": "several_of", "choices": CHOICES, "right": ["a", "b"]}, "a,b,c", False),
        ({"kind": "number", "right": 90}, "90.0", True),
        ({"kind": "number", "right": "0.3"}, "0.30000000000000004", False),
        ({"kind": "number", "right": "90"}, "many", False),
        ({"kind": "date", "right": "2026-09-01"}, "2026-09-01", True),
        ({"kind": "date", "right": "2026-09-01"}, "2026-09-02", False),
    ],
)
def test_each_kind_of_question_knows_what_is_right(asked, answer, right):
    question = Question.model_validate({"text": "?", **asked})

    assert is_right(question, answer) is right


@pytest.mark.parametrize(
    ("asked", "answer", "fit"),
    [
        ({"kind": "one_of", "choices": CHOICES}, "d", False),
        ({"kind": "several_of", "choices": CHOICES}, "a,d", False),
        ({"kind": "several_of", "choices": CHOICES}, "a,c", True),
        ({"kind": "number"}, "NaN", False),
        ({"kind": "number"}, "-3.5", True),
        ({"kind": "date"}, "soon", False),
        ({"kind": "long"}, "All that I think.", True),
        ({"kind": "date"}, "", True),
    ],
)
def test_what_no_question_offers_is_no_answer(asked, answer, fit):
    assert fits(Question.model_validate({"text": "?", **asked}), answer) is fit


def test_what_has_to_be_answered_is_told():
    form = Form.model_validate(
        {"questions": {"a": {"text": "?"}, "b": {"text": "?", "required": False},
                       "c": {"text": "?", "kind": "number"}}}
    )  # fmt: skip

    assert still_open(form, {"a": " ", "c": "x"}) == ("a", "c")
    assert still_open(form, {"a": "Yes", "c": "1"}) == ()


def test_choices_are_shuffled_for_each_attempt_and_stay_while_it_lasts():
    many = {f"c{n}": f"Choice {n}" for n in range(8)}
    asked = {"text": "?", "kind": "one_of", "choices": many, "right": "c0"}
    quiz = {"questions": {"q": asked, "r": {**asked, "in_order": "yes"}}, "passes_percent": 80}
    form = Form.model_validate(quiz)

    first, again, second = (choices(form, "q", turn) for turn in ("1", "1", "2"))

    assert first == again != second
    assert {key for key, _text in first} == {key for key, _text in second} == set(many)
    assert [key for key, _text in choices(form, "r", "1")] == list(many)
    still = Form.model_validate({**quiz, "shuffled": False})
    assert [key for key, _text in choices(still, "q", "1")] == list(many)


def quiz(**asked: str) -> str:
    """A pack with a quiz whose question is written so, one key a line."""
    lines = "".join(f"          {key}: {value}\n" for key, value in asked.items())
    return f"""
activities:
  safety:
    title: Safety
    evidence: own
    form:
      passes_percent: 80
      questions:
        exits:
          text: Which?
{lines}"""


def complaints(more: str) -> list[str]:
    files = {**written("deerfield"), "more.yaml": more.replace("Which?", "{en: A?, es: ¿A?}")}
    with pytest.raises(BrokenPack) as broken:
        read_pack(files)
    return [str(error) for error in broken.value.errors]


TWO = "{one: {en: One, es: Uno}, two: {en: Two, es: Dos}}"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "one_of", "choices": TWO, "right": "tow"},
         "more.yaml:13: activities.safety.form.questions.exits.right: There is no choice “tow”. "
         "Did you mean “two”?"),
        ({"kind": "one_of", "choices": TWO, "right": "[one, two]"},
         "One answer to this kind of question is `right`."),
        ({"kind": "one_of", "right": "one"}, "A question with choices has at least two of them."),
        ({"choices": TWO, "right": "one"}, "`choices` belong to the kinds one_of and several_of."),
        ({"kind": "number", "right": "many"}, "“many” is no answer to this question."),
        ({"kind": "date", "right": "May"}, "“May” is no answer to this question."),
        ({"kind": "long", "right": "Yes"}, "A long text is read by a person"),
        ({"kind": "short"}, "A form with `passes_percent` says what is `right`."),
        ({"right": "Yes", "required": "no"}, "“exits” is scored, so it cannot be left out."),
        ({"right": "{a: b}"}, "should be a list"),
    ],
)  # fmt: skip
def test_a_quiz_that_cannot_be_is_told_of_with_its_line(asked, told):
    found = complaints(quiz(**asked))

    assert any(told in each for each in found), found
    assert all(each.startswith("more.yaml:") for each in found)


def test_right_answers_need_a_threshold_and_a_quiz_shows_own_learning():
    unscored = quiz(right="Yes").replace("      passes_percent: 80\n", "")
    assert any("so the form needs `passes_percent`" in each for each in complaints(unscored))

    student = quiz(right="Yes").replace("evidence: own", "evidence: student")
    assert any("a quiz shows own learning" in each.lower() for each in complaints(student))


FIGURES = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@given(FIGURES, FIGURES)
def test_a_figure_is_kept_digit_for_digit_and_in_its_order(one, other):
    """What is below a threshold by the last digit stays below it."""
    kept = [as_figure(f"{each:f}") for each in (one, other)]

    assert [Decimal(repr(each)) for each in kept] == [one, other]
    assert (kept[0] < kept[1], kept[0] == kept[1]) == (one < other, one == other)


def test_what_could_not_be_kept_so_is_no_figure():
    assert as_figure("89.9") < 90.0 == as_figure("90.0")
    assert as_figure("0." + "1" * DIGITS_MOST) is not None
    for text in ("0." + "1" * (DIGITS_MOST + 1), "1e400", "NaN", "many", ""):
        assert as_figure(text) is None
