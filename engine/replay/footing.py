"""What a replay works from: all that is kept of each participant, as one digest."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, people
from engine.credentials import Credential
from engine.evidence import Evidence
from engine.ledger import Balance, Entry
from engine.people import Participant
from engine.progress import Conferral, DegreeProgress, Enrollment, LevelReached
from engine.standings import Total


def footings(
    session: Session, district: str, between: people.Between | None = None, *, now: datetime
) -> dict[uuid.UUID, str]:
    """A digest for each participant; it changes with the day and the catalog too."""
    number = catalogs.timeline(session, district).newest.number
    begun = hashlib.sha256(f"{catalogs.today(session, district, now=now)} {number}".encode())
    found = {place.id: begun.copy() for place in people.everybody(session, district, between)}
    for asked in _kept(district, between):
        for whose, *told in session.execute(asked):
            found[whose].update(repr(told).encode())
    return {whose: digest.hexdigest() for whose, digest in found.items()}


def _kept(district: str, between: people.Between | None) -> Iterator[Any]:
    """A question for each table, each in an order that is always the same."""
    for table, *columns in _COLUMNS:
        whose = col(Participant.id) if table is Participant else col(table.participant_id)
        yield (
            sa.select(whose, *columns)
            .where(col(table.district_id) == district, people.within(whose, between))
            .order_by(whose, *columns)
        )
    entries = col(Entry.participant_id)
    yield (
        sa.select(entries, sa.func.max(col(Entry.seq)))
        .where(col(Entry.district_id) == district, people.within(entries, between))
        .group_by(entries)
    )


_COLUMNS: tuple[tuple[Any, ...], ...] = (
    (Participant, Participant.audience, Participant.fte),
    (Evidence, Evidence.id, Evidence.version, Evidence.status),
    (Balance, Balance.experience, Balance.redeemable, Balance.owes, Balance.digest),
    (Enrollment, Enrollment.degree, Enrollment.catalog, Enrollment.left_on),
    (Conferral, Conferral.degree, Conferral.conferred_on, Conferral.revoked_at),
    (LevelReached, LevelReached.level, LevelReached.reached_on),
    (DegreeProgress, DegreeProgress.degree, DegreeProgress.share),
    (Credential, Credential.attainment, Credential.key, Credential.revoked_at),
    (Total, Total.window, Total.campus, Total.points, Total.reached_at),
)
