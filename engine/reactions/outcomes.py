"""What came of a correction for the person, as the phrases of her letter."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from engine import catalogs, credentials, evidence, ledger, people, progress
from engine.outbox import Announced, Event, EventRow, told_of
from engine.people import Participant
from rules.catalog import Catalog
from rules.terms import Currency
from rules.words import word

Phrase = tuple[str, Mapping[str, Any]]


def came_of(
    session: Session, place: Participant, announced: Announced, *, now: datetime
) -> Sequence[Phrase]:
    """Points, level, badges and degrees, as far as they changed; without the game where it is off.

    A kept worth is one phrase, and so is that nothing changes.
    """
    if _is_kept(session, place, announced):
        return [("kept", {})]
    catalog = catalogs.current(session, place.district_id, now=now)
    language = people.person_of(session, place).language
    found = [*_degrees(session, place, language, now)]
    if place.plays:
        game = (
            *_points(session, place, announced, catalog, language),
            *_levels(session, place, catalog, language, now),
            *_badges(session, place, catalog, language, now),
        )
        found = [*game, *found]
    return found or [("nothing", {})]


def _is_kept(session: Session, place: Participant, announced: Announced) -> bool:
    event = announced.event
    if not isinstance(event, evidence.ApprovalUndone):
        return False
    claim = evidence.get(session, people.acting(session, place), event.evidence)
    return claim.kept is not None


def _points(
    session: Session, place: Participant, announced: Announced, catalog: Catalog, language: str
) -> Iterator[Phrase]:
    moved = sum(
        line.entry.points
        for line in ledger.statement(session, place, currency=Currency.EXPERIENCE)
        if line.entry.event_id == announced.id
    )
    if moved:
        n = abs(moved)
        told = f"{n} {word('point', language, catalog.words, n=n)}"
        yield ("points_more" if moved > 0 else "points_less"), {"points": told}


def _levels(
    session: Session, place: Participant, catalog: Catalog, language: str, now: datetime
) -> Iterator[Phrase]:
    titles = {key: level.title.in_(language) for key, level in catalog.levels.items()}
    for event in _just_now(session, place, now, progress.LevelTakenBack, progress.LevelWasReached):
        lost, key = event.kind == progress.LevelTakenBack.__name__, event.facts["level"]
        yield ("level_less" if lost else "level_more"), {"level": titles.get(key, key)}


def _badges(
    session: Session, place: Participant, catalog: Catalog, language: str, now: datetime
) -> Iterator[Phrase]:
    """Of a degree that is granted there is a letter of its own."""
    titles = {key: badge.title.in_(language) for key, badge in catalog.badge_catalog.items()}
    kinds = (credentials.CredentialRevoked, credentials.CredentialIssued)
    for event in _just_now(session, place, now, *kinds):
        held = credentials.get(session, place.district_id, uuid.UUID(event.facts["credential"]))
        if held.attainment is credentials.Attainment.BADGE:
            lost = event.kind == credentials.CredentialRevoked.__name__
            badge = titles.get(held.key, held.key)
            yield ("badge_less" if lost else "badge_more"), {"badge": badge}


def _degrees(
    session: Session, place: Participant, language: str, now: datetime
) -> Iterator[Phrase]:
    for event in _just_now(session, place, now, progress.ConferralQuestioned):
        degree = progress.conferred(session, place, event.facts["degree"])
        yield "degree_asked", {"degree": degree.title.in_(language)}


def _just_now(
    session: Session, place: Participant, now: datetime, *kinds: type[Event]
) -> Iterator[EventRow]:
    """What was announced of her in this very act."""
    told = told_of(session, place.district_id, place.id, *kinds, by=now)
    return (event for event in told if event.at == now)
