"""What colleagues do for each other: name work that they saw."""

from typing import Annotated

from pydantic import Field

from rules.terms import Frozen


class NominationTerms(Frozen):
    """How colleagues name each other’s work."""

    per_month: Annotated[int, Field(ge=1, le=100)] = 5
    """How many each person may write in a calendar month."""
    answer_days: Annotated[int, Field(ge=1, le=365)] = 30
    """So long it waits for an answer; then it lapses, and nobody is told."""
