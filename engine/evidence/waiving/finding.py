"""What need not come first for somebody, and what has to."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.evidence.completions import completions
from engine.evidence.waiving.tables import StageWaiver
from engine.people import Participant
from engine.store import looks_back_to, remembered
from rules.badges import asked_before, missing_before
from rules.catalog import Catalog
from rules.facts import Completion
from rules.terms import Stage


def waived(session: Session, place: Participant) -> frozenset[str]:
    """The parts that need not come first for her; in a session that looks back, on that day."""
    return frozenset(row.part for row in standing(session, place))


def standing(session: Session, place: Participant) -> Sequence[StageWaiver]:
    """What holds for her, the first one first."""
    return remembered(session, StageWaiver, place.key, lambda: _standing(session, place))


def ever(session: Session, place: Participant) -> Sequence[StageWaiver]:
    """What was ever waived for her, taken back or not, the first one first."""
    whose = {"district": place.district_id, "participant": place.id}
    return session.scalars(_HERS, whose).all()


def missing(
    session: Session,
    place: Participant,
    catalog: Catalog,
    activity: str,
    stage: Stage,
    done: Iterable[Completion] | None = None,
) -> tuple[str, ...]:
    """What this participant has still to complete before the stage, or would have after `done`."""
    done = completions(session, place) if done is None else done
    found = missing_before(catalog, activity, stage, done)
    spared = waived(session, place) if found else frozenset()
    return tuple(name for name in found if name not in spared)


def waivable(session: Session, place: Participant, catalog: Catalog) -> tuple[str, ...]:
    """Every part that keeps her from something just now, in the order of the catalog."""
    found = (
        name
        for key, activity in catalog.activities.items()
        if not activity.audience or place.audience in activity.audience
        for stage in activity.stages
        for name in missing(session, place, catalog, key, stage)
    )
    return tuple(dict.fromkeys(found))


def comes_first(catalog: Catalog, part: str) -> bool:
    """Whether the part is asked before anything."""
    return any(
        name == part
        for key, activity in catalog.activities.items()
        for stage in activity.stages
        for name, _part in asked_before(catalog, key, stage)
    )


def _standing(session: Session, place: Participant) -> Sequence[StageWaiver]:
    moment, rows = looks_back_to(session), ever(session, place)
    if moment is None:
        return [row for row in rows if row.withdrawn_at is None]
    return [
        row
        for row in rows
        if row.decided_at <= moment and (row.withdrawn_at is None or row.withdrawn_at > moment)
    ]


_HERS = (
    sa.select(StageWaiver)
    .where(
        col(StageWaiver.district_id) == sa.bindparam("district"),
        col(StageWaiver.participant_id) == sa.bindparam("participant"),
    )
    .order_by(col(StageWaiver.decided_at), col(StageWaiver.id))
)
"""Asked with every decision, so it is built once."""
