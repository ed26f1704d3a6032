"""Questions about credentials."""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, select

from engine.credentials.tables import Attainment, Credential
from engine.errors import NotFound
from engine.people import Actor, Participant


def of(
    session: Session,
    place: Participant,
    *,
    attainment: Attainment | None = None,
    revoked: bool = False,
) -> Sequence[Credential]:
    """The participant's credentials, newest first; revoked ones only when asked for."""
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
