"""Every decision that was taken on evidence, and the approvals among them that still stand."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from engine.evidence.tables import Decision, Evidence, Verdict
from engine.people import Participant
from engine.store import looks_back_to


def approvals(session: Session, claim: Evidence) -> Sequence[Decision]:
    """The approvals that still stand: of what was handed in last, and not overruled since."""
    return _standing(decisions(session, claim), claim.submitted_at)


def all_approvals(session: Session, place: Participant) -> dict[uuid.UUID, Sequence[Decision]]:
    """The approvals that still stand on each piece of a participant's evidence, by its id."""
    rows = session.exec(
        select(Decision, Evidence.submitted_at)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Decision.district_id))
            & (col(Evidence.id) == col(Decision.evidence_id)),
        )
        .where(
            Evidence.district_id == place.district_id,
            Evidence.participant_id == place.id,
            _taken(session),
        )
        .order_by(col(Decision.evidence_id), col(Decision.at), col(Decision.id))
    )
    found: dict[uuid.UUID, Sequence[Decision]] = {}
    for claim, each in groupby(rows, lambda row: row[0].evidence_id):
        taken, handed_in = zip(*each, strict=True)
        found[claim] = _standing(taken, handed_in[0])
    return found


def decisions(session: Session, claim: Evidence) -> Sequence[Decision]:
    """Every decision on the evidence, in the order in which they were taken."""
    return session.exec(
        select(Decision)
        .where(
            Decision.district_id == claim.district_id,
            Decision.evidence_id == claim.id,
            _taken(session),
        )
        .order_by(col(Decision.at), col(Decision.id))
    ).all()


def _taken(session: Session) -> ColumnElement[bool]:
    """That a decision was taken by the moment to which a session looks back, if it does."""
    moment = looks_back_to(session)
    return true() if moment is None else col(Decision.at) <= moment


def _standing(taken: Iterable[Decision], handed_in: datetime | None) -> Sequence[Decision]:
    """Approvals of what was handed in at that moment; taken back and rewritten, it has none."""
    standing: list[Decision] = []
    for decision in taken:
        if decision.verdict is not Verdict.APPROVED:
            standing.clear()
        elif handed_in is not None and decision.at >= handed_in:
            standing.append(decision)
    return standing
