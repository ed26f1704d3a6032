"""A catalog that is published and not in force yet: from when, and what it asks of her degrees."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs
from engine.people import Participant
from engine.progress import queries
from engine.progress.versions import ask_otherwise, is_for, not_yet_in_force


@dataclass(frozen=True)
class Coming:
    """The next catalog, as it concerns one participant."""

    catalog: int
    applies_from: date
    otherwise: tuple[str, ...]
    """Degrees on her way that it writes otherwise."""
    gone: tuple[str, ...]
    """Degrees on her way that it no longer offers to her."""
    under_way: bool
    """Whether she has any on her way."""


def coming(session: Session, place: Participant, *, now: datetime) -> Coming | None:
    """The next catalog that will be in force; nothing while none is published ahead."""
    today = catalogs.today(session, place.district_id, now=now)
    ahead = not_yet_in_force(session, place, today)
    if not ahead:
        return None
    first = ahead[0]
    held = {row.degree for row in queries.conferrals(session, place)}
    rows = [row for row in queries.enrollments(session, place) if row.degree not in held]
    written = first.catalog.degrees
    return Coming(
        catalog=first.number,
        applies_from=first.applies_from,
        otherwise=tuple(row.degree for row in rows if ask_otherwise(session, place, row, [first])),
        gone=tuple(
            row.degree
            for row in rows
            if row.degree not in written or not is_for(written[row.degree], place)
        ),
        under_way=bool(rows),
    )
