"""Verifying credentials: each is earned, and says what was announced when it was issued."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlmodel import Session, select

from engine import ledger, people
from engine.credentials import actions, queries
from engine.credentials.events import CredentialIssued, CredentialRevoked
from engine.credentials.tables import Credential
from engine.ledger import Fault, Said, Whose
from engine.outbox import all_of


def verify(session: Session, district: str, *, now: datetime) -> Iterator[Fault]:
    """Every credential that was changed since it was announced, is not earned, or is missing."""
    yield from altered(session, district)
    yield from unearned(session, district, now=now)


def altered(session: Session, district: str) -> Iterator[Fault]:
    """Every credential that does not say what was announced of it."""
    announced = _announced(session, district)
    yield from ledger.differences("credential", _kept(session, district), announced)


def unearned(
    session: Session, district: str, between: people.Between | None = None, *, now: datetime
) -> Iterator[Fault]:
    """Every credential that stands without being earned, and every one that is missing."""
    for place in people.everybody(session, district, between):
        held = queries.of(session, place)
        should = set(actions.due(session, place, held, now))
        is_ = {(each.attainment, each.key) for each in held}
        for what in sorted(should ^ is_):
            told = ("issued", "nothing") if what in should else ("nothing", "issued")
            yield Fault("credential", place.id, " ".join(what), *told)


def _kept(session: Session, district: str) -> Mapping[Whose, Said]:
    rows = session.exec(select(Credential).where(Credential.district_id == district))
    return {(row.participant_id, str(row.id)): _said(row) for row in rows}


def _said(row: Credential) -> Said:
    facts = {
        "attainment": row.attainment,
        "key": row.key,
        "catalog": row.catalog,
        "earned_on": row.earned_on,
        "revoked": row.revoked_at is not None,
    }
    return Said(f"{row.attainment} {row.key}", facts)


def _announced(session: Session, district: str) -> Mapping[Whose, Said]:
    """What the events of each credential came to, the last word counting."""
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, CredentialIssued, CredentialRevoked):
        facts = dict(event.facts)
        whose = (uuid.UUID(facts.pop("participant")), facts.pop("credential"))
        before = found[whose].facts if whose in found else {}
        revoked = {"revoked": event.kind == CredentialRevoked.__name__}
        found[whose] = Said(f"credential {whose[1]}", {**before, **facts, **revoked})
    return found
