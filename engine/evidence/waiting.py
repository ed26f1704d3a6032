"""What waits for a decision: the queue of a reviewer."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func
from sqlmodel import Session, col, select

from engine.evidence.blinding import blind_activities
from engine.evidence.queued import Hold, waits_for
from engine.evidence.second_looks import as_if_waiting, asked_of
from engine.evidence.tables import Evidence, SecondLook, Taking
from engine.people import Act, Actor, Participant, Person


class QueueOrder(StrEnum):
    """By what a queue is sorted; among equals the oldest promise comes first."""

    PROMISED = "promised"
    SINCE = "since"
    NAME = "name"


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: the evidence, and whose it is unless it is read without names."""

    claim: Evidence
    school: str | None = None
    """Her school's key, empty for the district office."""
    name: str = ""


def queue(
    session: Session,
    actor: Actor,
    *,
    school: str | None = None,
    activities: Sequence[str] | None = None,
    search: str = "",
    hold: Hold = Hold.FREE,
    order: QueueOrder = QueueOrder.PROMISED,
    falling: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Waiting]:
    """What waits for this reviewer and is not her own, the oldest promise first if not asked.

    Of a school, of some activities, or of whoever has these letters in her name; what is read
    without names has neither school nor name here.
    """
    actor.must(Act.REVIEW)
    unnamed = blind_activities(session, actor.participant.district_id)
    asked = _of_owners(select(Evidence, Participant.school, Person.name, SecondLook))
    asked = (
        asked.join(Person, col(Person.id) == col(Participant.person_id))
        .outerjoin(SecondLook, asked_of())
        .where(*waits_for(session, actor, hold), *_filtered(unnamed, school, activities, search))
        .order_by(*_in_order(unnamed, order, falling=falling))
        .limit(limit)
        .offset(offset)
    )
    return [
        _waiting(as_if_waiting(claim, look) if look else claim, school, name, unnamed)
        for claim, school, name, look in session.exec(asked)
    ]


def queue_length(
    session: Session,
    actor: Actor,
    *,
    school: str | None = None,
    activities: Sequence[str] | None = None,
    search: str = "",
    hold: Hold = Hold.FREE,
) -> int:
    """How much waits for this reviewer."""
    if not actor.may(Act.REVIEW):
        return 0
    unnamed = blind_activities(session, actor.participant.district_id)
    asked = _of_owners(select(func.count()).select_from(Evidence))
    whose = (*waits_for(session, actor, hold), *_filtered(unnamed, school, activities, search))
    return int(session.exec(asked.where(*whose)).one())


def queue_counts(
    session: Session, actor: Actor, *, hold: Hold = Hold.FREE
) -> Mapping[tuple[str | None, str], int]:
    """How much waits for this reviewer, by school, where that is told, and activity."""
    actor.must(Act.REVIEW)
    unnamed = blind_activities(session, actor.participant.district_id)
    asked = _of_owners(select(Participant.school, Evidence.activity, func.count()))
    rows = session.exec(
        asked.where(*waits_for(session, actor, hold)).group_by(
            col(Participant.school), col(Evidence.activity)
        )
    )
    found: Counter[tuple[str | None, str]] = Counter()
    for school, activity, number in rows:
        found[None if activity in unnamed else school, activity] += number
    return found


def taken_by(
    session: Session, actor: Actor, claims: Iterable[Evidence]
) -> Mapping[uuid.UUID, Sequence[Taking]]:
    """Who has each of these reviews now, by the evidence's id; what nobody has is left out."""
    rows = session.exec(
        select(Taking)
        .where(
            Taking.district_id == actor.participant.district_id,
            col(Taking.evidence_id).in_([each.id for each in claims]),
            col(Taking.ended_at).is_(None),
        )
        .order_by(col(Taking.evidence_id), col(Taking.taken_at), col(Taking.id))
    )
    grouped = groupby(rows, lambda taking: taking.evidence_id)
    return {evidence_id: list(each) for evidence_id, each in grouped}


def _in_order(unnamed: Collection[str], order: QueueOrder, *, falling: bool) -> list[Any]:
    names = case((col(Evidence.activity).in_(unnamed), ""), else_=func.lower(col(Person.name)))
    promised = func.coalesce(col(SecondLook.until), col(Evidence.answer_by))
    since = func.coalesce(col(SecondLook.asked_at), col(Evidence.submitted_at))
    first: Any = {
        QueueOrder.PROMISED: promised,
        QueueOrder.SINCE: since,
        QueueOrder.NAME: names,
    }[order]
    return [first.desc() if falling else first, promised, since, col(Evidence.id)]


def _waiting(claim: Evidence, school: str, name: str, unnamed: Collection[str]) -> Waiting:
    return Waiting(claim) if claim.activity in unnamed else Waiting(claim, school, name)


def _of_owners(asked: Any) -> Any:
    return asked.join(
        Participant,
        and_(
            col(Participant.district_id) == col(Evidence.district_id),
            col(Participant.id) == col(Evidence.participant_id),
        ),
    )


def _filtered(
    unnamed: Collection[str], school: str | None, activities: Sequence[str] | None, search: str
) -> list[ColumnElement[bool]]:
    """What is read without names is found by no name and no school: that would tell them."""
    conditions = [_named(part) for part in search.split()]
    if conditions or school is not None:
        conditions.append(col(Evidence.activity).not_in(unnamed))
    if school is not None:
        conditions.append(col(Participant.school) == school)
    if activities is not None:
        conditions.append(col(Evidence.activity).in_(activities))
    return conditions


def _named(part: str) -> ColumnElement[bool]:
    """Whose name has these letters."""
    bearers = select(Person.id).where(col(Person.name).icontains(part, autoescape=True))
    return col(Participant.person_id).in_(bearers)
