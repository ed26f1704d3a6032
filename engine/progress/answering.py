"""What an admin answers when a correction left a conferred degree incomplete: keep it, or not."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import people
from engine.errors import NoteMissing, NotFound, NotInQuestion
from engine.outbox import announce
from engine.people import Act, Actor
from engine.progress.events import ConferralRevoked, ConferralUpheld
from engine.progress.tables import Conferral


def answer_question(
    session: Session,
    participant: uuid.UUID,
    degree: str,
    *,
    keep: bool,
    note: str,
    by: Actor,
    now: datetime,
) -> Conferral:
    """Let a questioned conferral stand, or revoke it; either way the note says why.

    What is revoked stays recorded with its audit, and no longer counts as granted.
    """
    key = (by.participant.district_id, participant, degree)
    conferral = session.get(Conferral, key, with_for_update={"key_share": True})
    if conferral is None:
        raise NotFound("conferral")
    place = people.participant(session, conferral.district_id, conferral.participant_id)
    by.must(Act.CORRECT, place)
    if conferral.questioned_at is None:
        raise NotInQuestion(conferral.degree)
    if not note.strip():
        raise NoteMissing()
    happened: type[ConferralUpheld | ConferralRevoked]
    if keep:
        conferral.upheld_at, happened = now, ConferralUpheld
    else:
        conferral.revoked_at, conferral.revoked_why, happened = now, note.strip(), ConferralRevoked
    conferral.questioned_at = None
    session.add(conferral)
    session.flush()
    announce(
        session,
        happened(place.district_id, place.id, conferral.degree, note.strip()),
        by=by.participant.id,
        now=now,
    )
    return conferral
