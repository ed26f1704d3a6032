"""What a reviewer scores: the rubric of a piece of evidence, and where scores fall short of it."""

from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Session

from engine import catalogs
from engine.errors import Incomplete
from engine.evidence.tables import Evidence
from rules.catalog import Activity, Catalog, Criterion, Rubric
from rules.terms import EvidenceKind


class Shortfall(StrEnum):
    """Why scores under one criterion do not do for an approval."""

    MISSING = "missing"
    TOO_LOW = "too_low"
    DENIES_MEASURE = "denies_measure"
    """They say that nothing was measured, beside a measure that grew and would count as one."""


def rubric_of(session: Session, claim: Evidence) -> Rubric | None:
    """The rubric by which this evidence is scored, as the catalog of its day has it."""
    catalog, activity = as_written(session, claim)
    return catalog.rubrics.get(activity.rubric) if activity and activity.rubric else None


def as_written(session: Session, claim: Evidence) -> tuple[Catalog, Activity | None]:
    """The catalog of the day on which it was done, and its activity unless that has none."""
    timeline = catalogs.timeline(session, claim.district_id)
    catalog = (timeline.in_force(claim.done_on) if claim.done_on else timeline.newest).catalog
    return catalog, catalog.activities.get(claim.activity)


def shortfalls(
    claim: Evidence, rubric: Rubric | None, scores: Mapping[str, int]
) -> dict[str, Shortfall]:
    """What keeps these scores from an approval, by criterion; empty when nothing does."""
    criteria = rubric.criteria if rubric else {}
    found = ((key, _shortfall(claim, each, scores.get(key))) for key, each in criteria.items())
    return {key: short for key, short in found if short is not None}


def checked(claim: Evidence, rubric: Rubric | None, scores: Mapping[str, int]) -> dict[str, int]:
    """The scores that the rubric asks for, when each of them does for an approval."""
    if short := shortfalls(claim, rubric, scores):
        raise Incomplete(tuple(short))
    return {key: scores[key] for key in rubric.criteria} if rubric else {}


def passing(claim: Evidence, rubric: Rubric, key: str, score: int) -> bool:
    """Whether this score under a criterion, if the rubric has it, does for an approval."""
    criterion = rubric.criteria.get(key)
    return criterion is not None and _shortfall(claim, criterion, score) is None


def on_scale(rubric: Rubric | None, scores: Mapping[str, int]) -> dict[str, int]:
    """The scores that the rubric knows, whether they do for an approval or not."""
    criteria = rubric.criteria if rubric else {}
    return {
        key: score
        for key, score in scores.items()
        if key in criteria and 0 <= score < len(criteria[key].scores)
    }


def _shortfall(claim: Evidence, criterion: Criterion, score: int | None) -> Shortfall | None:
    if score is None or not 0 <= score < len(criterion.scores):
        return Shortfall.MISSING
    if score < criterion.passes:
        return Shortfall.TOO_LOW
    if criterion.outcome and score == 0 and _shows_outcome(claim):
        return Shortfall.DENIES_MEASURE
    return None


def _shows_outcome(claim: Evidence) -> bool:
    return claim.outcome and EvidenceKind.STUDENT in claim.kind_set
