"""The nearest way to a degree, from where a participant stands today."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.errors import NotFound, OtherAudience
from engine.people import Participant
from engine.progress import decided, queries
from engine.progress.versions import judging, tree_of
from rules.audits import Sharing, audit_all
from rules.catalog import Catalog, Degree
from rules.facts import Conferral, Person
from rules.ways import Aim, Finish, NoWay, Start, Way, finish, nearest_way, toward


@dataclass(frozen=True)
class NearestWay:
    """The plan, or why there is none; and the days between which she would finish at her pace."""

    way: Way | NoWay
    finish: Finish | None
    to_take_up: tuple[str, ...]
    """Degrees of the plan that she has not taken up."""


@dataclass(frozen=True)
class Wish:
    """Where somebody wants to go, and what the least is sought of."""

    degree: str
    least: Aim = Aim.HOURS
    requirement: str = ""
    """One requirement of the degree; the whole of it where none is named."""
    years: int | None = None


def way(session: Session, place: Participant, wish: Wish, *, now: datetime) -> NearestWay:
    """The plan of the least hours or work, or nearest to the campuses that she has worked in."""
    start = begin(session, place, wish, now=now)
    degree = wish.degree
    catalog = start.timeline.in_force(start.today).catalog
    campuses = {
        activity.campus
        for each in start.done
        if (activity := catalog.activities.get(each.activity)) and activity.campus
    }
    found = nearest_way(start, degree, aim=wish.least, liked=campuses, years=wish.years)
    if isinstance(found, NoWay):
        return NearestWay(found, None, ())
    taken_up = {row.degree for row in queries.enrollments(session, place)}
    return NearestWay(
        found,
        finish(found, start.done, start.today),
        tuple(key for key in found.conferred if key not in taken_up),
    )


def begin(session: Session, place: Participant, wish: Wish, *, now: datetime) -> Start:
    """All that a way to there is worked out from; refused where she cannot go there."""
    start = _start(session, place, now)
    if wish.degree not in start.degrees:
        raise _refusal(session, place, wish.degree, now)
    if not wish.requirement:
        return start
    tree = tree_of(judging(session, place, wish.degree, now=now), wish.degree)
    if all(node.id != wish.requirement for node in tree.walk()):
        raise NotFound("requirement")
    found = audit_all(
        start.degrees,
        start.record(start.done, start.today),
        exclusive=start.exclusive,
        sharing=start.sharing,
    )[wish.degree]
    met = {each.path for each in found.findings if each.is_met}
    narrowed = toward(tree, wish.requirement, met)
    return replace(start, degrees={**start.degrees, wish.degree: narrowed})


def _start(session: Session, place: Participant, now: datetime) -> Start:
    timeline = catalogs.timeline_of(session, place)
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
