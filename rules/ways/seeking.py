"""The least that completes a requirement within so many school years, and the proof of it."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, permutations

from rules.ways.linear import BUDGET, NOTHING, Outcome
from rules.ways.question import Aim, Found, Question
from rules.ways.sought import Sought
from rules.ways.timeless import timeless


def seek(
    question: Question,
    years: int,
    aim: Aim = Aim.HOURS,
    budget: int = BUDGET,
    without: Collection[Found] = (),
) -> tuple[Found | None, int | None]:
    """The cheapest way found that takes so many school years, and what any costs at least.

    Without a way, and without a bound, there is none; with a bound alone, none was found. Ways
    that turned out not to lead there are left aside by `without`.
    """
    best: Found | None = None
    bounds = []
    for conferred, in_years in _divisions(question, years):
        sought = Sought(question, years, conferred, in_years)
        for failed in without:
            sought.leave_aside(failed)
        found, bound = sought.least(aim, budget)
        if bound is not None:
            bounds.append(bound)
        if found is not None and (best is None or found.costs < best.costs):
            best = found
    least = min(bounds, default=None)
    return best and replace(best, bound=least or 0), least


def is_possible(question: Question, budget: int = BUDGET) -> bool:
    """Whether it could be completed if no window of time, yearly or monthly, were in the way.

    A no holds for ever; the budget running out is no no.
    """
    sought = Sought(_timeless(question), 1, (), (), timeless=True)
    return sought.program.least(sought.minutes, budget).outcome is not Outcome.NONE


def is_possible_within(question: Question, years: int, budget: int = BUDGET) -> bool:
    """Whether it could be completed in so many school years; an undecided search is no no."""
    return any(
        Sought(question, years, *division).program.least(NOTHING, budget).outcome
        is not Outcome.NONE
        for division in _divisions(question, years)
    )


def _timeless(question: Question) -> Question:
    return replace(
        question,
        target=timeless(question.target),
        degrees={key: timeless(tree) for key, tree in question.degrees.items()},
    )


def _divisions(question: Question, years: int) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Each choice of the degrees that are conferred on the way, and of the years of that."""
    dividing = question.dividing
    for number in range(len(dividing), -1, -1):
        for conferred in filter(question.may_be, permutations(dividing, number)):
            for in_years in combinations_with_replacement(range(years), number):
                yield conferred, in_years
