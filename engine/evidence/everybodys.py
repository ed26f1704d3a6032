"""What many people have done, asked at once."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.evidence.completions import COUNTING, completion
from engine.evidence.counted import as_completion
from engine.evidence.tables import Evidence, Status
from rules.differing import Part, Span
from rules.facts import Completion
from rules.terms import Stage


def completions_of(
    session: Session, district: str, whose: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[Completion, ...]]:
    """Everything that counts of these participants, of those who have any, in the order of days."""
    found: dict[uuid.UUID, list[Completion]] = {}
    for row in session.execute(_SEVERAL, {"district": district, "participants": whose}):
        found.setdefault(row.participant_id, []).append(completion(row))
    return {each: tuple(done) for each, done in found.items()}


def who_did(session: Session, district: str, spans: Iterable[Span]) -> set[uuid.UUID]:
    """Everybody of whom work of these days and parts counts."""
    looked_for = tuple(spans)
    if not looked_for:
        return set()
    did = (
        sa.and_(
            col(Evidence.done_on).between(span.first, span.last),
            sa.or_(*_of_parts(span.parts)),
        )
        for span in looked_for
    )
    found = sa.select(col(Evidence.participant_id)).distinct()
    kept = {
        whose
        for whose, done in _kept(session, district)
        if any(span.covers(done) for span in looked_for)
    }
    return kept.union(session.scalars(found.where(*_as_approved(district), sa.or_(*did))))


def last_days(session: Session, district: str) -> dict[uuid.UUID, date]:
    """The day of everybody's latest work that counts."""
    rows = session.execute(
        sa.select(col(Evidence.participant_id), sa.func.max(col(Evidence.done_on)))
        .where(*_as_approved(district))
        .group_by(col(Evidence.participant_id))
    )
    found: dict[uuid.UUID, date] = {whose: day for whose, day in rows}
    for whose, done in _kept(session, district):
        found[whose] = max(found.get(whose, done.day), done.day)
    return found


def _kept(session: Session, district: str) -> Iterator[tuple[uuid.UUID, Completion]]:
    """What counts as it was, though it is no longer what the evidence says."""
    rows = session.execute(
        sa.select(col(Evidence.participant_id), col(Evidence.id), col(Evidence.kept)).where(
            col(Evidence.district_id) == district, col(Evidence.kept).is_not(None)
        )
    )
    return ((whose, as_completion(f"evidence/{row}", facts)) for whose, row, facts in rows)


def _as_approved(district: str) -> tuple[sa.ColumnElement[bool], ...]:
    """What counts as it stands there."""
    return (
        col(Evidence.district_id) == district,
        col(Evidence.status) == Status.APPROVED,
        col(Evidence.kept).is_(None),
    )


def _of_parts(parts: Iterable[Part]) -> Iterator[sa.ColumnElement[bool]]:
    by_stage: dict[Stage, list[str]] = {}
    for activity, stage in sorted(parts):
        by_stage.setdefault(stage, []).append(activity)
    for stage, activities in by_stage.items():
        yield sa.and_(col(Evidence.stage) == stage, col(Evidence.activity).in_(activities))


_SEVERAL = COUNTING.where(
    col(Evidence.participant_id).in_(sa.bindparam("participants", expanding=True))
)
