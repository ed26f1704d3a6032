"""Requirements: the language in which degrees, levels and badges say what they ask."""

from rules.requirements.sameness import asks_the_same, at
from rules.requirements.tree import (
    Attribute,
    Kind,
    Limit,
    Measure,
    Need,
    Requirement,
    Where,
    Within,
    laid_out,
)

__all__ = [
    "Attribute",
    "Kind",
    "Limit",
    "Measure",
    "Need",
    "Requirement",
    "Where",
    "Within",
    "asks_the_same",
    "at",
    "laid_out",
]
