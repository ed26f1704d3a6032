"""What comes first for each of whom work is, as it is about to be approved."""

from sqlmodel import Session

from engine import people
from engine.errors import StageMissing
from engine.evidence.rubrics import as_written
from engine.evidence.tables import Evidence, Status
from engine.evidence.team.finding import parts
from engine.evidence.waiving.finding import missing
from engine.people import Participant


def must_have_come_first(session: Session, claim: Evidence) -> None:
    """Refuse approval while an earlier stage counts no more for its owner or a part of its team.

    It is asked as the catalog of the day writes it on which the work was done, so that nothing
    that was handed in is held up by what a later catalog asks.
    """
    if found := not_yet(session, claim):
        raise StageMissing(tuple(dict.fromkeys(part for _whose, part in found)))


def not_yet(session: Session, claim: Evidence) -> list[tuple[Participant, str]]:
    """What has still to come first, and for whom, before this evidence can be approved."""
    catalog, activity = as_written(session, claim)
    if activity is None:
        return []
    handed_in = [part for _mate, part in parts(session, claim) if part.status is Status.SUBMITTED]
    team = [
        people.participant(session, each.district_id, each.participant_id)
        for each in (claim, *handed_in)
    ]
    return [
        (whose, name)
        for whose in team
        for name in missing(session, whose, catalog, claim.activity, claim.stage)
    ]
