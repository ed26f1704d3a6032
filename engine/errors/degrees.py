"""Refusals about taking up a degree, and the version that holds for it."""

from dataclasses import dataclass
from datetime import date

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class AlreadyEnrolled(Refusal):
    """The participant pursues this degree already."""

    degree: str


@dataclass(eq=False)
class AlreadyConferred(Refusal):
    """The degree was granted; what completed it stays as it was that day."""

    degree: str


@dataclass(eq=False)
class MetAlready(Refusal):
    """A goal is something that is still to be reached."""

    requirement: str


@dataclass(eq=False)
class SameVersion(Refusal):
    """The catalog asks for the degree what is asked of the participant already."""

    degree: str


@dataclass(eq=False)
class NoSuchVersion(Refusal):
    """No catalog of this number offers the degree as a later version that applies today."""

    degree: str
    catalog: int


@dataclass(eq=False)
class PromiseChanged(Refusal):
    """What was promised has become something else since it was shown."""

    degree: str


@dataclass(eq=False)
class TooLateToGoBack(Refusal):
    """A switch can be undone for some days, and they are over."""

    until: date


@dataclass(eq=False)
class ConferredSince(Refusal):
    """A degree was granted that the former version would put in question."""

    degree: str


@dataclass(eq=False)
class NotInQuestion(Refusal):
    """Somebody answered meanwhile what should become of this conferral, or nothing was asked."""

    degree: str
