"""Putting a proposed catalog in force."""

import uuid
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from engine import catalogs, people
from engine.catalogs import PublishedPack, Spared
from engine.changes.proposing import Proposal
from engine.errors import PublishedMeanwhile
from engine.people import Actor

_SPARE = sa.insert(SQLModel.metadata.tables[Spared.__tablename__])


def put_in_force(
    session: Session,
    proposal: Proposal,
    spared: Iterable[uuid.UUID],
    *,
    now: datetime,
    by: Actor | None = None,
    under: uuid.UUID | None = None,
) -> PublishedPack:
    """Freeze the proposed pack, sparing these people; the reactions follow."""
    pack = catalogs.publish(
        session,
        proposal.files,
        now=now,
        by=by,
        applies_from=proposal.applies_from,
        policy=proposal.policy,
        again=True,  # The same text may still change something for whom the last one spared.
        under=under,
    )
    _spare(session, pack, spared)
    return pack


def must_be_next(session: Session, proposal: Proposal) -> None:
    """Two admins may have looked at the same dry run; the second has to look again."""
    if proposal.number > 1:
        people.hold_district(session, proposal.district)
    newest = catalogs.newest(session, proposal.district)
    if newest is not None and newest.number >= proposal.number:
        raise PublishedMeanwhile(newest.number)


def _spare(session: Session, pack: PublishedPack, whose: Iterable[uuid.UUID]) -> None:
    rows = [
        {"district_id": pack.district_id, "number": pack.number, "participant_id": each}
        for each in whose
    ]
    if rows:
        session.execute(_SPARE, rows)
