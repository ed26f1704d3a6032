"""Issuing badges and degrees, and revoking what is no longer earned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs, evidence, progress
from engine.credentials import queries
from engine.credentials.events import CredentialIssued, CredentialRevoked
from engine.credentials.tables import Attainment, Credential
from engine.errors import NotPermitted
from engine.outbox import Announced, announce
from engine.people import Actor, Participant
from rules.badges import earned_badges

_What = tuple[Attainment, str]


@dataclass(frozen=True)
class _Due:
    """A credential that the record calls for."""

    earned_on: date
    catalog: int


def issue(session: Session, place: Participant, *, cause: Announced, now: datetime) -> None:
    """Bring the participant's credentials in line with her record; twice changes nothing.

    A badge that is no longer earned is revoked, and one that is earned again is reinstated under
    its old id, with its old day where the record carries it by then. A conferred degree keeps its
    credential until somebody decides otherwise.
    """
    held = {(each.attainment, each.key): each for each in queries.of(session, place, revoked=True)}
    earned = due(session, place, held.values(), now)
    for what, credential in held.items():
        if what not in earned and credential.revoked_at is None:
            _revoke(session, credential, "no_longer_earned", now)
    for what in earned:
        _issue_or_reinstate(session, place, what, earned[what], held.get(what), cause, now)


def make_public(session: Session, credential: Credential, public: bool, *, by: Actor) -> Credential:
    """Let anyone with the address see it, or nobody; only the earner decides."""
    if (credential.district_id, credential.participant_id) != by.participant.key:
        raise NotPermitted("share_credential")
    credential.public = public
    session.add(credential)
    session.flush()
    return credential


def mark_seen(session: Session, place: Participant, *, now: datetime) -> None:
    """The earner has seen what she was given; it is celebrated once."""
    for credential in queries.unseen(session, place):
        credential.seen_at = now
        session.add(credential)
    session.flush()


def due(
    session: Session, place: Participant, held: Iterable[Credential], now: datetime
) -> Mapping[_What, _Due]:
    """What the record calls for; badges that are held keep their day."""
    timeline = catalogs.timeline_of(session, place)
    earned = earned_badges(
        evidence.completions(session, place),
        timeline,
        progress.satisfied(session, place, now=now),
        known={each.key: each.earned_on for each in held if each.revoked_at is None},
    )
    badges = {
        (Attainment.BADGE, each.badge): _Due(each.on, timeline.in_force(each.on).number)
        for each in earned
    }
    degrees = {
        (Attainment.DEGREE, each.degree): _Due(each.conferred_on, each.catalog)
        for each in progress.conferrals(session, place)
    }
    return badges | degrees


def _issue_or_reinstate(
    session: Session,
    place: Participant,
    what: _What,
    due: _Due,
    held: Credential | None,
    cause: Announced,
    now: datetime,
) -> None:
    if held is not None and held.revoked_at is None:
        return
    attainment, key = what
    credential = held or Credential(
        district_id=place.district_id,
        participant_id=place.id,
        attainment=attainment,
        key=key,
        catalog=due.catalog,
        earned_on=due.earned_on,
        issued_at=now,
        event_id=cause.id,
    )
    if due.earned_on > credential.earned_on:  # an earlier day moved nothing while it stood, either
        credential.catalog, credential.earned_on = due.catalog, due.earned_on
    credential.revoked_at, credential.revoked_why = None, ""
    session.add(credential)
    whose = (place.district_id, place.id, credential.id)
    happened = CredentialIssued(*whose, *what, credential.catalog, credential.earned_on)
    announce(session, happened, by=None, now=now)


def _revoke(session: Session, credential: Credential, why: str, now: datetime) -> None:
    credential.revoked_at, credential.revoked_why = now, why
    session.add(credential)
    session.flush()
    happened = CredentialRevoked(credential.district_id, credential.participant_id, credential.id)
    announce(session, happened, by=None, now=now)
