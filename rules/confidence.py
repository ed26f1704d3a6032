"""Averages of what people say of their own confidence, of which no single answer can be told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

FEWEST = 5
"""People come in together so many at a time: no two figures differ by fewer."""
LOWEST, HIGHEST = 1.5, 4.5
"""Beyond them an average says “or less”, “or more”: a full 5.0 would tell what everybody said."""


@dataclass(frozen=True)
class Rated:
    """One person's two answers about one activity, from 1 to 5."""

    activity: str
    whose: str
    before: int
    after: int


@dataclass(frozen=True)
class Average:
    """What is told of a group."""

    about: str
    ratings: int
    before: float
    after: float


def averages(ratings: Iterable[Rated]) -> Sequence[Average]:
    """Of each activity, in the order of their keys.

    Ratings are given in the order in which they came; of one person the last counts, in its place.
    """
    latest: dict[tuple[str, str], Rated] = {}
    for each in ratings:
        latest.pop((each.activity, each.whose), None)
        latest[each.activity, each.whose] = each
    groups: defaultdict[str, list[Rated]] = defaultdict(list)
    for each in latest.values():
        groups[each.activity].append(each)
    return [
        _average(activity, [*islice(group, len(group) // FEWEST * FEWEST)])
        for activity, group in sorted(groups.items())
        if len(group) >= FEWEST
    ]


def together(about: str, parts: Sequence[Average]) -> Average:
    """A group of groups: made of what is told of them alone, so that it tells nothing else."""
    whole = sum(each.ratings for each in parts)
    return Average(
        about,
        whole,
        _round(sum(each.before * each.ratings for each in parts) / whole),
        _round(sum(each.after * each.ratings for each in parts) / whole),
    )


def _average(activity: str, group: Sequence[Rated]) -> Average:
    return Average(
        activity,
        len(group),
        _round(sum(each.before for each in group) / len(group)),
        _round(sum(each.after for each in group) / len(group)),
    )


def _round(value: float) -> float:
    return min(max(round(value, 1), LOWEST), HIGHEST)
