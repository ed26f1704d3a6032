"""Refusals on the way in."""

from dataclasses import dataclass
from datetime import datetime

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class WrongCredentials(Refusal):
    """Address and password don't match; never says which."""


@dataclass(eq=False)
class TooManyAttempts(Refusal):
    """Signing in is held back after many wrong passwords."""

    until: datetime


@dataclass(eq=False)
class LinkNotValid(Refusal):
    """A mailed link was used already, is too old, or was never sent."""


@dataclass(eq=False)
class WeakPassword(Refusal):
    """A new password is too short, or is the e-mail address."""

    characters_min: int


@dataclass(eq=False)
class AddressTaken(Refusal):
    """Somebody signs in with this address already."""
