"""A list of people as somebody pastes it: each line is one person, several, or nobody we know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from engine.imports.names import Staff
from engine.people import Participant, Person

LINES_MAX = 1000
_ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")
_BULLET = re.compile(r"^\s*(?:\d+[.)]|[-*•])\s+")


@dataclass(frozen=True)
class Named:
    """Whom a line names."""

    said: str
    found: Sequence[tuple[Participant, Person]]
    near: str = ""
    """What looks most like it, when nobody is called so."""


def people_named(session: Session, district: str, text: str) -> Sequence[Named]:
    """Whom the lines of a text name, each person once."""
    staff, seen, named = Staff(session, district), set[object](), list[Named]()
    for line in text.splitlines()[:LINES_MAX]:
        said = _BULLET.sub("", line).strip()
        found = _meant(staff, said) if said else ()
        one = found[0][0].id if len(found) == 1 else None
        if said and (one is None or one not in seen):
            named.append(Named(said, found, "" if found else staff.nearest(said)))
            seen.add(one)
    return named


def _meant(staff: Staff, said: str) -> Sequence[tuple[Participant, Person]]:
    """By the address in the line, or by the name as it is or with the last name first."""
    if address := _ADDRESS.search(said):
        found = staff.participant(address[0])
        return [found] if found else []
    last, comma, first = said.partition(",")
    return staff.called(said) or (staff.called(f"{first} {last}") if comma else [])
