"""What reviewers decided, for a report on how far they see the same."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sqlalchemy import and_
from sqlmodel import Session, col, select

from engine import catalogs
from engine.evidence.tables import PROGRAM, Decision, Evidence, Verdict
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


def decided(session: Session, actor: Actor, *, since: datetime) -> list[Decided]:
    """Every decision from that moment on; what was imported is left out."""
    return [
        Decided(decision.by, (activity, stage), decision.verdict is Verdict.APPROVED)
        for decision, activity, stage in _rows(session, actor, since)
        if decision.verdict is not Verdict.UNDONE
    ]


def read_by_two(session: Session, actor: Actor, *, since: datetime) -> list[ReadByTwo]:
    """What somebody decided after somebody else had approved the very same."""
    activities = catalogs.timeline(session, actor.participant.district_id).newest.catalog.activities
    found: list[ReadByTwo] = []
    for _, each in groupby(_rows(session, actor, since), lambda row: row[0].evidence_id):
        for (one, activity, _), (two, _, _) in pairwise(each):
            if _is_pair(one, two):
                offer = activities.get(activity)
                found += _pairs(one, two, offer.rubric or "" if offer else "")
    return found


def _pairs(one: Decision, two: Decision, rubric: str) -> Iterator[ReadByTwo]:
    both = (int(one.verdict is Verdict.APPROVED), int(two.verdict is Verdict.APPROVED))
    yield ReadByTwo(one.evidence_id, "", one.by, two.by, both)
    for key in sorted(one.scores.keys() & two.scores.keys()) if rubric else ():
        scores = (one.scores[key], two.scores[key])
        yield ReadByTwo(one.evidence_id, rubric, one.by, two.by, scores)


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
