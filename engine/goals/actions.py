"""Setting a goal, letting it go, and noting that it was reached."""

import uuid
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs, evidence, ledger, progress
from engine.errors import MetAlready, NotFound
from engine.goals.events import GoalLetGo, GoalReached, GoalReopened, GoalSet
from engine.goals.queries import aim_of, goals_of, reached_unseen
from engine.goals.tables import Goal
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from engine.progress import Pursued
from rules.audits import Finding


def set_goal(session: Session, degree: str, requirement: str, *, by: Actor, now: datetime) -> Goal:
    """Make an unmet requirement of a degree that is pursued one's goal; twice is once."""
    by.must(Act.TAKE_PART)
    place = by.participant
    ledger.hold(session, place)
    pursued = _pursued(session, place, degree, now)
    root, *below = pursued.audit.findings
    finding = next((each for each in (below or (root,)) if each.path == requirement), None)
    if finding is None:
        raise NotFound("requirement")
    if finding.is_met:
        raise MetAlready(requirement)
    for each in goals_of(session, place):
        aim = aim_of(session, each, pursued) if each.is_open and each.degree == degree else None
        if aim and aim.finding and aim.finding.path == requirement:
            return each
    goal = Goal(
        district_id=place.district_id,
        participant_id=place.id,
        degree=degree,
        catalog=pursued.enrollment.catalog,
        requirement=requirement,
        since=catalogs.today(session, place.district_id, now=now),
    )
    session.add(goal)
    session.flush()
    told = GoalSet(place.district_id, place.id, goal.id, degree, requirement)
    announce(session, told, by=place.id, now=now)
    return goal


def let_go(session: Session, goal_id: uuid.UUID, *, by: Actor, now: datetime) -> Goal:
    """Turn to something else; nothing is said of it any more."""
    place = by.participant
    goal = session.get(Goal, (place.district_id, goal_id))
    if goal is None or goal.participant_id != place.id or not goal.is_open:
        raise NotFound("goal")
    goal.let_go_on = catalogs.today(session, place.district_id, now=now)
    session.add(goal)
    session.flush()
    announce(session, GoalLetGo(place.district_id, place.id, goal.id), by=place.id, now=now)
    return goal


def mark_seen(session: Session, place: Participant, *, now: datetime) -> None:
    """She has seen what she reached; each is told once."""
    for goal in reached_unseen(session, place):
        goal.seen_at = now
        session.add(goal)
    session.flush()


def note(session: Session, place: Participant, *, now: datetime) -> None:
    """Note goals whose requirement is met, and open those again that a correction took away.

    What was reached stays reached, though its evidence may grow old. Doing it twice changes
    nothing.
    """
    rows = goals_of(session, place)
    if not rows:
        return
    today = catalogs.today(session, place.district_id, now=now)
    counted = {each.source for each in evidence.completions(session, place)}
    pursued = {each.enrollment.degree: each for each in progress.pursued(session, place, now=now)}
    for goal in rows:
        aim = aim_of(session, goal, pursued.get(goal.degree))
        if aim.finding is None or aim.pursued is None:
            continue
        if aim.finding.is_met:
            _reach(session, goal, aim.finding, today, now)
        elif aim.pursued.conferral is None and not counted.issuperset(goal.reached_by):
            _reopen(session, goal, now)


def _reach(session: Session, goal: Goal, met: Finding, today: date, now: datetime) -> None:
    if goal.reached_on is not None:
        return
    goal.reached_on, goal.reached_by = today, _work(met.uses)
    session.add(goal)
    session.flush()
    happened = GoalReached(goal.district_id, goal.participant_id, goal.id)
    announce(session, happened, by=None, now=now)


def _reopen(session: Session, goal: Goal, now: datetime) -> None:
    goal.reached_on, goal.reached_by, goal.seen_at = None, [], None
    session.add(goal)
    session.flush()
    happened = GoalReopened(goal.district_id, goal.participant_id, goal.id)
    announce(session, happened, by=None, now=now)


def _work(uses: tuple[str, ...]) -> list[str]:
    """Pieces of evidence; bonuses of pathways come and go with them."""
    return [each for each in uses if each.startswith("evidence/")]


def _pursued(session: Session, place: Participant, degree: str, now: datetime) -> Pursued:
    for each in progress.pursued(session, place, now=now):
        if each.enrollment.degree == degree and each.conferral is None:
            return each
    raise NotFound("enrollment")
