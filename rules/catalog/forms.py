"""What a stage may ask beside evidence in words: questions, scored or not, and a metric."""

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from rules.saying import say
from rules.terms import Frozen, Key, Text


class QuestionKind(StrEnum):
    """How a question is answered."""

    SHORT = "short"
    LONG = "long"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    NUMBER = "number"
    DATE = "date"

    @property
    def chooses(self) -> bool:
        return self in (QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF)


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str | int | float | date) else value


def _texts(value: Any) -> Any:
    return [str(each) for each in _several(value)] if isinstance(_several(value), list) else value


class Question(Frozen):
    """One question of a form; in a scored one, with what is right."""

    text: Text
    kind: QuestionKind = QuestionKind.SHORT
    required: bool = True
    choices: dict[Key, Text] = Field(default_factory=dict)
    """What may be chosen, by keys that answers name."""
    in_order: bool = False
    """Whether a quiz leaves the choices in their order."""
    right: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()
    """Keys of choices, a number, a day, or the words that will do; a single one needs no list."""
    points: Annotated[int, Field(ge=1, le=100)] = 1
    look_again: Text | None = None
    """Where to look when it was not right."""

    @property
    def scored(self) -> bool:
        return bool(self.right)

    @model_validator(mode="after")
    def _choices_where_one_chooses(self) -> Self:
        if self.kind.chooses and len(self.choices) < 2:
            raise ValueError(say("a question with choices has at least two of them"))
        if self.choices and not self.kind.chooses:
            raise ValueError(say("`choices` belong to the kinds one_of and several_of"))
        return self

    @model_validator(mode="after")
    def _right_by_its_kind(self) -> Self:
        if not self.right or self.kind in (QuestionKind.SHORT, QuestionKind.SEVERAL_OF):
            return self
        if self.kind is QuestionKind.LONG:
            raise ValueError(say("a long text is read by a person; nothing in it is `right`"))
        if len(self.right) > 1:
            raise ValueError(say("one answer to this kind of question is `right`"))
        if not _is_said(self.kind, self.right[0]):
            raise ValueError(say("“%(text)s” is no answer to this question", text=self.right[0]))
        return self


class Form(Frozen):
    """Questions of a stage; one with a threshold is a quiz, and approves by itself."""

    questions: dict[Key, Question] = Field(min_length=1)
    passes_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    """The part of the points from which it is approved by itself; unscored without it."""
    attempts: Annotated[int, Field(ge=1, le=20)] = 3
    """How often it is scored; after that a reviewer looks."""
    wait_hours: Annotated[int, Field(ge=0, le=720)] = 0
    """How long one waits between two attempts."""
    shuffled: bool = True
    """Whether each attempt of a quiz shows the choices in another order."""

    @property
    def is_quiz(self) -> bool:
        return self.passes_percent is not None

    @model_validator(mode="after")
    def _scored_as_a_whole(self) -> Self:
        scored = [key for key, each in self.questions.items() if each.scored]
        if self.is_quiz and not scored:
            raise ValueError(say("a form with `passes_percent` says what is `right`"))
        if scored and not self.is_quiz:
            raise ValueError(
                say(
                    "“%(key)s” says what is right, so the form needs `passes_percent`",
                    key=scored[0],
                )
            )
        if optional := [key for key in scored if not self.questions[key].required]:
            raise ValueError(say("“%(key)s” is scored, so it cannot be left out", key=optional[0]))
        return self


class Metric(Frozen):
    """A value that is handed in with its source and its day: an attendance of 93.5 %, say."""

    title: Text
    unit: Text | None = None


DIGITS_MOST = 15
"""The most that a metric's value has: so many a binary number keeps, all of them in their order."""


def as_figure(text: str) -> float | None:
    """A metric's value, if the text says a number that can be kept digit for digit."""
    found = as_number(text)
    if found is None or len(found.as_tuple().digits) > DIGITS_MOST or abs(found) >= 10**DIGITS_MOST:
        return None
    return float(found)


def as_number(text: str) -> Decimal | None:
    """The number that a text says, if it says one."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _is_said(kind: QuestionKind, text: str) -> bool:
    if kind is QuestionKind.NUMBER:
        return as_number(text) is not None
    return kind is not QuestionKind.DATE or as_day(text) is not None
