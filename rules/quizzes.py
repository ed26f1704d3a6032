"""Quizzes: how many answers are right, whether that passes, and the order of choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rules.catalog import Form, Question, QuestionKind
from rules.catalog.forms import as_day, as_number
from rules.terms import Text

Answers = Mapping[str, str]
"""By the question's key: a text, a number or day as programs write it, keys between commas."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a scored form comes to; whole points, so nothing is ever rounded."""

    right: tuple[str, ...]
    """The keys of the questions that were answered right."""
    amiss: tuple[str, ...]
    points: int
    of_points: int
    passes_percent: int

    @property
    def passed(self) -> bool:
        return 100 * self.points >= self.passes_percent * self.of_points

    @property
    def asked(self) -> int:
        """How many questions were scored."""
        return len(self.right) + len(self.amiss)


def mark(form: Form, answers: Answers) -> Marked:
    """Hold the answers against what is right; a question without a right answer plays no part."""
    scored = {key: each for key, each in form.questions.items() if each.scored}
    right = tuple(key for key, each in scored.items() if is_right(each, answers.get(key, "")))
    return Marked(
        right,
        amiss=tuple(key for key in scored if key not in right),
        points=sum(scored[key].points for key in right),
        of_points=sum(each.points for each in scored.values()),
        passes_percent=form.passes_percent or 0,
    )


def is_right(question: Question, answer: str) -> bool:
    """Whether it is all right; of several choices neither a part nor one too many will do."""
    if not answer.strip():
        return False
    match question.kind:
        case QuestionKind.SEVERAL_OF:
            return set(chosen(answer)) == set(question.right)
        case QuestionKind.NUMBER:
            return as_number(answer) == as_number(question.right[0])
        case QuestionKind.DATE:
            return as_day(answer) == as_day(question.right[0])
        case _:
            return _folded(answer) in {_folded(each) for each in question.right}


def fits(question: Question, answer: str) -> bool:
    """Whether this can be an answer at all, whoever sent it; an empty one always can."""
    if not answer.strip():
        return True
    match question.kind:
        case QuestionKind.ONE_OF:
            return answer in question.choices
        case QuestionKind.SEVERAL_OF:
            return all(each in question.choices for each in chosen(answer))
        case QuestionKind.NUMBER:
            return as_number(answer) is not None
        case QuestionKind.DATE:
            return as_day(answer) is not None
        case _:
            return True


def still_open(form: Form, answers: Answers) -> tuple[str, ...]:
    """The questions that have to be answered, and are not."""
    return tuple(
        key
        for key, each in form.questions.items()
        if (each.required and not answers.get(key, "").strip())
        or not fits(each, answers.get(key, ""))
    )


def chosen(answer: str) -> list[str]:
    """The keys that an answer names."""
    return [each for each in answer.split(",") if each]


def choices(form: Form, key: str, turn: str) -> Sequence[tuple[str, Text]]:
    """The choices of a question as they stand at this turn: another turn shuffles them anew.

    It is the same order whenever it is asked, so that a page can be loaded again.
    """
    question = form.questions[key]
    written = list(question.choices.items())
    if not form.is_quiz or not form.shuffled or question.in_order:
        return written
    return sorted(written, key=lambda each: sha256(f"{turn} {key} {each[0]}".encode()).digest())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
