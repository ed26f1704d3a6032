"""The nearest way to a degree, from where a participant stands today."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.errors import NotFound, OtherAudience
from engine.people import Participant
from engine.progress import decided, queries
from rules.audits.items import Sharing
from rules.catalog import Catalog, Degree
from rules.facts import Conferral, Person
from rules.ways import Aim, Finish, NoWay, Start, Way, finish, nearest_way


@dataclass(frozen=True)
class NearestWay:
    """The plan, or why there is none; and the days between which she would finish at her pace."""

    way: Way | NoWay
    finish: Finish | None
    to_take_up: tuple[str, ...]
    """Degrees of the plan that she has not taken up."""


def way(
    session: Session,
    place: Participant,
    degree: str,
    *,
    least: Aim = Aim.HOURS,
    years: int | None = None,
    now: datetime,
) -> NearestWay:
    """The plan of the least hours or work, or nearest to the campuses that she has worked in."""
    start = _start(session, place, now)
    if degree not in start.degrees:
        raise _refusal(session, place, degree, now)
    catalog = start.timeline.in_force(start.today).catalog
    campuses = {
        activity.campus
        for each in start.done
        if (activity := catalog.activities.get(each.activity)) and activity.campus
    }
    found = nearest_way(start, degree, aim=least, liked=campuses, years=years)
    if isinstance(found, NoWay):
        return NearestWay(found, None, ())
    taken_up = {row.degree for row in queries.enrollments(session, place)}
    return NearestWay(
        found,
        finish(found, start.done, start.today),
        tuple(key for key in found.conferred if key not in taken_up),
    )


def _start(session: Session, place: Participant, now: datetime) -> Start:
    timeline = catalogs.timeline(session, place.district_id)
    newest = timeline.newest.catalog
    taken_up = queries.degrees_taken_up(session, place)
    open_ = _open(catalogs.current(session, place.district_id, now=now), place)
    granted = queries.conferrals(session, place)
    return Start(
        timeline=timeline,
        today=catalogs.today(session, place.district_id, now=now),
        degrees={key: each.requires for key, each in (open_ | taken_up).items()},
        done=evidence.completions(session, place),
        person=Person(place.audience, place.fte),
        conferrals=tuple(Conferral(row.degree, row.conferred_on) for row in granted),
        levels={row.level: row.reached_on for row in queries.levels_noted(session, place)},
        decisions=decided.in_force(
            session, decided.decisions(session, place), queries.enrollments(session, place)
        ),
        sharing=tuple(
            Sharing(each.between, each.max_items, each.max_points) for each in newest.sharing
        ),
        exclusive=newest.between_degrees == "exclusive",
        beside=tuple(taken_up),
    )


def _open(catalog: Catalog, place: Participant) -> dict[str, Degree]:
    return {
        key: degree
        for key, degree in catalog.degrees.items()
        if not degree.audience or place.audience in degree.audience
    }


def _refusal(
    session: Session, place: Participant, degree: str, now: datetime
) -> NotFound | OtherAudience:
    catalog = catalogs.current(session, place.district_id, now=now)
    return OtherAudience(degree) if degree in catalog.degrees else NotFound("degree")
