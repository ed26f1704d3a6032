"""Refusals where colleagues help, and name what others did."""

from dataclasses import dataclass

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class HelpIsTaken(Refusal):
    """Another coach has the request."""

    coach: str


@dataclass(eq=False)
class HelpIsClosed(Refusal):
    """The request was closed, or opened again, meanwhile."""


@dataclass(eq=False)
class OwnWork(Refusal):
    """Nobody names her own work: that is evidence of hers."""


@dataclass(eq=False)
class TooManyNominations(Refusal):
    """So many is what each person may write in a month."""

    limit: int


@dataclass(eq=False)
class NamedAlready(Refusal):
    """The same was named before by the same person, and waits for an answer."""


@dataclass(eq=False)
class NominationOver(Refusal):
    """It was answered, taken back, or waited longer than the district lets it."""
