"""What is kept of many participants of a district, read a table at a time."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, evidence, progress
from engine.credentials import Attainment, Credential
from engine.people import Participant
from engine.progress import Conferral, Enrollment, LevelReached
from rules.facts import Conferral as Granting
from rules.facts import Person
from rules.holdings import Known
from rules.requirements import Requirement

Whose = Sequence[uuid.UUID] | None
"""Some participants; None for everybody in the district."""
LOT = 400
"""How many people's records are asked for at a time."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def records(session: Session, district: str, whose: Sequence[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """What is known of each of these participants, as it would be asked for one by one."""
    done = evidence.completions_of(session, district, whose)
    granted = _listed(session.execute(_granted(district, whose)))
    noted = grouped(levels_noted(session, district, whose))
    badges = grouped(badges_standing(session, district, whose))
    degrees = grouped(degrees_taken_up(session, district, whose))
    decisions = progress.everybodys_decisions(session, district)
    persons = _persons(session, district, whose)
    return {
        each: Known(
            completions=done.get(each, ()),
            person=persons[each],
            conferrals=tuple(Granting(*row) for row in granted[each]),
            levels=noted[each],
            badges=badges[each],
            degrees=degrees[each],
            decisions=decisions.get(each, ()),
        )
        for each in whose
    }


def degrees_taken_up(
    session: Session, district: str, whose: Whose = None
) -> Iterator[tuple[uuid.UUID, str, Requirement]]:
    """The degrees that people took up and didn't put aside, in the order of taking up."""
    rows = session.execute(
        sa.select(col(Enrollment.participant_id), col(Enrollment.degree), col(Enrollment.catalog))
        .where(
            col(Enrollment.district_id) == district,
            col(Enrollment.left_on).is_(None),
            *_among(Enrollment, whose),
        )
        .order_by(col(Enrollment.enrolled_on), col(Enrollment.degree))
    )
    for each, degree, number in rows:
        yield each, degree, catalogs.numbered(session, district, number).degrees[degree].requires


def levels_noted(
    session: Session, district: str, whose: Whose = None
) -> Iterator[tuple[uuid.UUID, str, date]]:
    """The levels that people came to, with the day of each."""
    rows = session.execute(
        sa.select(
            col(LevelReached.participant_id), col(LevelReached.level), col(LevelReached.reached_on)
        ).where(col(LevelReached.district_id) == district, *_among(LevelReached, whose))
    )
    return ((each, level, day) for each, level, day in rows)


def badges_standing(
    session: Session, district: str, whose: Whose = None
) -> Iterator[tuple[uuid.UUID, str, date]]:
    """The badges that people hold, with the day on which each was earned."""
    rows = session.execute(
        sa.select(
            col(Credential.participant_id), col(Credential.key), col(Credential.earned_on)
        ).where(
            col(Credential.district_id) == district,
            col(Credential.attainment) == Attainment.BADGE,
            col(Credential.revoked_at).is_(None),
            *_among(Credential, whose),
        )
    )
    return ((each, badge, day) for each, badge, day in rows)


def grouped(
    rows: Iterator[tuple[uuid.UUID, _Key, _Value]],
) -> defaultdict[uuid.UUID, dict[_Key, _Value]]:
    """What each participant has, by its key."""
    found: defaultdict[uuid.UUID, dict[_Key, _Value]] = defaultdict(dict)
    for whose, key, value in rows:
        found[whose][key] = value
    return found


def _persons(
    session: Session, district: str, whose: Sequence[uuid.UUID]
) -> dict[uuid.UUID, Person]:
    rows = session.execute(
        sa.select(col(Participant.id), col(Participant.audience), col(Participant.fte)).where(
            col(Participant.district_id) == district, col(Participant.id).in_(whose)
        )
    )
    return {each: Person(audience, fte) for each, audience, fte in rows}


def _granted(district: str, whose: Whose) -> Any:
    return (
        sa.select(col(Conferral.participant_id), col(Conferral.degree), col(Conferral.conferred_on))
        .where(
            col(Conferral.district_id) == district,
            col(Conferral.revoked_at).is_(None),
            *_among(Conferral, whose),
        )
        .order_by(col(Conferral.conferred_at), col(Conferral.degree))
    )


def _listed(rows: Any) -> Mapping[uuid.UUID, list[tuple[Any, Any]]]:
    found: dict[uuid.UUID, list[tuple[Any, Any]]] = defaultdict(list)
    for whose, key, day in rows:
        found[whose].append((key, day))
    return found


def _among(table: Any, whose: Whose) -> Iterator[sa.ColumnElement[bool]]:
    if whose is not None:
        yield col(table.participant_id).in_(whose)
