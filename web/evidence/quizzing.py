"""Where somebody stands with a quiz, in sentences: how it goes, how it went, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence
from engine.evidence import Attempt, Evidence, Standing
from rules.terms import Stage
from web import page
from web.evidence.talking import whom
from web.formats import day, in_language, moment_text, percent


@dataclass(frozen=True)
class Quiz:
    """What stands above the questions, and beside those to look at again."""

    number: int
    """The attempt that is handed in next, from one."""
    head: str
    told: str
    again: Mapping[str, str] = field(default_factory=dict)
    """Where to look, by the names of the fields that were not right."""
    closed: bool = False
    """Whether there is nothing to hand in: it was passed."""
    whom: str = ""
    """Whom to ask, when all attempts are used."""


@dataclass(frozen=True)
class Tried:
    """One attempt, in a line."""

    at: datetime
    told: str


def told(activity: str, stage: Stage) -> Quiz | None:
    """Where I stand with the quiz of this stage; None where there is none."""
    place = page.me().participant
    found = evidence.standing(page.session(), place, activity, stage, now=page.now())
    if found is None:
        return None
    if found.passed_on is not None:
        passed = _("You passed this on %(day)s, and it counts.", day=day(found.passed_on))
        return Quiz(found.next, passed, _("There is nothing to take again."), closed=True)
    if found.last is None:
        return Quiz(found.next, _at_first(found), _threshold(found))
    return Quiz(
        found.next,
        how_many(found.last),
        " ".join([_threshold(found), *_what_next(found)]),
        again=_again(found, found.last),
        whom="" if found.left else whom(activity),
    )


def attempts_of(claim: Evidence) -> list[Tried]:
    """The attempts that were made with it."""
    made = evidence.attempts_of(page.session(), claim)
    return [Tried(each.at, how_many(each)) for each in made]


def how_many(attempt: Attempt) -> str:
    """`7 of 10 right.`, and in points where questions weigh differently."""
    told = ngettext(
        "%(right)s of one right.", "%(right)s of %(num)s right.", attempt.asked, right=attempt.right
    )
    if attempt.of_points == attempt.asked:
        return told
    points = _("That is %(points)s of %(all)s points.",
               points=attempt.points, all=attempt.of_points)  # fmt: skip
    return f"{told} {points}"


def _at_first(found: Standing) -> str:
    return ngettext(
        "A short quiz, with one attempt.",
        "A short quiz, with %(num)s attempts.",
        found.form.attempts,
    )


def _threshold(found: Standing) -> str:
    asked = percent((found.form.passes_percent or 0) / 100)
    return _("It is approved at once when %(percent)s or more is right.", percent=asked)


def _what_next(found: Standing) -> list[str]:
    if not found.left:
        return [_("All attempts are used. What you hand in now is read by a reviewer.")]
    left = ngettext("One attempt is left.", "%(num)s attempts are left.", found.left)
    until = found.waits_until
    if until is None or until <= page.now():
        return [left]
    return [left, _("The next attempt is possible from %(when)s.", when=moment_text(until))]


def _again(found: Standing, last: Attempt) -> dict[str, str]:
    questions = found.form.questions
    return {
        evidence.answer_name(key): in_language(questions[key].look_again)
        for key in last.amiss
        if key in questions
    }
