"""Questions about help: one's own, what waits for a coach, and how long it took her."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs, people
from engine.coaching.tables import HelpRequest, HelpWord
from engine.errors import NotFound
from engine.people import Act, Actor, Participant, Role, RoleGrant
from rules.terms import SchoolYear

_SHOWN = 100


@dataclass(frozen=True)
class Hours:
    """A coach's log of one school year."""

    since: date
    minutes: int
    requests: int


def get(session: Session, actor: Actor, request_id: uuid.UUID) -> HelpRequest:
    """A request, for whoever asked, for its coach, for who may take it, and for admins."""
    found = session.get(HelpRequest, (actor.participant.district_id, request_id))
    if found is None or not _may_see(session, actor, found):
        raise NotFound("help")
    return found


def words(session: Session, asked: HelpRequest) -> Sequence[HelpWord]:
    """What both sides said, as it came."""
    return session.exec(
        select(HelpWord)
        .where(HelpWord.district_id == asked.district_id, HelpWord.request_id == asked.id)
        .order_by(col(HelpWord.id))
    ).all()


def asked_by(session: Session, place: Participant, *, limit: int = 50) -> Sequence[HelpRequest]:
    """What somebody asked, the latest first."""
    return session.exec(
        select(HelpRequest)
        .where(HelpRequest.district_id == place.district_id, HelpRequest.participant_id == place.id)
        .order_by(col(HelpRequest.id).desc())
        .limit(limit)
    ).all()


def queue(session: Session, actor: Actor) -> Sequence[HelpRequest]:
    """What is open and hers, or free for her to take; what waits longest first."""
    return _open(session, actor, _SHOWN)


def waiting_for(session: Session, actor: Actor) -> int:
    """How much of it there is."""
    return len(_open(session, actor, None))


def coaches_for(session: Session, asked: HelpRequest) -> Sequence[Participant]:
    """Who is asked: whom the pack names, else the coaches of her school, else the admins."""
    owner = people.participant(session, asked.district_id, asked.participant_id)
    if asked.asked_of is not None:
        return [people.participant(session, asked.district_id, asked.asked_of)]
    coaches = _with(session, owner, Role.COACH, ("", owner.school))
    return coaches or _with(session, owner, Role.DISTRICT_ADMIN, ("",))


def hours(session: Session, place: Participant, *, now: datetime) -> Hours:
    """What she wrote down this school year."""
    catalog = catalogs.current(session, place.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    first = SchoolYear.of(today, catalog.year_starts).first
    since = datetime.combine(first, time(), ZoneInfo(catalog.district.timezone))
    minutes, requests = session.exec(
        select(
            sa.func.coalesce(sa.func.sum(HelpWord.minutes), 0),
            sa.func.count(sa.distinct(col(HelpWord.request_id))),
        ).where(
            HelpWord.district_id == place.district_id,
            HelpWord.by == place.id,
            HelpWord.at >= since,
            HelpWord.minutes > 0,
        )
    ).one()
    return Hours(first, int(minutes), int(requests))


def may_take(session: Session, actor: Actor, asked: HelpRequest) -> bool:
    """Whether she may help: whom the pack names, a coach of the school, or an admin."""
    if actor.participant.id == asked.participant_id:
        return False
    if actor.participant.id == asked.asked_of:
        return actor.may(Act.TAKE_PART)
    owner = people.participant(session, asked.district_id, asked.participant_id)
    return actor.may(Act.COACH, owner)


def _may_see(session: Session, actor: Actor, asked: HelpRequest) -> bool:
    if actor.participant.id in (asked.participant_id, asked.coach):
        return True
    if asked.coach is not None:
        return actor.may(Act.ADMINISTER)
    return may_take(session, actor, asked)


def _open(session: Session, actor: Actor, limit: int | None) -> Sequence[HelpRequest]:
    me = actor.participant
    is_free = col(HelpRequest.coach).is_(None)
    hers = [col(HelpRequest.coach) == me.id, sa.and_(is_free, col(HelpRequest.asked_of) == me.id)]
    if actor.may(Act.ADMINISTER):
        hers.append(is_free)
    elif actor.has(Role.COACH):
        schools = actor.schools(Role.COACH)
        near = sa.true() if schools is None else col(Participant.school).in_(sorted(schools))
        hers.append(sa.and_(is_free, near))
    return session.exec(
        select(HelpRequest)
        .join(
            Participant,
            sa.and_(
                col(Participant.district_id) == col(HelpRequest.district_id),
                col(Participant.id) == col(HelpRequest.participant_id),
            ),
        )
        .where(
            HelpRequest.district_id == me.district_id,
            col(HelpRequest.closed_at).is_(None),
            HelpRequest.participant_id != me.id,
            sa.or_(*hers),
        )
        .order_by(col(HelpRequest.asked_at), col(HelpRequest.id))
        .limit(limit)
    ).all()


def _with(
    session: Session, owner: Participant, role: Role, schools: Sequence[str]
) -> Sequence[Participant]:
    return session.exec(
        select(Participant)
        .join(
            RoleGrant,
            sa.and_(
                col(RoleGrant.district_id) == col(Participant.district_id),
                col(RoleGrant.participant_id) == col(Participant.id),
            ),
        )
        .where(
            Participant.district_id == owner.district_id,
            Participant.id != owner.id,
            col(Participant.left_on).is_(None),
            RoleGrant.role == role,
            col(RoleGrant.school).in_(schools),
        )
        .distinct()
        .order_by(col(Participant.id))
    ).all()
