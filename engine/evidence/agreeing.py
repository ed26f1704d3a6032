"""What reviewers decided, for a report on how far they see the same."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sqlalchemy import and_
from sqlmodel import Session, col, select

from engine import catalogs
from engine.evidence.second_looks import said
from engine.evidence.tables import PROGRAM, Decision, Evidence, SecondLook, Verdict
from engine.people import Act, Actor
from rules.agreement import Decided

_Row = tuple[Decision, str, str]


@dataclass(frozen=True)
class ReadByTwo:
    """What two reviewers said of the same handing-in: a criterion's score, or the decision."""

    evidence: uuid.UUID
    rubric: str
    """Its key; empty where it is about the decision itself."""
    first: uuid.UUID
    second: uuid.UUID
    answers: tuple[int, int]
    """Scores; of a decision, 1 for approved and 0 for anything else."""


@dataclass(frozen=True)
class ReadTwice:
    """A piece with both its readings."""

    claim: Evidence
    first: Decision
    second: Decision
    """What the second reader said; it decided nothing."""


def decided(session: Session, actor: Actor, *, since: datetime) -> list[Decided]:
    """Every decision from that moment on, second looks too; what was imported is left out."""
    first = [
        Decided(decision.by, (activity, stage), decision.verdict is Verdict.APPROVED)
        for decision, activity, stage in _rows(session, actor, since)
        if decision.verdict is not Verdict.UNDONE
    ]
    return [
        *first,
        *(
            Decided(
                each.second.by,
                (each.claim.activity, each.claim.stage),
                each.second.verdict is Verdict.APPROVED,
            )
            for each in _second_looks(session, actor, since)
        ),
    ]


def read_otherwise(
    session: Session, actor: Actor, *, since: datetime, limit: int = 50
) -> list[ReadTwice]:
    """Where a second reader would have said yes instead of no, or no; the newest first.

    What was decided anew since then is left out.
    """
    found = [
        each
        for each in _second_looks(session, actor, since)
        if each.claim.decided_at == each.first.at
        and (each.second.verdict is Verdict.APPROVED) != (each.first.verdict is Verdict.APPROVED)
    ]
    return found[: -limit - 1 : -1]


def read_by_two(session: Session, actor: Actor, *, since: datetime) -> list[ReadByTwo]:
    """What somebody decided after somebody else had approved the very same, and second looks."""
    activities = catalogs.timeline(session, actor.participant.district_id).newest.catalog.activities
    found: list[ReadByTwo] = []
    for _, each in groupby(_rows(session, actor, since), lambda row: row[0].evidence_id):
        for (one, activity, _), (two, _, _) in pairwise(each):
            if _is_pair(one, two):
                offer = activities.get(activity)
                found += _pairs(one, two, offer.rubric or "" if offer else "")
    for twice in _second_looks(session, actor, since):
        offer = activities.get(twice.claim.activity)
        found += _pairs(twice.first, twice.second, offer.rubric or "" if offer else "")
    return found


def _pairs(one: Decision, two: Decision, rubric: str) -> Iterator[ReadByTwo]:
    both = (int(one.verdict is Verdict.APPROVED), int(two.verdict is Verdict.APPROVED))
    yield ReadByTwo(one.evidence_id, "", one.by, two.by, both)
    for key in sorted(one.scores.keys() & two.scores.keys()) if rubric else ():
        scores = (one.scores[key], two.scores[key])
        yield ReadByTwo(one.evidence_id, rubric, one.by, two.by, scores)


def _second_looks(session: Session, actor: Actor, since: datetime) -> list[ReadTwice]:
    """Those that were read, each beside the decision of somebody else; the oldest first."""
    actor.must(Act.ADMINISTER)
    rows = session.exec(
        select(SecondLook, Decision, Evidence)
        .join(
            Decision,
            and_(
                col(Decision.district_id) == col(SecondLook.district_id),
                col(Decision.id) == col(SecondLook.first),
            ),
        )
        .join(
            Evidence,
            and_(
                col(Evidence.district_id) == col(SecondLook.district_id),
                col(Evidence.id) == col(SecondLook.evidence_id),
            ),
        )
        .where(
            SecondLook.district_id == actor.participant.district_id,
            col(SecondLook.read_at) >= since,
            col(Decision.by) != col(SecondLook.by),
        )
        .order_by(col(SecondLook.read_at), col(SecondLook.evidence_id))
    )
    told = ((claim, first, said(look)) for look, first, claim in rows)
    return [ReadTwice(claim, first, second) for claim, first, second in told if second]


def _is_pair(one: Decision, two: Decision) -> bool:
    return (
        one.verdict is Verdict.APPROVED and two.verdict is not Verdict.UNDONE and one.by != two.by
    )


def _rows(session: Session, actor: Actor, since: datetime) -> Sequence[_Row]:
    actor.must(Act.ADMINISTER)
    return session.exec(
        select(Decision, Evidence.activity, Evidence.stage)
        .join(
            Evidence,
            and_(
                col(Evidence.district_id) == col(Decision.district_id),
                col(Evidence.id) == col(Decision.evidence_id),
            ),
        )
        .where(
            Decision.district_id == actor.participant.district_id,
            Decision.at >= since,
            Decision.by != PROGRAM,
            col(Evidence.imported_as).is_(None),
        )
        .order_by(col(Decision.evidence_id), col(Decision.at), col(Decision.id))
    ).all()
