"""What the operator's scanner is asked about files, and what follows from its answers."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from engine.evidence.describing import forget
from engine.evidence.events import FileRefusedByScan
from engine.evidence.tables import Artifact, Evidence, Scan
from engine.outbox import announce
from engine.store import hold_row

_AGAIN_AFTER = timedelta(minutes=2)
"""Longer than a scanner has time, so that no two ask about the same file at once."""


def next_unscanned(session: Session, district: str, *, now: datetime) -> Artifact | None:
    """A file about which the scanner is to be asked now; what was never asked about comes first."""
    due = (col(Artifact.scan_tried_at).is_(None)) | (
        col(Artifact.scan_tried_at) < now - _AGAIN_AFTER
    )
    found = session.exec(
        select(Artifact)
        .where(*_unscanned(district), due)
        .order_by(
            col(Artifact.scan_tried_at).is_not(None), col(Artifact.scan_tried_at), col(Artifact.id)
        )
        .limit(1)
    ).first()
    if found is None:
        return None
    tried_at = found.scan_tried_at
    hold_row(session, found)
    if found.scan_tried_at != tried_at:
        return None  # Somebody else asks about it just now.
    found.scan_tried_at = now
    session.add(found)
    session.flush()
    return found


def note_scan(
    session: Session, district: str, digest: str, *, refused: bool, now: datetime
) -> None:
    """Keep what was said of a file, wherever in the district it stands; a refused one is let go."""
    rows = session.exec(
        select(Artifact, Evidence)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Artifact.district_id))
            & (col(Evidence.id) == col(Artifact.evidence_id)),
        )
        .where(*_unscanned(district), Artifact.digest == digest)
        .order_by(col(Artifact.id))
    ).all()
    for artifact, claim in rows:
        artifact.scan = Scan.REFUSED if refused else Scan.CLEAN
        session.add(artifact)
        if refused:
            forget(session, artifact, now=now)
            event = FileRefusedByScan(district, claim.participant_id, claim.id)
            announce(session, event, by=None, now=now)
    session.flush()


def unscanned_since(session: Session, district: str, *, before: datetime) -> int:
    """How many files that were added before this moment still wait for the scanner."""
    asked = select(func.count()).where(*_unscanned(district), col(Artifact.added_at) < before)
    return session.exec(asked).one()


def _unscanned(district: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Artifact.district_id) == district,
        col(Artifact.scan) == Scan.OPEN,
        col(Artifact.digest) != "",
        col(Artifact.forgotten_at).is_(None),
    )
