"""What people are told of colleagues with whom they work."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence, mentoring, people
from engine.evidence import Evidence
from engine.mentoring import MentorPair
from engine.notifications import activity_title
from engine.outbox import Announced
from engine.people import Participant
from engine.reactions.telling import about_participant, happened, tell


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
            _tell(session, place, "team_waits", work.participant_id, path, now, work)


def ask_to_mentor(session: Session, announced: Announced, now: datetime) -> None:
    """A colleague offers to be her mentor, or asks her to be one."""
    event = happened(announced, mentoring.MentoringAsked)
    pair = session.get_one(MentorPair, (event.district, event.pair))
    offered = event.participant == pair.mentee_id
    _tell_of_pair(session, announced, "mentor_offered" if offered else "mentor_asked", now)


def tell_of_mentoring(session: Session, announced: Announced, now: datetime) -> None:
    """A colleague said yes; or said no, and either may end it."""
    agreed = isinstance(announced.event, mentoring.MentoringAgreed)
    _tell_of_pair(session, announced, "mentoring_agreed" if agreed else "mentoring_ended", now)


def _tell_of_pair(session: Session, announced: Announced, template: str, now: datetime) -> None:
    event = about_participant(announced)
    place = people.participant(session, event.district, event.participant)
    _tell(session, place, template, announced.by, "/colleagues", now)


def _tell_of_team(session: Session, announced: Announced, template: str, now: datetime) -> None:
    event = happened(announced, evidence.EvidenceEvent)
    work = session.get_one(Evidence, (event.district, event.evidence))
    place = people.participant(session, event.district, event.participant)
    _tell(session, place, template, announced.by, f"/evidence/{work.id}/team", now, work)


def _tell(
    session: Session,
    place: Participant,
    template: str,
    colleague: uuid.UUID | None,
    path: str,
    now: datetime,
    work: Evidence | None = None,
) -> None:
    language = people.person_of(session, place).language
    catalog = catalogs.current(session, place.district_id, now=now)
    names = people.names(session, place.district_id, [colleague] if colleague else [])
    tell(
        session, place, template, now,
        colleague=next(iter(names.values()), ""),
        activity=activity_title(catalog, work, language) if work else "",
        path=path,
    )  # fmt: skip
