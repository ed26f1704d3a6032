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
from engine.evidence import Evidence, Status
from engine.ledger import Balance, Entry
from engine.people import Participant
from engine.progress import (
    Conferral,
    DegreeDecision,
    DegreeProgress,
    Enrollment,
    LevelReached,
    Switch,
)
from engine.standings import Total


def footings(
    session: Session, district: str, between: people.Between | None = None, *, now: datetime
) -> dict[uuid.UUID, str]:
    """A digest for each participant, which changes with whatever happens to her.

    It changes with the day and the catalog too.
    """
    number = catalogs.timeline(session, district).newest.number
    begun = hashlib.sha256(f"{catalogs.today(session, district, now=now)} {number}".encode())
    found = {place.id: begun.copy() for place in people.everybody(session, district, between)}
    for asked in _kept(district, between):
        for whose, *told in session.execute(asked):
            found[whose].update(repr(told).encode())
    return {whose: digest.hexdigest() for whose, digest in found.items()}


def _kept(district: str, between: people.Between | None) -> Iterator[Any]:
    """A question for each table: what its rows of each participant come to."""
    for table, *told in _TOLD:
        whose = col(Participant.id) if table is Participant else col(table.participant_id)
        yield (
            sa.select(whose, sa.func.count(), *told)
            .where(col(table.district_id) == district, people.within(whose, between))
            .group_by(whose)
        )


def _number_of(condition: Any) -> Any:
    return sa.func.sum(sa.case((condition, 1), else_=0))


_TOLD: tuple[tuple[Any, ...], ...] = (
    (Participant, sa.func.max(Participant.audience), sa.func.max(Participant.fte)),
    (
        Evidence,
        sa.func.sum(Evidence.version),
        _number_of(col(Evidence.status) == Status.APPROVED),
    ),
    (Entry, sa.func.max(Entry.seq), sa.func.sum(Entry.points)),
    (Balance, sa.func.sum(Balance.experience), sa.func.sum(Balance.redeemable)),
    (Enrollment, sa.func.sum(Enrollment.catalog), _number_of(col(Enrollment.left_on).is_(None))),
    (Switch, sa.func.max(Switch.seq)),
    (
        DegreeDecision,
        sa.func.max(DegreeDecision.decided_at),
        _number_of(col(DegreeDecision.withdrawn_at).is_(None)),
    ),
    (Conferral, _number_of(col(Conferral.revoked_at).is_(None))),
    (LevelReached, sa.func.max(LevelReached.reached_on)),
    (DegreeProgress, sa.func.sum(DegreeProgress.open_requirements)),
    (Credential, _number_of(col(Credential.revoked_at).is_(None))),
    (Total, sa.func.sum(Total.points)),
)
