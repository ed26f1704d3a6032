"""Schools side by side: points per head, drawn toward the district's mean where heads are few."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.people import Participant
from engine.standings.standing import playing
from engine.standings.tables import Total
from engine.standings.windows import EVER, year_window
from rules.catalog import Catalog, SchoolAward
from rules.terms import SchoolYear


@dataclass(frozen=True)
class SchoolTotal:
    """What the people of one school earned together.

    Who switched the game off is neither among the points nor among the heads.
    """

    school: str
    heads: int
    points: int
    participating: int
    """How many have points at all."""

    @property
    def per_head(self) -> Fraction:
        return Fraction(self.points, self.heads)

    @property
    def participating_percent(self) -> Fraction:
        return Fraction(100 * self.participating, self.heads)


@dataclass(frozen=True)
class SchoolStanding:
    """A school's place, by its points per head after they were drawn toward the mean."""

    rank: int
    total: SchoolTotal
    compared: Fraction


@dataclass(frozen=True)
class AwardStanding:
    """Whether a school has what one of the catalog's school awards asks for."""

    school: str
    key: str
    award: SchoolAward
    total: SchoolTotal

    @property
    def met(self) -> bool:
        return (
            self.total.per_head >= self.award.points_per_head
            and self.total.participating_percent >= self.award.participating_percent
        )


def schools(
    session: Session, district: str, window: str = EVER, *, now: datetime
) -> list[SchoolStanding]:
    """Every school that has people, the highest first; equal schools share a rank."""
    catalog = catalogs.current(session, district, now=now)
    totals = _totals(session, district, window, catalog)
    compared = compare(totals, weight=catalog.standings.shrinkage_heads)
    order = sorted(totals, key=lambda total: -compared[total.school])
    return [
        SchoolStanding(
            1 + sum(other > compared[total.school] for other in compared.values()),
            total,
            compared[total.school],
        )
        for total in order
    ]


def compare(totals: list[SchoolTotal], *, weight: int) -> Mapping[str, Fraction]:
    """Points per head, as if each school had `weight` more people who earn the district's mean.

    So one busy person does not lift a tiny school over all others.
    """
    heads = sum(total.heads for total in totals)
    mean = Fraction(sum(total.points for total in totals), heads or 1)
    return {
        total.school: (total.points + weight * mean) / (total.heads + weight) for total in totals
    }


def school_awards(session: Session, district: str, *, now: datetime) -> list[AwardStanding]:
    """How each school stands to each award this school year."""
    timeline = catalogs.timeline(session, district)
    today = catalogs.local_day(timeline.newest.catalog, now)
    catalog = timeline.in_force(today).catalog
    window = year_window(SchoolYear.of(today, timeline.newest.catalog.year_starts))
    totals = _totals(session, district, window, catalog)
    return [
        AwardStanding(total.school, key, award, total)
        for key, award in catalog.school_awards.items()
        for total in totals
    ]


def _totals(session: Session, district: str, window: str, catalog: Catalog) -> list[SchoolTotal]:
    earned, heads = _earned(session, district, window), _heads(session, district, catalog)
    return [
        SchoolTotal(school, heads[school], *earned.get(school, (0, 0)))
        for school in catalog.schools
        if heads[school]
    ]


def _earned(session: Session, district: str, window: str) -> dict[str, tuple[int, int]]:
    """Each school's points in the window, and how many people have any."""
    rows = session.execute(
        sa.select(col(Participant.school), sa.func.sum(col(Total.points)), sa.func.count())
        .where(
            col(Participant.district_id) == col(Total.district_id),
            col(Participant.id) == col(Total.participant_id),
            *playing(),
            col(Total.district_id) == district,
            col(Total.window) == window,
            col(Total.campus) == "",
            col(Total.points) > 0,
        )
        .group_by(col(Participant.school))
    )
    return {school: (int(points), count) for school, points, count in rows}


def _heads(session: Session, district: str, catalog: Catalog) -> dict[str, int]:
    """How many people each school has: as the pack says, else as take part; without the rest.

    Never fewer than take part, so that a number that is out of date does not flatter.
    """
    rows = session.execute(
        sa.select(col(Participant.school), col(Participant.plays), sa.func.count())
        .where(col(Participant.district_id) == district, col(Participant.left_on).is_(None))
        .group_by(col(Participant.school), col(Participant.plays))
    )
    here = {(school, plays): count for school, plays, count in rows}
    return {
        key: max(here.get((key, True), 0), (school.staff or 0) - here.get((key, False), 0))
        for key, school in catalog.schools.items()
    }
