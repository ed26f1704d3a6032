"""Which evidence waits for whom, as conditions of queries."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from engine import catalogs
from engine.evidence import conflicts
from engine.evidence.second_looks import to_be_read
from engine.evidence.tables import Decision, Evidence, Taking, Verdict
from engine.evidence.team.finding import follows
from engine.people import Actor, Participant, Role


class Hold(StrEnum):
    """Who has what waits, as a reviewer tells it apart."""

    FREE = "free"
    """Nobody, or herself: she can decide on it."""
    MINE = "mine"
    OTHERS = "others"


def waits_for(session: Session, actor: Actor, hold: Hold) -> list[ColumnElement[bool]]:
    """Submitted, or to be read by a second reviewer; from a school that she reviews.

    Never her own, nor what she approved already.
    """
    conditions: list[ColumnElement[bool]] = [
        col(Evidence.district_id) == actor.participant.district_id,
        to_be_read(actor),
        col(Evidence.participant_id) != actor.participant.id,
        ~approved(actor.participant.id),
        ~conflicts.among(session, actor),
        ~follows(actor.participant.district_id),
        _is_held(session, actor, hold),
    ]
    schools = actor.schools(Role.REVIEWER)
    if schools is not None and not actor.has(Role.DISTRICT_ADMIN):
        conditions.append(col(Participant.school).in_(sorted(schools)))
    return conditions


def _is_held(session: Session, actor: Actor, hold: Hold) -> ColumnElement[bool]:
    own = exists().where(*_taken(), col(Taking.by) == actor.participant.id)
    if hold is Hold.MINE:
        return own
    full = _has_no_room(session, actor)
    return ~own & full if hold is Hold.OTHERS else own | ~full


def _has_no_room(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Whether others took it, as many of them as there are decisions to come."""
    taken = exists().where(*_taken(), col(Taking.by) != actor.participant.id)
    newest = catalogs.timeline(session, actor.participant.district_id).newest.catalog
    several: dict[int, list[str]] = {}
    for key, activity in newest.activities.items():
        if activity.reviewers > 1:
            several.setdefault(activity.reviewers, []).append(key)
    rooms = [
        col(Evidence.activity).in_(keys) & (_takers() + _approvers() < wanted)
        for wanted, keys in several.items()
    ]
    return taken & ~or_(false(), *rooms)


def _taken() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Taking.district_id) == col(Evidence.district_id),
        col(Taking.evidence_id) == col(Evidence.id),
        col(Taking.ended_at).is_(None),
    )


def _takers() -> Any:
    return select(func.count()).select_from(Taking).where(*_taken()).scalar_subquery()


def _approvers() -> Any:
    one: Any = aliased(Decision)
    standing = select(func.count(one.by.distinct())).where(*_stands(one))
    return standing.scalar_subquery()


def approved(someone: Any) -> ColumnElement[bool]:
    """Whether an approval of theirs stands."""
    one: Any = aliased(Decision)
    return exists().where(one.by == someone, *_stands(one))


def _stands(one: Any) -> tuple[ColumnElement[bool], ...]:
    """An approval of what was handed in last, and not overruled."""
    later: Any = aliased(Decision)
    overruled = exists().where(
        later.district_id == one.district_id,
        later.evidence_id == one.evidence_id,
        later.verdict != Verdict.APPROVED,
        later.at >= one.at,
    )
    return (
        one.district_id == Evidence.district_id,
        one.evidence_id == Evidence.id,
        one.verdict == Verdict.APPROVED,
        one.at >= Evidence.submitted_at,
        ~overruled,
    )
