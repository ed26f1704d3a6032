"""What colleagues do for each other: name work that they saw, and help."""

from typing import Annotated

from pydantic import Field

from rules.terms import Frozen


class NominationTerms(Frozen):
    """How colleagues name each other’s work."""

    per_month: Annotated[int, Field(ge=1, le=100)] = 5
    """How many each person may write in a calendar month."""
    answer_days: Annotated[int, Field(ge=1, le=365)] = 30
    """So long it waits for an answer; then it lapses, and nobody is told."""


class CoachingTerms(Frozen):
    """What time with a coach counts as; nothing unless it is written."""

    counts_as: str | None = None
    """An activity that the program credits to the coach, with the hours that she wrote down."""
    asked_counts_as: str | None = None
    """The same for whoever asked."""


Days = Annotated[int, Field(ge=14, le=730)]
"""So long after the approval of its last stage somebody is asked about an activity."""


class FollowUpTerms(Frozen):
    """When people are asked whether they still use what they did."""

    days: tuple[Days, ...] = ()
    """For every activity that does not write its own; nobody is asked without them."""
    counts_as: str | None = None
    """An activity that the program credits for an answer, whatever it says."""
