"""Verifying what was granted: the rules are asked again, and the ledger is held against them."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, ledger
from engine.errors import NoCatalog
from engine.evidence.completions import completions
from engine.ledger import Fault
from engine.people import Participant
from rules.scoring import desired_lines


def verify(session: Session, district: str) -> Iterator[Fault]:
    """Every participant who was granted something else than the rules say; the first line of each.

    It is what replaying all approved evidence from nothing would book.
    """
    try:
        timeline = catalogs.timeline(session, district)
    except NoCatalog:
        return
    everybody = sa.select(Participant).where(col(Participant.district_id) == district)
    for place in session.scalars(everybody.order_by(col(Participant.id))).all():
        lines = desired_lines(completions(session, place), timeline)
        for posting in ledger.unsettled(session, place, lines)[:1]:
            row = " ".join(filter(None, (posting.source, posting.rule, posting.currency)))
            booked = ledger.booked_under(session, place, posting)
            expected, found = f"{booked + posting.points} points", f"{booked} points"
            yield Fault("entry", place.id, row, expected, found)
