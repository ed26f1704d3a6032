"""A second reader's answer: kept beside the first, with no effect on anybody but herself."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from engine import catalogs
from engine.errors import AlreadyDecided, NotPermitted
from engine.evidence.deciding import must_say_why
from engine.evidence.events import EvidenceEvent, ReviewFinished, ReviewTakenBack
from engine.evidence.rubrics import checked, on_scale, rubric_of
from engine.evidence.second_looks import as_asked, second_look
from engine.evidence.tables import Evidence, SecondLook, Verdict
from engine.evidence.taking import end_by_deciding, must_have_room, must_wait_for
from engine.outbox import announce
from engine.people import Actor


def read_again(
    session: Session,
    claim: Evidence,
    verdict: Verdict,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    scores: Mapping[str, int] | None = None,
) -> SecondLook:
    """Keep what the second reader would have decided, asked the same as the first."""
    must_wait_for(session, claim, by, again=True)
    look = second_look(session, claim, by=by)
    if look is None or look.read_at is not None:
        raise AlreadyDecided(claim.status)
    must_have_room(session, claim, by=by, today=catalogs.today(session, claim.district_id, now=now))
    rubric = rubric_of(session, claim)
    if verdict is Verdict.APPROVED:
        found = checked(as_asked(session, claim, by=by).claim, rubric, scores or {})
    else:
        must_say_why(note)
        found = on_scale(rubric, scores or {})
    look.by, look.read_at, look.verdict = by.participant.id, now, verdict
    look.note, look.scores = note.strip(), found
    session.add(look)
    end_by_deciding(session, claim, now=now, of=by)
    _announce(session, ReviewFinished, claim, by, now)
    return look


def leave_unread(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> None:
    """She takes her answer back: it is to be read by her or somebody else again."""
    look = second_look(session, claim, by=by)
    if look is None or look.read_at is None:
        raise NotPermitted("reconsider")
    look.by = look.read_at = look.verdict = None
    look.note, look.scores = "", {}
    session.add(look)
    session.flush()
    _announce(session, ReviewTakenBack, claim, by, now)


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, by: Actor, now: datetime
) -> None:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    announce(session, happened, by=by.participant.id, now=now)
