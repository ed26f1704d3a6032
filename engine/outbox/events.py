"""Announcing what happened, so that reactions can follow in the same transaction."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, SQLModel, col, select

from engine.outbox.tables import EventRow
from engine.store import new_id

_WAITING = "events waiting for their reactions"
_UNWRITTEN = "rows of events that are not written yet"
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


def announce(
    session: Session,
    fact: Event,
    *,
    by: uuid.UUID | None,
    now: datetime,
    under: uuid.UUID | None = None,
) -> Announced:
    """Keep the event, and let it wait for its reactions in this transaction.

    It is written with all others when the transaction ends; no row has to find it before. Its id
    is `under`, where that was settled beforehand.
    """
    happened = under or new_id()
    row = {
        "district_id": fact.district,
        "id": happened,
        "kind": type(fact).__name__,
        "facts": _plain(fact),
        "by": by,
        "at": now,
    }
    session.info.setdefault(_UNWRITTEN, []).append(row)
    announced = Announced(happened, fact, by)
    session.info.setdefault(_WAITING, []).append(announced)
    return announced


def write_down(session: Session | OrmSession) -> None:
    """Write what was announced; it happens by itself before the transaction is committed."""
    if rows := session.info.pop(_UNWRITTEN, None):
        session.connection().execute(_KEEP, rows)


event.listen(OrmSession, "before_commit", write_down)


@event.listens_for(OrmSession, "after_rollback")
def _nothing_happened(session: OrmSession) -> None:
    session.info.pop(_UNWRITTEN, None)
    session.info.pop(_WAITING, None)


def waiting(session: Session) -> Iterator[Announced]:
    """Take what waits, in order, until nothing does; reactions may announce more meanwhile."""
    queue: list[Announced] = session.info.setdefault(_WAITING, [])
    while queue:
        yield queue.pop(0)


def happened(
    session: Session, district: str, events: Iterable[uuid.UUID]
) -> dict[uuid.UUID, EventRow]:
    """These events of the district, as they were kept."""
    write_down(session)
    rows = session.exec(
        select(EventRow).where(EventRow.district_id == district, col(EventRow.id).in_(set(events)))
    )
    return {row.id: row for row in rows}


def all_of(session: Session, district: str, *kinds: type[Event]) -> Sequence[EventRow]:
    """Every event of these kinds in the district, in the order in which they happened."""
    write_down(session)
    names = [kind.__name__ for kind in kinds]
    found = select(EventRow).where(EventRow.district_id == district, col(EventRow.kind).in_(names))
    return session.exec(found.order_by(col(EventRow.at), col(EventRow.id))).all()


def told_of(
    session: Session, district: str, participant: uuid.UUID, *kinds: type[Event], by: datetime
) -> Sequence[EventRow]:
    """Every event of these kinds about one participant by a moment, as they happened."""
    write_down(session)
    names = [kind.__name__ for kind in kinds]
    found = select(EventRow).where(
        EventRow.district_id == district,
        col(EventRow.kind).in_(names),
        EventRow.at <= by,
        col(EventRow.facts)["participant"].as_string() == str(participant),
    )
    return session.exec(found.order_by(col(EventRow.at), col(EventRow.id))).all()


@dataclass(frozen=True)
class Heard:
    """What had happened when somebody began to look: whom another event names has moved since."""

    since: datetime
    events: frozenset[uuid.UUID] = frozenset()
    """Those from that moment on of which one knew already."""


def heard(session: Session, district: str, *, since: datetime) -> Heard:
    """What is known now of all that happened from that moment on."""
    return Heard(since, frozenset(event for event, _facts in _since(session, district, since)))


def about_whom(session: Session, district: str, *, since: datetime | Heard) -> set[uuid.UUID]:
    """The participants to whom something happened from that moment on, or was not heard of yet."""
    known = since if isinstance(since, Heard) else Heard(since)
    happened = _since(session, district, known.since)
    named = (facts.get("participant") for event, facts in happened if event not in known.events)
    return {uuid.UUID(each) for each in named if each}


def _since(
    session: Session, district: str, since: datetime
) -> Iterator[tuple[uuid.UUID, Mapping[str, Any]]]:
    write_down(session)
    rows = session.execute(
        sa.select(col(EventRow.id), col(EventRow.facts)).where(
            col(EventRow.district_id) == district, col(EventRow.at) >= since
        )
    )
    return ((event, facts) for event, facts in rows)


def _plain(fact: Event) -> dict[str, Any]:
    facts = ((field.name, getattr(fact, field.name)) for field in fields(fact))
    return {
        name: value if isinstance(value, str | int | bool | None) else str(value)
        for name, value in facts
        if name != "district"
    }
