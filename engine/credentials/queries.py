"""Questions about credentials."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from engine.credentials.events import CredentialIssued, CredentialRevoked
from engine.credentials.tables import Attainment, Credential
from engine.errors import NotFound
from engine.outbox import EventRow, told_of
from engine.people import Actor, Participant
from engine.store import looks_back_to


def of(
    session: Session,
    place: Participant,
    *,
    attainment: Attainment | None = None,
    revoked: bool = False,
) -> Sequence[Credential]:
    """The participant's credentials, newest first; revoked ones only when asked for."""
    if (moment := looks_back_to(session)) is not None:
        then = _held_by(session, place, moment)
        return [
            each
            for each in then
            if attainment in (None, each.attainment) and (revoked or each.revoked_at is None)
        ]
    asked = (
        select(Credential)
        .where(Credential.district_id == place.district_id, Credential.participant_id == place.id)
        .order_by(col(Credential.earned_on).desc(), col(Credential.id).desc())
    )
    if attainment is not None:
        asked = asked.where(Credential.attainment == attainment)
    if not revoked:
        asked = asked.where(col(Credential.revoked_at).is_(None))
    return session.exec(asked).all()


def get(session: Session, district: str, credential_id: uuid.UUID) -> Credential:
    """One credential of the district, revoked or not."""
    found = session.get(Credential, (district, credential_id))
    if found is None:
        raise NotFound("credential")
    return found


def shown(
    session: Session, district: str, credential_id: uuid.UUID, *, to: Actor | None
) -> Credential:
    """A credential that this reader may see: her own, or one that its earner made public."""
    found = get(session, district, credential_id)
    own = to is not None and (found.district_id, found.participant_id) == to.participant.key
    if not (own or found.public):
        raise NotFound("credential")
    return found


def unseen(session: Session, place: Participant) -> Sequence[Credential]:
    """What was issued and not yet seen by its earner, degrees first."""
    fresh = select(Credential).where(
        Credential.district_id == place.district_id,
        Credential.participant_id == place.id,
        col(Credential.seen_at).is_(None),
        col(Credential.revoked_at).is_(None),
    )
    return session.exec(fresh.order_by(col(Credential.attainment).desc(), col(Credential.id))).all()


def holders(session: Session, district: str, key: str) -> int:
    """How many participants hold this badge or degree."""
    found = session.exec(
        select(Credential.id).where(
            Credential.district_id == district,
            Credential.key == key,
            col(Credential.revoked_at).is_(None),
        )
    )
    return len(found.all())


def _held_by(session: Session, place: Participant, moment: datetime) -> Sequence[Credential]:
    """Every credential as it was announced by a moment, newest first."""
    kinds = (CredentialIssued, CredentialRevoked)
    found: dict[str, Credential] = {}
    for event in told_of(session, place.district_id, place.id, *kinds, by=moment):
        key = event.facts["credential"]
        if event.kind == CredentialRevoked.__name__:
            found[key].revoked_at = event.at
        else:
            kept = session.get_one(Credential, (place.district_id, uuid.UUID(key)))
            found[key] = Credential(**kept.model_dump() | _as_told(event))
    return sorted(found.values(), key=lambda each: (each.earned_on, each.id), reverse=True)


def _as_told(event: EventRow) -> dict[str, Any]:
    day = date.fromisoformat(event.facts["earned_on"])
    return {
        "catalog": event.facts["catalog"], "earned_on": day, "revoked_at": None, "revoked_why": "",
    }  # fmt: skip
