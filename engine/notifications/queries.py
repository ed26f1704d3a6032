"""What a participant was told, and how much of it is new to her."""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from engine.errors import NotFound
from engine.notifications.tables import Notification
from engine.people import Participant


def unread(session: Session, place: Participant) -> int:
    """How much she has not opened yet; one look into an index."""
    asked = select(func.count()).select_from(Notification).where(
        Notification.district_id == place.district_id,
        Notification.participant_id == place.id,
        col(Notification.read_at).is_(None),
    )  # fmt: skip
    return session.exec(asked).one()


def leading_to(session: Session, place: Participant, path: str) -> Sequence[Notification]:
    """What she has not opened yet and would lead her there."""
    asked = select(Notification).where(
        Notification.district_id == place.district_id,
        Notification.participant_id == place.id,
        col(Notification.read_at).is_(None),
        Notification.path == path,
    )
    return session.exec(asked).all()


def told(
    session: Session, place: Participant, *, limit: int, offset: int = 0
) -> Sequence[Notification]:
    """What she was told, the latest first."""
    asked = select(Notification).where(
        Notification.district_id == place.district_id, Notification.participant_id == place.id
    )
    return session.exec(
        asked.order_by(col(Notification.id).desc()).limit(limit).offset(offset)
    ).all()


def get(session: Session, place: Participant, which: uuid.UUID) -> Notification:
    """One of hers."""
    found = session.get(Notification, (place.district_id, which))
    if found is None or found.participant_id != place.id:
        raise NotFound("notification")
    return found
