"""When evidence was handed in and taken back: every time, and not the last time alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from engine.evidence.events import EvidenceSubmitted, EvidenceWithdrawn
from engine.evidence.tables import Evidence
from engine.outbox import told_of


def comings_and_goings(session: Session, claim: Evidence) -> Sequence[tuple[datetime, bool]]:
    """The moments in order, each with whether it was handed in then; else it was taken back."""
    rows = told_of(
        session, claim.district_id, claim.participant_id, EvidenceSubmitted, EvidenceWithdrawn,
        by=claim.saved_at,
    )  # fmt: skip
    return [
        (row.at, row.kind == EvidenceSubmitted.__name__)
        for row in rows
        if row.facts["evidence"] == str(claim.id)
    ]
