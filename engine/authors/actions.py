"""Becoming an author."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine.authors.tables import Authorship


def begin(
    session: Session,
    district: str,
    activity: str,
    participant: uuid.UUID,
    *,
    signature: str,
    now: datetime,
) -> None:
    """Let her be an author of the activity; nothing changes if she is one already."""
    if session.get(Authorship, (district, activity, participant)) is None:
        session.add(
            Authorship(
                district_id=district,
                activity=activity,
                participant_id=participant,
                signature=signature,
                since=now,
            )
        )
        session.flush()
