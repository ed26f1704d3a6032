"""What is kept of every participant of a district, read a table at a time."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, evidence, people, progress
from engine.credentials import Attainment, Credential
from engine.progress import Conferral, Enrollment, LevelReached
from rules.facts import Conferral as Granting
from rules.facts import Person
from rules.holdings import Known
from rules.requirements import Requirement


def records(session: Session, district: str) -> Mapping[uuid.UUID, Known]:
    """What is known of each participant, as it would be asked for one by one."""
    done = evidence.everybodys_completions(session, district)
    granted = _grouped(session, _granted(district))
    noted = _grouped(session, _noted(district))
    badges = _grouped(session, _badges(district))
    degrees = _degrees(session, district)
    decisions = progress.everybodys_decisions(session, district)
    return {
        place.id: Known(
            completions=done.get(place.id, ()),
            person=Person(place.audience, place.fte),
            conferrals=tuple(Granting(*row) for row in granted[place.id]),
            levels=dict(noted[place.id]),
            badges=dict(badges[place.id]),
            degrees=degrees[place.id],
            decisions=decisions.get(place.id, ()),
        )
        for place in people.everybody(session, district)
    }


def _degrees(session: Session, district: str) -> Mapping[uuid.UUID, Mapping[str, Requirement]]:
    """The degrees that each one took up and didn't put aside, in the order of taking up."""
    rows = session.execute(
        sa.select(col(Enrollment.participant_id), col(Enrollment.degree), col(Enrollment.catalog))
        .where(col(Enrollment.district_id) == district, col(Enrollment.left_on).is_(None))
        .order_by(col(Enrollment.enrolled_on), col(Enrollment.degree))
    )
    found: dict[uuid.UUID, dict[str, Requirement]] = defaultdict(dict)
    for whose, degree, number in rows:
        written = catalogs.numbered(session, district, number).degrees[degree]
        found[whose][degree] = written.requires
    return found


def _granted(district: str) -> Any:
    return (
        sa.select(col(Conferral.participant_id), col(Conferral.degree), col(Conferral.conferred_on))
        .where(col(Conferral.district_id) == district, col(Conferral.revoked_at).is_(None))
        .order_by(col(Conferral.conferred_at), col(Conferral.degree))
    )


def _noted(district: str) -> Any:
    return sa.select(
        col(LevelReached.participant_id), col(LevelReached.level), col(LevelReached.reached_on)
    ).where(col(LevelReached.district_id) == district)


def _badges(district: str) -> Any:
    return sa.select(
        col(Credential.participant_id), col(Credential.key), col(Credential.earned_on)
    ).where(
        col(Credential.district_id) == district,
        col(Credential.attainment) == Attainment.BADGE,
        col(Credential.revoked_at).is_(None),
    )


def _grouped(session: Session, asked: Any) -> Mapping[uuid.UUID, list[tuple[Any, Any]]]:
    found: dict[uuid.UUID, list[tuple[Any, Any]]] = defaultdict(list)
    for whose, key, day in session.execute(asked):
        found[whose].append((key, day))
    return found
