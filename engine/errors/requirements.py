"""Refusals about what an advisor decides on a degree's requirement."""

from dataclasses import dataclass
from fractions import Fraction

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class OwnDegree(Refusal):
    """Nobody decides about a requirement of her own degree; a pin is no such decision."""


@dataclass(eq=False)
class NoSuchRequirement(Refusal):
    """The degree, as it was taken up, has no requirement there."""

    degree: str
    requirement: str


@dataclass(eq=False)
class EvidenceNotCounted(Refusal):
    """The piece of evidence is not among her approved ones."""


@dataclass(eq=False)
class CannotServe(Refusal):
    """The requirement does not take this evidence, or takes it without any decision."""

    requirement: str
    fits_already: bool = False


@dataclass(eq=False)
class NotDecidedSo(Refusal):
    """Requirements of this kind are not decided on in this way."""

    verb: str


@dataclass(eq=False)
class NotLower(Refusal):
    """A need is lowered to less than what it asks, and to no less than nothing."""

    want: Fraction


@dataclass(eq=False)
class DecidedAlready(Refusal):
    """The very same was decided before, and stands."""


@dataclass(eq=False)
class AlreadyWithdrawn(Refusal):
    """Somebody withdrew the decision before."""
