"""How people learn with each other: work that a team hands in, and mentoring."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from rules.saying import say
from rules.terms import Frozen


class TeamPoints(StrEnum):
    """What each member of a team is granted of the work's points."""

    FULL = "full"
    SHARED = "shared"


class TeamTerms(Frozen):
    """How many hand in one piece of work together, and what of its points each is granted."""

    at_least: Annotated[int, Field(ge=1, le=50)] = 2
    """1 lets somebody hand it in alone."""
    at_most: Annotated[int, Field(ge=2, le=50)] = 5
    points: TeamPoints = TeamPoints.FULL

    @property
    def is_shared(self) -> bool:
        """Whether the members share what the work brings."""
        return self.points is TeamPoints.SHARED

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_most < self.at_least:
            raise ValueError(say("a team has `at_least` as many people as `at_most`, or fewer"))
        return self


class MentoringTerms(Frozen):
    """What it brings a mentor when her mentee earns a badge."""

    counts_as: str | None = None
    """The activity that is credited to her; nothing is, unless one is named."""
    badges: tuple[str, ...] = ()
    """The badges that count; all of them, unless some are named."""
    each_colleague_once: bool = False
    """Whether the badges of one mentee count once for the same mentor."""
