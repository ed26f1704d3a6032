"""Refusals about gatherings, and checking in at them."""

from dataclasses import dataclass
from datetime import datetime

from engine.errors.refusal import Refusal
from engine.errors.signing_in import TooManyAttempts


@dataclass(eq=False)
class CheckInNotOpen(Refusal):
    """The code counts later only."""

    opens_at: datetime
    leader: str


@dataclass(eq=False)
class CheckInClosed(Refusal):
    """The code counts no longer; whoever leads can still write somebody down."""

    closed_at: datetime
    leader: str


@dataclass(eq=False)
class TooManyCodes(TooManyAttempts):
    """Codes are not looked up for a while after many that there were none of."""


@dataclass(eq=False)
class NotAnAttendance(Refusal):
    """The activity is shown by other evidence than by having been there."""

    activity: str


@dataclass(eq=False)
class TimesOutside(Refusal):
    """The times of a gathering do not follow each other."""


@dataclass(eq=False)
class AlreadyAttended(Refusal):
    """Somebody was there already, so that the gathering cannot be called off."""
