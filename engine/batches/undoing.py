"""Undoing a batch as one act: what follows for everybody is shown before anything is done."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from sqlmodel import Session, col, select

from engine import corrections, evidence, people
from engine.batches.holding import hold_all
from engine.batches.rehearsing import Concerned, Watch, all_of, beside, do_for_each, rehearse
from engine.batches.running import Going
from engine.batches.tables import Batch, BatchPiece
from engine.corrections import Consequences, Picture
from engine.errors import AlreadyUndone, ConsequencesChanged, NotFound, NotPermitted
from engine.evidence import Evidence, Status, Verdict
from engine.people import Act, Actor, Participant
from engine.store import Store


@dataclass(frozen=True)
class Undoing:
    """What undoing a batch means: for whom what follows, and what stays as it is."""

    undone: frozenset[uuid.UUID]
    """The pieces; the others were decided anew meanwhile, or are no longer the reviewer's alone."""
    follows: Mapping[uuid.UUID, Consequences]
    """By participant."""

    @property
    def digest(self) -> str:
        """By which what is done can be held against what was shown."""
        told = [each.digest for each in self.follows.values()]
        told += sorted(map(str, self.undone))
        return sha256("\n".join(told).encode()).hexdigest()


def get(session: Session, actor: Actor, batch_id: uuid.UUID) -> Batch:
    """A batch, for whoever approved it and for admins."""
    found = session.get(Batch, (actor.participant.district_id, batch_id))
    if found is None:
        raise NotFound("batch")
    if found.by != actor.participant.id and not actor.may(Act.CORRECT):
        raise NotPermitted("batch")
    return found


def recent(session: Session, actor: Actor, *, limit: int = 10) -> Sequence[Batch]:
    """The latest batches of hers; an admin sees everybody's."""
    asked = select(Batch).where(Batch.district_id == actor.participant.district_id)
    if not actor.may(Act.CORRECT):
        asked = asked.where(Batch.by == actor.participant.id)
    return session.exec(asked.order_by(col(Batch.at).desc(), col(Batch.id)).limit(limit)).all()


def pieces(session: Session, batch: Batch) -> Sequence[Evidence]:
    """What it approved, as it stands today; by owner."""
    return session.exec(
        select(Evidence)
        .join(
            BatchPiece,
            (col(BatchPiece.district_id) == col(Evidence.district_id))
            & (col(BatchPiece.evidence_id) == col(Evidence.id)),
        )
        .where(BatchPiece.district_id == batch.district_id, BatchPiece.batch_id == batch.id)
        .order_by(col(Evidence.participant_id), col(Evidence.id))
    ).all()


def foresee_undo(store: Store, batch: Batch, *, by: Actor, now: datetime) -> Undoing:
    """Everything that would follow, exactly: it is done on copies, and nobody waits for it."""
    with store.session() as session:
        concerned = _concerned(session, batch, by)

    def act(session: Session) -> Undoing:
        return _undone(session, batch, by=by, now=now, note="…", mail=False)

    return rehearse(store, batch.district_id, concerned, act, now=now)[0]


def undo(
    session: Session, batch: Batch, *, by: Actor, now: datetime, note: str, shown: str
) -> Undoing:
    """Take all of its approvals back; nothing is done when that is not what was `shown`."""
    return _keep(
        session, batch.id, _undone(session, batch, by=by, now=now, note=note), by, now, shown
    )


def undo_beside(
    store: Store,
    batch: Batch,
    *,
    by: Actor,
    now: datetime,
    note: str,
    shown: str,
    going: Going | None = None,
) -> Undoing:
    """The same, rehearsed first: others wait no longer than it takes to write it down."""
    with store.session() as session:
        concerned = _concerned(session, batch, by)

    def act(session: Session, watch: Watch = all_of) -> Undoing:
        found = _undone(session, batch, by=by, now=now, note=note, watch=watch)
        return _as_shown(found, shown)

    def kept(session: Session, undone: Undoing) -> Undoing:
        if going is not None:
            going.ended(session, batch.id, len(undone.undone))
        return _keep(session, batch.id, undone, by, now, shown)

    watched = partial(act, watch=going.watch) if going else act
    return beside(store, batch.district_id, concerned, watched, kept, plain=act, now=now)


def _concerned(session: Session, batch: Batch, by: Actor) -> Concerned:
    every = pieces(session, batch)
    whose = {by.participant.id, batch.by, *(each.participant_id for each in every)}
    return Concerned.by(session, batch.district_id, {each.id for each in every}, whose)


def _as_shown(undone: Undoing, shown: str) -> Undoing:
    if undone.digest != shown:
        raise ConsequencesChanged()
    return undone


def _keep(
    session: Session, batch: uuid.UUID, undone: Undoing, by: Actor, now: datetime, shown: str
) -> Undoing:
    """Keep that it was undone, by whom and when."""
    key = (by.participant.district_id, batch)
    found = session.get_one(Batch, key)
    _must_stand(found)
    _as_shown(undone, shown)
    found.undone_at, found.undone_by = now, by.participant.id
    session.add(found)
    session.flush()
    return undone


def _must_stand(batch: Batch) -> None:
    if batch.undone_at is not None:
        raise AlreadyUndone()


def _undone(
    session: Session,
    batch: Batch,
    *,
    by: Actor,
    now: datetime,
    note: str,
    mail: bool = True,
    watch: Watch = all_of,
) -> Undoing:
    _must_stand(batch)
    every = pieces(session, batch)
    whose = {by.participant.id, batch.by, *(each.participant_id for each in every)}
    hold_all(session, batch.district_id, every, whose)
    undone = [each for each in every if _may_undo(session, batch, each, by, now)]
    places = {
        each.participant_id: people.participant(session, each.district_id, each.participant_id)
        for each in undone
    }
    before = {key: Picture.of(session, place, now=now) for key, place in places.items()}

    def take_back(whose: uuid.UUID) -> None:
        for each in undone:
            if each.participant_id == whose:
                _take_back(session, each, by=by, now=now, note=note)

    def uncredit_reviews() -> None:
        if not by.may(Act.CORRECT):
            for each in undone:
                whom = by.participant.id
                evidence.uncredit_review(session, each.district_id, each.id, whom, now=now)

    do_for_each(session, watch([*places]), take_back, uncredit_reviews, now=now, mail=mail)
    return Undoing(
        frozenset(each.id for each in undone),
        {key: _followed(session, place, before[key], now) for key, place in places.items()},
    )


def _followed(session: Session, place: Participant, before: Picture, now: datetime) -> Consequences:
    lines = corrections.lines_after(session, place, before.entries)
    return Consequences(before, Picture.of(session, place, now=now), lines)


def _may_undo(session: Session, batch: Batch, claim: Evidence, by: Actor, now: datetime) -> bool:
    """Whether the approval of the batch still stands, and is hers to take back."""
    last = evidence.decisions(session, claim)[-1:]
    stands = claim.status is Status.APPROVED and any(
        each.verdict is Verdict.APPROVED and each.at == batch.at for each in last
    )
    if not stands or by.may(Act.CORRECT):
        return stands
    return corrections.may_take_back(session, claim, by=by, now=now)


def _take_back(session: Session, claim: Evidence, *, by: Actor, now: datetime, note: str) -> None:
    if by.may(Act.CORRECT):
        evidence.undo_approval(session, claim, by=by, now=now, note=note)
    else:
        corrections.take_back(session, claim, by=by, now=now)
