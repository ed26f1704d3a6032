"""What was answered to the questions of a pack, and a metric, as everybody reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from engine.evidence import Evidence, answer_name, wording_of
from rules.catalog import Catalog, Metric, Question, QuestionKind, StageOffer
from rules.catalog.forms import as_day, as_number
from rules.quizzes import chosen, is_right
from rules.terms import Stage
from web import page
from web.formats import day, exact, in_language


@dataclass(frozen=True)
class Line:
    """One question with what was answered."""

    name: str
    """What the answer is called among what is written."""
    question: str
    answer: str
    right: bool | None = None
    """None where nothing is right or wrong, or it is not to be seen yet."""
    ought: str = ""
    """What would have been right."""


@dataclass(frozen=True)
class Figure:
    """A metric's value with its unit and where it stands."""

    title: str
    value: str
    source: str


def lines(claim: Evidence, *, reveal: bool = False) -> list[Line]:
    """Every question of the stage, in its order; what is right only where that may be seen."""
    return list(_lines(claim, reveal))


def questions_of(claim: Evidence) -> dict[str, Question]:
    """The questions of its stage, by what their answers are called."""
    offer = _offer(claim)
    asked = offer.form.questions if offer and offer.form else {}
    return {answer_name(key): question for key, question in asked.items()}


def metric_of(claim: Evidence) -> Figure | None:
    if claim.value is None:
        return None
    metric = metric_asked(page.catalog(), claim.activity, claim.stage)
    title = in_language(metric.title) if metric else _("Figure")
    return Figure(title, in_figures(claim.value, metric), claim.value_source)


def metric_asked(catalog: Catalog, activity: str, stage: str) -> Metric | None:
    """The metric that a stage of an activity asks, if it does."""
    found = catalog.activities.get(activity)
    offer = found.stages.get(Stage(stage)) if found else None
    return offer.metric if offer else None


def named_with_unit(metric: Metric) -> str:
    """`Attendance of students (%)`: what the field for it is called."""
    title, unit = in_language(metric.title), in_language(metric.unit)
    return f"{title} ({unit})" if unit else title


def in_figures(value: float, metric: Metric | None) -> str:
    """`90%`, `12.5 days`: every digit, with the unit of the metric."""
    unit = in_language(metric.unit) if metric else ""
    return f"{exact(value)}{unit}" if unit == "%" else f"{exact(value)} {unit}".strip()


def in_words(question: Question, answer: str) -> str:
    """An answer as it reads: the texts of what was chosen, numbers and days as people write."""
    if question.kind.chooses:
        known = question.choices
        return " · ".join(in_language(known[key]) for key in chosen(answer) if key in known)
    if question.kind is QuestionKind.NUMBER and (number := as_number(answer)) is not None:
        return exact(number)
    if question.kind is QuestionKind.DATE and (when := as_day(answer)) is not None:
        return day(when)
    return answer.strip()


def _lines(claim: Evidence, reveal: bool) -> Iterator[Line]:
    given = wording_of(claim)
    for name, question in questions_of(claim).items():
        answer = given.get(name, "")
        shows = reveal and question.scored
        right = is_right(question, answer) if shows else None
        ought = _ought(question) if right is False else ""
        asked, said = in_language(question.text), in_words(question, answer)
        yield Line(name, asked, said, right, ought)


def _ought(question: Question) -> str:
    if question.kind is QuestionKind.SEVERAL_OF:
        return in_words(question, ",".join(question.right))
    return in_words(question, question.right[0])


def _offer(claim: Evidence) -> StageOffer | None:
    activity = page.catalog().activities.get(claim.activity)
    return activity.stages.get(claim.stage) if activity else None
