"""Verbs about gatherings: set one up, change it, close its check-in, call it off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from engine import catalogs
from engine.errors import AlreadyAttended, NotAnAttendance, NotPermitted, TimesOutside
from engine.gatherings.codes import new_code
from engine.gatherings.tables import Attendance, Gathering
from engine.people import Act, Actor, Participant
from rules.catalog import Catalog
from rules.terms import EvidenceWanted, Stage

EARLY = timedelta(minutes=30)
"""So long before it begins one can check in."""
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Plan:
    """A gathering as somebody plans it."""

    activity: str
    stage: Stage
    leader: Participant
    begins_at: datetime
    ends_at: datetime
    closes_at: datetime
    minutes: int
    place: str = ""
    waits: bool = False
    open_to_guests: bool = False

    @property
    def sound(self) -> bool:
        """Whether its times follow each other."""
        last = self.begins_at + LONGEST
        return self.begins_at < self.ends_at <= last and self.begins_at < self.closes_at <= last


def set_up(session: Session, plan: Plan, *, by: Actor, now: datetime) -> Gathering:
    """Set up a gathering; reviewers lead their own, an admin names who leads."""
    _must_plan(session, plan, by, now)
    gathering = Gathering(
        district_id=by.participant.district_id,
        set_up_by=by.participant.id,
        code=new_code(session, by.participant.district_id),
        set_up_at=now,
        **_written(plan),
    )
    session.add(gathering)
    session.flush()
    return gathering


def change(session: Session, gathering: Gathering, plan: Plan, *, by: Actor, now: datetime) -> None:
    """Write a gathering anew; once somebody was there, its activity, day and hours stay."""
    must_lead(gathering, by)
    if plan.leader.id != gathering.leader_id:
        _must_name(by, plan.leader)
    _must_be_attendance(session, plan, now)
    wanted = _written(plan)
    kept = ("activity", "stage", "minutes", "begins_at", "leader_id", "waits")
    moved = any(getattr(gathering, name) != wanted[name] for name in kept)
    if moved and was_attended(session, gathering):
        raise AlreadyAttended()
    for name, value in wanted.items():
        setattr(gathering, name, value)
    session.add(gathering)
    session.flush()


def close(session: Session, gathering: Gathering, *, by: Actor, now: datetime) -> None:
    """End the check-in at this moment, if it has not ended."""
    must_lead(gathering, by)
    gathering.closes_at = min(gathering.closes_at, now)
    session.add(gathering)
    session.flush()


def call_off(session: Session, gathering: Gathering, *, by: Actor) -> None:
    """It does not take place; nobody was there."""
    must_lead(gathering, by)
    if was_attended(session, gathering):
        raise AlreadyAttended()
    session.delete(gathering)
    session.flush()


def may_set_up(actor: Actor) -> bool:
    """Whether she may set up gatherings at all."""
    return actor.may(Act.REVIEW)


def leads(gathering: Gathering, actor: Actor) -> bool:
    """Whether it is hers to lead, or to look after."""
    mine = actor.participant.id in (gathering.leader_id, gathering.set_up_by)
    same = actor.participant.district_id == gathering.district_id
    return same and ((mine and actor.may(Act.TAKE_PART)) or actor.may(Act.ADMINISTER))


def must_lead(gathering: Gathering, actor: Actor) -> None:
    if not leads(gathering, actor):
        raise NotPermitted("lead")


def offered(catalog: Catalog) -> list[tuple[str, Stage]]:
    """The activities, each with its stage, that being there is the evidence for."""
    return [
        (key, stage)
        for key, activity in catalog.activities.items()
        for stage, offer in activity.stages.items()
        if offer.evidence is EvidenceWanted.ATTENDANCE
    ]


def was_attended(session: Session, gathering: Gathering) -> bool:
    found = session.exec(
        select(Attendance.participant_id).where(
            Attendance.district_id == gathering.district_id,
            Attendance.gathering_id == gathering.id,
        )
    )
    return found.first() is not None


def _must_plan(session: Session, plan: Plan, by: Actor, now: datetime) -> None:
    by.must(Act.REVIEW)
    _must_name(by, plan.leader)
    _must_be_attendance(session, plan, now)


def _must_name(by: Actor, leader: Participant) -> None:
    if leader.key != by.participant.key:
        by.must(Act.ADMINISTER, leader)


def _must_be_attendance(session: Session, plan: Plan, now: datetime) -> None:
    catalog = catalogs.current(session, plan.leader.district_id, now=now)
    if (plan.activity, plan.stage) not in offered(catalog):
        raise NotAnAttendance(plan.activity)
    if not plan.sound:
        raise TimesOutside()


def _written(plan: Plan) -> dict[str, Any]:
    return {
        "activity": plan.activity,
        "stage": plan.stage,
        "leader_id": plan.leader.id,
        "place": plan.place.strip(),
        "begins_at": plan.begins_at,
        "ends_at": plan.ends_at,
        "opens_at": plan.begins_at - EARLY,
        "closes_at": plan.closes_at,
        "minutes": plan.minutes,
        "waits": plan.waits,
        "open_to_guests": plan.open_to_guests,
    }
