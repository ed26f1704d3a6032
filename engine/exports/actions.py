"""Keeping what somebody saves: the same content lies there once, however often it is saved."""

import io
from datetime import datetime, timedelta

from sqlmodel import Session

from engine.exports.queries import find
from engine.exports.tables import Export
from engine.integrations import Files
from engine.people import Actor


def keep(
    session: Session,
    files: Files,
    content: bytes,
    *,
    address: str,
    name: str,
    by: Actor,
    now: datetime,
) -> Export:
    """Keep the bytes that this person gets from this address now.

    `{moment}` and `{digest}` in the name become the moment and the first digits of the digest.
    """
    kept = files.keep(io.BytesIO(content), name, len(content))
    while (earlier := find(session, by, address, now)) is not None:
        if earlier.digest == kept.digest:
            return earlier
        now += timedelta(microseconds=1)  # Two moments are never told apart by their bytes alone.
    export = Export(
        district_id=by.participant.district_id,
        saved_by=by.participant.id,
        address=address,
        saved_at=now,
        name=name.format(moment=f"{now:%Y%m%dT%H%M%SZ}", digest=kept.digest[:8]),
        digest=kept.digest,
        size=kept.size,
    )
    session.add(export)
    session.flush()
    return export
