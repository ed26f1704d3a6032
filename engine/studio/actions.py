"""Beginning a draft, naming it, putting it aside, and noting that it was published."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs
from engine.errors import DraftClosed
from engine.people import Act, Actor
from engine.store import hold
from engine.studio import queries
from engine.studio.tables import Draft


def begin(
    session: Session, title: str, *, by: Actor, now: datetime, number: int | None = None
) -> Draft:
    """Begin a draft as a copy of the pack that was published last, or of that number."""
    by.must(Act.WRITE_CATALOG)
    district = by.participant.district_id
    based_on = number or catalogs.timeline(session, district).newest.number
    draft = Draft(
        district_id=district,
        title=title,
        files=dict(catalogs.files(session, district, based_on)),
        based_on=based_on,
        made_by=by.participant.id,
        made_at=now,
        changed_by=by.participant.id,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def retitle(session: Session, draft_id: uuid.UUID, title: str, *, by: Actor) -> Draft:
    """Give a draft another name."""
    draft = held(session, draft_id, by)
    draft.title = title
    session.add(draft)
    return draft


def discard(session: Session, draft_id: uuid.UUID, *, by: Actor, now: datetime) -> Draft:
    """Put a draft aside; it can be brought back as it was."""
    draft = held(session, draft_id, by)
    if draft.published is not None:
        raise DraftClosed(draft.published)
    draft.discarded_at = draft.discarded_at or now
    session.add(draft)
    return draft


def bring_back(session: Session, draft_id: uuid.UUID, *, by: Actor) -> Draft:
    """Go on with a draft that was put aside."""
    draft = held(session, draft_id, by)
    draft.discarded_at = None
    session.add(draft)
    return draft


def note_published(session: Session, draft_id: uuid.UUID, number: int, *, by: Actor) -> Draft:
    """Close a draft: its text is the catalog of that number now."""
    draft = held_open(session, draft_id, by)
    draft.published = number
    session.add(draft)
    return draft


def held(session: Session, draft_id: uuid.UUID, by: Actor) -> Draft:
    """The draft, locked until the transaction ends."""
    draft = queries.draft(session, by, draft_id)
    hold(session, Draft, (draft.district_id, draft.id))
    return draft


def held_open(session: Session, draft_id: uuid.UUID, by: Actor) -> Draft:
    """The same, for changes: a draft that was published or put aside stays as it is."""
    draft = held(session, draft_id, by)
    if not draft.open:
        raise DraftClosed(draft.published)
    return draft
