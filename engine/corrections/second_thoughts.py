"""A reviewer's second thoughts: her own slip, taken back while nothing has grown out of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from engine import evidence, ledger, people, progress
from engine.errors import PastTakingBack
from engine.evidence import Decision, Evidence
from engine.ledger import EntryKind
from engine.people import Actor, Participant
from rules.terms import Currency

WITHIN = timedelta(minutes=30)
"""So long a slip may be taken back; later, or when more hangs on it, an admin corrects it."""


class Grown(StrEnum):
    """Why a decision is no longer its reviewer's alone."""

    OLD = "old"
    WRITTEN_ON = "written_on"
    SPENT = "spent"
    CONFERRED = "conferred"


def may_take_back(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> bool:
    """Whether this reviewer may still take back what she decided."""
    if (read_at := _read_again(session, claim, by)) is not None:
        return now - read_at <= WITHIN
    decision = evidence.own_decision(session, claim, by=by)
    return decision is not None and _grown(session, claim, decision, now) is None


def take_back(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Evidence:
    """Let the evidence wait again, as if nothing had been decided on it.

    A second reader takes nothing back but her own answer.
    """
    if (read_at := _read_again(session, claim, by)) is not None:
        if now - read_at > WITHIN:
            raise PastTakingBack(Grown.OLD)
        evidence.leave_unread(session, claim, by=by, now=now)
        return claim
    place = people.participant(session, claim.district_id, claim.participant_id)
    evidence.hold_both(session, place, by.participant)
    decision = evidence.own_decision(session, claim, by=by)
    if decision and (why := _grown(session, claim, decision, now)) is not None:
        raise PastTakingBack(why)
    return evidence.reconsider(session, claim, by=by, now=now)


def _read_again(session: Session, claim: Evidence, by: Actor) -> datetime | None:
    """When this reviewer gave a second look, if that is what she gave."""
    look = evidence.second_look(session, claim, by=by)
    return look.read_at if look else None


def _grown(session: Session, claim: Evidence, decision: Decision, now: datetime) -> Grown | None:
    place = people.participant(session, claim.district_id, claim.participant_id)
    if now - decision.at > WITHIN:
        return Grown.OLD
    if claim.saved_at > decision.at:
        return Grown.WRITTEN_ON
    if _spent_since(session, place, decision.at):
        return Grown.SPENT
    if any(each.conferred_at >= decision.at for each in progress.conferrals(session, place)):
        return Grown.CONFERRED
    return None


def _spent_since(session: Session, place: Participant, moment: datetime) -> bool:
    lines = ledger.statement(session, place, currency=Currency.REDEEMABLE)
    return any(
        line.entry.kind is EntryKind.REDEMPTION and line.entry.posted_at >= moment for line in lines
    )
