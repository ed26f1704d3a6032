"""Finding again what was saved; everybody finds only her own."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.exports.tables import Export
from engine.people import Actor


def saved(session: Session, actor: Actor, address: str, at: datetime) -> Export:
    """What this person saved from this address at that moment."""
    found = find(session, actor, address, at)
    if found is None:
        raise NotFound("export")
    return found


def find(session: Session, actor: Actor, address: str, at: datetime) -> Export | None:
    """The same, or None."""
    asked = select(Export).where(*_hers(actor), Export.address == address, Export.saved_at == at)
    return session.exec(asked).one_or_none()


def mine(session: Session, actor: Actor, *, limit: int, offset: int = 0) -> Sequence[Export]:
    """What this person saved, the newest first."""
    return session.exec(
        select(Export)
        .where(*_hers(actor))
        .order_by(col(Export.saved_at).desc(), col(Export.id).desc())
        .limit(limit)
        .offset(offset)
    ).all()


def _hers(actor: Actor) -> tuple[bool, bool]:
    place = actor.participant
    return Export.district_id == place.district_id, Export.saved_by == place.id


def refers_to(session: Session, digest: str) -> bool:
    """Whether a table that somebody saved has these very bytes."""
    return session.exec(select(Export.id).where(Export.digest == digest)).first() is not None
