"""Versions: what an owner had written at one time, kept so that she can see it and have it back."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from engine.errors import NotFound
from engine.evidence.drafts import thinning, wording
from engine.evidence.drafts.merging import Merged, Window
from engine.evidence.drafts.wording import Wording
from engine.evidence.tables import Artifact, Evidence, Occasion, Version
from engine.people import Actor


def versions(session: Session, actor: Actor, claim: Evidence) -> Sequence[Version]:
    """All of them to their owner, oldest first; to others, what was submitted."""
    asked = (
        select(Version)
        .where(Version.district_id == claim.district_id, Version.evidence_id == claim.id)
        .order_by(col(Version.at), col(Version.id))
    )
    if claim.participant_id != actor.participant.id:
        asked = asked.where(Version.occasion == Occasion.SUBMITTED)
    return session.exec(asked).all()


def version(session: Session, actor: Actor, claim: Evidence, version_id: uuid.UUID) -> Version:
    """One of those that this actor may see."""
    for each in versions(session, actor, claim):
        if each.id == version_id:
            return each
    raise NotFound("version")


def keep(session: Session, claim: Evidence, occasion: Occasion, *, at: datetime) -> Version:
    """Keep what stands there now, and the names of the files and links beside it."""
    kept = Version(
        district_id=claim.district_id,
        evidence_id=claim.id,
        occasion=occasion,
        begun_at=at,
        at=at,
        written=wording.of(claim),
        files=_files(session, claim),
    )
    session.add(kept)
    return kept


def keep_before(session: Session, claim: Evidence, merged: Merged, *, now: datetime) -> None:
    """Keep what stands there, when the saving that comes would make it unreachable."""
    stands = wording.of(claim)
    comes, last = stands | merged.taken, _last(session, claim)
    if stands == comes or wording.is_blank(stands) or (last and last.written == stands):
        return
    pause = now - claim.saved_at > thinning.SITTING
    if not pause and thinning.holds(comes, stands):
        return
    if pause or merged.over or last is None:
        kept = keep(session, claim, Occasion.SAVED, at=claim.saved_at)
        if merged.over:
            kept.begun_at -= thinning.SITTING  # Nothing that grows here takes its place.
    elif _grows(last, stands, claim.saved_at):
        last.written, last.at, last.files = stands, claim.saved_at, _files(session, claim)
        session.add(last)
    elif not thinning.nearly_holds(last.written, stands):
        keep(session, claim, Occasion.SAVED, at=claim.saved_at)


def keep_now(session: Session, claim: Evidence) -> None:
    """Keep what stands there, whatever comes: unless it is blank, or the last version says it."""
    stands, last = wording.of(claim), _last(session, claim)
    if not wording.is_blank(stands) and (last is None or last.written != stands):
        keep(session, claim, Occasion.SAVED, at=claim.saved_at)


def keep_aside(
    session: Session, claim: Evidence, aside: Wording, window: Window, *, now: datetime
) -> None:
    """Keep what was typed in a window that another one was ahead of."""
    earlier = session.exec(_aside(claim, window)).all()
    last = earlier[0] if earlier else None
    if last and _replaces(aside, last, earlier[1:]):
        last.written, last.at = aside, now
    else:
        last = Version(
            district_id=claim.district_id, evidence_id=claim.id, occasion=Occasion.ASIDE,
            typed_in=window.id, begun_at=now, at=now, written=aside,
        )  # fmt: skip
    session.add(last)


def _grows(last: Version, stands: Wording, at: datetime) -> bool:
    """Whether the last version is of this very sitting, and the text has grown out of it."""
    longer = _length(stands) >= _length(last.written)
    fresh = last.occasion is Occasion.SAVED and at - last.begun_at < thinning.SITTING
    return fresh and longer and thinning.nearly_holds(stands, last.written)


def _replaces(aside: Wording, last: Version, before: Sequence[Version]) -> bool:
    """Whether nothing gets lost with the last one that this window had to put aside."""
    if aside.keys() != last.written.keys():
        return False
    grown = _length(aside) >= _length(last.written)
    return (grown and thinning.nearly_holds(aside, last.written)) or any(
        thinning.nearly_holds(each.written, last.written) for each in before
    )


def _length(written: Wording) -> int:
    return sum(len(written.get(name) or "") for name in wording.TEXTS)


def _last(session: Session, claim: Evidence) -> Version | None:
    """The last version of the whole."""
    return session.exec(_latest(claim).where(Version.occasion != Occasion.ASIDE)).first()


def _aside(claim: Evidence, window: Window) -> SelectOfScalar[Version]:
    return _latest(claim).where(Version.occasion == Occasion.ASIDE, Version.typed_in == window.id)


def _latest(claim: Evidence) -> SelectOfScalar[Version]:
    return (
        select(Version)
        .where(Version.district_id == claim.district_id, Version.evidence_id == claim.id)
        .order_by(col(Version.at).desc(), col(Version.id).desc())
    )


def _files(session: Session, claim: Evidence) -> list[str]:
    return list(
        session.exec(
            select(Artifact.name)
            .where(Artifact.district_id == claim.district_id, Artifact.evidence_id == claim.id)
            .order_by(col(Artifact.id))
        )
    )
