"""A participant as all pages show her at one moment: what a correction may move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session

from engine import catalogs, credentials, ledger, people, progress, standings
from engine.credentials import Attainment
from engine.people import Participant
from engine.standings import Board


@dataclass(frozen=True)
class Place:
    """Where she stands on a board, and with how many points."""

    rank: int
    points: int


@dataclass(frozen=True)
class Picture:
    """What she has."""

    entries: int
    """How many lines her ledger has."""
    experience: int
    redeemable: int
    owes: bool
    level: str | None
    badges: Mapping[str, date]
    degrees: Mapping[str, Fraction]
    """How far each degree is that she pursues or holds, from 0 to 1."""
    conferred: Mapping[str, date]
    questioned: frozenset[str]
    """Conferred degrees on which an admin has to decide."""
    places: Mapping[str, Place]
    """Her place in the seasons that run, by window."""

    @classmethod
    def of(cls, session: Session, place: Participant, *, now: datetime) -> "Picture":
        balance = ledger.balance(session, place)
        badges = credentials.of(session, place, attainment=Attainment.BADGE)
        granted = progress.conferrals(session, place)
        pursued = progress.pursued(session, place, now=now)
        return cls(
            entries=balance.seq,
            experience=balance.experience,
            redeemable=balance.redeemable,
            owes=balance.owes,
            level=progress.level(session, place, now=now).level,
            badges={each.key: each.earned_on for each in badges},
            degrees={each.enrollment.degree: each.audit.progress for each in pursued},
            conferred={each.degree: each.conferred_on for each in granted},
            questioned=frozenset(each.degree for each in granted if each.questioned_at),
            places=_places(session, place, now),
        )


def _places(session: Session, place: Participant, now: datetime) -> Mapping[str, Place]:
    if not place.plays:
        return {}
    actor = people.acting(session, place)
    today = catalogs.today(session, place.district_id, now=now)
    running = (
        span.window
        for span in standings.spans(session, place.district_id, now=now)
        if span.season is not None and span.season.last >= today
    )
    found = {window: standings.own(session, actor, Board(window)) for window in running}
    return {window: Place(each.rank, each.points) for window, each in found.items()}
