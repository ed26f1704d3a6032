"""Verifying what was granted: the rules are asked again, and the ledger is held against them."""

from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, ledger, people
from engine.errors import NoCatalog
from engine.evidence.completions import work
from engine.evidence.tables import Decision, Evidence, Status, Verdict
from engine.ledger import Fault


def verify(session: Session, district: str) -> Iterator[Fault]:
    """Every participant who was granted something else than the rules say; the first line of each.

    Everything that is approved was approved by somebody.
    """
    for _, faults in groupby(differences(session, district), lambda fault: fault.participant_id):
        yield next(faults)
    yield from unapproved(session, district)


def differences(
    session: Session, district: str, between: people.Between | None = None
) -> Iterator[Fault]:
    """Every line that scoring all approved evidence from nothing would book otherwise."""
    try:
        catalogs.timeline(session, district)
    except NoCatalog:
        return
    for place in people.everybody(session, district, between):
        lines = work(session, place).scored.lines
        for posting in ledger.unsettled(session, place, lines):
            row = " ".join(filter(None, (posting.source, posting.rule, posting.currency)))
            booked = ledger.booked_under(session, place, posting)
            expected, found = f"{booked + posting.points} points", f"{booked} points"
            yield Fault("entry", place.id, row, expected, found)


def unapproved(session: Session, district: str) -> Iterator[Fault]:
    """Evidence that counts as approved, and whose last decision is none or another one."""
    last = (
        sa.select(col(Decision.evidence_id), col(Decision.verdict))
        .where(col(Decision.district_id) == district)
        .order_by(col(Decision.at), col(Decision.id))
    )
    verdicts = {evidence_id: verdict for evidence_id, verdict in session.execute(last)}
    approved = sa.select(col(Evidence.id), col(Evidence.participant_id)).where(
        col(Evidence.district_id) == district, col(Evidence.status) == Status.APPROVED
    )
    for evidence_id, participant_id in session.execute(approved.order_by(col(Evidence.id))):
        verdict = verdicts.get(evidence_id)
        if verdict is not Verdict.APPROVED:
            row, found = f"evidence/{evidence_id}", verdict or "no decision"
            yield Fault("evidence", participant_id, row, "an approval", found)
