"""Whole-number programs: columns to choose within bounds, and the solver that chooses best."""

from rules.programs.programs import (
    Outcome,
    Program,
    Solution,
    Terms,
    added,
    each_once,
    times,
)
from rules.programs.solver import solve

__all__ = [
    "Outcome",
    "Program",
    "Solution",
    "Terms",
    "added",
    "each_once",
    "solve",
    "times",
]
