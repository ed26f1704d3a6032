"""What readers of a proposal do: take it, let it go, ask back, decline, bring it to the studio."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import studio
from engine.errors import NoteMissing, NotFound
from engine.people import Act, Actor
from engine.proposals import queries
from engine.proposals.actions import held, must_be, must_have, note_step, tell
from engine.proposals.events import (
    ProposalAskedBack,
    ProposalDeclined,
    ProposalInStudio,
    ProposalTaken,
)
from engine.proposals.tables import Proposed, Status, Step
from engine.proposals.wording import Wording, entry, section_of
from engine.studio import Draft
from rules import writing


def take(session: Session, which: uuid.UUID, *, by: Actor, now: datetime) -> Proposed:
    """Have it: whoever proposed it is told who reads it. An admin may take it from another."""
    proposed = _to_read(session, which, by, (Status.SUBMITTED,))
    if proposed.held_by == by.participant.id:
        return proposed
    if not by.may(Act.ADMINISTER):
        must_have(session, proposed, by)
    _have(proposed, by, now)
    note_step(session, proposed, Step.TAKEN, by=by, now=now)
    tell(session, proposed, ProposalTaken, by=by, now=now)
    return proposed


def let_go(session: Session, which: uuid.UUID, note: str, *, by: Actor, now: datetime) -> Proposed:
    """Leave it to others, perhaps with a word for them."""
    proposed = _to_read(session, which, by, (Status.SUBMITTED,))
    must_have(session, proposed, by)
    proposed.held_by, proposed.held_at = None, None
    note_step(session, proposed, Step.LET_GO, by=by, now=now, note=note)
    return proposed


def ask_back(
    session: Session, which: uuid.UUID, note: str, *, by: Actor, now: datetime
) -> Proposed:
    """Ask for something more; she writes on it again, and it comes back to the same reader."""
    proposed = _to_answer(session, which, note, by, now)
    proposed.status = Status.ASKED_BACK
    note_step(session, proposed, Step.ASKED_BACK, by=by, now=now, note=note)
    tell(session, proposed, ProposalAskedBack, by=by, now=now)
    return proposed


def decline(session: Session, which: uuid.UUID, note: str, *, by: Actor, now: datetime) -> Proposed:
    """Say why it does not go into the catalog, also after it stood in a draft."""
    proposed = _to_answer(session, which, note, by, now, also=Status.IN_STUDIO)
    proposed.status = Status.DECLINED
    note_step(session, proposed, Step.DECLINED, by=by, now=now, note=note)
    tell(session, proposed, ProposalDeclined, by=by, now=now)
    return proposed


def bring_to_studio(
    session: Session, which: uuid.UUID, draft_id: uuid.UUID, *, by: Actor, now: datetime
) -> Proposed:
    """Write it into a draft of the next catalog, where it is finished like everything else."""
    proposed = _to_read(session, which, by, (Status.SUBMITTED,))
    draft = studio.draft(session, by, draft_id)
    said, section = Wording.of(proposed), section_of(proposed.wanted)
    key = writing.free_key(draft.files, section, writing.key_of(said.title) or section)
    written = studio.Insert((section, key), entry(said, _languages(draft)))
    studio.edit(session, draft_id, written, revision=draft.revision, by=by, now=now)
    _have(proposed, by, now)
    proposed.status = Status.IN_STUDIO
    proposed.draft_id, proposed.key = draft_id, key
    note_step(session, proposed, Step.IN_STUDIO, by=by, now=now)
    tell(session, proposed, ProposalInStudio, by=by, now=now)
    return proposed


def name_key(session: Session, which: uuid.UUID, key: str, *, by: Actor, now: datetime) -> Proposed:
    """Say what the catalog calls it, where that was changed in the studio."""
    by.must(Act.ADMINISTER)
    proposed = _to_read(session, which, by, (Status.IN_STUDIO,))
    proposed.key = key
    proposed.changed_at = now
    session.add(proposed)
    session.flush()
    return proposed


def _to_read(
    session: Session, which: uuid.UUID, by: Actor, statuses: tuple[Status, ...]
) -> Proposed:
    """A proposal of somebody else's; nobody judges her own."""
    proposed = held(session, which, by)
    if not queries.may_read(session, proposed, by):
        raise NotFound("proposal")
    must_be(proposed, statuses)
    return proposed


def _to_answer(
    session: Session,
    which: uuid.UUID,
    note: str,
    by: Actor,
    now: datetime,
    *,
    also: Status = Status.SUBMITTED,
) -> Proposed:
    proposed = _to_read(session, which, by, (Status.SUBMITTED, also))
    must_have(session, proposed, by)
    if not note.strip():
        raise NoteMissing()
    _have(proposed, by, now)
    return proposed


def _have(proposed: Proposed, by: Actor, now: datetime) -> None:
    if proposed.held_by != by.participant.id:
        proposed.held_by, proposed.held_at = by.participant.id, now


def _languages(draft: Draft) -> tuple[str, ...]:
    """Those of the pack, as it is written; it need not be sound."""
    try:
        found = writing.written_at(draft.files, ("pack", "languages"))
    except writing.Nowhere:
        return ()
    return tuple(str(each) for each in found) if isinstance(found, list) else ()
