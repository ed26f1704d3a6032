"""Holding evidence: of two acts at the same instant, the second sees what the first has done."""

from sqlmodel import Session

from engine.evidence.tables import Evidence


def hold(session: Session, claim: Evidence) -> None:
    """See it as it is now, and keep others from changing it until this transaction ends."""
    session.flush()
    # Not against rows that merely refer to it, such as an artifact that is added meanwhile.
    session.refresh(claim, with_for_update={"key_share": True})
