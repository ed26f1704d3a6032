"""What a participant's record makes possible: next steps, room under caps, and why each point."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.evidence import Status
from engine.people import Participant
from engine.progress import queries
from rules.audits import Audit, audit
from rules.awards import Granted
from rules.requirements import Requirement
from rules.room import Room, rooms
from rules.scoring import caps_filled
from rules.scoring import granted as granted_points
from rules.steps import Step, first_steps, next_steps

_IN_HAND = (Status.DRAFT, Status.SUBMITTED, Status.SENT_BACK)


def steps(session: Session, place: Participant, *, now: datetime) -> tuple[Step, ...]:
    """Her best next steps toward the degrees that she pursues; for a beginner, short ones."""
    timeline = catalogs.timeline(session, place.district_id)
    today = catalogs.today(session, place.district_id, now=now)
    done = evidence.completions(session, place)
    degrees = {
        each.enrollment.degree: each.degree
        for each in queries.pursued(session, place, now=now)
        if each.conferral is None
    }
    if not done and not degrees:
        return first_steps(timeline.in_force(today).catalog, place.audience)
    begun = evidence.mine(session, place, statuses=_IN_HAND)
    return next_steps(
        queries.record(session, place, on=today),
        done,
        timeline,
        {key: degree.requires for key, degree in degrees.items()},
        lambda record: queries.audits(session, place, degrees, record),
        in_hand={(each.activity, each.stage) for each in begun},
    )


def held_against(
    session: Session, place: Participant, requirement: Requirement, *, now: datetime
) -> Audit:
    """How far her record is toward a requirement that is no degree's: a badge's, or a level's."""
    today = catalogs.today(session, place.district_id, now=now)
    return audit("", requirement, queries.record(session, place, on=today))


def granted(session: Session, place: Participant) -> Mapping[str, Granted]:
    """What each of her completions is worth after caps, and why, by its source."""
    timeline = catalogs.timeline(session, place.district_id)
    return granted_points(evidence.completions(session, place), timeline)


def room(session: Session, place: Participant, activity: str, *, now: datetime) -> tuple[Room, ...]:
    """The caps on an activity, and how much of each she has used."""
    timeline = catalogs.timeline(session, place.district_id)
    today = catalogs.today(session, place.district_id, now=now)
    filled = caps_filled(evidence.completions(session, place), timeline)
    return rooms(activity, filled, timeline, today)
