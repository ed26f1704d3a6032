"""What reviewers are credited for: each review that they finish, the same whatever they decide."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs, people
from engine.evidence.completions import all_worth, completions
from engine.evidence.crediting import credit, uncredit
from engine.people import Participant
from rules.scoring import Granted


@dataclass(frozen=True)
class Reviewed:
    """How much somebody reviewed, and what it brought her."""

    reviews: int
    points: int


def credit_review(
    session: Session, district: str, evidence: uuid.UUID, reviewer: uuid.UUID, *, now: datetime
) -> None:
    """Count a finished review, where the pack says as what; a piece counts once for each reader."""
    catalog = catalogs.current(session, district, now=now)
    if activity := catalog.review.counts_as:
        place, known_as = people.participant(session, district, reviewer), _name(evidence, reviewer)
        day = catalogs.local_day(catalog, now)
        credit(session, place, activity, known_as=known_as, day=day, now=now)


def uncredit_review(
    session: Session, district: str, evidence: uuid.UUID, reviewer: uuid.UUID, *, now: datetime
) -> None:
    """She took her decision back, so that the review is to be finished anew."""
    uncredit(session, district, _name(evidence, reviewer), now=now)


def reviewed(session: Session, place: Participant, *, since: date, now: datetime) -> Reviewed:
    """What a reviewer was credited for from that day on."""
    activity = catalogs.current(session, place.district_id, now=now).review.counts_as
    done = [
        each.source
        for each in completions(session, place)
        if each.activity == activity and each.day >= since
    ]
    worth: Mapping[str, Granted] = all_worth(session, place) if done else {}
    return Reviewed(len(done), sum(worth[source].points for source in done))


def _name(evidence: uuid.UUID, reviewer: uuid.UUID) -> str:
    return f"review/{evidence}/{reviewer}"
