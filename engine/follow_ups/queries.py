"""Whom to ask about what, one's own questions, and what came of all of them."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import NotFound
from engine.evidence import Evidence, Status
from engine.follow_ups.tables import Answer, FollowUp, NotFollowedUp
from engine.people import Act, Actor, Participant
from rules.catalog import Catalog
from rules.following_up import LATEST, Done
from rules.terms import EvidenceWanted, SchoolYear

FEWEST = 5
"""Answers of a smaller group are not told apart."""


@dataclass(frozen=True)
class Piece:
    """A piece of work that somebody may be asked about."""

    activity: str
    done: Done


@dataclass(frozen=True)
class Answered:
    """How many answered what about one activity; about several small ones together when empty."""

    activity: str
    said: Mapping[Answer, int]

    @property
    def total(self) -> int:
        return sum(self.said.values())


@dataclass(frozen=True)
class Report:
    """What came of the questions of one school year."""

    asked: int
    answered: int
    groups: Sequence[Answered]

    @property
    def rate(self) -> float:
        return self.answered / self.asked if self.asked else 0.0


def get(session: Session, place: Participant, which: uuid.UUID) -> FollowUp:
    """One question of hers, as long as the work that it is about counts."""
    found = session.get(FollowUp, (place.district_id, which))
    if found is None or found.participant_id != place.id or not _counts(session, found):
        raise NotFound("follow_up")
    return found


def mine(session: Session, place: Participant) -> Sequence[FollowUp]:
    """What she was asked, the latest first."""
    return session.exec(
        select(FollowUp)
        .join(Evidence, _ITS_EVIDENCE)
        .where(
            FollowUp.district_id == place.district_id,
            FollowUp.participant_id == place.id,
            Evidence.status == Status.APPROVED,
        )
        .order_by(col(FollowUp.asked_on).desc(), col(FollowUp.id).desc())
        .limit(50)
    ).all()


def latest(session: Session, place: Participant, *, since: date) -> FollowUp | None:
    """The last question, when it came since that day and is not answered."""
    if is_stopped(session, place):
        return None
    last = next(iter(mine(session, place)), None)
    return last if last and last.answer is None and last.asked_on >= since else None


def is_stopped(session: Session, place: Participant) -> bool:
    return session.get(NotFollowedUp, place.key) is not None


def report(session: Session, actor: Actor, *, now: datetime) -> Report:
    """This school year's questions; answers of small groups stand together, or not at all."""
    actor.must(Act.ADMINISTER)
    district = actor.participant.district_id
    catalog = catalogs.current(session, district, now=now)
    first = SchoolYear.of(catalogs.local_day(catalog, now), catalog.year_starts).first
    rows = session.exec(
        select(FollowUp.activity, FollowUp.answer)
        .join(Evidence, _ITS_EVIDENCE)
        .where(
            FollowUp.district_id == district,
            FollowUp.asked_on >= first,
            Evidence.status == Status.APPROVED,
        )
    ).all()
    said: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for activity, answered in rows:
        if answered is not None:
            said[activity][Answer(answered)] += 1
    return Report(len(rows), sum(each.total() for each in said.values()), _groups(said))


def work_to_ask_about(
    session: Session, district: str, catalog: Catalog, today: date
) -> dict[uuid.UUID, dict[str, Piece]]:
    """By participant, the latest piece of each activity's last stage that a reviewer approved."""
    days = {
        key: turns
        for key, each in catalog.activities.items()
        if (turns := catalog.follow_up_days(key))
        and each.stages[each.last_stage].evidence is not EvidenceWanted.SYSTEM
    }
    if not days:
        return {}
    farthest = max(max(turns) for turns in days.values())
    since = catalogs.end_of(session, district, today - timedelta(days=farthest) - LATEST)
    rows = session.execute(
        sa.select(
            col(Evidence.participant_id),
            col(Evidence.id),
            col(Evidence.activity),
            col(Evidence.decided_at),
            col(Evidence.stage),
        )
        .join(Participant, _ITS_OWNER)
        .where(
            col(Evidence.district_id) == district,
            col(Evidence.status) == Status.APPROVED,
            col(Evidence.activity).in_(sorted(days)),
            col(Evidence.imported_as).is_(None),
            col(Evidence.decided_at) > since,
            col(Participant.left_on).is_(None),
            ~sa.exists().where(
                col(NotFollowedUp.district_id) == col(Evidence.district_id),
                col(NotFollowedUp.participant_id) == col(Evidence.participant_id),
            ),
        )
        .order_by(col(Evidence.decided_at), col(Evidence.id))
    )
    latest: dict[tuple[uuid.UUID, str], tuple[uuid.UUID, datetime]] = {}
    for participant, claim, activity, decided_at, stage in rows:
        if stage is catalog.activities[activity].last_stage:
            latest[participant, activity] = claim, decided_at
    found: defaultdict[uuid.UUID, dict[str, Piece]] = defaultdict(dict)
    for (participant, activity), (claim, decided_at) in latest.items():
        done = Done(str(claim), catalogs.local_day(catalog, decided_at), days[activity])
        found[participant][str(claim)] = Piece(activity, done)
    return dict(found)


def asked_of(
    session: Session, district: str, whose: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[tuple[str, int], date]]:
    """What these people were asked before, and when."""
    rows = session.execute(
        sa.select(
            col(FollowUp.participant_id),
            col(FollowUp.evidence_id),
            col(FollowUp.days),
            col(FollowUp.asked_on),
        ).where(col(FollowUp.district_id) == district)
    )
    found: defaultdict[uuid.UUID, dict[tuple[str, int], date]] = defaultdict(dict)
    for participant, claim, days, day in rows:
        if participant in whose:
            found[participant][str(claim), days] = day
    return found


_ITS_EVIDENCE = sa.and_(
    col(Evidence.district_id) == col(FollowUp.district_id),
    col(Evidence.id) == col(FollowUp.evidence_id),
)
_ITS_OWNER = sa.and_(
    col(Participant.district_id) == col(Evidence.district_id),
    col(Participant.id) == col(Evidence.participant_id),
)


def _counts(session: Session, question: FollowUp) -> bool:
    claim = session.get(Evidence, (question.district_id, question.evidence_id))
    return claim is not None and claim.status is Status.APPROVED


def _groups(said: Mapping[str, Counter[Answer]]) -> list[Answered]:
    """Groups of some size by themselves; the rest together when it is as large."""
    large = {key: each for key, each in said.items() if each.total() >= FEWEST}
    rest: Counter[Answer] = Counter()
    for key, each in said.items():
        if key not in large:
            rest += each
    groups = [Answered(key, each) for key, each in large.items()]
    groups.sort(key=lambda each: (-each.total, each.activity))
    return [*groups, Answered("", rest)] if rest.total() >= FEWEST else groups
