"""An integer program, as plain numbers: columns to choose, rows that bound them, a sum to raise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

Terms = Mapping[int, float]
"""A sum of columns, each so many times."""


@dataclass(slots=True)
class Program:
    """What is to be chosen, and within which bounds."""

    most: list[float] = field(default_factory=list)
    """The most that each column may be; the least is 0."""
    whole: list[bool] = field(default_factory=list)
    worth: dict[int, float] = field(default_factory=dict)
    """What each column adds to the sum that is to be as large as can be."""
    rows: list[tuple[float, float, Terms]] = field(default_factory=list)

    def column(self, most: float = 1, *, whole: bool = True) -> int:
        self.most.append(most)
        self.whole.append(whole)
        return len(self.most) - 1

    def at_most(self, terms: Terms, bound: float) -> None:
        self.rows.append((-inf, bound, terms))

    def at_least(self, terms: Terms, bound: float) -> None:
        self.rows.append((bound, inf, terms))

    def allow(self, less: Terms, more: Terms) -> None:
        """The one sum is never larger than the other."""
        self.at_most(added(less, times(more, -1)), 0)


class Outcome(StrEnum):
    """What became of a program."""

    SOLVED = "solved"
    IMPOSSIBLE = "impossible"
    OPEN = "open"
    """The budget ran out; what was found, if anything, need not be the best."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What a solver says of a program."""

    outcome: Outcome
    values: tuple[float, ...] = ()
    """Of every column, if something was found."""
    bound: float = inf
    """No choice is worth more."""


def added(*sums: Terms) -> dict[int, float]:
    found: dict[int, float] = {}
    for terms in sums:
        for column, factor in terms.items():
            found[column] = found.get(column, 0) + factor
    return found


def times(terms: Terms, factor: float) -> dict[int, float]:
    return {column: each * factor for column, each in terms.items()}


def each_once(columns: Iterable[int]) -> dict[int, float]:
    return dict.fromkeys(columns, 1)
