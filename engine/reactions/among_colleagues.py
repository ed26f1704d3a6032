"""What people are told of colleagues with whom they work."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence, notifications, people
from engine.evidence import Evidence
from engine.notifications import Kind, activity_title
from engine.outbox import Announced
from engine.people import Participant
from engine.reactions.letters import happened


def ask_into_team(session: Session, announced: Announced, now: datetime) -> None:
    """A colleague would like to hand something in together."""
    _tell_of_team(session, announced, "team_asked", now)


def tell_of_team(session: Session, announced: Announced, now: datetime) -> None:
    """Who said yes, said no, or goes on alone."""
    template = {
        evidence.teams.TeamJoined: "team_joined",
        evidence.teams.TeamDeclined: "team_declined",
        evidence.teams.TeamLeft: "team_left",
    }[type(happened(announced, evidence.EvidenceEvent))]
    _tell_of_team(session, announced, template, now)


def remind_of_part(session: Session, announced: Announced, now: datetime) -> None:
    """The common work was approved; whoever has not written hers is all that is missing."""
    event = happened(announced, evidence.EvidenceApproved)
    work = session.get_one(Evidence, (event.district, event.evidence))
    for mate, part in evidence.teams.parts(session, work):
        if part.status.editable:
            place = people.participant(session, event.district, mate.participant_id)
            path = f"/evidence/{part.id}/edit"
            _tell(session, place, "team_waits", work, work.participant_id, path, now)


def _tell_of_team(session: Session, announced: Announced, template: str, now: datetime) -> None:
    event = happened(announced, evidence.EvidenceEvent)
    work = session.get_one(Evidence, (event.district, event.evidence))
    place = people.participant(session, event.district, event.participant)
    _tell(session, place, template, work, announced.by, f"/evidence/{work.id}/team", now)


def _tell(
    session: Session,
    place: Participant,
    template: str,
    work: Evidence,
    colleague: uuid.UUID | None,
    path: str,
    now: datetime,
) -> None:
    language = people.person_of(session, place).language
    catalog = catalogs.current(session, place.district_id, now=now)
    names = people.names(session, place.district_id, [colleague] if colleague else [])
    told = {
        "university": catalog.district.university.in_(language),
        "colleague": next(iter(names.values()), ""),
        "activity": activity_title(catalog, work, language),
        "path": f"/{place.district_id}{path}",
    }
    notifications.tell(session, place, Kind.EVIDENCE, template, told, now=now)
