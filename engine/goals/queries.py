"""Somebody's goals, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, progress
from engine.goals.tables import Goal
from engine.people import Participant
from engine.progress import Pursued
from engine.store import remembered
from rules.audits import Finding
from rules.requirements.comparing import lined_up, now_at


@dataclass(frozen=True)
class Aim:
    """A goal, and the requirement as it stands today."""

    goal: Goal
    pursued: Pursued | None
    """The degree; None while it is put aside."""
    finding: Finding | None
    """None when the degree is put aside, or asks for no such thing any more."""

    @property
    def rests(self) -> bool:
        return self.finding is None


def goals_of(session: Session, place: Participant) -> Sequence[Goal]:
    """Everything that she set herself and did not let go, the last thing first."""
    question = ("goals", *place.key)
    return remembered(session, Goal, question, lambda: _rows(session, place))


def aims(session: Session, place: Participant, pursued: Sequence[Pursued]) -> list[Aim]:
    """Her open goals in the order of setting, each held against the degrees that she pursues."""
    by_degree = {each.enrollment.degree: each for each in pursued}
    rows = [goal for goal in reversed(goals_of(session, place)) if goal.is_open]
    return [aim_of(session, goal, by_degree.get(goal.degree)) for goal in rows]


def aim_of(session: Session, goal: Goal, pursued: Pursued | None) -> Aim:
    """The requirement of a goal in the catalog that judges today."""
    if pursued is None:
        return Aim(goal, None, None)
    path = _path(session, goal, pursued)
    finding = next((each for each in pursued.audit.findings if each.path == path), None)
    return Aim(goal, pursued, finding)


def reached_unseen(session: Session, place: Participant) -> list[Goal]:
    """Goals that were reached and not yet seen so, the first one first."""
    found = goals_of(session, place)
    return [goal for goal in reversed(found) if goal.reached_on and goal.seen_at is None]


def _path(session: Session, goal: Goal, pursued: Pursued) -> str | None:
    """Where the requirement stands in the version that judges, if it was set under another."""
    judging = pursued.enrollment.catalog
    if goal.catalog == judging:
        return goal.requirement
    then, now = (
        progress.tree_of(catalogs.numbered(session, goal.district_id, number), goal.degree)
        for number in (goal.catalog, judging)
    )
    return now_at(lined_up(then, now)).get(goal.requirement)


def _rows(session: Session, place: Participant) -> Sequence[Goal]:
    whose = {"district": place.district_id, "participant": place.id}
    return session.scalars(_HERS, whose).all()


_HERS = (
    sa.select(Goal)
    .where(
        col(Goal.district_id) == sa.bindparam("district"),
        col(Goal.participant_id) == sa.bindparam("participant"),
        col(Goal.let_go_on).is_(None),
    )
    .order_by(col(Goal.since).desc(), col(Goal.id).desc())
)
