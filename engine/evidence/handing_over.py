"""Handing over: what was promised and is not answered gets a new reviewer, day by day."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from engine import catalogs
from engine.evidence import conflicts
from engine.evidence.events import ReviewHandedOver, ReviewsHandedOver, ReviewWentBack
from engine.evidence.holding import hold
from engine.evidence.second_looks import lapse
from engine.evidence.tables import Ended, Evidence, Status, Taking
from engine.evidence.taking import end, takings
from engine.evidence.verdicts import approvals
from engine.outbox import announce
from engine.people import Participant, Role, RoleGrant

LOT = 100
"""How much is looked at in one transaction: others wait for it no longer than a moment."""

_Promise = tuple[date | None, datetime | None, uuid.UUID]
"""What is overdue goes by the day that was promised, then by when it was handed in."""


@dataclass(frozen=True)
class Handed:
    """What was handed over in one go."""

    pieces: int
    after: _Promise | None
    """Where the next go begins; None when that was the last one."""


def hand_over(
    session: Session, district: str, *, now: datetime, after: _Promise | None = None
) -> Handed:
    """Free what was kept too long, and give what is overdue to the next who may decide on it.

    One lot of it, after what was looked at before; with the last one each reviewer is told of all
    of hers. Doing it twice on one day does nothing more.
    """
    catalog = catalogs.current(session, district, now=now)
    today = catalogs.local_day(catalog, now)
    if after is None:
        lapse(session, district, today)
        _free(session, district, today, now)
    overdue = _overdue(session, district, today, after)
    reviewers = _Reviewers.of(session, district) if overdue else _Reviewers()
    until = catalog.school_days.later(today, catalog.review.keep_school_days)
    pieces = 0
    for claim, owner, had in overdue:
        hold(session, claim)
        done = {each.by for each in approvals(session, claim)}
        done |= conflicts.shunned(session, claim, owner)
        waits = claim.status is Status.SUBMITTED and not takings(session, claim)
        following = reviewers.next(owner, had, done) if waits else None
        if following:  # Else somebody was quicker, or nobody is there.
            _give(session, claim, following, until, now)
            pieces += 1
    session.flush()
    if len(overdue) == LOT:
        last = overdue[-1][0]
        return Handed(pieces, (last.answer_by, last.submitted_at, last.id))
    _tell(session, district, until, now)
    return Handed(pieces, None)


def given(session: Session, place: Participant, at: datetime) -> Sequence[Evidence]:
    """What was handed over to a reviewer at that moment, the oldest promise first."""
    return session.exec(
        select(Evidence)
        .join(Taking, _of_evidence())
        .where(
            Taking.district_id == place.district_id,
            Taking.by == place.id,
            Taking.taken_at == at,
            col(Taking.given),
        )
        .order_by(col(Evidence.answer_by), col(Evidence.submitted_at), col(Evidence.id))
    ).all()


@dataclass
class _Reviewers:
    """Everybody who reviews or administers here, and how much each has just now."""

    grants: list[tuple[uuid.UUID, Role, str]] = field(default_factory=list)
    load: Counter[uuid.UUID] = field(default_factory=Counter)

    @classmethod
    def of(cls, session: Session, district: str) -> "_Reviewers":
        grants = session.exec(
            select(RoleGrant.participant_id, RoleGrant.role, RoleGrant.school)
            .join(
                Participant,
                and_(
                    col(Participant.district_id) == col(RoleGrant.district_id),
                    col(Participant.id) == col(RoleGrant.participant_id),
                ),
            )
            .where(
                RoleGrant.district_id == district,
                col(RoleGrant.role).in_((Role.REVIEWER, Role.DISTRICT_ADMIN)),
                col(Participant.left_on).is_(None),
            )
        )
        has = session.exec(
            select(Taking.by).where(Taking.district_id == district, col(Taking.ended_at).is_(None))
        )
        return cls([*grants], Counter(has))

    def next(
        self, owner: Participant, had: Counter[uuid.UUID], done: Iterable[uuid.UUID]
    ) -> uuid.UUID | None:
        """Who had it least often: reviewers before admins, and whoever has least to do."""
        ranks = {
            someone: rank
            for rank, role in ((1, Role.DISTRICT_ADMIN), (0, Role.REVIEWER))
            for someone, of, school in self.grants
            if of is role and school in ("", owner.school)
        }
        able = ranks.keys() - {owner.id, *done}
        if not able:
            return None
        chosen = min(able, key=lambda one: (had[one], ranks[one], self.load[one], one))
        self.load[chosen] += 1
        return chosen


def _tell(session: Session, district: str, until: date, now: datetime) -> None:
    """Each reviewer hears once of all that she was given this morning."""
    given = session.execute(
        sa.select(col(Taking.by), sa.func.count())
        .where(col(Taking.district_id) == district, col(Taking.taken_at) == now, col(Taking.given))
        .group_by(col(Taking.by))
        .order_by(col(Taking.by))
    )
    for reviewer, pieces in given.all():
        fact = ReviewsHandedOver(district, reviewer, pieces, until)
        announce(session, fact, by=None, now=now)
    session.flush()


def _free(session: Session, district: str, today: date, now: datetime) -> None:
    """What was kept too long goes back: to the queue or, when it is overdue, to somebody else."""
    rows = session.exec(
        select(Taking, Evidence)
        .join(Evidence, _of_evidence())
        .where(Taking.district_id == district, col(Taking.ended_at).is_(None), Taking.until < today)
        .order_by(col(Taking.id))
    ).all()
    for taking, claim in rows:
        waits = claim.status is Status.SUBMITTED
        late = waits and claim.answer_by is not None and claim.answer_by < today
        end(session, taking, Ended.HANDED_OVER if late else Ended.WENT_BACK, now=now)
        back = ReviewWentBack(district, claim.participant_id, claim.id, taking.by)
        announce(session, back, by=None, now=now)
    session.flush()


def _overdue(
    session: Session, district: str, today: date, after: _Promise | None
) -> list[tuple[Evidence, Participant, Counter[uuid.UUID]]]:
    """What nobody has although its day is over, with how often each reviewer had it in vain."""
    order: tuple[Any, ...] = (col(Evidence.answer_by), col(Evidence.submitted_at), col(Evidence.id))
    now: Any = aliased(Taking)
    held = exists().where(
        now.district_id == Evidence.district_id,
        now.evidence_id == Evidence.id,
        now.ended_at.is_(None),
    )
    late: tuple[Any, ...] = (
        Evidence.district_id == district,
        Evidence.status == Status.SUBMITTED,
        col(Evidence.answer_by) < today,
        ~held,
    )
    if after is not None:
        places = (sa.literal(each, of.type) for each, of in zip(after, order, strict=True))
        late = (*late, sa.tuple_(*order) > sa.tuple_(*places))
    rows = session.exec(
        select(Evidence, Participant)
        .join(
            Participant,
            and_(
                col(Participant.district_id) == col(Evidence.district_id),
                col(Participant.id) == col(Evidence.participant_id),
            ),
        )
        .where(*late)
        .order_by(*order)
        .limit(LOT)
    ).all()
    shown = [claim.id for claim, _owner in rows]
    before = session.exec(
        select(Taking)
        .join(Evidence, _of_evidence())
        .where(
            Taking.district_id == district,
            col(Taking.evidence_id).in_(shown),
            col(Taking.taken_at) >= col(Evidence.submitted_at),
        )
        .order_by(col(Taking.evidence_id))
    )
    had = {
        claim: Counter(each.by for each in those)
        for claim, those in groupby(before, lambda taking: taking.evidence_id)
    }
    return [(claim, owner, had.get(claim.id, Counter())) for claim, owner in rows]


def _give(
    session: Session, claim: Evidence, reviewer: uuid.UUID, until: date, now: datetime
) -> None:
    session.add(
        Taking(
            district_id=claim.district_id, evidence_id=claim.id, by=reviewer,
            taken_at=now, until=until, given=True,
        )
    )  # fmt: skip
    fact = ReviewHandedOver(claim.district_id, claim.participant_id, claim.id, reviewer)
    announce(session, fact, by=None, now=now)


def _of_evidence() -> ColumnElement[bool]:
    return and_(
        col(Taking.district_id) == col(Evidence.district_id),
        col(Taking.evidence_id) == col(Evidence.id),
    )
