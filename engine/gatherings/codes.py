"""The code of a gathering: easy to read from the back of a room, slow to guess."""

import re
import secrets
from datetime import datetime

from sqlmodel import Session, select

from engine import people
from engine.errors import TooManyCodes
from engine.gatherings.tables import Gathering

_SIGNS = "BCDFGHJKMNPQRTVWXY346789"
"""None looks or sounds like another one, and they spell no words."""
_LENGTH = 6
_WRONG_MAX = 8
_WRONG_IN_A_NETWORK = 80
"""A whole school may share one network."""


def new_code(session: Session, district: str) -> str:
    """A code that no gathering of the district has had."""
    while True:
        code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
        if _with(session, district, code) is None:
            return code


def by_code(
    session: Session, district: str, said: str, *, who: str = "", network: str = "", now: datetime
) -> Gathering | None:
    """The gathering of this code; None when there is none, which is remembered against `who` asks.

    The transaction must be committed then. Whoever was wrong too often has to wait.
    """
    tries = {people.counted_by("c", who): _WRONG_MAX} if who else {}
    tries |= {people.counted_by("d", network): _WRONG_IN_A_NETWORK} if network else {}
    people.hold_back(session, tries, now=now, refusal=TooManyCodes)
    found = _with(session, district, re.sub(r"[^A-Z0-9]", "", said.upper()))
    if found is None:
        people.remember_attempt(session, tries, now=now)
    return found


def _with(session: Session, district: str, code: str) -> Gathering | None:
    return session.exec(
        select(Gathering).where(Gathering.district_id == district, Gathering.code == code)
    ).one_or_none()
