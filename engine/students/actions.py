"""Keeping the list of students' names, or letting it go."""

from collections.abc import Iterable

from sqlmodel import Session

from engine.people import Actor
from engine.students.tables import NAME_LONGEST, NAMES_MOST, StudentNames


def keep(session: Session, names: Iterable[str], *, by: Actor) -> None:
    """These names stand on her list from now on, each once; with none, nothing is kept."""
    wanted = (" ".join(each.split())[:NAME_LONGEST] for each in names)
    listed = sorted({each for each in wanted if each}, key=str.casefold)[:NAMES_MOST]
    kept = session.get(StudentNames, by.participant.key)
    if listed:
        district, whose = by.participant.key
        kept = kept or StudentNames(district_id=district, participant_id=whose)
        kept.names = listed
        session.add(kept)
    elif kept:
        session.delete(kept)
    session.flush()
