"""Approving many pieces as one act: foretold first, then done, and kept as a batch."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence, imports, progress
from engine.batches.holding import hold_all
from engine.batches.reading import Piece
from engine.batches.tables import Batch, BatchPiece
from engine.evidence import Evidence
from engine.people import Act, Actor
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
    for own in _by_owner(pieces):
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
    claims = _approved(session, pieces, by=by, now=now, note=note)
    return keep(session, claims, by=by, now=now)


def keep(session: Session, claims: Sequence[Evidence], *, by: Actor, now: datetime) -> Batch:
    """Keep that these were approved together."""
    batch = Batch(district_id=by.participant.district_id, by=by.participant.id, at=now)
    session.add(batch)
    session.flush()
    session.add_all(
        BatchPiece(district_id=batch.district_id, batch_id=batch.id, evidence_id=claim.id)
        for claim in claims
    )
    session.flush()
    return batch


def _approved(
    session: Session, pieces: Sequence[Piece], *, by: Actor, now: datetime, note: str
) -> list[Evidence]:
    """The evidence of each piece, approved."""
    district = by.participant.district_id
    waiting = {
        piece.key: session.get_one(Evidence, (district, piece.what.id))
        for piece in pieces
        if isinstance(piece.what, Evidence)
    }
    whose = {by.participant.id, *(piece.owner.id for piece in pieces)}
    hold_all(session, district, waiting.values(), whose)
    rows = [piece.what for piece in pieces if not isinstance(piece.what, Evidence)]
    imports.load(session, rows, now=now)
    done = evidence.taken_in(session, district, [row.approved.known_as for row in rows])
    for key, claim in waiting.items():
        version = int(key.rpartition(":")[2])
        done[key] = evidence.approve(session, claim, by=by, now=now, note=note, version=version)
    return [done[piece.key] for piece in pieces]


def _completion(session: Session, piece: Piece, now: datetime) -> Completion:
    """The piece as the rules would see it."""
    if not isinstance(piece.what, Evidence):
        return piece.what.approved.completion(now)
    claim = piece.what
    scores = evidence.with_met(session, claim, evidence.rubric_of(session, claim), None)
    return evidence.completion(evidence.as_seen(claim, scores))


def _by_owner(pieces: Sequence[Piece]) -> Iterable[Sequence[Piece]]:
    found: dict[uuid.UUID, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.owner.id, []).append(piece)
    return found.values()
