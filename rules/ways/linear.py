"""Whole-number programs: sums of variables, conditions on them, and the least that is possible.

They are solved within a budget of nodes instead of time, so that the same question has the same
answer every day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil, inf

from rules import programs
from rules.programs import solve

BUDGET = 4_000
"""How many nodes of its tree a search may look at."""

_ALMOST = 0.99
"""Costs are whole: a proof that nothing is a whole step cheaper is a proof."""
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """A constant, and so many of each variable; both are whole."""

    constant: int = 0
    terms: Mapping[int, int] = field(default_factory=dict)

    def times(self, factor: int) -> "Sum":
        return Sum(self.constant * factor, {at: n * factor for at, n in self.terms.items()})

    def value(self, values: "Values") -> int:
        """What it comes to when the variables have these values."""
        return self.constant + sum(n * values[at] for at, n in self.terms.items())


Values = list[int]
NOTHING = Sum()
ONE = Sum(1)


def total(sums: Iterable[Sum]) -> Sum:
    """All of these together."""
    constant = 0
    terms: dict[int, int] = {}
    for each in sums:
        constant += each.constant
        for at, n in each.terms.items():
            terms[at] = terms.get(at, 0) + n
    return Sum(constant, terms)


def less(one: Sum, other: Sum) -> Sum:
    """The one without the other."""
    return total((one, other.times(-1)))


class Outcome(StrEnum):
    """What a search came to."""

    FOUND = "found"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Least:
    """The cheapest values that were found, and how cheap anything could be at best."""

    outcome: Outcome
    values: Values
    cost: int
    bound: int
    """Nothing costs less than this."""

    @property
    def exact(self) -> bool:
        return self.outcome is Outcome.FOUND and self.bound >= self.cost


class Program:
    """Variables and conditions, put down one after another."""

    def __init__(self) -> None:
        self._program = programs.Program()
        self._never = False

    def variable(self, most: float = 1, *, whole: bool = True) -> Sum:
        """A new variable between nothing and this much."""
        return Sum(0, {self._program.column(most, whole=whole): 1})

    def at_least(self, sum_: Sum, bound: int) -> None:
        self._row(sum_, bound - sum_.constant, inf)

    def at_most(self, sum_: Sum, bound: int) -> None:
        self._row(sum_, -inf, bound - sum_.constant)

    def no_more(self, one: Sum, than: Sum) -> None:
        """The one comes to no more than the other."""
        self.at_most(less(one, than), 0)

    def differ(self, from_: Iterable[tuple[Sum, int]]) -> None:
        """At least one of these variables has another value than the one beside it."""
        ways = []
        for variable, value in from_:
            (at,) = variable.terms
            more, fewer = self.variable(), self.variable()
            self.at_least(less(variable, more.times(value + 1)), 0)
            most = int(self._program.most[at])
            self.at_most(total((variable, fewer.times(most - value + 1))), most)
            ways += [more, fewer]
        self.at_least(total(ways), 1)

    def _row(self, sum_: Sum, lower: float, upper: float) -> None:
        if sum_.terms:
            self._program.rows.append((lower, upper, sum_.terms))
        else:
            self._never = self._never or lower > 0 or upper < 0

    def least(self, cost: Sum, budget: int = BUDGET) -> Least:
        """Values that meet all conditions at the least cost."""
        if self._never:
            return _NONE
        if not self._program.most:
            return Least(Outcome.FOUND, [], cost.constant, cost.constant)
        program = replace(self._program, worth=dict(cost.times(-1).terms))
        solution = solve(program, nodes=budget, gap=_ALMOST)
        if solution.outcome is programs.Outcome.IMPOSSIBLE:
            return _NONE
        values = [round(each) for each in solution.values]
        return Least(
            Outcome.FOUND if values else Outcome.UNDECIDED,
            values,
            cost.value(values) if values else 0,
            cost.constant + (ceil(-solution.bound - _TOLERANCE) if solution.bound < inf else 0),
        )


_NONE = Least(Outcome.NONE, [], 0, 0)
