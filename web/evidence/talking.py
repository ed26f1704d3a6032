"""Whom an owner can go through it with, after her evidence came back again and again."""

from dataclasses import dataclass

from engine import evidence
from engine.evidence import Evidence, Status
from engine.store import Session
from web import page


@dataclass(frozen=True)
class Talk:
    """An offer; whom is an address or a telephone number of the pack, beside the coaches here."""

    times: int
    whom: str


def talk(session: Session, claim: Evidence) -> Talk | None:
    """The contact of its activity or of the district, once it came back so often."""
    if claim.status is not Status.SENT_BACK:
        return None
    found = evidence.news(session, claim)
    if found is None or found.times < page.catalog().review.attempts:
        return None
    return Talk(found.times, whom(claim.activity))


def whom(activity: str) -> str:
    """The contact that the pack names for an activity, or else for the district."""
    found = page.catalog().activities.get(activity)
    return (found.help if found else "") or page.catalog().district.help
