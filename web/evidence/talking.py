"""Whom an owner can go through it with, after her evidence came back again and again."""

from dataclasses import dataclass

from engine import evidence
from engine.evidence import Evidence, Status
from engine.store import Session
from web import page


@dataclass(frozen=True)
class Talk:
    """An offer; whom is an address or a telephone number of the pack."""

    times: int
    whom: str


def talk(session: Session, claim: Evidence) -> Talk | None:
    """The contact of its activity or of the district, once it came back so often."""
    catalog = page.catalog()
    activity = catalog.activities.get(claim.activity)
    whom = (activity.help if activity else "") or catalog.district.help
    if claim.status is not Status.SENT_BACK or not whom:
        return None
    found = evidence.news(session, claim)
    if found is None or found.times < catalog.review.attempts:
        return None
    return Talk(found.times, whom)
