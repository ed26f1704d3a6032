"""Questions about nominations: one's own, what stands beside evidence and badges, and in sum."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs, people
from engine.errors import NotFound
from engine.evidence import Evidence, Status
from engine.nominations.tables import Nomination, State
from engine.people import Act, Actor, Participant, Person
from rules.terms import SchoolYear

_FOUND_MAX = 12


@dataclass(frozen=True)
class Year:
    """What came of the nominations of one school year, and who named each other."""

    named: int
    accepted: int
    approved: int
    waiting: int
    each_other: Sequence[tuple[uuid.UUID, uuid.UUID, int]]
    """Two people, and how often they named one another in all."""


def get(session: Session, actor: Actor, nomination_id: uuid.UUID) -> Nomination:
    """A nomination, for whoever named the work and for its owner."""
    found = session.get(Nomination, (actor.participant.district_id, nomination_id))
    if found is None or actor.participant.id not in (found.by, found.participant_id):
        raise NotFound("nomination")
    return found


def mine(session: Session, place: Participant, *, limit: int = 50) -> Sequence[Nomination]:
    """What she named and what was named of her, the latest first."""
    hers = (col(Nomination.by) == place.id, col(Nomination.participant_id) == place.id)
    return session.exec(
        select(Nomination)
        .where(Nomination.district_id == place.district_id, sa.or_(*hers))
        .order_by(col(Nomination.id).desc())
        .limit(limit)
    ).all()


def made_of(session: Session, found: Collection[Nomination]) -> dict[uuid.UUID, Status]:
    """The evidence that these became, as far as it is there, with its status."""
    ids = [each.evidence_id for each in found if each.evidence_id]
    rows = session.exec(
        select(Evidence.id, Evidence.status).where(
            col(Evidence.district_id).in_({each.district_id for each in found}),
            col(Evidence.id).in_(ids),
            col(Evidence.discarded_at).is_(None),
        )
    )
    return {claim: Status(status) for claim, status in rows}


def left(session: Session, place: Participant, *, now: datetime) -> int:
    """How many more she may write this month."""
    catalog = catalogs.current(session, place.district_id, now=now)
    first = catalogs.local_day(catalog, now).replace(day=1)
    since = datetime.combine(first, time(), ZoneInfo(catalog.district.timezone))
    written = session.exec(
        select(sa.func.count())
        .select_from(Nomination)
        .where(
            Nomination.district_id == place.district_id,
            Nomination.by == place.id,
            Nomination.named_at >= since,
        )
    ).one()
    return max(0, catalog.nominations.per_month - written)


def is_waiting(
    session: Session, me: Participant, place: Participant, activity: str, *, today: date
) -> bool:
    """Whether she has named the same already, and it is not answered."""
    found = session.exec(
        select(Nomination.id).where(
            Nomination.district_id == me.district_id,
            Nomination.by == me.id,
            Nomination.participant_id == place.id,
            Nomination.activity == activity,
            Nomination.state == State.OPEN,
            Nomination.answer_by >= today,
        )
    )
    return found.first() is not None


def colleagues(session: Session, me: Participant, search: str) -> list[tuple[Participant, Person]]:
    """Whom a name may mean, beside oneself; nobody while nothing is written."""
    if not search.strip():
        return []
    found = people.directory(session, me.district_id, search=search, limit=_FOUND_MAX)
    return [
        (place, person) for place, person in found if place.left_on is None and place.id != me.id
    ]


def beside(session: Session, claim: Evidence) -> Nomination | None:
    """What a colleague saw, when the evidence began with that."""
    if claim.nominated_by is None:
        return None
    return session.exec(
        select(Nomination).where(
            Nomination.district_id == claim.district_id, Nomination.evidence_id == claim.id
        )
    ).first()


def words_for(
    session: Session, place: Participant, activities: Collection[str]
) -> Sequence[Nomination]:
    """What colleagues saw of work on these activities that was approved, the first one first."""
    return session.exec(
        select(Nomination)
        .join(
            Evidence,
            sa.and_(
                col(Evidence.district_id) == col(Nomination.district_id),
                col(Evidence.id) == col(Nomination.evidence_id),
            ),
        )
        .where(
            Nomination.district_id == place.district_id,
            Nomination.participant_id == place.id,
            col(Nomination.activity).in_(sorted(activities)),
            Evidence.status == Status.APPROVED,
        )
        .order_by(col(Nomination.id))
    ).all()


def year(session: Session, actor: Actor, *, now: datetime) -> Year:
    """What came of this school year's nominations, for who administers."""
    actor.must(Act.ADMINISTER)
    district = actor.participant.district_id
    catalog = catalogs.current(session, district, now=now)
    today = catalogs.local_day(catalog, now)
    first = SchoolYear.of(today, catalog.year_starts).first
    since = datetime.combine(first, time(), ZoneInfo(catalog.district.timezone))
    rows = session.exec(
        select(Nomination, Evidence.status)
        .outerjoin(
            Evidence,
            sa.and_(
                col(Evidence.district_id) == col(Nomination.district_id),
                col(Evidence.id) == col(Nomination.evidence_id),
            ),
        )
        .where(Nomination.district_id == district, Nomination.named_at >= since)
    ).all()
    return Year(
        named=len(rows),
        accepted=sum(named.state is State.ACCEPTED for named, _status in rows),
        approved=sum(status is Status.APPROVED for _named, status in rows),
        waiting=sum(named.stands(today) is State.OPEN for named, _status in rows),
        each_other=_each_other(Counter((each.by, each.participant_id) for each, _status in rows)),
    )


def _each_other(
    pairs: Counter[tuple[uuid.UUID, uuid.UUID]],
) -> list[tuple[uuid.UUID, uuid.UUID, int]]:
    return sorted(
        (one, other, times + pairs[other, one])
        for (one, other), times in pairs.items()
        if one < other and (other, one) in pairs
    )
