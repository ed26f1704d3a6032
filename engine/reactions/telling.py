"""What every letter about an event stands on: whom it is for, and what it is about."""

from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session

from engine import catalogs, notifications, people
from engine.notifications import Kind
from engine.outbox import Announced, Event, ParticipantEvent
from engine.people import Participant

_Kind = TypeVar("_Kind", bound=Event)

_ABOUT = {
    "approved": Kind.EVIDENCE,
    "sent_back": Kind.EVIDENCE,
    "declined": Kind.EVIDENCE,
    "undone": Kind.EVIDENCE,
    "taken_back": Kind.EVIDENCE,
    "corrected": Kind.EVIDENCE,
    "reconsidered": Kind.EVIDENCE,
    "mentor_asked": Kind.EVIDENCE,
    "mentor_offered": Kind.EVIDENCE,
    "mentoring_agreed": Kind.EVIDENCE,
    "mentoring_ended": Kind.EVIDENCE,
    "team_asked": Kind.EVIDENCE,
    "team_joined": Kind.EVIDENCE,
    "team_declined": Kind.EVIDENCE,
    "team_left": Kind.EVIDENCE,
    "team_waits": Kind.EVIDENCE,
    "file_refused": Kind.EVIDENCE,
    "stage_waived": Kind.EVIDENCE,
    "waiver_withdrawn": Kind.EVIDENCE,
    "author_invited": Kind.EVIDENCE,
    "author_joined": Kind.EVIDENCE,
    "proposal_taken": Kind.EVIDENCE,
    "proposal_asked_back": Kind.EVIDENCE,
    "proposal_declined": Kind.EVIDENCE,
    "proposal_in_studio": Kind.EVIDENCE,
    "proposal_published": Kind.EVIDENCE,
    "handed_over": Kind.REVIEWS,
    "degree": Kind.DEGREES,
    "rights_lapsed": Kind.DEGREES,
    "decided": Kind.DEGREES,
    "decision_withdrawn": Kind.DEGREES,
    "conferral_revoked": Kind.DEGREES,
    "follow_up": Kind.FOLLOW_UPS,
    "help_asked": Kind.COLLEAGUES,
    "help_said": Kind.COLLEAGUES,
    "help_closed": Kind.COLLEAGUES,
    "work_named": Kind.COLLEAGUES,
    "nomination_accepted": Kind.COLLEAGUES,
    "reward_approved": Kind.REWARDS,
    "reward_declined": Kind.REWARDS,
    "ticket_drawn": Kind.REWARDS,
    "conferral_questioned": Kind.OFFICE,
    "proposal_submitted": Kind.OFFICE,
    "area_published": Kind.OFFICE,
}
"""What each template of `engine/outbox/letters` is about; its letters stop together."""


def tell(
    session: Session,
    place: Participant,
    template: str,
    now: datetime,
    *,
    kind: Kind | None = None,
    **facts: Any,
) -> None:
    """Tell her by a template, whose link leads to `path` in her district.

    `kind` is given where the same letter is about something else to another reader.
    """
    language = people.person_of(session, place).language
    university = catalogs.current(session, place.district_id, now=now).district.university
    facts["path"] = f"/{place.district_id}{facts['path']}"
    told = {"university": university.in_(language), **facts}
    notifications.tell(session, place, kind or _ABOUT[template], template, told, now=now)


def about_participant(announced: Announced) -> ParticipantEvent:
    """The event, which is about one participant."""
    return happened(announced, ParticipantEvent)


def happened(announced: Announced, kind: type[_Kind]) -> _Kind:
    """The event, which is of this kind."""
    if not isinstance(announced.event, kind):
        raise TypeError(f"{type(announced.event).__name__} is no {kind.__name__}")
    return announced.event
