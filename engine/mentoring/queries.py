"""Questions about mentor pairs."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.mentoring.tables import MentorPair
from engine.people import Participant
from engine.store import remembered

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)


def get(session: Session, place: Participant, pair_id: uuid.UUID) -> MentorPair:
    """A pair in which she is; others have none of that id."""
    pair = session.get(MentorPair, (place.district_id, pair_id))
    if pair is None or place.id not in pair.people:
        raise NotFound("pair")
    return pair


def of(session: Session, place: Participant) -> Sequence[MentorPair]:
    """The pairs in which she is and that are not over, the latest first."""
    return session.exec(
        select(MentorPair)
        .where(
            MentorPair.district_id == place.district_id,
            or_(col(MentorPair.mentor_id) == place.id, col(MentorPair.mentee_id) == place.id),
            col(MentorPair.ended_at).is_(None),
        )
        .order_by(col(MentorPair.asked_at).desc(), col(MentorPair.id).desc())
    ).all()


def agreed(
    session: Session, district: str, mentee: uuid.UUID | None = None
) -> Sequence[MentorPair]:
    """Pairs on which both agreed, over or not, the earliest first; of all, or of one mentee."""
    asked = select(MentorPair).where(
        MentorPair.district_id == district, col(MentorPair.agreed_at).is_not(None)
    )
    if mentee is not None:
        asked = asked.where(MentorPair.mentee_id == mentee)
    return session.exec(asked.order_by(col(MentorPair.agreed_at), col(MentorPair.id))).all()


def where_any(session: Session) -> Sequence[str]:
    """The districts in which anybody accompanies somebody, or did."""
    agreed_on = select(MentorPair.district_id).where(col(MentorPair.agreed_at).is_not(None))
    return session.exec(agreed_on.distinct().order_by(MentorPair.district_id)).all()


def mentees(session: Session, mentor: Participant) -> Mapping[uuid.UUID, datetime]:
    """Whom she accompanies or did, and until when."""
    return remembered(session, MentorPair, ("mentees", *mentor.key), lambda: _of(session, mentor))


def mentors(session: Session, mentee: Participant) -> Mapping[uuid.UUID, datetime]:
    """Who accompanies her or did, and until when."""
    return remembered(session, MentorPair, ("mentors", *mentee.key), lambda: _by(session, mentee))


def _of(session: Session, mentor: Participant) -> Mapping[uuid.UUID, datetime]:
    pairs = session.exec(
        select(MentorPair).where(
            MentorPair.district_id == mentor.district_id,
            MentorPair.mentor_id == mentor.id,
            col(MentorPair.agreed_at).is_not(None),
        )
    )
    return _until((each.mentee_id, each) for each in pairs)


def _by(session: Session, mentee: Participant) -> Mapping[uuid.UUID, datetime]:
    pairs = agreed(session, mentee.district_id, mentee.id)
    return _until((each.mentor_id, each) for each in pairs)


def _until(pairs: Iterable[tuple[uuid.UUID, MentorPair]]) -> Mapping[uuid.UUID, datetime]:
    found: dict[uuid.UUID, datetime] = {}
    for someone, pair in pairs:
        until = pair.ended_at or FOR_GOOD
        found[someone] = max(until, found.get(someone, until))
    return found
