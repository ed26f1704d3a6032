"""Rebuilding levels and progress toward degrees from the record, when what is kept differs."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.ledger import Fault
from engine.outbox import all_of, announce
from engine.people import Participant
from engine.progress import actions, queries
from engine.progress.events import LevelWasReached
from engine.progress.queries import Pursued
from engine.progress.tables import DegreeProgress, LevelReached
from rules.catalog import Catalog
from rules.holdings import levels_in


def out_of_line(
    session: Session, district: str, between: people.Between | None = None, *, now: datetime
) -> Iterator[Fault]:
    """Every degree whose progress is kept otherwise than today's audit has it, or is due."""
    today = catalogs.today(session, district, now=now)
    for place in people.everybody(session, district, between):
        for each in _audited(session, place, today):
            degree = each.enrollment.degree
            if actions.is_due(each):
                yield Fault("conferral", place.id, f"degree {degree}", "granted", "nothing")
            row = session.get(DegreeProgress, (*place.key, degree))
            should, is_ = _told(each), (row.open_requirements, row.share) if row else None
            if should != is_:
                yield Fault("degree progress", place.id, degree, str(should), str(is_))


def rebuild_progress(
    session: Session, district: str, whose: Iterable[uuid.UUID], *, now: datetime
) -> None:
    """Keep what today's audits say of the degrees that these people pursue."""
    today = catalogs.today(session, district, now=now)
    for place in _held(session, district, whose):
        for each in _audited(session, place, today):
            actions.note_progress(session, each)


def rebuild_levels(
    session: Session, district: str, whose: Iterable[uuid.UUID], *, now: datetime
) -> None:
    """Keep the levels that these people's records come to, each with its announced day."""
    catalog = catalogs.current(session, district, now=now)
    announced = _announced(session, district, catalog)
    today = catalogs.local_day(catalog, now)
    for place in _held(session, district, whose):
        noted = {row.level: row for row in queries.levels_noted(session, place)}
        timeline = catalogs.timeline_of(session, place)
        should = levels_in(timeline, queries.record(session, place, on=today))
        for level in noted.keys() - set(should):
            actions.take_level_back(session, noted[level], None, now)
        for level in should:
            event_id, day = announced.get((place.id, level)) or _announce(
                session, place, level, today, now
            )
            row = noted.get(level) or LevelReached(
                district_id=district,
                participant_id=place.id,
                level=level,
                reached_on=day,
                event_id=event_id,
                seen_at=now,  # Nothing is celebrated again.
            )
            row.reached_on = day
            session.add(row)
    session.flush()


def _held(session: Session, district: str, whose: Iterable[uuid.UUID]) -> Iterator[Participant]:
    for participant_id in sorted(whose):
        place = people.participant(session, district, participant_id)
        ledger.hold(session, place)
        yield place


def _audited(session: Session, place: Participant, today: date) -> list[Pursued]:
    return queries.audited(session, place, queries.record(session, place, on=today))


def _told(pursued: Pursued) -> tuple[int, float]:
    return pursued.audit.open_requirements, float(pursued.audit.progress)


_Moment = tuple[uuid.UUID, date]
"""The event by which a level was announced, and the day."""


def _announced(
    session: Session, district: str, catalog: Catalog
) -> dict[tuple[uuid.UUID, str], _Moment]:
    found = {}
    for event in all_of(session, district, LevelWasReached):
        told = event.facts.get("reached_on")
        day = date.fromisoformat(told) if told else catalogs.local_day(catalog, event.at)
        found[uuid.UUID(event.facts["participant"]), event.facts["level"]] = (event.id, day)
    return found


def _announce(
    session: Session, place: Participant, level: str, today: date, now: datetime
) -> _Moment:
    """A level that nobody was told of is reached today."""
    event = LevelWasReached(place.district_id, place.id, level, today)
    return announce(session, event, by=None, now=now).id, today
