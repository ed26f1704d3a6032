"""What waits for a decision: the queue of a reviewer, and who has a piece of evidence."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from engine import people
from engine.evidence.tables import Decision, Evidence, Status, Verdict
from engine.people import Act, Actor, Participant, Person, Role, RoleGrant


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: the evidence, whose it is, and her name."""

    claim: Evidence
    owner: Participant
    name: str


def queue(
    session: Session,
    actor: Actor,
    *,
    school: str | None = None,
    activities: Sequence[str] | None = None,
    search: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Waiting]:
    """What waits for this reviewer and is not her own, the oldest promise first.

    Of a school, of some activities, or of whoever has these letters in her name.
    """
    actor.must(Act.REVIEW)
    asked = _of_owners(select(Evidence, Participant, Person.name))
    asked = (
        asked.join(Person, col(Person.id) == col(Participant.person_id))
        .where(*_waits_for(actor), *_filtered(school, activities, search))
        .order_by(col(Evidence.answer_by), col(Evidence.submitted_at), col(Evidence.id))
        .limit(limit)
        .offset(offset)
    )
    return [Waiting(*row) for row in session.exec(asked)]


def queue_length(
    session: Session,
    actor: Actor,
    *,
    school: str | None = None,
    activities: Sequence[str] | None = None,
    search: str = "",
) -> int:
    """How much waits for this reviewer."""
    if not actor.may(Act.REVIEW):
        return 0
    asked = _of_owners(select(func.count()).select_from(Evidence))
    found = session.exec(asked.where(*_waits_for(actor), *_filtered(school, activities, search)))
    return int(found.one())


def queue_counts(session: Session, actor: Actor) -> Mapping[tuple[str, str], int]:
    """How much waits for this reviewer, by school and activity."""
    actor.must(Act.REVIEW)
    asked = _of_owners(select(Participant.school, Evidence.activity, func.count()))
    rows = session.exec(
        asked.where(*_waits_for(actor)).group_by(col(Participant.school), col(Evidence.activity))
    )
    return {(school, activity): number for school, activity, number in rows}


def held_by(session: Session, claim: Evidence) -> Sequence[str]:
    """The names of those who may decide on it: its school's reviewers, else the admins."""
    owner = people.participant(session, claim.district_id, claim.participant_id)
    reviewers = _names(session, claim, Role.REVIEWER, ("", owner.school))
    return reviewers or _names(session, claim, Role.DISTRICT_ADMIN, ("",))


def _names(session: Session, claim: Evidence, role: Role, schools: Sequence[str]) -> Sequence[str]:
    """People with this role who have not approved it already, those of one school first."""
    found = session.exec(
        select(RoleGrant.participant_id, RoleGrant.school)
        .join(
            Participant,
            and_(
                col(Participant.district_id) == col(RoleGrant.district_id),
                col(Participant.id) == col(RoleGrant.participant_id),
            ),
        )
        .join(Evidence, col(Evidence.district_id) == col(RoleGrant.district_id))
        .where(
            RoleGrant.district_id == claim.district_id,
            Evidence.id == claim.id,
            RoleGrant.role == role,
            RoleGrant.participant_id != claim.participant_id,
            col(RoleGrant.school).in_(schools),
            col(Participant.left_on).is_(None),
            ~_approved(col(RoleGrant.participant_id)),
        )
    ).all()
    ranks: dict[uuid.UUID, bool] = {}
    for someone, school in found:
        ranks[someone] = ranks.get(someone, True) and not school
    names = people.names(session, claim.district_id, ranks)
    return [names[one] for one in sorted(ranks, key=lambda one: (ranks[one], names[one]))]


def _of_owners(asked: Any) -> Any:
    return asked.join(
        Participant,
        and_(
            col(Participant.district_id) == col(Evidence.district_id),
            col(Participant.id) == col(Evidence.participant_id),
        ),
    )


def _filtered(
    school: str | None, activities: Sequence[str] | None, search: str
) -> list[ColumnElement[bool]]:
    conditions = [_named(part) for part in search.split()]
    if school is not None:
        conditions.append(col(Participant.school) == school)
    if activities is not None:
        conditions.append(col(Evidence.activity).in_(activities))
    return conditions


def _named(part: str) -> ColumnElement[bool]:
    """Whose name has these letters."""
    bearers = select(Person.id).where(col(Person.name).icontains(part, autoescape=True))
    return col(Participant.person_id).in_(bearers)


def _waits_for(actor: Actor) -> list[ColumnElement[bool]]:
    """Submitted, not her own, from a school that she reviews, and not approved by her already."""
    conditions: list[ColumnElement[bool]] = [
        col(Evidence.district_id) == actor.participant.district_id,
        col(Evidence.status) == Status.SUBMITTED,
        col(Evidence.participant_id) != actor.participant.id,
        ~_approved(actor.participant.id),
    ]
    schools = actor.schools(Role.REVIEWER)
    if schools is not None and not actor.has(Role.DISTRICT_ADMIN):
        conditions.append(col(Participant.school).in_(sorted(schools)))
    return conditions


def _approved(someone: Any) -> ColumnElement[bool]:
    """Whether an approval of theirs stands: of what was handed in last, and not overruled."""
    one: Any = aliased(Decision)
    later: Any = aliased(Decision)
    overruled = exists().where(
        later.district_id == one.district_id,
        later.evidence_id == one.evidence_id,
        later.verdict != Verdict.APPROVED,
        later.at >= one.at,
    )
    return exists().where(
        one.district_id == Evidence.district_id,
        one.evidence_id == Evidence.id,
        one.by == someone,
        one.verdict == Verdict.APPROVED,
        one.at >= Evidence.submitted_at,
        ~overruled,
    )
