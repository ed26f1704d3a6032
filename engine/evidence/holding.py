"""Holding evidence: of two acts at the same instant, the second sees what the first has done."""

from sqlmodel import Session

from engine import catalogs, ledger, store
from engine.evidence.tables import Evidence
from engine.people import Participant


def hold(session: Session, claim: Evidence) -> None:
    """See it as it is now, and keep others from changing it until this transaction ends."""
    store.hold_row(session, claim)


def hold_both(session: Session, owner: Participant, reviewer: Participant) -> None:
    """Hold both records in one order for everybody, so that two who review each other go on."""
    for each in sorted((owner, reviewer), key=lambda place: place.id):
        if ledger.hold(session, each):
            catalogs.look_again(session, each.district_id)
