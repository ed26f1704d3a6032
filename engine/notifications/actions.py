"""Telling a participant: in the site always, by letter as she chose."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, people
from engine.errors import NoCatalog
from engine.notifications.stopping import DIGESTS, stop_path, stopped
from engine.notifications.tables import Kind, Notification
from engine.outbox import SITE, Reader, keep_letter, phrase, worded
from engine.people import Participant, Rhythm


def tell(
    session: Session,
    place: Participant,
    kind: Kind,
    template: str,
    facts: Mapping[str, Any],
    *,
    now: datetime,
) -> Notification:
    """Say it in the site, and in a letter at once or in her next digest, as she chose."""
    reader = people.person_of(session, place)
    message = worded(reader.language, template, facts)
    wanted = kind not in stopped(session, place)
    told = Notification(
        district_id=place.district_id,
        participant_id=place.id,
        kind=kind,
        language=reader.language,
        **vars(message),
        at=now,
        waits=wanted and place.mail in DIGESTS,
    )
    session.add(told)
    session.flush()
    if wanted and place.mail is Rhythm.AT_ONCE:
        keep_letter(
            session,
            place.district_id,
            message,
            to=reader,
            university=facts["university"],
            footing=footing(place, kind, reader),
            stop=stop_path(place, kind),
            now=now,
        )
    return told


def footing(place: Participant, kind: Kind, reader: Reader) -> str:
    """Why she has this letter, where she chooses otherwise, and how it ends."""
    why = phrase(reader.language, f"why_{place.mail}")
    choose, stop = (phrase(reader.language, each) for each in ("choose", "stop"))
    return (
        f"\n-- \n{why}\n{choose}:\n{SITE}/{place.district_id}/settings#mail"
        f"\n{stop}:\n{SITE}{stop_path(place, kind)}\n"
    )


def read(session: Session, told: Notification, *, now: datetime) -> None:
    """She has opened it."""
    told.read_at = told.read_at or now
    session.add(told)
    session.flush()


def read_all(session: Session, place: Participant, *, up_to: uuid.UUID, now: datetime) -> None:
    """She has seen what there was up to this one; what came after it stays new."""
    session.execute(
        sa.update(Notification)
        .where(
            col(Notification.district_id) == place.district_id,
            col(Notification.participant_id) == place.id,
            col(Notification.read_at).is_(None),
            col(Notification.id) <= up_to,
        )
        .values(read_at=now)
    )


def forget_old(session: Session, district: str, *, now: datetime) -> None:
    """Remove what was told longer ago than the pack keeps it."""
    try:
        kept = catalogs.current(session, district, now=now).upkeep.notification_kept
    except NoCatalog:
        return
    session.execute(
        sa.delete(Notification).where(
            col(Notification.district_id) == district, col(Notification.at) < now - kept
        )
    )
