"""Refusals where many pieces are decided on or taken in at once."""

from dataclasses import dataclass

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class ReadWithoutNames(Refusal):
    """The activity is reviewed without names, so no list of names approves it."""


@dataclass(eq=False)
class ReadBySeveral(Refusal):
    """The activity asks for several reviewers, who each read it."""

    reviewers: int


@dataclass(eq=False)
class ScoresMissing(Refusal):
    """A rubric has to be scored, piece by piece."""


@dataclass(eq=False)
class AlreadyUndone(Refusal):
    """Somebody undid the batch before."""


@dataclass(eq=False)
class NotAnEmptyFile(Refusal):
    """A file to import has no rows, or lacks columns that are named inside."""

    missing: tuple[str, ...]
