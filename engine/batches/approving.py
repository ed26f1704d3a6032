"""Approving many pieces as one act: foretold first, then done, and kept as a batch."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from engine import catalogs, evidence, imports, progress
from engine.batches.holding import hold_all
from engine.batches.reading import Piece
from engine.batches.rehearsing import Concerned, Watch, all_of, beside, do_for_each
from engine.batches.running import Going
from engine.batches.tables import Batch, BatchPiece
from engine.evidence import Evidence
from engine.people import Act, Actor
from engine.store import Store
from rules.facts import Completion
from rules.scoring import granted


@dataclass(frozen=True)
class Brought:
    """What a piece brings: points after all caps, and the badges that come with its owner's."""

    points: int
    badges: Sequence[str]


def foresee(session: Session, pieces: Sequence[Piece], *, now: datetime) -> Mapping[str, Brought]:
    """What each piece would bring if all were approved, by its key; changes nothing."""
    found: dict[str, Brought] = {}
    for own in by_owner(pieces):
        place = own[0].owner
        more = [_completion(session, piece, now) for piece in own]
        done = [*evidence.completions(session, place), *more]
        worth = granted(done, catalogs.timeline_of(session, place))
        badges = sorted(progress.badges_with(session, place, more, now=now))
        for piece, each in zip(own, more, strict=True):
            found[piece.key] = Brought(worth[each.source].points, badges)
    return found


def approve(
    session: Session, pieces: Sequence[Piece], *, by: Actor, now: datetime, note: str = ""
) -> Batch:
    """Approve all of them, or nothing when one cannot be any more; kept to be undone."""
    by.must(Act.REVIEW)
    approved = _approved(session, pieces, by=by, now=now, note=note)
    return keep(session, approved, by=by, now=now)


def approve_beside(
    store: Store,
    pieces: Sequence[Piece],
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    going: Going | None = None,
) -> Batch:
    """The same, rehearsed first: others wait no longer than it takes to write it down."""
    by.must(Act.REVIEW)
    district = by.participant.district_id
    whose = {by.participant.id, *(piece.owner.id for piece in pieces)}
    claims = {piece.claim.id for piece in pieces if piece.claim is not None}
    with store.write() as session:
        evidence.make_ready(session, district, now=now)
    with store.session() as session:
        concerned = Concerned.by(session, district, claims, whose)

    def act(session: Session, watch: Watch = all_of) -> Sequence[uuid.UUID]:
        return _approved(session, pieces, by=by, now=now, note=note, watch=watch)

    def kept(session: Session, approved: Sequence[uuid.UUID]) -> Batch:
        batch = keep(session, approved, by=by, now=now)
        if going is not None:
            going.ended(session, batch.id, len(approved))
        return batch

    watched = partial(act, watch=going.watch) if going else act
    return beside(store, district, concerned, watched, kept, plain=act, now=now)


def keep(session: Session, approved: Iterable[uuid.UUID], *, by: Actor, now: datetime) -> Batch:
    """Keep that these were approved together."""
    batch = Batch(district_id=by.participant.district_id, by=by.participant.id, at=now)
    session.add(batch)
    session.flush()
    session.add_all(
        BatchPiece(district_id=batch.district_id, batch_id=batch.id, evidence_id=each)
        for each in approved
    )
    session.flush()
    return batch


def _approved(
    session: Session,
    pieces: Sequence[Piece],
    *,
    by: Actor,
    now: datetime,
    note: str,
    watch: Watch = all_of,
) -> list[uuid.UUID]:
    """The evidence of each piece, approved."""
    district = by.participant.district_id
    claims = [piece.claim.id for piece in pieces if piece.claim is not None]
    waiting = {each.id: each for each in evidence.these(session, district, claims)}
    whose = {by.participant.id, *(piece.owner.id for piece in pieces)}
    hold_all(session, district, waiting.values(), whose)
    done: dict[str, uuid.UUID] = {}

    def approve_own(own: Sequence[Piece]) -> None:
        done.update(_approved_of(session, own, waiting, by=by, now=now, note=note))

    def credit_reviews() -> None:
        for each in claims:
            evidence.credit_review(session, district, each, by.participant.id, now=now)

    do_for_each(session, watch(by_owner(pieces)), approve_own, credit_reviews, now=now)
    return [done[piece.key] for piece in pieces]


def _approved_of(
    session: Session,
    own: Sequence[Piece],
    waiting: Mapping[uuid.UUID, Evidence],
    *,
    by: Actor,
    now: datetime,
    note: str,
) -> Mapping[str, uuid.UUID]:
    """The pieces of one owner."""
    rows = [piece.what for piece in own if not isinstance(piece.what, Evidence)]
    imports.load(session, rows, now=now, again=True)
    taken = evidence.taken_in(
        session, by.participant.district_id, [row.approved.known_as for row in rows]
    )
    done = {key: claim.id for key, claim in taken.items()}
    for piece in own:
        if piece.claim is not None:
            claim, version = waiting[piece.claim.id], piece.claim.version
            evidence.approve(session, claim, by=by, now=now, note=note, version=version)
            done[piece.key] = claim.id
    return done


def _completion(session: Session, piece: Piece, now: datetime) -> Completion:
    """The piece as the rules would see it."""
    if not isinstance(piece.what, Evidence):
        return piece.what.approved.completion(now)
    claim = piece.what
    scores = evidence.with_met(session, claim, evidence.rubric_of(session, claim), None)
    return evidence.completion(evidence.as_seen(session, claim, scores))


def by_owner(pieces: Sequence[Piece]) -> Sequence[Sequence[Piece]]:
    """The pieces of each owner together, in the order of the list."""
    found: dict[uuid.UUID, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.owner.id, []).append(piece)
    return [*found.values()]
