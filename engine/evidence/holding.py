"""Holding evidence: of two acts at the same instant, the second sees what the first has done."""

from sqlmodel import Session

from engine import store
from engine.evidence.tables import Evidence


def hold(session: Session, claim: Evidence) -> None:
    """See it as it is now, and keep others from changing it until this transaction ends."""
    store.hold_row(session, claim)
