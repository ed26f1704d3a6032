"""Attempts at a quiz: how many there were, whether there may be another one, and spending it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from engine import catalogs, ledger
from engine.errors import AttemptMade, AttemptTooSoon, QuizPassed
from engine.evidence.quizzes.tables import Attempt
from engine.evidence.tables import Evidence, Status
from engine.people import Actor, Participant
from rules.catalog import Activity, Catalog, Form
from rules.quizzes import mark
from rules.terms import Stage

_RENEWED_WITHIN = timedelta(days=90)
"""So long before its validity ends, what was passed may be taken anew."""


@dataclass(frozen=True)
class Standing:
    """Where somebody stands with a quiz."""

    form: Form
    round: int
    made: Sequence[Attempt]
    """Those of the round, in their order."""
    passed_on: date | None = None
    """The day of what was passed and still counts, so that there is nothing to take."""

    @property
    def left(self) -> int:
        return max(0, self.form.attempts - len(self.made))

    @property
    def next(self) -> int:
        """The number of the next one."""
        return len(self.made) + 1

    @property
    def last(self) -> Attempt | None:
        return self.made[-1] if self.made else None

    @property
    def waits_until(self) -> datetime | None:
        """The moment before which there is no other one."""
        if self.last is None or not self.left or not self.form.wait_hours:
            return None
        return self.last.at + timedelta(hours=self.form.wait_hours)


@dataclass(frozen=True)
class Spent:
    """An attempt that was just scored, and how many are left."""

    attempt: Attempt
    left: int

    @property
    def passed(self) -> bool:
        return self.attempt.passed

    @property
    def goes_on(self) -> bool:
        """Whether it stays with its owner, who may try again."""
        return not self.passed and self.left > 0


def standing(
    session: Session, place: Participant, activity: str, stage: Stage, *, now: datetime
) -> Standing | None:
    """Where somebody stands with the quiz of this stage today; None where there is no quiz."""
    catalog = catalogs.current(session, place.district_id, now=now)
    form = quiz_of(catalog, activity, stage)
    if form is None:
        return None
    tried = _attempts(session, place, activity, stage)
    passed = [each for each in tried if each.passed]
    blocking = _passed_on(session, catalog, passed[-1], now) if passed else None
    made = [each for each in tried if each.round == len(passed)]
    return Standing(form, len(passed), made, blocking)


def quiz_of(catalog: Catalog, activity: str, stage: Stage) -> Form | None:
    found: Activity | None = catalog.activities.get(activity)
    offer = found.stages.get(stage) if found else None
    return offer.form if offer and offer.is_quiz else None


def attempts_of(session: Session, claim: Evidence) -> Sequence[Attempt]:
    """The attempts that were made with this piece of evidence, in their order."""
    return session.exec(
        select(Attempt)
        .where(Attempt.district_id == claim.district_id, Attempt.evidence_id == claim.id)
        .order_by(col(Attempt.at), col(Attempt.number))
    ).all()


def spend(
    session: Session, claim: Evidence, *, by: Actor, now: datetime, attempt: int | None
) -> Spent | None:
    """Score what is handed in, as one attempt; None where nothing is scored, or nothing any more.

    `attempt` is the number that the page knew, so that a form that is sent twice spends one.
    Whoever has used up all of them hands in to a reviewer, who is not bound by the threshold.
    """
    place = by.participant
    ledger.hold(session, place)
    found = standing(session, place, claim.activity, claim.stage, now=now)
    if found is None:
        return None
    if attempt not in (None, found.next):
        raise AttemptMade(found.next - 1)
    if found.passed_on is not None:
        raise QuizPassed(found.passed_on)
    if not found.left:
        return None
    if found.waits_until and now < found.waits_until:
        raise AttemptTooSoon(found.waits_until)
    made = _scored(claim, found, now)
    session.add(made)
    session.flush()
    return Spent(made, found.left - 1)


def _scored(claim: Evidence, found: Standing, now: datetime) -> Attempt:
    marked = mark(found.form, claim.answers)
    return Attempt(
        district_id=claim.district_id, participant_id=claim.participant_id,
        activity=claim.activity, stage=claim.stage, round=found.round, number=found.next,
        evidence_id=claim.id, at=now, answers=dict(claim.answers),
        right=len(marked.right), asked=marked.asked, amiss=list(marked.amiss),
        points=marked.points, of_points=marked.of_points, passed=marked.passed,
    )  # fmt: skip


def _attempts(
    session: Session, place: Participant, activity: str, stage: Stage
) -> Sequence[Attempt]:
    return session.exec(
        select(Attempt)
        .where(
            Attempt.district_id == place.district_id,
            Attempt.participant_id == place.id,
            Attempt.activity == activity,
            Attempt.stage == stage,
        )
        .order_by(col(Attempt.round), col(Attempt.number))
    ).all()


def _passed_on(session: Session, catalog: Catalog, passed: Attempt, now: datetime) -> date | None:
    """The day of what was passed, unless it counts no more or is soon to be renewed."""
    claim = _evidence(session, passed.district_id, passed.evidence_id)
    if claim is None or claim.status is not Status.APPROVED or claim.done_on is None:
        return None
    until = catalog.activities[passed.activity].valid_until(claim.done_on)
    today = catalogs.local_day(catalog, now)
    renewable = until is not None and until - today <= _RENEWED_WITHIN
    return None if renewable else claim.done_on


def _evidence(session: Session, district: str, evidence_id: uuid.UUID) -> Evidence | None:
    return session.get(Evidence, (district, evidence_id))
