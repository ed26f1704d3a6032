"""Roles given and taken back, each kept as an event: who, whom, what, where and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from engine.errors import LastAdmin
from engine.outbox import announce, told_of
from engine.people.actions import hold_district
from engine.people.events import RoleGiven, RoleTaken
from engine.people.permits import Act, Actor
from engine.people.queries import names
from engine.people.tables import Participant, Role, RoleGrant


@dataclass(frozen=True)
class RoleChange:
    """One role that was given or taken back."""

    given: bool
    role: Role
    school: str
    by: str
    """Whose act it was; nobody's when a district began, or at the prompt."""
    at: datetime


def grant_role(
    session: Session,
    place: Participant,
    role: Role,
    *,
    school: str = "",
    by: Actor | None = None,
    now: datetime,
) -> None:
    """Give a role, for a school or the whole district; `by` is None when a district begins."""
    if by is not None:
        by.must(Act.ADMINISTER, place)
    key = (place.district_id, place.id, role, school)
    if session.get(RoleGrant, key) is None:
        session.add(
            RoleGrant(
                district_id=place.district_id, participant_id=place.id, role=role, school=school
            )
        )
        session.flush()
        given = RoleGiven(place.district_id, place.id, role.value, school)
        announce(session, given, by=by.participant.id if by else None, now=now)


def take_role(
    session: Session,
    place: Participant,
    role: Role,
    *,
    school: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Take a role back; nothing happens when it was not given. An admin always remains."""
    by.must(Act.ADMINISTER, place)
    hold_district(session, place.district_id)
    grant = session.get(RoleGrant, (place.district_id, place.id, role, school))
    is_admins = role is Role.DISTRICT_ADMIN and not school
    if grant is not None and is_admins and is_last_admin(session, place):
        raise LastAdmin()
    if grant is not None:
        session.delete(grant)
        session.flush()
        taken = RoleTaken(place.district_id, place.id, role.value, school)
        announce(session, taken, by=by.participant.id, now=now)


def role_changes(
    session: Session, actor: Actor, place: Participant, *, now: datetime
) -> Sequence[RoleChange]:
    """Every role that was given to her or taken back, the last one first."""
    actor.must(Act.ADMINISTER, place)
    rows = told_of(session, place.district_id, place.id, RoleGiven, RoleTaken, by=now)
    who = names(session, place.district_id, {row.by for row in rows if row.by})
    return [
        RoleChange(
            row.kind == RoleGiven.__name__,
            Role(row.facts["role"]),
            row.facts["school"],
            who.get(row.by, "") if row.by else "",
            row.at,
        )
        for row in reversed(rows)
    ]


def is_last_admin(session: Session, place: Participant) -> bool:
    """Whether she alone, of those who are still here, administers the whole district."""
    admins = session.exec(
        select(RoleGrant.participant_id)
        .join(
            Participant,
            (col(Participant.district_id) == col(RoleGrant.district_id))
            & (col(Participant.id) == col(RoleGrant.participant_id)),
        )
        .where(
            RoleGrant.district_id == place.district_id,
            RoleGrant.role == Role.DISTRICT_ADMIN,
            RoleGrant.school == "",
            col(Participant.left_on).is_(None),
        )
    ).all()
    return set(admins) == {place.id}
