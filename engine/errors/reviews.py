"""Refusals about reading evidence, deciding on it and correcting that."""

from dataclasses import dataclass
from datetime import date

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """The evidence is no longer in a state from which this is possible."""

    status: str


@dataclass(eq=False)
class OwnEvidence(Refusal):
    """Nobody decides on her own evidence."""


@dataclass(eq=False)
class WouldReviewEachOther(Refusal):
    """The owner decided on this reviewer's evidence not long ago."""


@dataclass(eq=False)
class NamedIt(Refusal):
    """The reviewer herself named this work, so that it became evidence."""


@dataclass(eq=False)
class MentorsHer(Refusal):
    """The owner and the reviewer are a mentor and a mentee, or were when it was handed in."""


@dataclass(eq=False)
class SecondReviewerNeeded(Refusal):
    """The same reviewer has approved already, and the activity asks for another one."""


@dataclass(eq=False)
class AlreadyTaken(Refusal):
    """A reviewer has the review, and keeps it until the end of that day."""

    reviewer: str
    until: date


@dataclass(eq=False)
class NoteMissing(Refusal):
    """Sending back and declining need a note that helps."""


@dataclass(eq=False)
class NothingChanged(Refusal):
    """A correction says the very same as what it corrects."""


@dataclass(eq=False)
class PastTakingBack(Refusal):
    """Too much has grown out of a decision for its reviewer to take it back alone."""

    why: str


@dataclass(eq=False)
class ConsequencesChanged(Refusal):
    """What would follow from a correction is no longer what was shown."""
