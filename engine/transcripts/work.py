"""Approved work as a document tells it that travels: what was done, and nobody beside its owner."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence, people, students
from engine.evidence import PROGRAM, Decision, Evidence, Named, Status
from engine.people import Participant
from rules.facts import Completion


@dataclass(frozen=True)
class Piece:
    """One completion, and what of its evidence may stand in a document."""

    completion: Completion
    claim: Evidence
    points: int
    """What the ledger holds for it, before caps."""
    statement: str
    """What she did in her practice, in the words that were approved."""
    measure: str
    """What was counted before and after; empty where that is not told."""
    source: str
    """Where a figure stands; empty where that is not told."""
    reviewers: tuple[str, ...] | None
    """Who approved it; empty where a rule of the pack did; None where it was read unnamed."""


def pieces(
    session: Session, place: Participant, booked: Mapping[str, int], now: datetime
) -> list[Piece]:
    """Everything that counts, in the order of days; `booked` are the ledger's points by source."""
    claims = {each.source: each for each in evidence.mine(session, place)}
    found = [(each, claims[each.source]) for each in evidence.completions(session, place)]
    approvals = evidence.all_approvals(session, place)
    deciders = {claim.id: list(_deciders(session, claim, approvals)) for _done, claim in found}
    names = people.names(
        session, place.district_id, {by for each in deciders.values() for by in each}
    )
    unnamed = evidence.blind_activities(session, place.district_id)
    fits = _Discretion.about(session, place, now)
    return [
        Piece(
            done,
            claim,
            booked.get(done.source, 0),
            fits.told(claim, claim.did),
            fits.told(claim, claim.measure),
            fits.told(claim, claim.value_source),
            None
            if claim.activity in unnamed
            else tuple(names[by] for by in dict.fromkeys(deciders[claim.id])),
        )
        for done, claim in found
    ]


def _deciders(
    session: Session, claim: Evidence, approvals: Mapping[uuid.UUID, Sequence[Decision]]
) -> Iterator[uuid.UUID]:
    """Who approved it; of a part that follows a team's work, who approved that."""
    taken = approvals.get(claim.id, ())
    follows = claim.credited_as is None  # What the program credits is no part of a team's work.
    if follows and any(each.by == PROGRAM for each in taken):
        work = evidence.teams.work_of(session, claim)
        taken = evidence.approvals(session, work) if work else ()
    return (each.by for each in taken if each.by != PROGRAM)


@dataclass(frozen=True)
class _Discretion:
    """What of somebody's words may leave the evidence in which they stand."""

    names: Sequence[str]
    """The students whose names she keeps."""
    anonymous: frozenset[str]
    """The activities that are about a colleague who is not to be named."""
    now: datetime

    @classmethod
    def about(cls, session: Session, place: Participant, now: datetime) -> "_Discretion":
        anonymous = frozenset(
            key
            for each in catalogs.timeline(session, place.district_id).recorded
            for key, activity in each.catalog.activities.items()
            if activity.anonymous
        )
        return cls(students.names_of(session, people.acting(session, place)), anonymous, now)

    def told(self, claim: Evidence, text: str) -> str:
        """The words as they were approved, unless somebody could be known by them.

        Families that agreed to a name agreed to it in that evidence, and to no document.
        """
        as_approved = claim.status is Status.APPROVED and (
            claim.decided_at is not None and claim.decided_at <= self.now
        )
        tells_of_others = claim.activity in self.anonymous or claim.named in _NAMES
        if not as_approved or tells_of_others:
            return ""
        is_somebodys = claim.named is None and bool(students.find(text, self.names))
        return "" if is_somebodys else text.strip()


_NAMES = (Named.AGREED, Named.BOTH)
