"""Becoming an author, inviting another, leaving; and a line for those who are."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.authors import queries
from engine.authors.events import AuthorEvent, AuthorInvited, AuthorJoined, AuthorLeft
from engine.authors.tables import Authorship, Invitation, Remark
from engine.errors import NotFound
from engine.evidence import Status
from engine.outbox import announce
from engine.people import Actor, Participant


def begin(
    session: Session,
    district: str,
    activity: str,
    participant: uuid.UUID,
    *,
    signature: str,
    now: datetime,
) -> None:
    """Let her be an author of the activity; nothing changes if she is one already."""
    if session.get(Authorship, (district, activity, participant)) is None:
        session.add(
            Authorship(
                district_id=district,
                activity=activity,
                participant_id=participant,
                signature=signature,
                since=now,
            )
        )
        session.flush()


def invite(
    session: Session, activity: str, whom: Participant, *, by: Actor, now: datetime
) -> Invitation | None:
    """Ask somebody to look after the activity too; None if she does, or was asked, already."""
    queries.must_look_after(session, by, activity)
    if activity not in catalogs.current(session, whom.district_id, now=now).activities:
        raise NotFound("activity")
    key = (whom.district_id, activity, whom.id)
    if session.get(Authorship, key) or session.get(Invitation, key):
        return None
    asked = Invitation(
        district_id=whom.district_id,
        activity=activity,
        participant_id=whom.id,
        invited_by=by.participant.id,
        invited_at=now,
    )
    session.add(asked)
    session.flush()
    _tell(session, AuthorInvited, whom.id, activity, by=by, now=now)
    return asked


def accept(session: Session, activity: str, signature: str, *, by: Actor, now: datetime) -> None:
    """Look after it with the others, shown under this name, or under none."""
    asked = _taken_off(session, activity, by)
    me = by.participant
    begin(session, me.district_id, activity, me.id, signature=signature, now=now)
    _tell(session, AuthorJoined, asked.invited_by, activity, by=by, now=now)


def refuse(session: Session, activity: str, *, by: Actor) -> None:
    """Rather not; nobody is told."""
    _taken_off(session, activity, by)


def sign(session: Session, activity: str, signature: str, *, by: Actor) -> None:
    """Be shown under another name, or no longer under any."""
    hers = _hers(session, activity, by)
    hers.signature = signature
    session.add(hers)
    session.flush()


def leave(session: Session, activity: str, *, by: Actor, now: datetime) -> None:
    """Look after it no longer; what a catalog says stays as it is until the next one."""
    session.delete(_hers(session, activity, by))
    session.flush()
    _tell(session, AuthorLeft, by.participant.id, activity, by=by, now=now)


def remark(
    session: Session,
    evidence_id: uuid.UUID,
    text: str,
    *,
    signed: bool,
    by: Actor,
    now: datetime,
) -> None:
    """Leave a line for the authors of what she did, or take it back with an empty one."""
    claim = evidence.get(session, by, evidence_id)
    if claim.participant_id != by.participant.id or claim.status is not Status.APPROVED:
        raise NotFound("evidence")
    before = session.get(Remark, (claim.district_id, claim.id))
    if not text:
        if before is not None:
            session.delete(before)
    else:
        said = before or Remark(
            district_id=claim.district_id,
            evidence_id=claim.id,
            activity=claim.activity,
            participant_id=claim.participant_id,
            text=text,
            at=now,
        )
        said.text, said.signed, said.at = text, signed, now
        session.add(said)
    session.flush()


def _taken_off(session: Session, activity: str, by: Actor) -> Invitation:
    me = by.participant
    asked = session.get(Invitation, (me.district_id, activity, me.id))
    if asked is None:
        raise NotFound("invitation")
    session.delete(asked)
    session.flush()
    return asked


def _hers(session: Session, activity: str, by: Actor) -> Authorship:
    me = by.participant
    found = session.get(Authorship, (me.district_id, activity, me.id))
    if found is None:
        raise NotFound("activity")
    return found


def _tell(
    session: Session,
    event: type[AuthorEvent],
    whom: uuid.UUID,
    activity: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    fact = event(by.participant.district_id, whom, activity)
    announce(session, fact, by=by.participant.id, now=now)
