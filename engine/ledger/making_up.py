"""Leaving somebody what she was granted although its cause is taken back."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from engine.ledger.actions import append, locked_balance
from engine.ledger.postings import KEPT, Posting, booked
from engine.ledger.tables import EntryKind
from engine.outbox import Announced
from engine.people import Participant


def make_up(
    session: Session,
    place: Participant,
    source: str,
    *,
    undone: Announced,
    kept: Announced,
    now: datetime,
) -> None:
    """Reverse what stands under a source, and give it back by adjustments of the same sum.

    So the ledger says both, and no number moves. Settling goes on from the adjustments.
    """
    balance = locked_balance(session, place)
    stands = [each for each in booked(session, place).values() if _is_of(each, source)]
    reversals = [
        replace(each, points=-each.points, kind=EntryKind.REVERSAL, reason="reversed")
        for each in stands
    ]
    adjustments = [replace(each, kind=EntryKind.ADJUSTMENT, reason=KEPT) for each in stands]
    append(session, balance, [(each, undone.id) for each in reversals], now)
    append(session, balance, [(each, kept.id) for each in adjustments], now)


def _is_of(posting: Posting, source: str) -> bool:
    return posting.source == source and posting.points != 0
