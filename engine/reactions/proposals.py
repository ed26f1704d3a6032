"""What follows from proposals: people are told, and a new catalog is looked through for them."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from engine import people, proposals
from engine.catalogs import CatalogPublished
from engine.notifications import Kind
from engine.outbox import Announced, phrase
from engine.people import Act, Participant, Role
from engine.proposals import ProposalEvent, Proposed
from engine.reactions.telling import happened, tell

_TEMPLATES: dict[type[ProposalEvent], str] = {
    proposals.ProposalTaken: "proposal_taken",
    proposals.ProposalAskedBack: "proposal_asked_back",
    proposals.ProposalDeclined: "proposal_declined",
    proposals.ProposalInStudio: "proposal_in_studio",
    proposals.ProposalPublished: "proposal_published",
}


def note_published(session: Session, announced: Announced, now: datetime) -> None:
    """What stood in the studio may be in the catalog now."""
    event = happened(announced, CatalogPublished)
    actor = None
    if announced.by is not None:
        actor = people.acting(session, people.participant(session, event.district, announced.by))
    proposals.note_published(session, event.district, event.number, by=actor, now=now)


def tell_of_proposal(session: Session, announced: Announced, now: datetime) -> None:
    """How far it has come, who did that, and why."""
    event = happened(announced, ProposalEvent)
    owner = people.participant(session, event.district, event.participant)
    proposed, last = _as_it_stands(session, owner, event)
    names = people.names(session, event.district, [announced.by] if announced.by else [])
    nobody = phrase(people.person_of(session, owner).language, "the_office")
    where = f"/activities/{proposed.key}" if _is_shown(proposed) else f"/proposals/{proposed.id}"
    tell(
        session, owner, _TEMPLATES[type(event)], now,
        title=proposed.title, reader=next(iter(names.values()), nobody), note=last, path=where,
    )  # fmt: skip


def tell_readers(session: Session, announced: Announced, now: datetime) -> None:
    """A proposal waits: its reader is told when it comes back to her, else those who administer."""
    event = happened(announced, ProposalEvent)
    owner = people.participant(session, event.district, event.participant)
    proposed, _note = _as_it_stands(session, owner, event)
    for place in _readers(session, proposed):
        is_admin = people.acting(session, place).may(Act.ADMINISTER)
        tell(
            session, place, "proposal_submitted", now, kind=None if is_admin else Kind.REVIEWS,
            title=proposed.title, proposer=people.person_of(session, owner).name,
            path=f"/proposals/{proposed.id}",
        )  # fmt: skip


def _readers(session: Session, proposed: Proposed) -> Iterator[Participant]:
    if proposed.held_by is not None:
        yield people.participant(session, proposed.district_id, proposed.held_by)
        return
    for place, _person in people.directory(session, proposed.district_id):
        is_admin = people.acting(session, place).has(Role.DISTRICT_ADMIN)
        if is_admin and place.id != proposed.proposed_by:
            yield place


def _as_it_stands(
    session: Session, owner: Participant, event: ProposalEvent
) -> tuple[Proposed, str]:
    """The proposal, and what was noted last."""
    proposed = proposals.get(session, people.acting(session, owner), event.proposal)
    return proposed, proposals.steps(session, proposed)[0].note


def _is_shown(proposed: Proposed) -> bool:
    """Whether there is a page of the activity that it has become."""
    return (
        proposed.status is proposals.Status.PUBLISHED
        and proposed.wanted is proposals.Wanted.ACTIVITY
    )
