"""The names on a teacher's list, for herself alone."""

from collections.abc import Sequence

from sqlmodel import Session

from engine.people import Actor
from engine.students.tables import StudentNames


def names_of(session: Session, me: Actor) -> Sequence[str]:
    """The names that this person keeps; nobody else's can be asked for."""
    kept = session.get(StudentNames, me.participant.key)
    return kept.names if kept else ()
