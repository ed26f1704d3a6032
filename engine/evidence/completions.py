"""Approved evidence as the rules see it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, col

from engine import catalogs, people
from engine.evidence.counted import as_completion, counted_by, facts_of
from engine.evidence.tables import Evidence, Status, got_better, kind_set
from engine.people import Participant
from engine.store import forget, looks_back_to, remember_too, remembered
from rules.audits.record import Work, work_of
from rules.facts import Completion
from rules.scoring import Granted, Timeline, granted


def completions(session: Session, place: Participant) -> tuple[Completion, ...]:
    """Everything of the participant that counts, in the order of days: approved, or kept.

    In a session that looks back, what counted at that moment.
    """
    if (moment := looks_back_to(session)) is not None:
        return remembered(
            session, Completion, place.key, lambda: counted_by(session, place, moment)
        )
    return remembered(session, Completion, place.key, lambda: _approved(session, place))


@event.listens_for(OrmSession, "after_flush")
def _keep_in_mind(session: OrmSession, _context: UOWTransaction) -> None:
    """Drafts come and go; a record changes only when something was approved, or no longer is."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Evidence):
            known, whose = sa.inspect(row).attrs, (row.district_id, row.participant_id)
            before, kept = known.status.history, known.kept.history
            if any((*kept.added, *kept.deleted)):
                forget(session, Completion, whose)
            elif row.status is Status.APPROVED and before.has_changes():
                remember_too(session, Completion, whose, _with(row))
            elif Status.APPROVED in (row.status, *before.deleted):
                forget(session, Completion, whose)


def _with(claim: Evidence) -> Callable[[tuple[Completion, ...]], tuple[Completion, ...]]:
    """The record with one more piece of work, at its place."""
    more = completion(claim)
    return lambda done: tuple(sorted((*done, more), key=lambda each: each.order))


def _approved(session: Session, place: Participant) -> tuple[Completion, ...]:
    whose = {"district": place.district_id, "participant": place.id}
    return tuple(completion(row) for row in session.execute(_APPROVED, whose))


def completion(claim: Evidence | sa.Row[Any]) -> Completion:
    """One piece of evidence as the rules would see it if it were approved as it stands."""
    if claim.kept is not None:
        return as_completion(f"evidence/{claim.id}", claim.kept)
    if claim.done_on is None or claim.submitted_at is None:
        raise ValueError("evidence that was never submitted is no completion")
    return Completion(
        source=f"evidence/{claim.id}",
        activity=claim.activity,
        stage=claim.stage,
        kinds=kind_set(claim.kinds),
        minutes=claim.minutes,
        day=claim.done_on,
        submitted_at=claim.submitted_at,
        scores=claim.scores,
        outcome=got_better(claim.measured_before, claim.measured_after),
        outside_minutes=claim.outside_minutes,
        value=claim.value,
        team_size=claim.team_size,
        team_place=claim.team_place,
    )


def stated(claim: Evidence) -> dict[str, Any]:
    """The same in plain values, with where its figure stands: what is kept of each change."""
    source = {} if claim.value is None else {"value_source": claim.value_source}
    return facts_of(completion(claim)) | source


COUNTING = (
    sa.select(
        col(Evidence.participant_id),
        col(Evidence.id),
        col(Evidence.activity),
        col(Evidence.stage),
        col(Evidence.kinds),
        col(Evidence.minutes),
        col(Evidence.outside_minutes),
        col(Evidence.done_on),
        col(Evidence.submitted_at),
        col(Evidence.scores),
        col(Evidence.measured_before),
        col(Evidence.measured_after),
        col(Evidence.value),
        col(Evidence.team_size),
        col(Evidence.team_place),
        col(Evidence.kept),
    )
    .where(
        col(Evidence.district_id) == sa.bindparam("district"),
        sa.or_(col(Evidence.status) == Status.APPROVED, col(Evidence.kept).is_not(None)),
    )
    .order_by(col(Evidence.done_on), col(Evidence.submitted_at), col(Evidence.id))
)
_APPROVED = COUNTING.where(col(Evidence.participant_id) == sa.bindparam("participant"))
"""Asked for with every decision, so it is built once and fetches no more than is needed."""


def work(session: Session, place: Participant, done: Sequence[Completion] | None = None) -> Work:
    """What the participant has done as it is scored, or what this would be if it were all.

    It is asked several times about the same people, so the last answers are remembered.
    """
    done = completions(session, place) if done is None else done
    timeline = catalogs.timeline_of(session, place)
    last: dict[tuple[str, uuid.UUID], _Scored] = session.info.setdefault(_SCORED, {})
    known = last.get(place.key)
    if known is None or known.done is not done or known.timeline is not timeline:
        if len(last) == _SCORED_MAX:
            del last[next(iter(last))]
        known = last[place.key] = _Scored(done, timeline, work_of(done, timeline))
    return known.work


_SCORED = "the work that was scored last, by participant"
_SCORED_MAX = 256
"""More than a lot of anything."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """An answer, with the very things that it was about."""

    done: Sequence[Completion]
    timeline: Timeline
    work: Work


def worth(session: Session, claim: Evidence) -> Granted | None:
    """What approved evidence is worth after caps, with the reasons; None while it is not."""
    if claim.status is not Status.APPROVED:
        return None
    place = people.participant(session, claim.district_id, claim.participant_id)
    return all_worth(session, place)[claim.source]


def all_worth(session: Session, place: Participant) -> Mapping[str, Granted]:
    """What each approved piece of evidence is worth after caps, by its source."""
    timeline = catalogs.timeline_of(session, place)
    return granted(completions(session, place), timeline)
