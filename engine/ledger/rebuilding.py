"""Rebuilding a balance from the entries, when what was kept of it says something else."""

from sqlmodel import Session

from engine.ledger.actions import hold
from engine.ledger.verifying import added_up
from engine.people import Participant


def rebuild(session: Session, place: Participant) -> None:
    """Set the participant's balance to what her entries come to."""
    hold(session, place)
    session.merge(added_up(session, place))
    session.flush()
