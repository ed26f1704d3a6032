"""What was decided about people's requirements, as an audit is told it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.people import Participant
from engine.progress.events import DegreeDecisionEvent
from engine.progress.tables import DegreeDecision, Enrollment
from engine.store import looks_back_to, remembered
from rules.audits import Decision, Record
from rules.catalog import Degree
from rules.requirements import Requirement, asks_the_same

_Row = TypeVar("_Row", DegreeDecision, Enrollment)


def decisions(
    session: Session, place: Participant, degree: str | None = None
) -> Sequence[DegreeDecision]:
    """Everything that was decided for her and not withdrawn, the first thing first."""
    question = ("decisions", *place.key)
    found = remembered(session, DegreeDecision, question, lambda: _standing(session, place))
    return [row for row in found if degree in (None, row.degree)]


def decisions_ever(session: Session, place: Participant, degree: str) -> Sequence[DegreeDecision]:
    """What was ever decided for her about a degree, withdrawn or not, the last thing first."""
    found = _rows(session, place, withdrawn=True)
    return [row for row in reversed(found) if row.degree == degree]


def decided_about(session: Session, event: DegreeDecisionEvent) -> Degree:
    """The degree of a decision, as the catalog writes it that the decision speaks of."""
    row = session.get_one(DegreeDecision, (event.district, event.decision))
    return catalogs.numbered(session, event.district, row.catalog).degrees[row.degree]


def in_force(
    session: Session, rows: Iterable[DegreeDecision], taken_up: Iterable[Enrollment]
) -> tuple[Decision, ...]:
    """Those of the degrees that are pursued, where the very requirement stands as it stood.

    After a change to another catalog year, what was decided about a requirement that asks
    something else now rests; it holds again when she changes back.
    """
    under = {each.degree: each.catalog for each in taken_up}
    return tuple(said(row) for row in rows if _holds(session, row, under.get(row.degree)))


def of_taken_up(
    rows: Iterable[DegreeDecision], taken_up: Iterable[Enrollment]
) -> tuple[Decision, ...]:
    """All about degrees that are pursued."""
    pursued = {each.degree for each in taken_up}
    return tuple(said(row) for row in rows if row.degree in pursued)


def everybodys_decisions(
    session: Session, district: str
) -> Mapping[uuid.UUID, tuple[Decision, ...]]:
    """What holds for each participant of the district for whom something was decided."""
    rows = _grouped(session.scalars(_all_of(district)))
    taken_up = _grouped(session.scalars(_enrollments(district, rows))) if rows else {}
    return {whose: in_force(session, rows[whose], taken_up.get(whose, ())) for whose in rows}


def said(row: DegreeDecision) -> Decision:
    """The decision as the rules know it."""
    return Decision(
        verb=row.verb,
        node=row.requirement,
        evidence=row.evidence,
        need=row.need,
        value=Fraction(row.value or 0),
        degree=row.degree,
    )


def held_to(
    session: Session, place: Participant, against: Record, degrees: Mapping[str, Degree]
) -> Record:
    """The record with what was decided about what these very trees ask.

    What is merely supposed speaks of the degree as it was taken up.
    """
    if not against.decisions:
        return against
    spoken_of = {said(row): row.catalog for row in decisions(session, place)}
    holding = (
        each
        for each in against.decisions
        if each not in spoken_of
        or (degree := degrees.get(each.degree or "")) is None
        or _asks_still(session, place, each, spoken_of[each], degree.requires)
    )
    return replace(against, decisions=tuple(holding))


def _asks_still(
    session: Session, place: Participant, decision: Decision, catalog: int, root: Requirement
) -> bool:
    """Whether a tree asks at that place what the catalog asked of which the decision speaks."""
    spoken_of = catalogs.numbered(session, place.district_id, catalog)
    written = spoken_of.degrees[decision.degree or ""].requires
    return asks_the_same(decision.node or "", written, root, tuple(spoken_of.campuses))


def _holds(session: Session, row: DegreeDecision, catalog: int | None) -> bool:
    if catalog is None or catalog == row.catalog:
        return catalog is not None
    spoken_of = catalogs.numbered(session, row.district_id, row.catalog)
    today = catalogs.numbered(session, row.district_id, catalog)
    return asks_the_same(
        row.requirement,
        spoken_of.degrees[row.degree].requires,
        today.degrees[row.degree].requires,
        tuple(today.campuses),
    )


def _standing(session: Session, place: Participant) -> Sequence[DegreeDecision]:
    if (moment := looks_back_to(session)) is None:
        return _rows(session, place, withdrawn=False)
    return [
        row
        for row in _rows(session, place, withdrawn=True)
        if row.decided_at <= moment and (row.withdrawn_at is None or row.withdrawn_at > moment)
    ]


def _rows(session: Session, place: Participant, *, withdrawn: bool) -> Sequence[DegreeDecision]:
    asked = _HERS if withdrawn else _HERS.where(col(DegreeDecision.withdrawn_at).is_(None))
    whose = {"district": place.district_id, "participant": place.id}
    return session.scalars(asked, whose).all()


_HERS = (
    sa.select(DegreeDecision)
    .where(
        col(DegreeDecision.district_id) == sa.bindparam("district"),
        col(DegreeDecision.participant_id) == sa.bindparam("participant"),
    )
    .order_by(col(DegreeDecision.decided_at), col(DegreeDecision.id))
)


def _all_of(district: str) -> sa.Select[DegreeDecision]:
    return (
        sa.select(DegreeDecision)
        .where(
            col(DegreeDecision.district_id) == district,
            col(DegreeDecision.withdrawn_at).is_(None),
        )
        .order_by(col(DegreeDecision.decided_at), col(DegreeDecision.id))
    )


def _enrollments(district: str, whose: Iterable[uuid.UUID]) -> sa.Select[Enrollment]:
    return sa.select(Enrollment).where(
        col(Enrollment.district_id) == district,
        col(Enrollment.participant_id).in_(list(whose)),
        col(Enrollment.left_on).is_(None),
    )


def _grouped(rows: Iterable[_Row]) -> Mapping[uuid.UUID, list[_Row]]:
    found: dict[uuid.UUID, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.participant_id].append(row)
    return found
