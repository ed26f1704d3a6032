"""Refusals about who has a place in a district, and which."""

from dataclasses import dataclass
from datetime import date

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class NoPlace(Refusal):
    """Somebody is signed in, and takes no part in this district's program."""

    district: str


@dataclass(eq=False)
class LastAdmin(Refusal):
    """Without this role nobody could administer the district any more."""


@dataclass(eq=False)
class LastDayOutside(Refusal):
    """Somebody's last day lies before her first one, or is still to come."""

    first: date
    last: date
