"""One's own ratings, and the averages that are all that anybody else is told."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs
from engine.confidence.tables import Confidence
from engine.evidence import Evidence
from engine.people import Act, Actor
from rules.catalog import Catalog
from rules.confidence import Average, Rated, together
from rules.confidence import averages as averages_of
from rules.terms import SchoolYear

_ITS_EVIDENCE = sa.and_(
    col(Evidence.district_id) == col(Confidence.district_id),
    col(Evidence.id) == col(Confidence.evidence_id),
)


@dataclass(frozen=True)
class Growth:
    """What she said beside one piece of her evidence."""

    claim: Evidence
    rating: Confidence


@dataclass(frozen=True)
class Year:
    """What is told of one school year: by campus, each with its activities."""

    year: SchoolYear
    campuses: Sequence[tuple[Average, Sequence[Average]]]


def of(session: Session, me: Actor, evidence_id: uuid.UUID) -> Confidence | None:
    """What I said beside a piece of my evidence; nobody else's can be asked for."""
    return next((each.rating for each in _hers(session, me, evidence_id=evidence_id)), None)


def mine(session: Session, me: Actor, *, activity: str = "") -> Sequence[Growth]:
    """What I said so far, the latest first."""
    return _hers(session, me, activity=activity)


def averages(session: Session, actor: Actor, *, now: datetime) -> Sequence[Year]:
    """Every school year in which enough people rated themselves, the latest first.

    There is one way to cut them and no other: the same figures whoever asks, so that none can
    be taken from another.
    """
    actor.must(Act.ADMINISTER)
    district = actor.participant.district_id
    catalog = catalogs.current(session, district, now=now)
    years: defaultdict[int, list[Rated]] = defaultdict(list)
    for at, rated in sorted(_handed_in(session, district), key=_when):
        day = catalogs.local_day(catalog, at)
        years[SchoolYear.of(day, catalog.year_starts).year].append(rated)
    told = (
        Year(SchoolYear(year, catalog.year_starts), _by_campus(rated, catalog))
        for year, rated in sorted(years.items(), key=itemgetter(0), reverse=True)
    )
    return [each for each in told if each.campuses]


def _handed_in(session: Session, district: str) -> Iterator[tuple[datetime, Rated]]:
    """What was said from both sides beside what was handed in, each with when both was so."""
    rows = session.execute(
        sa.select(
            col(Confidence.rated_at),
            col(Evidence.submitted_at),
            col(Evidence.activity),
            col(Evidence.participant_id),
            col(Confidence.before),
            col(Confidence.after),
        )
        .join(Evidence, _ITS_EVIDENCE)
        .where(
            col(Confidence.district_id) == district,
            col(Confidence.before).is_not(None),
            col(Confidence.after).is_not(None),
            col(Evidence.submitted_at).is_not(None),
            col(Evidence.discarded_at).is_(None),
        )
    )
    for rated_at, submitted_at, activity, whose, before, after in rows:
        yield max(rated_at, submitted_at), Rated(activity, str(whose), before, after)


def _when(came: tuple[datetime, Rated]) -> tuple[datetime, str]:
    return came[0], came[1].whose


def _by_campus(
    rated: Sequence[Rated], catalog: Catalog
) -> Sequence[tuple[Average, Sequence[Average]]]:
    found: defaultdict[str, list[Average]] = defaultdict(list)
    for each in averages_of(rated):
        activity = catalog.activities.get(each.about)
        found[(activity and activity.campus) or ""].append(each)
    return [
        (together(key, found[key]), found[key]) for key in (*catalog.campuses, "") if key in found
    ]


def _hers(
    session: Session, me: Actor, *, activity: str = "", evidence_id: uuid.UUID | None = None
) -> Sequence[Growth]:
    asked = (
        select(Evidence, Confidence)
        .join(Confidence, _ITS_EVIDENCE)
        .where(
            Evidence.district_id == me.participant.district_id,
            Evidence.participant_id == me.participant.id,
        )
        .order_by(col(Confidence.rated_at).desc(), col(Confidence.evidence_id))
    )
    if activity:
        asked = asked.where(Evidence.activity == activity)
    if evidence_id:
        asked = asked.where(Evidence.id == evidence_id)
    return [Growth(claim, rating) for claim, rating in session.exec(asked)]
