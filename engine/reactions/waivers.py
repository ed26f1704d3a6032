"""What somebody is told of what need not come first for her."""

from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence, people
from engine.notifications import part_title
from engine.outbox import Announced
from engine.reactions.telling import happened, tell


def tell_of_waiver(session: Session, announced: Announced, now: datetime) -> None:
    """An admin let her go on without what comes first, or took that back, and says why."""
    event = happened(announced, evidence.waivers.WaiverEvent)
    place = people.participant(session, event.district, event.participant)
    language = people.person_of(session, place).language
    catalog = catalogs.current(session, event.district, now=now)
    row = session.get_one(evidence.waivers.StageWaiver, (event.district, event.waiver))
    who, key = row.withdrawn_by or row.decided_by, event.part.partition("/")[0]
    tell(
        session,
        place,
        "waiver_withdrawn" if row.withdrawn_by else "stage_waived",
        now,
        part=part_title(catalog, event.part, language),
        admin=people.names(session, event.district, [who])[who],
        note=event.note,
        path=f"/activities/{key}" if key in catalog.activities else "/activities",
    )
