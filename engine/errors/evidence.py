"""Refusals while evidence is written and handed in."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class StageMissing(Refusal):
    """Something has to be completed before: an earlier stage, or another activity."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class KindNotWanted(Refusal):
    """The activity asks for other kinds of evidence."""

    wanted: str


@dataclass(eq=False)
class Incomplete(Refusal):
    """Something that the activity asks for has not been written yet; field names inside."""

    fields: tuple[str, ...]


@dataclass(eq=False)
class TooLongAgo(Refusal):
    """The work lies further back than the district takes it: before `first`."""

    first: date
    months: int


@dataclass(eq=False)
class QuizPassed(Refusal):
    """The quiz was passed, and that still counts; there is nothing to take again."""

    on: date


@dataclass(eq=False)
class AttemptTooSoon(Refusal):
    """The pack asks for a pause between two attempts at this quiz."""

    until: datetime


@dataclass(eq=False)
class AttemptMade(Refusal):
    """That attempt was handed in already, perhaps by the same form, sent twice."""

    number: int


@dataclass(eq=False)
class FileRefused(Refusal):
    """A file is too large, not whole, or of no kind that is taken; why is a code."""

    name: str
    why: str
    megabytes: int = 0
    """The most that is taken, where it is too large."""


@dataclass(eq=False)
class FilesAway(Refusal):
    """Where files lie does not answer just now."""
