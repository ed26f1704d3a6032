"""Announcing what happened, so that reactions can follow in the same transaction."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engine.outbox.tables import EventRow
from engine.store import new_id

_WAITING = "events waiting for their reactions"
_KEEP = sa.insert(SQLModel.metadata.tables[EventRow.__tablename__])
"""Written once and never looked at again by the act that causes it: no need for an object."""


@dataclass(frozen=True)
class Event:
    """A fact in the past tense; each feature derives its own from this."""

    district: str


@dataclass(frozen=True)
class ParticipantEvent(Event):
    """A fact about one participant of the district."""

    participant: uuid.UUID


@dataclass(frozen=True)
class Announced:
    """An event together with the id under which it is kept."""

    id: uuid.UUID
    event: Event
    by: uuid.UUID | None


def announce(session: Session, event: Event, *, by: uuid.UUID | None, now: datetime) -> Announced:
    """Keep the event, and let it wait for its reactions in this transaction."""
    happened = new_id()
    row = {
        "district_id": event.district,
        "id": happened,
        "kind": type(event).__name__,
        "facts": _plain(asdict(event)),
        "by": by,
        "at": now,
    }
    session.flush()
    session.connection().execute(_KEEP, row)
    announced = Announced(happened, event, by)
    session.info.setdefault(_WAITING, []).append(announced)
    return announced


def waiting(session: Session) -> Iterator[Announced]:
    """Take what waits, in order, until nothing does; reactions may announce more meanwhile."""
    queue: list[Announced] = session.info.setdefault(_WAITING, [])
    while queue:
        yield queue.pop(0)


def happened(
    session: Session, district: str, events: Iterable[uuid.UUID]
) -> dict[uuid.UUID, EventRow]:
    """These events of the district, as they were kept."""
    rows = session.exec(
        select(EventRow).where(EventRow.district_id == district, col(EventRow.id).in_(set(events)))
    )
    return {row.id: row for row in rows}


def all_of(session: Session, district: str, *kinds: type[Event]) -> Sequence[EventRow]:
    """Every event of these kinds in the district, in the order in which they happened."""
    names = [kind.__name__ for kind in kinds]
    found = select(EventRow).where(EventRow.district_id == district, col(EventRow.kind).in_(names))
    return session.exec(found.order_by(col(EventRow.at), col(EventRow.id))).all()


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | bool | None) else str(value)
        for name, value in facts.items()
        if name != "district"
    }
