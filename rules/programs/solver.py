"""The solver behind audits and ways: HiGHS, loaded only when a program comes to it.

It works in one thread with one seed, within so many branches: the same question has the same
answer every day. A clock may stand behind that.
"""

from itertools import count
from math import inf
from typing import Any

from rules.programs.programs import Outcome, Program, Solution

_SAME = 1e-9
_LOOKS = 2
"""So often it asks whether to go on before it has jumped and solved the relaxed program; what it
asks then comes before the long part of its work."""
_OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "mip_rel_gap": 0.0,
    "mip_feasibility_tolerance": 1e-7,
    "primal_feasibility_tolerance": 1e-8,
}


def solve(
    program: Program,
    *,
    nodes: int,
    seconds: float = inf,
    gap: float = _SAME,
    presolve: bool = True,
    jumps: int = 0,
) -> Solution:
    """The best choice, or the proof that there is none, within so many branches and seconds.

    What is no further than `gap` from the bound on what any choice is worth is the best. What has
    nothing to be simplified is solved sooner without `presolve`. Where any choice will do, mostly
    one is found by jumping about at the start; so it begins anew up to so many times, each with
    another seed, before it settles down to branch.
    """
    import highspy  # 22 MB, and most questions never come here

    model = _model(highspy, program)
    limits: dict[str, Any] = {"mip_max_nodes": nodes, "time_limit": seconds, "mip_abs_gap": gap}
    limits["presolve"] = "choose" if presolve else "off"
    for jump in range(jumps):
        solver = _ready(highspy, model, limits | {"random_seed": jump})
        _stop_before_branching(solver)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kInterrupt:
            return _solution(highspy, solver)
    solver = _ready(highspy, model, limits | {"random_seed": jumps})
    solver.run()
    return _solution(highspy, solver)


def _ready(highspy: Any, model: Any, options: dict[str, Any]) -> Any:
    solver = highspy.Highs()
    for option, value in (_OPTIONS | options).items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    return solver


def _stop_before_branching(solver: Any) -> None:
    looks = count(1)

    def look(asked: Any) -> None:
        if next(looks) > _LOOKS:
            asked.data_in.user_interrupt = True

    solver.cbMipInterrupt.subscribe(look)


def _solution(highspy: Any, solver: Any) -> Solution:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return Solution(Outcome.IMPOSSIBLE)
    found = info.primal_solution_status == highspy.kSolutionStatusFeasible
    values = tuple(solver.getSolution().col_value) if found else ()
    solved = status == highspy.HighsModelStatus.kOptimal
    bound = info.objective_function_value if solved else info.mip_dual_bound
    return Solution(Outcome.SOLVED if solved else Outcome.OPEN, values, -bound)


def _model(highspy: Any, program: Program) -> Any:
    """The program in the solver's own words: it makes sums small, so worth is a cost below 0."""
    model = highspy.HighsLp()
    columns, rows = len(program.most), len(program.rows)
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = [-program.worth.get(column, 0.0) for column in range(columns)]
    model.col_lower_ = [0.0] * columns
    model.col_upper_ = program.most
    model.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        for whole in program.whole
    ]
    model.row_lower_ = [low for low, _, _ in program.rows]
    model.row_upper_ = [high for _, high, _ in program.rows]
    starts: list[int] = [0]
    index: list[int] = []
    values: list[float] = []
    for _, _, terms in program.rows:
        index += terms.keys()
        values += terms.values()
        starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, index, values
    return model
