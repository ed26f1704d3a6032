"""What a participant's record makes possible: next steps, room under caps, and why each point."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.evidence import Status
from engine.people import Participant
from engine.progress import queries
from engine.progress.versions import judging, tree_of
from rules.audits import Audit, audit
from rules.catalog import Degree
from rules.requirements import Requirement
from rules.scoring import caps_filled
from rules.scoring.room import Room, rooms
from rules.steps import MOST, Step, first_steps, next_steps, step_of

_TRIED_MOST = 4
_SPARE = 2
"""How many times as many steps are tried where some may be left out."""

_IN_HAND = (Status.DRAFT, Status.SUBMITTED, Status.SENT_BACK)


def steps(
    session: Session,
    place: Participant,
    *,
    settled: Collection[tuple[str, str]] = (),
    now: datetime,
) -> tuple[Step, ...]:
    """Her best next steps toward the degrees that she pursues; for a beginner, short ones.

    What would move nothing but requirements that are `settled`, by degree and path, is left out.
    """
    timeline = catalogs.timeline_of(session, place)
    today = catalogs.today(session, place.district_id, now=now)
    done = evidence.completions(session, place)
    degrees = _pursued(session, place, now)
    begun = evidence.mine(session, place, statuses=_IN_HAND)
    in_hand = {(each.activity, each.stage) for each in begun}
    if not done and not degrees:
        return first_steps(timeline.in_force(today).catalog, place.audience, in_hand=in_hand)
    found = next_steps(
        queries.record(session, place, on=today),
        done,
        timeline,
        {key: degree.requires for key, degree in degrees.items()},
        lambda record: queries.audits(session, place, degrees, record),
        in_hand=in_hand,
        waived=evidence.waivers.waived(session, place),
        most=MOST * _SPARE if settled else MOST,
    )
    return tuple(each for each in found if _moves_more(each, settled))[:MOST]


def _moves_more(step: Step, settled: Collection[tuple[str, str]]) -> bool:
    places = {(move.degree, move.finding.path) for move in step.moves}
    return not places or not places <= set(settled)


def step(session: Session, place: Participant, activity: str, *, now: datetime) -> Step | None:
    """What the next open stage of an activity would bring her; None when nothing of it is open."""
    today = catalogs.today(session, place.district_id, now=now)
    degrees = _pursued(session, place, now)
    return step_of(
        activity,
        queries.record(session, place, on=today),
        evidence.completions(session, place),
        catalogs.timeline_of(session, place),
        lambda record: queries.audits(session, place, degrees, record),
        waived=evidence.waivers.waived(session, place),
    )


def step_for(
    session: Session, place: Participant, degree: str, requirement: str, *, now: datetime
) -> Step | None:
    """The best step toward one requirement of a degree that she pursues; None when none helps."""
    return next(iter(_toward(session, place, degree, requirement, most=1, now=now)), None)


def steps_toward(
    session: Session, place: Participant, degree: str, requirement: str, *, now: datetime
) -> tuple[Step, ...]:
    """What would finish one requirement of a degree that she pursues, the shortest first; where
    no single step does, what brings it nearest.
    """
    found = _toward(session, place, degree, requirement, most=_TRIED_MOST, now=now)
    return tuple(sorted(found, key=lambda step: (not step.moves[0].finishes, step.cost)))


def _toward(
    session: Session,
    place: Participant,
    degree: str,
    requirement: str,
    *,
    most: int,
    now: datetime,
) -> list[Step]:
    today = catalogs.today(session, place.district_id, now=now)
    degrees = _pursued(session, place, now)
    tree = tree_of(judging(session, place, degree, now=now), degree)
    wanted = next(node for node in tree.walk() if node.id == requirement)
    begun = evidence.mine(session, place, statuses=_IN_HAND)
    found = next_steps(
        queries.record(session, place, on=today),
        evidence.completions(session, place),
        catalogs.timeline_of(session, place),
        {degree: wanted},
        lambda record: {
            degree: narrowed(queries.audits(session, place, degrees, record)[degree], requirement)
        },
        in_hand={(each.activity, each.stage) for each in begun},
        waived=evidence.waivers.waived(session, place),
        most=most,
    )
    return [step for step in found if step.gain]


def narrowed(whole: Audit, requirement: str) -> Audit:
    """The audit as one of this requirement alone."""
    found = {each.path: each for each in whole.findings}
    below = [requirement]
    for path in below:
        below.extend(found[path].children)
    findings = tuple(found[path] for path in below)
    return replace(whole, progress=findings[0].progress, findings=findings)


def held_against(
    session: Session, place: Participant, requirement: Requirement, *, now: datetime
) -> Audit:
    """How far her record is toward a requirement that is no degree's: a badge's, or a level's."""
    today = catalogs.today(session, place.district_id, now=now)
    return audit("", requirement, queries.record(session, place, on=today))


def room(session: Session, place: Participant, activity: str, *, now: datetime) -> tuple[Room, ...]:
    """The caps on an activity, and how much of each she has used."""
    timeline = catalogs.timeline_of(session, place)
    today = catalogs.today(session, place.district_id, now=now)
    filled = caps_filled(evidence.completions(session, place), timeline)
    return rooms(activity, filled, timeline, today)


def _pursued(session: Session, place: Participant, now: datetime) -> dict[str, Degree]:
    """The degrees that she is on her way to, each under the catalog of its enrollment."""
    return {
        each.enrollment.degree: each.degree
        for each in queries.pursued(session, place, now=now)
        if each.conferral is None
    }
