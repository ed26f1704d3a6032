"""Stopping letters: by a signed link that needs no sign-in, or among one's settings."""

import hmac
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.notifications.tables import Kind, Notification, StoppedMail
from engine.people import Participant, Rhythm
from engine.store import hold_row

_ID_BYTES = 16
DIGESTS = (Rhythm.DAILY, Rhythm.WEEKLY)


def stop_path(place: Participant, kind: Kind) -> str:
    """Where letters of this kind to her are stopped; it holds for good and names nobody."""
    sign = urlsafe_b64encode(place.id.bytes + _signature(place, kind)).rstrip(b"=").decode()
    return f"/{place.district_id}/mail/{kind}/{sign}"


def whose(session: Session, district: str, kind: Kind, sign: str) -> Participant:
    """The participant who was given this link; nobody else can have made it."""
    try:
        known = urlsafe_b64decode(sign.encode() + b"=" * (-len(sign) % 4))
        place = session.get(Participant, (district, uuid.UUID(bytes=known[:_ID_BYTES])))
    except ValueError:
        place = None
    if place is None or not hmac.compare_digest(known[_ID_BYTES:], _signature(place, kind)):
        raise NotFound("mail")
    return place


def stopped(session: Session, place: Participant) -> frozenset[Kind]:
    """Of what she wants no letters."""
    rows = session.exec(select(StoppedMail).where(*_hers(place)))
    return frozenset(each.kind for each in rows)


def is_stopped(session: Session, place: Participant, kind: Kind) -> bool:
    """Whether letters of this kind do not come."""
    if kind is Kind.DIGEST:
        return place.mail not in DIGESTS
    return place.mail is Rhythm.NEVER or kind in stopped(session, place)


def stop(session: Session, place: Participant, kind: Kind, *, now: datetime) -> None:
    """No more letters of this kind; what waited for a digest stays in the site alone."""
    hold_row(session, place)
    if kind is not Kind.DIGEST:
        want(session, place, place.mail, stops={*stopped(session, place), kind}, now=now)
    elif place.mail in DIGESTS:
        want(session, place, Rhythm.NEVER, stops=stopped(session, place), now=now)


def resume(
    session: Session, place: Participant, kind: Kind, *, rhythm: Rhythm, now: datetime
) -> None:
    """Take a stop back; digests come in this rhythm again."""
    hold_row(session, place)
    if kind is not Kind.DIGEST:
        want(session, place, place.mail, stops=stopped(session, place) - {kind}, now=now)
    elif place.mail is Rhythm.NEVER and rhythm in DIGESTS:
        want(session, place, rhythm, stops=stopped(session, place), now=now)


def want(
    session: Session,
    place: Participant,
    rhythm: Rhythm,
    *,
    stops: Collection[Kind],
    now: datetime,
) -> None:
    """Keep when she is written to, and of what never.

    What waits for a digest still comes with the next one, unless she wants it no more.
    """
    hold_row(session, place)
    place.mail = rhythm
    session.add(place)
    before = stopped(session, place)
    session.execute(
        sa.delete(StoppedMail).where(*_hers(place), col(StoppedMail.kind).in_(before - set(stops)))
    )
    for kind in sorted(set(stops) - before):
        session.add(
            StoppedMail(
                district_id=place.district_id, participant_id=place.id, kind=kind, stopped_at=now
            )
        )
    session.execute(
        sa.update(Notification)
        .where(
            col(Notification.district_id) == place.district_id,
            col(Notification.participant_id) == place.id,
            col(Notification.waits),
            col(Notification.kind).in_(list(Kind) if rhythm is Rhythm.NEVER else stops),
        )
        .values(waits=False)
    )
    session.flush()


def _hers(place: Participant) -> tuple[ColumnElement[bool], ...]:
    return (
        col(StoppedMail.district_id) == place.district_id,
        col(StoppedMail.participant_id) == place.id,
    )


def _signature(place: Participant, kind: Kind) -> bytes:
    about = f"stop/{place.district_id}/{kind}".encode()
    return hmac.digest(bytes.fromhex(place.mail_key), about, "sha256")
