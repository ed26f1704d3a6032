"""Whole-number programmes: sums of variables, conditions on them, and the least that is possible.

HiGHS solves them with one thread and a budget of nodes instead of time, so that the same question
has the same answer every day. It is imported when it is first needed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, inf
from typing import Any

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


class Programme:
    """Variables and conditions, put down one after another."""

    def __init__(self) -> None:
        self._most: list[float] = []
        self._whole: list[bool] = []
        self._starts = [0]
        self._columns: list[int] = []
        self._factors: list[int] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._never = False

    def variable(self, most: float = 1, *, whole: bool = True) -> Sum:
        """A new variable between nothing and this much."""
        self._most.append(most)
        self._whole.append(whole)
        return Sum(0, {len(self._most) - 1: 1})

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
            most = int(self._most[at])
            self.at_most(total((variable, fewer.times(most - value + 1))), most)
            ways += [more, fewer]
        self.at_least(total(ways), 1)

    def _row(self, sum_: Sum, lower: float, upper: float) -> None:
        if not sum_.terms:
            self._never = self._never or lower > 0 or upper < 0
            return
        self._columns.extend(sum_.terms)
        self._factors.extend(sum_.terms.values())
        self._starts.append(len(self._columns))
        self._lower.append(lower)
        self._upper.append(upper)

    def least(self, cost: Sum, budget: int = BUDGET) -> Least:
        """Values that meet all conditions at the least cost."""
        if self._never:
            return _NONE
        if not self._most:
            return Least(Outcome.FOUND, [], cost.constant, cost.constant)
        return self._solved(cost, budget)

    def _solved(self, cost: Sum, budget: int) -> Least:
        import highspy  # 22 MB, and most questions never come here

        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.setOptionValue("mip_max_nodes", budget)
        highs.passModel(self._model(highspy, cost))
        highs.run()
        if highs.getModelStatus() in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return _NONE
        told = highs.getInfo()
        found = told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = [round(each) for each in highs.getSolution().col_value] if found else []
        bound = told.mip_dual_bound
        return Least(
            Outcome.FOUND if found else Outcome.UNDECIDED,
            values,
            cost.value(values) if found else 0,
            cost.constant + (ceil(bound - _TOLERANCE) if bound > -inf else 0),
        )

    def _model(self, highspy: Any, cost: Sum) -> Any:
        """The programme in the solver's own words."""
        model = highspy.HighsLp()
        columns = len(self._most)
        model.num_col_, model.num_row_ = columns, len(self._lower)
        model.col_cost_ = [cost.terms.get(column, 0) for column in range(columns)]
        model.col_lower_, model.col_upper_ = [0] * columns, self._most
        model.row_lower_, model.row_upper_ = self._lower, self._upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._starts
        model.a_matrix_.index_ = self._columns
        model.a_matrix_.value_ = self._factors
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in self._whole]
        return model


_NONE = Least(Outcome.NONE, [], 0, 0)
_OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "mip_abs_gap": _ALMOST,
    "mip_rel_gap": 0.0,
}
